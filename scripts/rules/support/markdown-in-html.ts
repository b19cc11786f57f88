// Markdown in a block of HTML, where GitHub shows it as it is typed.
import { tagsIn } from "../../text/html.ts";

/** Text of these elements shows code, or is not shown. */
const CODE = ["pre", "code", "script", "style", "textarea", "kbd", "samp"];

/** @returns what a global pattern finds in the text of a block of HTML: not in its tags, comments and code */
export function markdownInHtml(html: string, pattern: RegExp): RegExpExecArray[] {
  const found = [...html.matchAll(pattern)];
  const tags = found.length > 0 ? tagsIn(html) : [];
  return found.filter(({ index }) => {
    const before = tags.filter((tag) => tag.end <= index);
    const isInTag = tags.some((tag) => tag.start < index && index < tag.end);
    const isInCode = CODE.some(
      (name) => before.findLast((tag) => tag.name === name || tag.name === `/${name}`)?.name === name,
    );
    const isInComment = html.lastIndexOf("<!--", index) > html.lastIndexOf("-->", index);
    return !isInTag && !isInCode && !isInComment && html.charAt(index - 1) !== "`";
  });
}
