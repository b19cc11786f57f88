// Brackets of a Markdown text that made no link.
import { memoized } from "../../text/memoized.ts";
import { isWithin, type Stretch } from "../../text/stretches.ts";
import type { MarkdownDocument } from "./document.ts";

/** Where the text of a document is text, and no code, HTML, or part of a link or an image. */
const plainText = memoized((document: MarkdownDocument): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  document.each("text", (node, _, parent) => {
    if (node.position && parent?.type !== "link") stretches.push(document.part(node));
  });
  return stretches;
});

export function isPlainText(document: MarkdownDocument, offset: number): boolean {
  return isWithin(plainText(document), offset);
}

/** @returns for each closing bracket in plain text where the one stands that it closes, if that is in the same block */
export function bracketPairs(document: MarkdownDocument): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  let open: number[] = [];
  for (const { 0: found, index } of document.markdown.matchAll(/\\.|[[\]]|(?:\r\n|\r|\n)(?=[ \t>]*[\r\n])/g)) {
    if (found !== "[" && found !== "]") {
      // A backslash hides a bracket; an empty line ends a block.
      if (!found.startsWith("\\")) open = [];
    } else if (isPlainText(document, index)) {
      if (found === "[") open.push(index);
      const opening = found === "]" ? open.pop() : undefined;
      if (opening !== undefined) pairs.set(index, opening);
    }
  }
  return pairs;
}
