// Markdown values of records → mdast.
import type { Nodes, PhrasingContent, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkInlineLinks from "remark-inline-links";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { Position } from "unist";
import { visit } from "unist-util-visit";
import { keepUrlPlaces } from "./url-places.ts";

const processor = unified().use(remarkParse).use(remarkGfm).use(keepUrlPlaces).freeze();
const inlineLinks = remarkInlineLinks();

/** Words of letters and digits, with a blank, a hyphen or a comma and a blank between two of them. */
const PHRASE = String.raw`[\p{L}\p{N}]+(?:(?:,? |-)[\p{L}\p{N}]+)*`;
/** The same with what code has inside of words. */
const CODE_PHRASE = String.raw`[\p{L}\p{N}./-]+(?:,? [\p{L}\p{N}./-]+)*`;
/**
 * One line that starts with a letter and has no character, nor a dot inside a word, that Markdown could act on, but for
 * code and strong words that stand between blanks, or in front of a comma or full stop.
 */
const SIMPLE = new RegExp(
  String.raw`^\p{L}(?:[\p{L}\p{N} ,;'"’“”()%/+–—-]|[.!?](?= |$)|(?<= )(?:\x60${CODE_PHRASE}\x60|\*\*${PHRASE}\*\*)(?=[ ,.]|$))*$`,
  "u",
);
/** Code and strong words of such a line: their text is in one group or the other. */
const MARKED = /`([^`]+)`|\*\*([^*]+)\*\*/g;

/**
 * @returns the tree of one line in which Markdown has nothing but the simplest to act on, or `undefined`: most
 * descriptions are such, and parsing is superlinear and costs far more than a look
 */
export function simpleTree(source: string): Root | undefined {
  const line = source.trim();
  if (!SIMPLE.test(line)) return undefined;
  const start = source.indexOf(line);
  const children: PhrasingContent[] = [];
  let from = 0;
  const addText = (to: number): void => {
    if (to > from)
      children.push({ type: "text", value: line.slice(from, to), position: onLine(start + from, start + to) });
  };
  for (const { 0: marked, 1: code, 2: words, index } of line.matchAll(MARKED)) {
    addText(index);
    from = index + marked.length;
    const position = onLine(start + index, start + from);
    if (code !== undefined) children.push({ type: "inlineCode", value: code, position });
    if (words === undefined) continue;
    const inner = onLine(start + index + "**".length, start + from - "**".length);
    children.push({ type: "strong", children: [{ type: "text", value: words, position: inner }], position });
  }
  addText(line.length);
  const position = onLine(start, start + line.length);
  return { type: "root", position, children: [{ type: "paragraph", position, children }] };
}

function onLine(start: number, end: number): Position {
  return {
    start: { line: 1, column: start + 1, offset: start },
    end: { line: 1, column: end + 1, offset: end },
  };
}

/**
 * Parse Markdown as GitHub would; every node has its position. The tree must not be changed: it may be another's too.
 *
 * @returns `undefined` for a text that would end the program, or keep it busy for minutes: see `isTooComplex`
 */
export function parseGfm(source: string): Root | undefined {
  const known = parsed.get(source);
  if (known) return known;
  const tree = parse(source);
  if (tree && source.length <= SHORT) {
    if (parsed.size >= REMEMBERED) parsed.clear();
    parsed.set(source, tree);
  }
  return tree;
}

/**
 * A record's Markdown is parsed to be checked, linted and printed. The trees of so many texts of so many characters are
 * kept, which takes some ten megabytes; nobody changes them.
 */
const parsed = new Map<string, Root>();
const REMEMBERED = 2_000;
const SHORT = 2_000;

function parse(source: string): Root | undefined {
  if (isCrowded(source)) return undefined;
  try {
    const tree = processor.parse(source);
    return isDeep(tree) ? undefined : tree;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Parse a record's Markdown as GitHub would, with reference links resolved. */
export function parseMarkdown(source: string): Root {
  const simple = simpleTree(source);
  if (simple) return simple;
  // Line ends that were written as escapes (`"a\r\nb"`); those of the file are YAML's business.
  const tree = parseGfm(source.replace(/\r\n?/g, "\n"));
  // What cannot be parsed has been reported; it is the text that it is.
  if (!tree) return { type: "root", children: [{ type: "paragraph", children: [{ type: "text", value: source }] }] };
  if (!DEFINITION.test(source)) return tree;
  const own = structuredClone(tree);
  inlineLinks(own);
  return own;
}

/** Without it, there is no reference that could be resolved. */
const DEFINITION = /\]:/;

/** Far more levels than anybody reads, and far fewer than end the stack of what walks the tree. */
const DEEPEST = 100;
/** The parser's time grows with the square of a paragraph's markers. So many take it some tenths of a second. */
const MOST_MARKERS = 4_000;
const MARKERS = /[[\]*_~`<&@\\]|:\/\/|www\./g;
/** Quotations and lists that open on one line, and blanks in front of what stands in lists in lists. */
const CONTAINERS = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/;
const MOST_BLANKS = 400;

/**
 * @returns whether quotations, lists or emphasis stand in each other more than a hundred deep, or a paragraph has more
 * than 4,000 brackets, asterisks and the like
 */
export function isTooComplex(source: string): boolean {
  // A level takes at least one of these characters; few texts have as many, so few are parsed for this.
  const levels = source.match(/[>*_~[+-]|\d[.)]/g)?.length ?? 0;
  return levels > DEEPEST && parseGfm(source) === undefined;
}

/** Has a paragraph, or a line of a table or list, more markers than can be parsed in a short time? */
export function isCrowded(source: string): boolean {
  if (source.length <= DEEPEST) return false;
  let markers = 0;
  for (const line of source.split(/\r\n|\r|\n/)) {
    const containers = CONTAINERS.exec(line)?.[0] ?? "";
    if (containers.length > DEEPEST && (containers.match(/[>+*-]|\d[.)]/g)?.length ?? 0) > DEEPEST) return true;
    if (line.length > MOST_BLANKS && line.search(/[^ \t]/) > MOST_BLANKS) return true;
    // These start a text of their own.
    if (/^\s*(?:$|[|#>+*-]|\d+[.)]\s)/.test(line)) markers = 0;
    markers += line.match(MARKERS)?.length ?? 0;
    if (markers > MOST_MARKERS) return true;
  }
  return false;
}

function isDeep(tree: Root): boolean {
  let level: Nodes[] = tree.children;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((node) => ("children" in node ? node.children : []));
  }
  return false;
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
