// The words of a Markdown text that its writer chose: no quotations, no code, no URLs.
import type { Nodes, Text } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { memoized } from "../../text/memoized.ts";
import type { MarkdownDocument } from "./document.ts";
import type { Part } from "./place.ts";

const OPENING_QUOTE = /^\s*["'“”„‟«»‘’‚‛‹›]/;

export interface Words extends Part {
  node: Text;
}

/** @returns the texts, in order; those of headings and links are among them */
export const wordingOf = memoized((document: MarkdownDocument): readonly Words[] =>
  textsIn(document, document.tree, isQuoted),
);

/**
 * @param skip - nodes to leave out with all that is in them
 * @returns the texts in which a name is only mentioned: not those of headings and links
 */
export function proseOf(document: MarkdownDocument, skip: readonly Nodes[] = []): readonly Words[] {
  const named = ["heading", "link", "linkReference"];
  return textsIn(document, document.tree, (node) => named.includes(node.type) || skip.includes(node) || isQuoted(node));
}

function textsIn(document: MarkdownDocument, node: Nodes, isLeftOut: (node: Nodes) => boolean): Words[] {
  // GFM makes texts without a position of bare URLs.
  if (node.type === "text") return node.position ? [{ ...document.part(node), node }] : [];
  if (!("children" in node) || isLeftOut(node)) return [];
  return node.children.flatMap((child) => textsIn(document, child, isLeftOut));
}

/** Is this a quotation, or a URL that is its own text? */
function isQuoted(node: Nodes): boolean {
  if (node.type === "blockquote") return true;
  // In tables, quotations are emphasised and have quotation marks.
  if (node.type === "emphasis") return OPENING_QUOTE.test(textOf(node, { includeHtml: false }));
  if (node.type !== "link") return false;
  const text = textOf(node);
  return node.url === text || node.url.endsWith(`//${text}`) || node.url === `mailto:${text}`;
}
