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
      const written = document.slice(last);
      if (!written.endsWith(punctuation) || written.endsWith(`\\${punctuation}`)) return;
      const [, end] = document.offsetsOf(last);
      const start = end - punctuation.length;
      report({
        ...document.place(start, end),
        message: `This heading ends in “${punctuation}”.`,
        hint: "Delete it.",
        fix: { edits: document.edit(start, end, ""), changesData: true },
      });
    });
  },
};

/** In characters: longer than any emoji's name between colons. */
const LONGEST_ENDING = 60;
