// The words of a Markdown text that its writer chose: no quotations, no code, no URLs.
import type { Nodes, Text } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { memoized } from "../../text/memoized.ts";
import type { MarkdownDocument } from "./document.ts";

const OPENING_QUOTE = /^\s*["'“”„‟«»‘’‚‛‹›]/;

/** @returns the text nodes, in order; those of headings and links are among them */
export const wordingOf = memoized((document: MarkdownDocument): readonly Text[] => textsIn(document.tree, isQuoted));

/**
 * @param skip - nodes to leave out with all that is in them
 * @returns the text nodes in which a name is only mentioned: not those of headings and links
 */
export function proseOf(document: MarkdownDocument, skip: ReadonlySet<Nodes> = new Set()): readonly Text[] {
  const named = ["heading", "link", "linkReference"];
  return textsIn(document.tree, (node) => named.includes(node.type) || skip.has(node) || isQuoted(node));
}

function textsIn(node: Nodes, isLeftOut: (node: Nodes) => boolean): Text[] {
  // GFM makes texts without a position of bare URLs.
  if (node.type === "text") return node.position ? [node] : [];
  if (!("children" in node) || isLeftOut(node)) return [];
  return node.children.flatMap((child) => textsIn(child, isLeftOut));
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
