// missing-footnote: a record with a status that is not the usual one has a footnote that says so.
import { type Entry, nameOf, noteOf, urlOf } from "../record/entry.ts";
import { entriesWithStatus, replacementOf, STATUS, statusOf } from "../record/status.ts";
import { placeIn } from "./support/place.ts";
import type { Rule } from "./support/rule.ts";

export const missingFootnote: Rule = {
  severity: "error",
  list({ list }, report) {
    for (const entry of entriesWithStatus(list)) {
      const status = statusOf(entry);
      if (status === undefined || (noteOf(entry) ?? "").trim() !== "") continue;
      const other = replacementOf(list, entry);
      const instead = other === entry ? undefined : other;
      report({
        ...placeIn(entry, [STATUS]),
        message: `“${nameOf(entry)}” is ${status}, and no footnote says so.`,
        hint: `Add: ${entry.kind.noteField}: ${sentence(nameOf(entry), status, instead)}`,
      });
    }
  },
};

/** What the footnote might say. */
function sentence(name: string, status: string, instead: Entry | undefined): string {
  const url = instead && urlOf(instead);
  const other = instead && (url === undefined ? nameOf(instead) : `[${nameOf(instead)}](${url})`);
  if (status === "renamed") return `${name} is now called ${other ?? "NAME"}.`;
  const what = status === "discontinued" ? "has been discontinued" : "is no longer maintained";
  return other === undefined ? `${name} ${what}.` : `${name} ${what}. You can use ${other} instead.`;
}
