// mojibake: text was read with the encoding that it was written in.

import { crop, QUOTED } from "../text/crop.ts";
import { codePointName } from "../text/escape.ts";
import { mojibakeIn } from "./support/mojibake.ts";
import type { Rule } from "./support/rule.ts";

export const mojibake: Rule = {
  explains: ["unknown-reference", "wrong-value", "file-name", "technology-name"],
  severity: "error",
  source(source, report) {
    for (const { start, end, encoding, repaired } of mojibakeIn(source)) {
      const range = source.range(start, end);
      // Characters that cannot be shown are replaced in the message.
      const written = crop(source.text.slice(start, end), QUOTED).replace(/[\p{Cc}\p{Co}\u00ad]/gu, "\ufffd");
      if (repaired === undefined) {
        const message = `“${written}” is what is left of a character that was read with the wrong encoding (${encoding}).`;
        report({ range, message, hint: "Look it up where the text comes from, and type it again." });
        continue;
      }
      const meant = shown(repaired);
      report({
        range,
        message: `“${written}” is ${meant} read with the wrong encoding (${encoding}).`,
        hint: `Replace it with ${meant}.`,
        fix: { edits: [{ start, end, text: repaired }], changesData: true },
      });
    }
  },
};

/** In quotation marks, or by numbers if there is nothing to see. */
function shown(text: string): string {
  if (!/^[\s\p{C}\p{Default_Ignorable_Code_Point}]+$/u.test(text)) return `“${crop(text, QUOTED)}”`;
  return [...crop(text, QUOTED)].map(codePointName).join(" ");
}
