// Markdown values of records → mdast.
import type { Nodes, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkInlineLinks from "remark-inline-links";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";

const processor = unified().use(remarkParse).use(remarkGfm).freeze();
const inlineLinks = remarkInlineLinks();

/** One line that starts with a letter and has no character, nor a dot inside a word, that Markdown could act on. */
const PLAIN = /^\p{L}(?:[\p{L}\p{N} ,;'"’“”()%/+–—-]|[.!?](?= |$))*$/u;

/**
 * @returns the tree of one line in which Markdown has nothing to act on, or `undefined`: most descriptions are such, and
 * parsing is superlinear and costs far more than a look
 */
export function plainTree(source: string): Root | undefined {
  const value = source.trim();
  if (!PLAIN.test(value)) return undefined;
  const start = source.indexOf(value);
  const position = {
    start: { line: 1, column: start + 1, offset: start },
    end: { line: 1, column: start + value.length + 1, offset: start + value.length },
  };
  return {
    type: "root",
    position,
    children: [{ type: "paragraph", position, children: [{ type: "text", value, position }] }],
  };
}

/** Parse Markdown as GitHub would; every node has its position. */
export function parseGfm(source: string): Root {
  return processor.parse(source);
}

/** Parse a record's Markdown as GitHub would, with reference links resolved. */
export function parseMarkdown(source: string): Root {
  const plain = plainTree(source);
  if (plain) return plain;
  // Line ends that were written as escapes (`"a\r\nb"`); those of the file are YAML's business.
  const tree = parseGfm(source.replace(/\r\n?/g, "\n"));
  inlineLinks(tree);
  return tree;
}

/** Far more levels than anybody reads, and far fewer than end the stack of what walks the tree. */
const DEEPEST = 100;

/** @returns whether quotations, lists or emphasis stand in each other more than a hundred deep */
export function isTooDeep(source: string): boolean {
  // A level takes at least one of these characters; few texts have as many, so few are parsed for this.
  if ((source.match(/[>*_~[+-]|\d[.)]/g)?.length ?? 0) <= DEEPEST) return false;
  try {
    let level: Nodes[] = processor.parse(source).children;
    for (let depth = 0; level.length > 0; depth++) {
      if (depth > DEEPEST) return true;
      level = level.flatMap((node) => ("children" in node ? node.children : []));
    }
    return false;
  } catch (error) {
    if (error instanceof RangeError) return true;
    throw error;
  }
}

/** Without one of these, Markdown has no link: `[text](url)`, `<https://…>`, and what GFM links by itself. */
const MAY_LINK = /[[<@]|:\/\/|www\.|mailto:|xmpp:/i;

/** The URLs of links and images in a record's Markdown. */
export function markdownUrls(source: string): string[] {
  if (!MAY_LINK.test(source)) return [];
  const urls: string[] = [];
  visit(parseMarkdown(source), (node) => {
    if (node.type === "link" || node.type === "image") urls.push(node.url);
  });
  return urls;
}
