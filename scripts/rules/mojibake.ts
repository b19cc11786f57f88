// mojibake: text was read with the encoding that it was written in.

import { codePointName } from "../text/codepoint.ts";
import { crop, QUOTED } from "../text/crop.ts";
import { mojibakeIn } from "./support/mojibake.ts";
import type { Rule } from "./support/rule.ts";

export const mojibake: Rule = {
  name: "mojibake",
  explains: ["unknown-reference", "wrong-value", "file-name", "technology-name"],
  severity: "error",
  summary: "Text reads as it was written: not `‚Äô` or `â€™` where there was a ’.",
  docs: `
UTF-8 that a program took for Mac Roman, Windows-1252 or Latin-1 has two to four odd characters for each one that is not
plain ASCII. As long as none of them is lost, the text can be put right. A single Ã, or √2, is nobody's mistake: only
what is UTF-8 throughout, and no sound text, is reported.

### Wrong: Mac Roman, and an emoji as Windows-1252

~~~md page.md
‚ú® What we‚Äôve built:

- ‚ö†Ô∏è Alerts ‚Äì at the caf√© in Sch√∂nau
- ðŸ“¦ Packages
~~~
~~~text
page.md:1:1-1:4: error: “‚ú®” is “✨” read with the wrong encoding (Mac Roman).
  hint: Replace it with “✨”.
page.md:1:12-1:15: error: “‚Äô” is “’” read with the wrong encoding (Mac Roman).
  hint: Replace it with “’”.
page.md:3:3-3:9: error: “‚ö†Ô∏è” is “⚠️” read with the wrong encoding (Mac Roman).
  hint: Replace it with “⚠️”.
page.md:3:17-3:20: error: “‚Äì” is “–” read with the wrong encoding (Mac Roman).
  hint: Replace it with “–”.
page.md:3:31-3:33: error: “√©” is “é” read with the wrong encoding (Mac Roman).
  hint: Replace it with “é”.
page.md:3:40-3:42: error: “√∂” is “ö” read with the wrong encoding (Mac Roman).
  hint: Replace it with “ö”.
page.md:4:3-4:7: error: “ðŸ“¦” is “📦” read with the wrong encoding (Windows-1252).
  hint: Replace it with “📦”.
~~~
~~~md page.md fixed
✨ What we’ve built:

- ⚠️ Alerts – at the café in Schönau
- 📦 Packages
~~~

### Wrong: Windows-1252 and Latin-1, in a record

~~~yaml data/resources/cafe.yml
title: Cafe
url: https://example.org/cafe
description: CafÃ©s. Itâ\u0080\u0099s what Ã–sterreich read.
~~~
~~~text
data/resources/cafe.yml:3:17-3:19: error: “Ã©” is “é” read with the wrong encoding (Windows-1252).
  hint: Replace it with “é”.
data/resources/cafe.yml:3:24-3:27: error: “â��” is “’” read with the wrong encoding (Latin-1).
  hint: Replace it with “’”.
data/resources/cafe.yml:3:34-3:36: error: “Ã–” is “Ö” read with the wrong encoding (Windows-1252).
  hint: Replace it with “Ö”.
~~~
~~~yaml data/resources/cafe.yml fixed
title: Cafe
url: https://example.org/cafe
description: Cafés. It’s what Österreich read.
~~~

### Wrong: a part is lost, so that there is nothing to put right

~~~md page.md
“It works, they saidâ€ and left.
~~~
~~~text
page.md:1:21-1:23: error: “â€” is what is left of a character that was read with the wrong encoding (Windows-1252).
  hint: Look it up where the text comes from, and type it again.
~~~

### Right

~~~md page.md
A naïve café, “Ã”, « été », IRMÃ”, 5 €, √2, √π, ½, ™, „Äpfel“, ‚Öl‘, dáš…
~~~
`,
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
