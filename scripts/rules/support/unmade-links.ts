// Text that was meant to be a link and is none: `[text](https://example.org/a b)`.
import { memoized } from "../../text/memoized.ts";
import type { Stretch } from "../../text/stretches.ts";
import { bracketPairs } from "./brackets.ts";
import type { MarkdownDocument } from "./document.ts";
import { urlsOf } from "./listed-urls.ts";
import { rowsOf } from "./tables.ts";

/** The stretch is the whole of it, from its first bracket. */
export interface UnmadeLink extends Stretch {
  /** What stands for the URL. */
  urlStart: number;
  urlEnd: number;
  /** `blank`: one between the two halves of the link; `bar`: one in the URL, which ends a table's cell; `reversed`: `(text)[URL]`. */
  reason: "space" | "title" | "unclosed" | "blank" | "bar" | "reversed";
}

/** Text in parentheses after brackets that can only be meant as a URL. */
const LIKE_URL = /^(?:[a-z][a-z0-9+.-]*:\/\/|mailto:|www\.|#\S|\.{0,2}\/\S)/i;
const LIKE_FILE = /\.(?:svg|png|jpe?g|gif|webp|md|pdf|html?|ya?ml)$/i;
/** A URL with bars, in angle brackets, in an attribute or between blanks. */
const URL_WITH_BARS = /(?<=[\s<"'])https?:\/\/[^\s<>"'|\\]+(?:\|[^\s<>"'|\\]+)+(?=[\s>"'])/g;
/** The rest of a link behind the first bar in its URL, and its title. */
const CUT = /^(?:\|[^\s()|]*)+([ \t]+(?:"[^"\r\n]*"|'[^'\r\n]*'))?(?=\))/;
const BLANK_BETWEEN = /^\] \((https?:\/\/[^\s()|]+)\)/;
/** In front of the URL of `(text)[https://example.org/]`. */
const REVERSED = /(?<!\\)\([^()[\]\r\n]+\)\[$/;
const LONGEST_TEXT = 200;
/** Longer texts are not looked at. */
const LONGEST_URL = 1000;

/** @returns the links that were meant, by the offset of their URL, at which GFM may see a link of its own */
export const unmadeLinks = memoized((document: MarkdownDocument): ReadonlyMap<number, UnmadeLink> => {
  const { markdown } = document;
  const links = new Map<number, UnmadeLink>();
  for (const [closing, start] of bracketPairs(document)) {
    const [written, url] = BLANK_BETWEEN.exec(markdown.slice(closing, closing + LONGEST_URL)) ?? [];
    if (written !== undefined && url !== undefined && /\p{L}/u.test(markdown.slice(start, closing))) {
      const urlStart = closing + "] (".length;
      const end = closing + written.length;
      links.set(urlStart, { start, end, urlStart, urlEnd: urlStart + url.length, reason: "blank" });
    } else if (markdown[closing + 1] === "(") {
      const link = linkAt(markdown, closing + "](".length);
      if (link) links.set(link.urlStart, { start, ...link });
    }
  }
  for (const { node, start: urlStart, end: urlEnd } of urlsOf(document)) {
    if (node?.type !== "link" || markdown[urlStart - 1] !== "[") continue;
    const [before] = REVERSED.exec(markdown.slice(Math.max(0, urlStart - LONGEST_TEXT), urlStart)) ?? [];
    if (before === undefined || markdown[urlEnd] !== "]") continue;
    const start = urlStart - before.length;
    links.set(urlStart, { start, end: urlEnd + "]".length, urlStart, urlEnd, reason: "reversed" });
  }
  document.each("table", (table) => {
    const [head, , ...rows] = rowsOf(document, table);
    for (const { node, start: from, text } of rows) {
      // In a row with as many cells as there are columns, the bar may be meant to end one.
      if (!node || node.children.length <= (head?.node?.children.length ?? 0)) continue;
      for (const { 0: url, index } of text.matchAll(URL_WITH_BARS)) {
        const [start, end] = [from + index, from + index + url.length];
        links.set(start, { start, end, urlStart: start, urlEnd: end, reason: "bar" });
      }
    }
  });
  return links;
});

function linkAt(markdown: string, from: number): Omit<UnmadeLink, "start"> | undefined {
  const { end, isClosed } = parenthesis(markdown, from);
  const line = markdown.slice(from, end);
  const urlStart = from + (line.length - line.trimStart().length);
  const text = line.trim();
  // A field of a template may be anything.
  if (text.includes("{")) return undefined;
  if (!LIKE_URL.test(text) && !(isClosed && LIKE_FILE.test(text))) return undefined;
  const [first = ""] = text.split(/\s/, 1);
  const firstEnd = urlStart + first.length;
  // Of what is not even closed, only a whole URL is surely one.
  if (!isClosed && !/^(?:https?:\/\/|www\.)/i.test(text)) return undefined;
  const [cut, title = ""] = (!isClosed && CUT.exec(markdown.slice(end, from + LONGEST_URL))) || [];
  if (cut !== undefined) {
    const urlEnd = end + cut.length - title.length;
    return { urlStart, urlEnd, end: end + cut.length + ")".length, reason: "bar" };
  }
  if (!isClosed) return { urlStart, urlEnd: firstEnd, end: firstEnd, reason: "unclosed" };
  const rest = text.slice(first.length).trimStart();
  if (rest === "") return undefined;
  if (/^["'“”„‟‘’«(]/.test(rest)) return { urlStart, urlEnd: firstEnd, end: end + 1, reason: "title" };
  return { urlStart, urlEnd: urlStart + text.length, end: end + 1, reason: "space" };
}

/** @returns where the parenthesis closes that is open here; or the end of the line, or of the table's cell */
function parenthesis(markdown: string, from: number): { end: number; isClosed: boolean } {
  const last = Math.min(markdown.length, from + LONGEST_URL);
  let depth = 0;
  for (let at = from; at < last; at++) {
    const character = markdown.charAt(at);
    if (character === "\\") at++;
    else if (/[\r\n|]/.test(character)) return { end: at, isClosed: false };
    else if (character === "(") depth++;
    else if (character === ")" && depth-- === 0) return { end: at, isClosed: true };
  }
  return { end: last, isClosed: false };
}
