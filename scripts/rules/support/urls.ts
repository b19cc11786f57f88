// Every URL that a Markdown text holds, in links, images, definitions and HTML, with its place.
import type { Definition, Html, Image, Link, Nodes, Parents } from "mdast";
import { visit } from "unist-util-visit";
import type { MarkdownDocument } from "./document.ts";

export interface WrittenUrl {
  node: Link | Image | Definition | Html;
  /** As Markdown reads it. */
  url: string;
  /** Where it is written: offsets of the Markdown. */
  start: number;
  end: number;
}

/** Without one of these, Markdown has no URL. */
const MAY_LINK = /[\]<@]|:\/\/|www\./i;
const TAG = /<[a-z][a-z0-9-]*\s[^<>]*>/gi;
const URL_ATTRIBUTE = /\s(href|src|srcset)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const COMMENT_START = "<!--";
const COMMENT_END = "-->";
/** CommonMark's parsers follow parentheses in a URL so deep. */
const MOST_PARENTHESES = 32;

const known = new WeakMap<MarkdownDocument, readonly WrittenUrl[]>();

/** @returns the URLs in order; not those of a template that records fill in */
export function urlsOf(document: MarkdownDocument): readonly WrittenUrl[] {
  let urls = known.get(document);
  if (!urls) {
    urls = MAY_LINK.test(document.markdown) ? collect(document) : [];
    known.set(document, urls);
  }
  return urls;
}

function collect(document: MarkdownDocument): WrittenUrl[] {
  const urls: WrittenUrl[] = [];
  visit(document.tree, (node, _, parent) => {
    if (node.type === "link" || node.type === "image" || node.type === "definition") {
      const [start, end] = placeOfUrl(document, node, parent);
      urls.push({ node, url: node.url, start, end });
    } else if (node.type === "html") {
      for (const url of urlsOfHtml(document, node)) urls.push(url);
    }
  });
  return document.kind === "template" ? urls.filter(({ url }) => !url.includes("{")) : urls;
}

function urlsOfHtml(document: MarkdownDocument, node: Html): WrittenUrl[] {
  const [offset] = document.offsetsOf(node);
  const urls: WrittenUrl[] = [];
  for (const { 0: tag, index } of withoutComments(document.slice(node)).matchAll(TAG)) {
    for (const match of tag.matchAll(URL_ATTRIBUTE)) {
      const [all, name = "", double, single, bare] = match;
      const value = double ?? single ?? bare ?? "";
      const from = offset + index + match.index + all.lastIndexOf(value);
      for (const { 0: written, index: at } of name.toLowerCase() === "srcset" ? sources(value) : [whole(value)]) {
        const start = from + at;
        urls.push({ node, url: written.replaceAll("&amp;", "&"), start, end: start + written.length });
      }
    }
  }
  return urls;
}

function whole(value: string): { 0: string; index: number } {
  return { 0: value.trim(), index: value.length - value.trimStart().length };
}

/** `a.png 1x, b.png 2x` */
function sources(srcset: string): Iterable<{ 0: string; index: number }> {
  return [...srcset.matchAll(/[^\s,]\S*(?:\s+[\d.]+[wx])?/g)].map((match) => {
    const url = (/^\S+/.exec(match[0])?.[0] ?? "").replace(/,$/, "");
    return { 0: url, index: match.index };
  });
}

/** Blanks for comments, so that all else keeps its place. */
function withoutComments(html: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let start = html.indexOf(COMMENT_START); start >= 0; start = html.indexOf(COMMENT_START, from)) {
    const found = html.indexOf(COMMENT_END, start);
    const end = found < 0 ? html.length : found + COMMENT_END.length;
    kept.push(html.slice(from, start), " ".repeat(end - start));
    from = end;
  }
  return kept.join("") + html.slice(from);
}

