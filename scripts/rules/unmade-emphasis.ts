// unmade-emphasis: asterisks and brackets make what they were meant to make.
import { toString as textOf } from "mdast-util-to-string";
import { markdownInHtml } from "./support/markdown-in-html.ts";
import type { Rule } from "./support/rule.ts";
import { wordingOf } from "./support/wording.ts";

export const unmadeEmphasis: Rule = {
  severity: "warning",
  markdown(document, report) {
    for (const { value, start, place } of wordingOf(document)) {
      const starts = new Set<number>();
      for (const { 0: found, 1: signs = "", 2: text = "", index } of value.matchAll(WITH_BLANK)) {
        // Either side may have the blank, and not both: `2 * 3 * 4` is no emphasis.
        if (/^\s/.test(text) === /\s$/.test(text)) continue;
        for (let at = index; at < index + found.length; at++) starts.add(at);
        report({
          ...place(index, index + found.length),
          message: "This is no emphasis: there is a blank inside of its signs.",
          hint: `Write: ${signs}${text.trim()}${signs}`,
        });
      }
      for (const { 0: signs, index } of value.matchAll(OPENING)) {
        // Of code with a bar in it, rule table-cells speaks.
        const [rest = ""] = document.markdown.slice(start + index).split(/[\r\n]/, 1);
        if (starts.has(index) || (signs.startsWith("`") && /\|.*`/.test(rest))) continue;
        report({
          ...place(index, index + signs.length),
          message: `This ${signs} has no partner, so it is shown as it is.`,
          hint: `Write ${signs} at the end, too; or, for the sign itself, \\${signs.charAt(0)}`,
        });
      }
    }
    for (const { found, place } of markdownInHtml(document, BOLD)) {
      report({
        ...place,
        message: "This is not bold: GitHub reads no Markdown in a block of HTML.",
        hint: `Write: <b>${found[2]}</b>, or leave a line empty in front of it.`,
      });
    }
    document.each("link", (link) => {
      const text = textOf(link, { includeImageAlt: false });
      if (text.trim() === "" || !link.position) return;
      const [first, last] = [link.children[0], link.children.at(-1)];
      for (const node of new Set([first, last])) {
        if (node?.type !== "text") continue;
        const { value, place } = document.part(node);
        const at = node === first && /^\s/.test(value) ? 0 : node === last && /\s$/.test(value) ? value.length - 1 : -1;
        if (at < 0) continue;
        const message = "A blank is part of this link's text.";
        report({ ...place(at, at + 1), message, hint: "Put it outside of the brackets." });
      }
    });
  },
};

/** Signs that could be emphasis but for a blank; no further apart than a few words. */
const WITH_BLANK = /(?<![\p{L}\p{N}*_\\])(\*\*?|__?)(?![*_])([^*_\r\n]{1,60}?)(?<![*_\\])\1(?![*_])/gu;
const OPENING = /(?<![^\s(])(?:\*\*|__|~~|`+)(?=\p{L})/gu;
/** What would be bold outside of HTML. */
const BOLD = /(?<![\p{L}\p{N}*_\\])(\*\*|__)(?=[^\s*_])([^*_<>\r\n]{1,60}?)(?<=\S)\1(?![\p{L}\p{N}*_])/gu;
