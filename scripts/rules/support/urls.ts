// Every URL that a Markdown text holds, in links, images, definitions and HTML, with its place.
import type { Definition, Html, Image, Link, Nodes, Parents } from "mdast";
import { visit } from "unist-util-visit";
import { tagsIn } from "../../text/html.ts";
import { memoized } from "../../text/memoized.ts";
import type { Stretch } from "../../text/stretches.ts";
import { urlPlace } from "../../text/url-places.ts";
import type { MarkdownDocument } from "./document.ts";

/** The stretch is where the URL is written: offsets of the Markdown. */
export interface WrittenUrl extends Stretch {
  node: Link | Image | Definition | Html;
  /** As Markdown reads it. */
  url: string;
}

const URL_ATTRIBUTES = ["href", "src", "srcset"];
/** Of `a.png 1x, b.png 2x` one image and its size; of another attribute's value, the URL without blanks around it. */
const SOURCE = /([^\s,]\S*?)(?:,(?=\s|$)|\s+[\d.]+[wx]|(?=\s|$))/g;
const WHOLE = /^\s*(.*?)\s*$/gs;

/** @returns the URLs in order; not those of a template that records fill in */
export const urlsOf = memoized((document: MarkdownDocument): readonly WrittenUrl[] => {
  const urls: WrittenUrl[] = [];
  visit(document.tree, (node, _, parent) => {
    if (node.type === "link" || node.type === "image" || node.type === "definition") {
      urls.push({ node, url: withoutBlanks(node.url), ...placeOf(document, node, parent) });
    } else if (node.type === "html") {
      urls.push(...urlsOfHtml(document, node));
    }
  });
  return document.kind === "template" ? urls.filter(({ url }) => !url.includes("{")) : urls;
});

function placeOf(document: MarkdownDocument, node: Link | Image | Definition, parent: Parents | undefined): Stretch {
  const place = urlPlace(node);
  if (place) return place;
  const [start, end] = document.offsetsOf(node);
  if (node.position) return document.markdown[start] === "<" ? { start: start + 1, end: end - 1 } : { start, end };
  // What GFM links only after parsing, such as `'www.example.org'` or `https\\://example.org`, has no position of its own.
  const [text] = "children" in node ? node.children : [];
  const read = text?.type === "text" ? text.value : node.url;
  const [first, to] = parent ? document.offsetsOf(parent) : [0, 0];
  const siblings: readonly Nodes[] = parent?.children ?? [];
  const from = siblings.slice(0, siblings.indexOf(node)).reduce((end, child) => {
    if (child.position) return document.offsetsOf(child)[1];
    return child.type === "link" ? placeOf(document, child, parent).end : end;
  }, first);
  const written = new RegExp([...read].map(writtenCharacter).join("")).exec(document.markdown.slice(from, to));
  if (!written) return { start: from, end: to };
  return { start: from + written.index, end: from + written.index + written[0].length };
}

/** A pattern for a character as it is, behind a backslash, or as an entity. */
function writtenCharacter(character: string): string {
  return `(?:\\\\?${character.replace(/\W/g, "\\$&")}|&#?\\w+;)`;
}

function urlsOfHtml(document: MarkdownDocument, node: Html): WrittenUrl[] {
  const [offset] = document.offsetsOf(node);
  const html = document.slice(node);
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

/** Where the syntax allows a blank, in `<my notes.md>` and in HTML, it is read as `%20`. */
function withoutBlanks(url: string): string {
  return url.replaceAll(" ", "%20");
}