function placeOfUrl(
  document: MarkdownDocument,
  node: Link | Image | Definition,
  parent: Parents | undefined,
): [number, number] {
  const { markdown } = document;
  if (!node.position) return placeWithoutPosition(document, node, parent);
  const [start, end] = document.offsetsOf(node);
  if (node.type === "link" && markdown[start] === "<") return [start + 1, end - 1];
  if (node.type === "link" && markdown[start] !== "[") return [start, end];
  return resourceOf(document, node, start, end) ?? inside(markdown, node.url, start, end);
}

/** What GFM links only after parsing, such as `'www.example.org'`, has no position of its own. */
function placeWithoutPosition(
  document: MarkdownDocument,
  node: Link | Image | Definition,
  parent: Parents | undefined,
): [number, number] {
  const [text] = "children" in node ? node.children : [];
  const written = text?.type === "text" ? text.value : node.url;
  const [start, end] = parent ? document.offsetsOf(parent) : [0, 0];
  return inside(document.markdown, written, start, end);
}

function inside(markdown: string, text: string, start: number, end: number): [number, number] {
  const at = markdown.slice(start, end).lastIndexOf(text);
  return at < 0 ? [start, end] : [start + at, start + at + text.length];
}

function resourceOf(
  { markdown }: MarkdownDocument,
  node: Link | Image | Definition,
  start: number,
  end: number,
): [number, number] | undefined {
  const opening = node.type === "definition" ? "]:" : "](";
  const closing = node.type === "definition" ? /^>?\s*(?:["'(].*)?$/s : /^>?\s*(?:["'(].*)?\)$/s;
  const last = node.type === "link" ? node.children.at(-1)?.position?.end.offset : undefined;
  for (let at = markdown.indexOf(opening, last ?? start); at >= 0 && at < end; at = markdown.indexOf(opening, at + 1)) {
    const from = at + opening.length;
    const begin = from + (/^\s*/.exec(markdown.slice(from, end))?.[0].length ?? 0);
    const place = destinationAt(markdown, begin, end);
    // In an alternative text, too, there may be brackets; the URL is what ends with the node.
    if (place && closing.test(markdown.slice(place[1], end))) return place;
  }
  return undefined;
}

/** @returns where a URL starts and ends that begins here, in angle brackets or bare */
function destinationAt(markdown: string, from: number, end: number): [number, number] | undefined {
  if (markdown[from] === "<") {
    const close = /(?<!\\)>/g;
    close.lastIndex = from;
    const found = close.exec(markdown);
    return found && found.index < end ? [from + 1, found.index] : undefined;
  }
  let depth = 0;
  let at = from;
  for (; at < end && !/\s/.test(markdown.charAt(at)); at++) {
    const character = markdown[at];
    if (character === "\\") at++;
    else if (character === "(" && ++depth > MOST_PARENTHESES) return undefined;
    else if (character === ")" && --depth < 0) break;
  }
  return [from, Math.min(at, end)];
}

/** @returns whether a position of the Markdown is plain text, not code, HTML, or part of a link or an image */
export function plainText(document: MarkdownDocument): (offset: number) => boolean {
  const ranges: [number, number][] = [];
  visit(document.tree, (node: Nodes, _, parent) => {
    if (node.type === "text" && node.position && parent?.type !== "link") ranges.push(document.offsetsOf(node));
  });
  return (offset) => {
    let [low, high] = [0, ranges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.[1] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return (ranges[low]?.[0] ?? Number.POSITIVE_INFINITY) <= offset;
  };
}

/** @returns for each closing bracket in plain text where the one stands that it closes, if that is in the same block */
export function bracketPairs(
  { markdown }: MarkdownDocument,
  isPlain: (offset: number) => boolean,
): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  let open: number[] = [];
  for (const { 0: found, index } of markdown.matchAll(/\\.|[[\]]|(?:\r\n|\r|\n)(?=[ \t>]*[\r\n])/g)) {
    if (found !== "[" && found !== "]") {
      // A backslash hides a bracket; an empty line ends a block.
      if (!found.startsWith("\\")) open = [];
    } else if (isPlain(index)) {
      if (found === "[") open.push(index);
      const opening = found === "]" ? open.pop() : undefined;
      if (opening !== undefined) pairs.set(index, opening);
    }
  }
  return pairs;
}
