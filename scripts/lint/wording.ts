// All words of a Markdown text that its writer chose, headings' and links' among them: no quotations, no code, no URLs.
import type { Nodes, Text } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { MarkdownDocument } from "./document.ts";

const OPENING_QUOTE = /^\s*["“”„«»‘’‚‹›]/;

const known = new WeakMap<MarkdownDocument, readonly Text[]>();

/** @returns the text nodes, in order */
export function wordingOf(document: MarkdownDocument): readonly Text[] {
  const found = known.get(document) ?? collect(document.tree, []);
  known.set(document, found);
  return found;
}

function collect(node: Nodes, found: Text[]): readonly Text[] {
  if (node.type === "text") {
    // Without a position it is not written so.
    if (node.position) found.push(node);
  } else if ("children" in node && !isOfSomebodyElse(node)) {
    for (const child of node.children) collect(child, found);
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
