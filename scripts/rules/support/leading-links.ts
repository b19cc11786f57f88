// The links that tables and lists are about: those that stand first in a cell, a line of a cell, or an item.
import type { Link, List, Nodes, PhrasingContent, Table } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { urlKey } from "../../text/url.ts";
import type { MarkdownDocument } from "./document.ts";

export interface LeadingLink {
  link: Link;
  text: string;
  /** Equal for links that lead to the same page. */
  key: string;
  /** The table or the list that the link stands in. */
  block: Table | List;
  /** Does it stand first in a row or an item, and not only in a later cell or line? */
  isFirst: boolean;
}

/** A bullet or a number, also in the shapes that `•` takes when its bytes are read in the wrong encoding. */
const BULLET = /^\s*(?:\d{1,3}[.)]|[^\p{L}\p{N}\s[\](){}]{1,3}|‚Ä¢|â€¢|â\u0080¢)?\s*$/u;
/** With the blanks around it. */
const LONGEST_BULLET = 20;
const LINE_BREAK = /^<br\s*\/?>$/i;

const known = new WeakMap<MarkdownDocument, readonly LeadingLink[]>();

/** @returns the leading links with an http or https URL, in order */
export function leadingLinks(document: MarkdownDocument): readonly LeadingLink[] {
  const found = known.get(document) ?? findLinks(document);
  known.set(document, found);
  return found;
}

function findLinks(document: MarkdownDocument): LeadingLink[] {
  const found: LeadingLink[] = [];
  const add = (link: Link | undefined, block: Table | List, isFirst: boolean): void => {
    if (!link || !/^https?:/i.test(link.url)) return;
    const text = textOf(link, { includeImageAlt: false, includeHtml: false }).trim();
    // A picture, or a footnote's number.
    if (!/[\p{L}\p{N}]/u.test(text) || /^\[\d+\]$/.test(text)) return;
    found.push({ link, text, key: urlKey(link.url), block, isFirst });
  };
  visit(document.tree, (node) => {
    if (node.type === "table") {
      for (const row of node.children.slice(1)) {
        for (const [column, cell] of row.children.entries()) {
          for (const [index, line] of lines(cell.children).entries()) {
            add(leading(line), node, column === 0 && index === 0);
          }
        }
      }
      return "skip";
    }
    if (node.type === "list") {
      for (const item of node.children) {
        const [paragraph] = item.children;
        if (paragraph?.type === "paragraph") add(leading(paragraph.children), node, true);
      }
    }
    return undefined;
  });
  return found;
}

function lines(nodes: readonly PhrasingContent[]): PhrasingContent[][] {
  const all: PhrasingContent[][] = [[]];
  for (const node of nodes) {
    if (node.type === "break" || (node.type === "html" && LINE_BREAK.test(node.value))) all.push([]);
    else all.at(-1)?.push(node);
  }
  return all;
}

/** The link that stands first but for a bullet. */
function leading(nodes: readonly Nodes[]): Link | undefined {
  const [first, second] = nodes;
  const node =
    first?.type === "text" && first.value.length <= LONGEST_BULLET && BULLET.test(first.value) ? second : first;
  if (node?.type === "strong" || node?.type === "emphasis") return leading(node.children);
  return node?.type === "link" ? node : undefined;
}
