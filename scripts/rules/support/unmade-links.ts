// Text that was meant to be a link and is none: `[text](https://example.org/a b)`.
import type { MarkdownDocument } from "./document.ts";
import { bracketPairs, plainText } from "./urls.ts";

export interface UnmadeLink {
  /** Offsets of the Markdown: the whole of it, from its first bracket. */
  start: number;
  end: number;
  /** What stands for the URL. */
  urlStart: number;
  urlEnd: number;
  reason: "space" | "title" | "unclosed" | "apart";
}

/** What nobody writes in brackets behind brackets, but for a link. */
const LIKE_URL = /^(?:[a-z][a-z0-9+.-]*:\/\/|mailto:|www\.|#\S|\.{0,2}\/\S)/i;
/** A blank between the two halves of a link. */
const APART = /^\] \(https?:\/\/[^\s()|]+\)/;
const LIKE_FILE = /\.(?:svg|png|jpe?g|gif|webp|md|pdf|html?|ya?ml)$/i;

const known = new WeakMap<MarkdownDocument, ReadonlyMap<number, UnmadeLink>>();

/** @returns the links that were meant, by the offset of their URL, at which GFM may see a link of its own */
export function unmadeLinks(document: MarkdownDocument): ReadonlyMap<number, UnmadeLink> {
  let links = known.get(document);
  if (!links) {
    links = new Map(/\] ?\(/.test(document.markdown) ? find(document).map((link) => [link.urlStart, link]) : []);
    known.set(document, links);
  }
  return links;
}

function find(document: MarkdownDocument): UnmadeLink[] {
  const { markdown } = document;
  const links: UnmadeLink[] = [];
  for (const [closing, start] of bracketPairs(document, plainText(document))) {
    const apart = APART.exec(markdown.slice(closing, closing + FARTHEST));
    if (apart && /\p{L}/u.test(markdown.slice(start, closing))) {
      const urlStart = closing + "] (".length;
      links.push({
        start,
        end: closing + apart[0].length,
        urlStart,
        urlEnd: closing + apart[0].length - 1,
        reason: "apart",
      });
    }
    if (markdown[closing + 1] !== "(") continue;
    const link = linkAt(markdown, closing + "](".length);
    if (link) links.push({ start, ...link });
  }
  return links;
}

/** No URL that anybody writes by hand is longer. */
const FARTHEST = 1000;

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
  if (!isClosed) return { urlStart, urlEnd: firstEnd, end: firstEnd, reason: "unclosed" };
  const rest = text.slice(first.length).trimStart();
  if (rest === "") return undefined;
  if (/^["'“”„‘’«(]/.test(rest)) return { urlStart, urlEnd: firstEnd, end: end + 1, reason: "title" };
  return { urlStart, urlEnd: urlStart + text.length, end: end + 1, reason: "space" };
}

/** @returns where the parenthesis closes that is open here; or the end of the line, or of the table's cell */
function parenthesis(markdown: string, from: number): { end: number; isClosed: boolean } {
  const last = Math.min(markdown.length, from + FARTHEST);
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
