// incomplete: what records should say besides what they have to, and do not yet.
import { type Entry, nameOf } from "../record/entry.ts";
import { entriesOf } from "../record/list.ts";
import { groupBy } from "../text/group-by.ts";
import { placeIn } from "./support/place.ts";
import type { Rule } from "./support/rule.ts";

export const incomplete: Rule = {
  severity: "info",
  list({ list }, report) {
    for (const kind of list.kinds.all) {
      const complete = kind.schema["x-complete"];
      if (!complete) continue;
      const validate = list.schemas.validator(complete);
      const lacking = entriesOf(list, kind).flatMap((entry) => {
        validate(entry.data);
        const errors = (validate.errors ?? []).filter(({ keyword }) => keyword === "required");
        return errors.map(({ params }) => ({ entry, property: String(params.missingProperty) }));
      });
      for (const [property, found] of groupBy(lacking, ({ property }) => property)) {
        const entries = found.map(({ entry }) => entry);
        report({
          ...placeIn(found[0].entry, [kind.nameField]),
          message: `No \`${property}\` yet: ${firstNames(entries)}.`,
          hint: "Add it where you know it.",
        });
      }
    }
  },
};

/** How many records a message names. */
const MOST_NAMED = 20;

function firstNames(entries: readonly Entry[]): string {
  const names = entries.slice(0, MOST_NAMED).map(nameOf).join(", ");
  const more = entries.length - MOST_NAMED;
  return more > 0 ? `${names}, and ${more} more` : names;
}
