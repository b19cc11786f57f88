// Every URL that a Markdown text holds, in links, images, definitions and HTML, with its place.
import type { Definition, Html, Image, Link, Nodes, Parents, Root } from "mdast";
import { visit } from "unist-util-visit";
import { tagsIn } from "./html.ts";
import type { Stretch } from "./stretches.ts";
import { urlPlace } from "./url-places.ts";

/** The stretch is where the URL is written: offsets of the Markdown. */
export interface WrittenUrl extends Stretch {
  node: Link | Image | Definition | Html;
  /** As Markdown reads it. */
  url: string;
}

const URL_ATTRIBUTES = ["href", "src", "srcset"];
/** One image of `a.png 1x, b.png 2x` with its size; for other attributes WHOLE, the URL without blanks around it. */
const SOURCE = /([^\s,]\S*?)(?:,(?=\s|$)|\s+[\d.]+[wx]|(?=\s|$))/g;
const WHOLE = /^\s*(.*?)\s*$/gs;

/**
 * @param tree - of the text
 * @returns the URLs in order
 */
export function writtenUrls(tree: Root, markdown: string): WrittenUrl[] {
  const urls: WrittenUrl[] = [];
  visit(tree, (node, _, parent) => {
    if (node.type === "link" || node.type === "image" || node.type === "definition") {
      urls.push({ node, url: withoutBlanks(node.url), ...placeOf(markdown, node, parent) });
    } else if (node.type === "html") {
      urls.push(...urlsOfHtml(markdown, node));
    }
  });
  return urls;
}

function placeOf(markdown: string, node: Link | Image | Definition, parent: Parents | undefined): Stretch {
  const place = urlPlace(node);
  if (place) return place;
  const { start, end } = stretchOf(node);
  if (node.position) return markdown[start] === "<" ? { start: start + 1, end: end - 1 } : { start, end };
  // What GFM links only after parsing, such as `'www.example.org'` or `https\\://example.org`, has no position of its own.
  const [text] = "children" in node ? node.children : [];
  const read = text?.type === "text" ? text.value : node.url;
  const { start: first, end: to } = parent ? stretchOf(parent) : { start: 0, end: 0 };
  const siblings: readonly Nodes[] = parent?.children ?? [];
  const from = siblings.slice(0, siblings.indexOf(node)).reduce((end, child) => {
    if (child.position) return stretchOf(child).end;
    return child.type === "link" ? placeOf(markdown, child, parent).end : end;
  }, first);
  const written = new RegExp([...read].map(writtenCharacter).join("")).exec(markdown.slice(from, to));
  if (!written) return { start: from, end: to };
  return { start: from + written.index, end: from + written.index + written[0].length };
}

function stretchOf({ position }: Nodes): Stretch {
  const start = position?.start.offset ?? 0;
  return { start, end: position?.end.offset ?? start };
}

/** A pattern for a character as it is, behind a backslash, or as an entity. */
function writtenCharacter(character: string): string {
  return `(?:\\\\?${character.replace(/\W/g, "\\$&")}|&#?\\w+;)`;
}

function urlsOfHtml(markdown: string, node: Html): WrittenUrl[] {
  const { start: offset, end: to } = stretchOf(node);
  const html = markdown.slice(offset, to);
  const attributes = tagsIn(html).flatMap((tag) => tag.attributes);
  return attributes.flatMap(({ name, start: from, end: to }) => {
    if (from === to || !URL_ATTRIBUTES.includes(name)) return [];
    return [...html.slice(from, to).matchAll(name === "srcset" ? SOURCE : WHOLE)].map((found) => {
      const written = found[1] ?? "";
      const start = offset + from + found.index + found[0].indexOf(written);
      return { node, url: withoutBlanks(written.replaceAll("&amp;", "&")), start, end: start + written.length };
    });
  });
}

/** Where the syntax allows a blank, in `<my notes.md>` and in HTML, it is read as `%20`; at the ends, browsers drop it. */
function withoutBlanks(url: string): string {
  return url.replace(/(?<=\S) +(?=\S)/g, encodeURI);
}
