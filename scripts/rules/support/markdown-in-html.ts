// Markdown in a block of HTML, where GitHub shows it as it is typed.
import { tagsIn } from "../../text/html.ts";
import type { MarkdownDocument } from "./document.ts";
import type { Place } from "./place.ts";

/** Text of these elements shows code, or is not shown. */
const CODE = ["pre", "code", "script", "style", "textarea", "kbd", "samp"];

/** @returns what a global pattern finds in the text of blocks of HTML, and where: not in their tags, comments and code */
export function markdownInHtml(
  document: MarkdownDocument,
  pattern: RegExp,
): { found: RegExpExecArray; place: Place }[] {
  const all: { found: RegExpExecArray; place: Place }[] = [];
  document.each("html", (node) => {
    const { value: html, place } = document.part(node);
    const matches = [...html.matchAll(pattern)];
    const tags = matches.length > 0 ? tagsIn(html) : [];
    for (const found of matches) {
      const { index } = found;
      const before = tags.filter((tag) => tag.end <= index);
      const isInTag = tags.some((tag) => tag.start < index && index < tag.end);
      const isInCode = CODE.some(
        (name) => before.findLast((tag) => tag.name === name || tag.name === `/${name}`)?.name === name,
      );
      const isInComment = html.lastIndexOf("<!--", index) > html.lastIndexOf("-->", index);
      if (isInTag || isInCode || isInComment || html.charAt(index - 1) === "`") continue;
      all.push({ found, place: place(index, index + found[0].length) });
    }
  });
  return all;
}
