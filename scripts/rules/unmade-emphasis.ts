// unmade-emphasis: asterisks and brackets make what they were meant to make.
import { toString as textOf } from "mdast-util-to-string";
import { markdownInHtml } from "./support/markdown-in-html.ts";
import type { Rule } from "./support/rule.ts";
import { wordingOf } from "./support/wording.ts";

export const unmadeEmphasis: Rule = {
  name: "unmade-emphasis",
  severity: "warning",
  summary:
    "Emphasis has no blank inside of its signs, and two of them; a link's text neither starts nor ends with a blank.",
  docs: `
GitHub shows \`** bold**\` and \`**bold\` with their asterisks, and the line below a link shows its blanks.

### Wrong

~~~md page.md
A * fast* queue, a **safe **one, and a __ small__ one; **open source, \`code.

A [queue ](https://example.org/queue) and [ **an engine**](https://example.org/engine).

<td>**fast**</td>
~~~
~~~text
page.md:1:3-1:10: warning: This is no emphasis: there is a blank inside of its signs.
  hint: Write: *fast*
page.md:1:20-1:29: warning: This is no emphasis: there is a blank inside of its signs.
  hint: Write: **safe**
page.md:1:40-1:50: warning: This is no emphasis: there is a blank inside of its signs.
  hint: Write: __small__
page.md:1:56-1:58: warning: This ** has no partner, so it is shown as it is.
  hint: Write ** at the end, too; or, for the sign itself, \\*
page.md:1:71-1:72: warning: This \` has no partner, so it is shown as it is.
  hint: Write \` at the end, too; or, for the sign itself, \\\`
page.md:3:9-3:10: warning: A blank is part of this link's text.
  hint: Put it outside of the brackets.
page.md:3:44-3:45: warning: A blank is part of this link's text.
  hint: Put it outside of the brackets.
page.md:5:5-5:13: warning: This is not bold: GitHub reads no Markdown in a block of HTML.
  hint: Write: <b>fast</b>, or leave a line empty in front of it.
~~~

### Right

~~~md page.md
A **fast** queue, 2 * 3 * 4, 2**3, \`**kwargs\`, *a*, \\*\\*b, src/**/*.ts, prices* and costs*, __init__.py.

[![A queue](https://example.org/queue.png) ](https://example.org/queue)
~~~
`,
  markdown(document, report) {
    for (const node of wordingOf(document)) {
      const [offset] = document.offsetsOf(node);
      const written = document.slice(node);
      const starts = new Set<number>();
      for (const { 0: found, 1: signs = "", 2: text = "", index } of written.matchAll(WITH_BLANK)) {
        // Either side may have the blank, and not both: `2 * 3 * 4` is no emphasis.
        if (/^\s/.test(text) === /\s$/.test(text)) continue;
        for (let at = index; at < index + found.length; at++) starts.add(at);
        report({
          ...document.place(offset + index, offset + index + found.length),
          message: "This is no emphasis: there is a blank inside of its signs.",
          hint: `Write: ${signs}${text.trim()}${signs}`,
        });
      }
      for (const { 0: signs, index } of written.matchAll(OPENING)) {
        // Of code with a bar in it, rule table-cells speaks.
        const [rest = ""] = document.markdown.slice(offset + index).split(/[\r\n]/, 1);
        if (starts.has(index) || (signs.startsWith("`") && /\|.*`/.test(rest))) continue;
        report({
          ...document.place(offset + index, offset + index + signs.length),
          message: `This ${signs} has no partner, so it is shown as it is.`,
          hint: `Write ${signs} at the end, too; or, for the sign itself, \\${signs.charAt(0)}`,
        });
      }
    }
    document.each("html", (node) => {
      const [offset] = document.offsetsOf(node);
      for (const { 0: found, 2: text = "", index } of markdownInHtml(node.value, BOLD)) {
        report({
          ...document.place(offset + index, offset + index + found.length),
          message: "This is not bold: GitHub reads no Markdown in a block of HTML.",
          hint: `Write: <b>${text}</b>, or leave a line empty in front of it.`,
        });
      }
    });
    document.each("link", (link) => {
      const text = textOf(link, { includeImageAlt: false });
      if (text.trim() === "" || !link.position) return;
      const [first, last] = [link.children[0], link.children.at(-1)];
      for (const node of new Set([first, last])) {
        if (node?.type !== "text") continue;
        const [start, end] = document.offsetsOf(node);
        const written = document.slice(node);
        const at = node === first && /^\s/.test(written) ? start : node === last && /\s$/.test(written) ? end - 1 : -1;
        if (at < 0) continue;
        const message = "A blank is part of this link's text.";
        report({ ...document.place(at, at + 1), message, hint: "Put it outside of the brackets." });
      }
    });
  },
};

/** Signs that could be emphasis but for a blank; no further apart than a few words. */
const WITH_BLANK = /(?<![\p{L}\p{N}*_\\])(\*\*?|__?)(?![*_])([^*_\r\n]{1,60}?)(?<![*_\\])\1(?![*_])/gu;
const OPENING = /(?<![^\s(])(?:\*\*|__|~~|`+)(?=\p{L})/gu;
/** What would be bold outside of HTML. */
const BOLD = /(?<![\p{L}\p{N}*_\\])(\*\*|__)(?=[^\s*_])([^*_<>\r\n]{1,60}?)(?<=\S)\1(?![\p{L}\p{N}*_])/gu;
