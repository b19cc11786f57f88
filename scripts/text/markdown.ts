// Markdown values of records → mdast.
import type { Nodes, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkInlineLinks from "remark-inline-links";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { emphasisedEmails } from "./emphasised-emails.ts";
import { keepUrlPlaces } from "./url-places.ts";

const processor = unified().use(remarkParse).use(remarkGfm).use(emphasisedEmails).use(keepUrlPlaces).freeze();
const inlineLinks = remarkInlineLinks();

/** By source. A record's Markdown is checked, linted and printed: parsing is the most expensive part of each. */
const trees = new Map<string, Root | undefined>();

/**
 * Parse Markdown as GitHub would; every node has its position. The tree must not be changed: others get the same.
 *
 * @returns `undefined` for a text that would end the program, or keep it busy for minutes: one with quotations, lists
 * or emphasis more than a hundred deep in each other, with thousands of brackets and the like in one paragraph, or with many
 * times what the longest lists have
 */
export function parseGfm(source: string): Root | undefined {
  if (!trees.has(source)) trees.set(source, parseOnce(source));
  return trees.get(source);
}

/** The same for a long text that nobody parses again, so that it is not kept. */
export function parseOnce(source: string): Root | undefined {
  if (isCrowded(source)) return undefined;
  try {
    const tree = processor.parse(source);
    return isDeep(tree) ? undefined : tree;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** `title: …` or `{title: …}`, but no definition of a link, and no list, quotation or emphasis with a colon in it. */
const YAML_KEY = /^\{|^[^\s"'#>|*`[-][^:\r\n]*:(?=\s|$)|^"[^"\r\n]+":(?=\s|$)|^'[^'\r\n]+':(?=\s|$)/m;
/** An empty line, a comment, and what belongs to the key above. */
const YAML_REST = /^(?:$|[\s#}\]]|-(?:\s|$))/;

/**
 * A file may start with data for other programs, which is no Markdown: keys of YAML between lines of `---`, or TOML between
 * lines of `+++`. Two lines of dashes with anything else between them are Markdown.
 *
 * @returns where the data ends, its last line included; 0 without any
 */
export function frontMatterEnd(source: string): number {
  const [fence] = /^(?:---|\+\+\+)(?=[ \t]*[\r\n])/.exec(source) ?? [];
  const close = (fence === "+++" ? /^\+\+\+[ \t]*$/m : /^(?:---|\.\.\.)[ \t]*$/m).exec(source.slice(3));
  if (!fence || !close) return 0;
  const data = source.slice(3, 3 + close.index);
  const isYaml =
    YAML_KEY.test(data) && data.split(/\r\n|\r|\n/).every((line) => YAML_KEY.test(line) || YAML_REST.test(line));
  return fence === "+++" || isYaml ? 3 + close.index + close[0].length : 0;
}

/** @returns the text with blanks in the place of its front matter, so that all else keeps its place */
export function withoutFrontMatter(source: string): string {
  const end = frontMatterEnd(source);
  return source.slice(0, end).replace(/[^\r\n]/g, " ") + source.slice(end);
}

/** A comment or a tag in one line, without code; a bar in a URL is found by rule url. */
const COMMENT_OR_TAG =
  /<(?:!--(?:(?!-->|<!--)[^\r\n`])*--|[a-z][\w-]*(?:[ \t]+[\w-]+(?:=(?:"(?!https?:[^"|]*\|)[^"\r\n`]*"|'(?!https?:[^'|]*\|)[^'\r\n`]*'))?)*[ \t]*\/?)>/gi;
/** A bar that ends a table's cell. */
export const BAR = /(?<!\\)\|/g;

/**
 * Parse a Markdown file as GitHub would: like `parseGfm`, and without its front matter. GitHub ends a cell at a bar in a comment
 * or a tag, too: rule table-cells says so, and everything else sees the comment that was meant.
 */
export function parseFile(source: string): Root | undefined {
  return parseGfm(withoutFrontMatter(source).replace(COMMENT_OR_TAG, (tag) => tag.replace(BAR, "!")));
}

/** Parse a record's Markdown as GitHub would, with reference links resolved. */
export function parseMarkdown(source: string): Root {
  // Line ends from escapes (`"a\r\nb"`); YAML has already made LF of the file's own.
  const tree = parseGfm(source.replace(/\r\n?/g, "\n"));
  // Markdown that cannot be parsed is reported elsewhere; here it becomes plain text.
  if (!tree) return { type: "root", children: [{ type: "paragraph", children: [{ type: "text", value: source }] }] };
  if (!hasDefinition(tree)) return tree;
  const own = structuredClone(tree);
  inlineLinks(own);
  return own;
}

function hasDefinition(node: Nodes): boolean {
  return node.type === "definition" || ("children" in node && node.children.some(hasDefinition));
}

/** Far more levels than anybody reads, and far fewer than end the stack of what walks the tree. */
const DEEPEST = 100;
/** The parser's time grows with the square of a paragraph's markers. So many take it some tenths of a second. */
const MOST_MARKERS = 4_000;
const MARKERS = /[[\]*_~`<&@\\]|:\/\/|www\./g;
/** In a whole text, with the bars of tables: for each cell, the parser takes 10 kB. */
const MOST_MARKS = 80_000;
/** Quotations and lists that open on one line, and blanks in front of what stands in lists in lists. */
const CONTAINERS = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/;
const MOST_BLANKS = 400;

/** Has a paragraph, or a line of a table or list, more markers than can be parsed in a short time, or the text more in all? */
export function isCrowded(source: string): boolean {
  if (source.length <= DEEPEST) return false;
  let [markers, marks] = [0, 0];
  for (const line of source.split(/\r\n|\r|\n/)) {
    const containers = CONTAINERS.exec(line)?.[0] ?? "";
    if (containers.length > DEEPEST && (containers.match(/[>+*-]|\d[.)]/g)?.length ?? 0) > DEEPEST) return true;
    if (line.length > MOST_BLANKS && line.search(/[^ \t]/) > MOST_BLANKS) return true;
    // A blank line, heading, quotation, list item or table row ends the paragraph, so counting starts again.
    if (/^\s*(?:$|[|#>+*-]|\d+[.)]\s)/.test(line)) markers = 0;
    const found = line.match(MARKERS)?.length ?? 0;
    markers += found;
    marks += found + line.split("|").length - 1;
    if (markers > MOST_MARKERS || marks > MOST_MARKS) return true;
  }
  return false;
}

function isDeep(node: Nodes, depth = -1): boolean {
  if (depth > DEEPEST) return true;
  return "children" in node && node.children.some((child) => isDeep(child, depth + 1));
}
