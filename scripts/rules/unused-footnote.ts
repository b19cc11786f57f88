// unused-footnote: every footnote is on the page.
import { noteOf } from "../record/entry.ts";
import { TEMPLATE } from "../template/page.ts";
import { placeIn } from "./support/place.ts";
import type { Rule } from "./support/rule.ts";

export const unusedFootnote: Rule = {
  severity: "warning",
  list({ list, page, isComplete }, report) {
    // A record that cannot be read may have the mark.
    if (!isComplete) return;
    for (const entry of list.entries) {
      const { kind } = entry;
      if (kind.noteField === undefined || noteOf(entry) === undefined || page.numbers.has(entry)) continue;
      report({
        ...placeIn(entry, [kind.noteField], "key"),
        message: "Nothing on the page points to this footnote.",
        hint: `Write {mark} behind the ${kind.noun}'s name in ${TEMPLATE}, or delete the footnote.`,
      });
    }
  },
};
