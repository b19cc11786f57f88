// literal-markup: no text has Markdown, HTML or an emoji's name where that is printed as it is typed.
import type { RootContent } from "mdast";
import { isProse, LINK } from "../record/texts.ts";
import { crop, QUOTED } from "../text/crop.ts";
import { REFERENCE, readReference } from "../text/url.ts";
import type { RecordText } from "./support/record-texts.ts";
import type { Rule } from "./support/rule.ts";
import { wordingOf } from "./support/wording.ts";

export const literalMarkup: Rule = {
  severity: "warning",
  text(text, report) {
    if (text.isReference || text.kind === "url") return;
    const { value } = text;
    if (QUOTES.test(value)) {
      const hint = "Write the text without them, or in straight quotes.";
      report({ ...text.place(0, value.length), message: "These quotation marks are printed, too.", hint });
    }
    if (text.kind !== "text") return;
    const { kind } = text.record;
    for (const [pattern, plain, what] of MARKUP) {
      // Links in other texts are reported by rule undeclared-markdown.
      if (pattern === LINK && kind && isProse(text.schema, text.path, kind)) continue;
      for (const { 0: found, index } of value.matchAll(pattern)) {
        const meant = pattern === REFERENCE ? readReference(found) : found.replace(pattern, plain);
        if (meant === found) continue;
        const shown = crop(found, QUOTED);
        report({
          ...text.place(index, index + found.length),
          message:
            what === undefined
              ? `“${shown}” is printed as it is typed.`
              : `This text is no ${what}, so “${shown}” is printed as it is typed.`,
          hint:
            what === undefined ? EMOJI_HINT : meant.trim() === "" ? "Leave it out." : `Write: ${crop(meant, QUOTED)}`,
        });
      }
    }
  },
  markdown(document, report) {
    if (document.kind !== "field") return;
    const [block, ...others] = document.tree.children;
    const message = block && others.length === 0 ? blockProblem(block, document.text) : undefined;
    if (block && message !== undefined) {
      const { value, place } = document.part(block);
      const plain = value.replace(BLOCK_SIGNS, "").trim();
      const hint = plain === "" ? "Leave it out." : `Write: ${crop(plain, QUOTED)}`;
      report({ ...place(), message, hint });
    }
    document.each("html", (node) => {
      // The end of an element is the same mistake as its start.
      if (/^<\//.test(node.value)) return;
      report({
        ...document.placeOf(node),
        message: `This text has no HTML, so “${crop(node.value, QUOTED)}” is printed as it is typed.`,
        hint: "Leave it out, or use Markdown: **bold**, _italics_, `code`, [text](https://example.org/).",
      });
    });
    for (const { value, place } of wordingOf(document)) {
      for (const { 0: name, index } of value.matchAll(EMOJI)) {
        const message = `“${name}” is printed as it is typed.`;
        report({ ...place(index, index + name.length), message, hint: EMOJI_HINT });
      }
    }
  },
};

/** What is wrong with a block. A quotation is right where an example of the schema has one. */
function blockProblem(block: RootContent, text: RecordText | undefined): string | undefined {
  if (block.type === "thematicBreak") return "This line is not printed.";
  if (block.type === "heading") return "This text has no headings, so this one is printed in bold.";
  if (block.type === "list" && block.children.length === 1) return "This list has one item, and its sign is printed.";
  const isShown = text?.schema.examples?.some((example) => String(example).startsWith(">"));
  return block.type === "blockquote" && !isShown ? "This is printed as a quotation." : undefined;
}

const EMOJI_HINT = "Write the emoji itself.";
/** `:rocket:`, and not `10:30:45` or `a::b::`. */
const EMOJI = /(?<![\p{L}\p{N}:]):[a-z][a-z0-9_+-]+:(?![\p{L}\p{N}:])/gu;
/** Signs of headings, lines, lists and quotations. */
const BLOCK_SIGNS = /^[ \t]*(?:(?:[-*+#>]+|\d+[.)])[ \t]*)+|[\r\n]+[ \t]*[-=]+[ \t]*$|[ \t]+#+$/gm;
/** A text that is all in quotation marks. */
const QUOTES = /^(?:“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|‘[^‘’]*’)$/u;
/** What it looks like, what of it is its text, and its language. */
const MARKUP: readonly [pattern: RegExp, plain: string, what?: string][] = [
  [/(\*\*|__|~~)(?=[^\s*_~])([^*_~]+)(?<=\S)\1/g, "$2", "Markdown"],
  [/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?![\p{L}\p{N}*])/gu, "$1", "Markdown"],
  [/(?<![\p{L}\p{N}_])_(?=[^\s_])([^_]+)(?<=\S)_(?![\p{L}\p{N}_])/gu, "$1", "Markdown"],
  [/`([^`]+)`/g, "$1", "Markdown"],
  // Signs that nothing closes, and signs at the start of a line.
  [/(?<![^\s(])(?:\*\*|__|~~|`+)(?=\p{L})([^*_~`]*)$/gu, "$1", "Markdown"],
  [/^(?:#{1,6}|[-*+>])[ \t]+(\S.*)$/g, "$1", "Markdown"],
  [/\\([*_`[\]<>#~|])/g, "$1", "Markdown"],
  [LINK, "$1", "Markdown"],
  [/<(https?:[^\s<>]+)>/g, "$1", "Markdown"],
  [REFERENCE, "", "HTML"],
  [
    // The end of an element is the same mistake as its start.
    /<(?:(?:b|big|br|center|code|del|em|font|hr|i|kbd|mark|p|s|small|span|strong|sub|sup|u)\s*\/?|(?:a|img)\s[^<>]*|!--[\s\S]*?--)>/gi,
    "",
    "HTML",
  ],
  [EMOJI, ""],
];
