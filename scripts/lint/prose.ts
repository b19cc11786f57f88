// The words of a Markdown text that its writer answers for: no quotations, no links' texts, no headings, no code.
import type { Nodes, Text } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { MarkdownDocument } from "./document.ts";

/** Marks of quotation: straight, curly, low, and angled. */
const QUOTED = /^["'“”„‟‘’‚‛«»‹›].*["'“”„‟‘’‚‛«»‹›]$/s;

const OTHER = new Set(["blockquote", "link", "linkReference", "heading", "code", "inlineCode", "html"]);

/**
 * @param skip - nodes to leave out with all that is in them
 * @returns the text nodes, in order
 */
export function proseOf(document: MarkdownDocument, skip: ReadonlySet<Nodes> = new Set()): Text[] {
  const found: Text[] = [];
  const visit = (node: Nodes): void => {
    if (OTHER.has(node.type) || skip.has(node) || isQuotation(node)) return;
    if (node.type === "text") {
      // Without a position it is not written so.
      if (node.position) found.push(node);
    } else if ("children" in node) {
      for (const child of node.children) visit(child);
    }
  };
  visit(document.tree);
  return found;
}

/** Emphasis that starts and ends with a quotation mark is how tables quote. */
function isQuotation(node: Nodes): boolean {
  return node.type === "emphasis" && QUOTED.test(textOf(node, { includeHtml: false }).trim());
}
