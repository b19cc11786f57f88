// What markdown-it shows of a Markdown value that is given to it alone, on one line: the blocks' texts one after another.
import MarkdownIt, { type Token } from "markdown-it";
import { fold, inlineText, representable } from "./page.ts";

/** Follows any link, so that forbidden ones are seen: by default `[a](javascript:…)` is no link to markdown-it. */
const parser = new MarkdownIt({ html: true, linkify: false });
parser.validateLink = () => true;
parser.normalizeLink = (url) => url;

/**
 * The visible text, white space folded. Quotations have their marks, items their numbers or dashes, and cells a bar
 * between them; tags and comments are the text that somebody typed. What holds no text is not there at all.
 */
export function flatText(markdown: string): string {
  return fold(flatten(new Cursor(parser.parse(representable(markdown), {}))));
}

/** The URLs of all links and images, as typed. */
export function urlsIn(markdown: string): string[] {
  const inside = (tokens: readonly Token[]): string[] =>
    tokens.flatMap((token) => {
      const url = token.attrGet(token.type === "image" ? "src" : "href");
      return [...(url === null ? [] : [String(url)]), ...inside(token.children ?? [])];
    });
  return inside(parser.parse(representable(markdown), {}));
}

class Cursor {
  #index = 0;
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  next(): Token | undefined {
    return this.#tokens[this.#index++];
  }
}

/** Up to the end of the element that the cursor is in. */
function flatten(cursor: Cursor, marker: (index: number) => string = () => ""): string {
  const parts: string[] = [];
  for (let token = cursor.next(); token && token.nesting !== -1; token = cursor.next()) {
    const text = textOf(token, cursor);
    parts.push(text.trim() === "" && token.tag !== "td" ? "" : marker(parts.length) + text);
  }
  return parts.filter((part) => part.trim() !== "").join(" ");
}

function quotation(text: string): string {
  return text === "" ? "" : `"${text}"`;
}

function textOf(token: Token, cursor: Cursor): string {
  switch (token.type) {
    case "inline":
      return (token.children ?? []).map(inlineText).join("");
    case "blockquote_open":
      return quotation(flatten(cursor).trim());
    case "bullet_list_open":
      return flatten(cursor, () => "- ");
    case "ordered_list_open": {
      const start = Number(token.attrGet("start") ?? 1);
      return flatten(cursor, (index) => `${start + index}. `);
    }
    case "tr_open":
      return flatten(cursor, (index) => (index === 0 ? "" : "| "));
    case "hr":
      return "";
    default:
      return token.nesting === 1 ? flatten(cursor) : token.content;
  }
}
