// The words of a Markdown text that its writer chose: no quotations, no code, no URLs.
import type { Nodes, Text } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { MarkdownDocument } from "./document.ts";

const OPENING_QUOTE = /^\s*["'“”„‟«»‘’‚‛‹›]/;

const known = new WeakMap<MarkdownDocument, readonly Text[]>();

/** @returns the text nodes, in order; those of headings and links are among them */
export function wordingOf(document: MarkdownDocument): readonly Text[] {
  const found = known.get(document) ?? collect(document.tree, isOfSomebodyElse, []);
  known.set(document, found);
  return found;
}

/**
 * @param skip - nodes to leave out with all that is in them
 * @returns the text nodes in which a name is only mentioned: not those of headings and links
 */
export function proseOf(document: MarkdownDocument, skip: ReadonlySet<Nodes> = new Set()): readonly Text[] {
  const named = ["heading", "link", "linkReference"];
  return collect(document.tree, (node) => named.includes(node.type) || skip.has(node) || isOfSomebodyElse(node), []);
}

function collect(node: Nodes, isLeftOut: (node: Nodes) => boolean, found: Text[]): readonly Text[] {
  if (node.type === "text") {
    // Without a position it is not written so.
    if (node.position) found.push(node);
  } else if ("children" in node && !isLeftOut(node)) {
    for (const child of node.children) collect(child, isLeftOut, found);
  }
  return found;
}

function isOfSomebodyElse(node: Nodes): boolean {
  if (node.type === "blockquote") return true;
  // Emphasised, and in quotation marks, is how tables quote.
  if (node.type === "emphasis") return OPENING_QUOTE.test(textOf(node, { includeHtml: false }));
  // A URL, or an address, that is its own text.
  return node.type === "link" && isUrlOf(node.url, textOf(node));
}

function isUrlOf(url: string, text: string): boolean {
  return url === text || url.endsWith(`//${text}`) || url === `mailto:${text}`;
}
