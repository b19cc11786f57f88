// What markdown-it shows of a Markdown value that is given to it alone, on one line: the blocks' texts one after another.
import MarkdownIt, { type Token } from "markdown-it";
import { fold, inlineText, representable } from "./page.ts";

/** Follows any link, so that forbidden ones are seen: by default `[a](javascript:…)` is no link to markdown-it. */
const parser = new MarkdownIt({ html: true, linkify: false });
parser.validateLink = () => true;
parser.normalizeLink = (url) => url;

/** Without HTML, as it would be if nobody had thought of it. */
const withoutHtml = new MarkdownIt({ html: false, linkify: false });

/**
 * The visible text, white space folded. Quotations have their marks, items their numbers or dashes, and cells a bar
 * between them; tags and comments are the text that somebody typed. What holds no text is not there at all.
 */
export function flatText(markdown: string): string {
  return fold(flatten(new Cursor(parser.parse(representable(markdown), {}))));
}

/** The same with HTML switched off; differs only where Markdown stands inside of tags and comments. */
export function flatTextWithoutHtml(markdown: string): string {
  return fold(flatten(new Cursor(withoutHtml.parse(representable(markdown), {}))));
}

/** Does code in this Markdown hold a backslash in front of a bar? That is a test of its own. */
export function hasEscapedBarInCode(markdown: string): boolean {
  const inside = (tokens: readonly Token[]): boolean =>
    tokens.some(
      ({ type, content, children }) =>
        (/^(?:code_|fence)/.test(type) && content.includes("\\|")) || inside(children ?? []),
    );
  return inside(parser.parse(representable(markdown), {}));
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
