// heading-punctuation: headings do not end in punctuation.
import { toString as textOf } from "mdast-util-to-string";
import { lastLeaf } from "./support/document.ts";
import { endsInAbbreviation } from "./support/full-stop.ts";
import type { Rule } from "./support/rule.ts";

export const headingPunctuation: Rule = {
  severity: "warning",
  markdown(document, report) {
    document.each("heading", (heading) => {
      const last = lastLeaf(heading);
      if (last.type !== "text") return;
      const text = textOf(heading);
      const ending = text.slice(-LONGEST_ENDING);
      const punctuation = /[:.,;：．，；。、]+$/.exec(ending)?.[0];
      if (punctuation === undefined || punctuation === text || ending.endsWith("...")) return;
      if (endsInAbbreviation(text) || /:[a-z0-9_+-]+:$/i.test(ending)) return;
      // The last character may be written as an entity or an escape, so the source is looked at.
      const { value, place, edit } = document.part(last);
      if (!value.endsWith(punctuation) || value.endsWith(`\\${punctuation}`)) return;
      const start = value.length - punctuation.length;
      report({
        ...place(start),
        message: `This heading ends in “${punctuation}”.`,
        hint: "Delete it.",
        fix: { edits: edit(start, value.length, ""), changesData: true },
      });
    });
  },
};

/** In characters: longer than any emoji's name between colons. */
const LONGEST_ENDING = 60;
