// Markdown values of records → mdast.
import type { Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkInlineLinks from "remark-inline-links";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";

const processor = unified().use(remarkParse).use(remarkGfm).freeze();
const inlineLinks = remarkInlineLinks();

/** One line that starts with a letter and has no character, nor a dot inside a word, that Markdown could act on. */
const PLAIN = /^\p{L}(?:[\p{L}\p{N} ,;'"’“”()%/+–—-]|[.!?](?= |$))*$/u;

/** Parse a record's Markdown as GitHub would, with reference links resolved. */
export function parseMarkdown(source: string): Root {
  const text = source.trim();
  // Most descriptions are plain; parsing is superlinear and costs far more than a look.
  if (PLAIN.test(text)) {
    return { type: "root", children: [{ type: "paragraph", children: [{ type: "text", value: text }] }] };
  }
  const tree = processor.parse(source);
  inlineLinks(tree);
  return tree;
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
