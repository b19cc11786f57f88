// literal-markup: no text has Markdown, HTML or an emoji's name where that is printed as it is typed.
import { visit } from "unist-util-visit";
import { crop, QUOTED } from "../text/crop.ts";
import type { Rule } from "./support/rule.ts";
import { wordingOf } from "./support/wording.ts";

export const literalMarkup: Rule = {
  name: "literal-markup",
  severity: "warning",
  summary: "Markdown, HTML and names of emoji stand only where they work.",
  docs: `
Names, titles and other plain texts of records are printed as they are typed, with their asterisks. Descriptions, notes and
footnotes may have Markdown, but no HTML, and no \`:rocket:\`: these are printed as they are typed, too. In YAML only straight
quotes are quotes: others belong to the text. Links in plain texts are reported by rule undeclared-markdown.

### Wrong

~~~yaml data/tools/queue.yml
name: "**Queue**"
url: https://example.org/queue
~~~
~~~yaml data/tools/store.yml
name: _Store_
url: https://example.org/store
~~~
~~~yaml data/resources/another-b-talk-b.yml
title: Another <b>talk</b>
url: https://example.org/other
~~~
~~~yaml data/resources/a-talk.yml
title: “A talk”
url: https://example.org/talk
description: "Open source<br>security lake, press <kbd>q</kbd> :rocket:"
~~~
~~~text
data/resources/a-talk.yml:1:8-1:16: warning: These quotation marks are printed, too.
  hint: Write the text without them, or in straight quotes.
data/resources/a-talk.yml:3:26-3:30: warning: This text has no HTML, so “<br>” is printed as it is typed.
  hint: Leave it out, or use Markdown: **bold**, _italics_, \`code\`, [text](https://example.org/).
data/resources/a-talk.yml:3:51-3:56: warning: This text has no HTML, so “<kbd>” is printed as it is typed.
  hint: Leave it out, or use Markdown: **bold**, _italics_, \`code\`, [text](https://example.org/).
data/resources/a-talk.yml:3:64-3:72: warning: “:rocket:” is printed as it is typed.
  hint: Write the emoji itself.
data/resources/another-b-talk-b.yml:1:16-1:19: warning: This text is no HTML, so “<b>” is printed as it is typed.
  hint: Leave it out.
data/tools/queue.yml:1:8-1:17: warning: This text is no Markdown, so “**Queue**” is printed as it is typed.
  hint: Write: Queue
data/tools/store.yml:1:7-1:14: warning: This text is no Markdown, so “_Store_” is printed as it is typed.
  hint: Write: Store
~~~

### Right

~~~yaml data/resources/a-talk-5-3-a-b-c-list-t-quoted-and-c-d.yml
title: "A talk: 5 * 3, a_b_c, List<T>, “quoted” and C:\\\\d:"
url: https://example.org/talk
description: Open source **security** lake, \`<br>\` and \`:rocket:\`, at 10:30:45
~~~
`,
  text(text, report) {
    if (text.isReference || text.kind === "url") return;
    const { value } = text;
    if (QUOTES.test(value)) {
      const hint = "Write the text without them, or in straight quotes.";
      report({ ...text.place(0, value.length), message: "These quotation marks are printed, too.", hint });
    }
    if (text.kind !== "text") return;
    for (const [pattern, plain, what] of MARKUP) {
      for (const found of value.matchAll(pattern)) {
        const shown = crop(found[0], QUOTED);
        report({
          ...text.place(found.index, found.index + found[0].length),
          message:
            what === undefined
              ? `“${shown}” is printed as it is typed.`
              : `This text is no ${what}, so “${shown}” is printed as it is typed.`,
          hint: hintFor(what, found[0].replace(pattern, plain)),
        });
      }
    }
  },
  markdown(document, report) {
    if (document.kind !== "field") return;
    visit(document.tree, "html", (node) => {
      // The end of an element is the same mistake as its start.
      if (/^<\//.test(node.value)) return;
      report({
        ...document.placeOf(node),
        message: `This text has no HTML, so “${crop(node.value, QUOTED)}” is printed as it is typed.`,
        hint: "Leave it out, or use Markdown: **bold**, _italics_, `code`, [text](https://example.org/).",
      });
    });
    for (const node of wordingOf(document)) {
      const [offset] = document.offsetsOf(node);
      for (const { 0: name, index } of document.slice(node).matchAll(EMOJI)) {
        const place = document.place(offset + index, offset + index + name.length);
        report({ ...place, message: `“${name}” is printed as it is typed.`, hint: EMOJI_HINT });
      }
    }
  },
};

function hintFor(what: string | undefined, plain: string): string {
  if (what === undefined) return EMOJI_HINT;
  return what === "HTML" ? "Leave it out." : `Write: ${crop(plain, QUOTED)}`;
}

const EMOJI_HINT = "Write the emoji itself.";
/** `:rocket:`, and not `10:30:45` or `a::b::`. */
const EMOJI = /(?<![\p{L}\p{N}:]):[a-z][a-z0-9_+-]+:(?![\p{L}\p{N}:])/gu;
/** Around a whole text. */
const QUOTES = /^(?:“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|‘[^‘’]*’)$/u;
/** What it looks like, what of it is its text, and its language. */
const MARKUP: readonly [pattern: RegExp, plain: string, what?: string][] = [
  [/(\*\*|__)(?=[^\s*_])([^*_]+)(?<=\S)\1/g, "$2", "Markdown"],
  [/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?![\p{L}\p{N}*])/gu, "$1", "Markdown"],
  [/(?<![\p{L}\p{N}_])_(?=[^\s_])([^_]+)(?<=\S)_(?![\p{L}\p{N}_])/gu, "$1", "Markdown"],
  [/`([^`]+)`/g, "$1", "Markdown"],
  [
    // The end of an element is the same mistake as its start.
    /<(?:(?:b|big|br|center|code|del|em|font|hr|i|kbd|mark|p|s|small|span|strong|sub|sup|u)\s*\/?|(?:a|img)\s[^<>]*)>/gi,
    "",
    "HTML",
  ],
  [EMOJI, ""],
];
