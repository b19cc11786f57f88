// A page as markdown-it reads it: an implementation of Markdown that shares no code with the one that writes it.
import MarkdownIt, { type Token } from "markdown-it";

/** One line of a block: what stands between two `<br>`. */
export interface Line {
  /** Visible text, white space folded; an image is its alternative text. */
  text: string;
  links: { text: string; href: string }[];
  images: { alt: string; src: string }[];
}

export interface Block {
  /** The elements around it, such as `ul li p` or `table tbody tr`. */
  kind: string;
  /** A row's cells; other blocks have one. Lines without anything to see are left out. */
  cells: Line[][];
}

export interface Page {
  blocks: Block[];
  /** Tags and comments that are HTML on the page, but for `<br>` and what guards a single character. */
  html: string[];
  /** Pieces of visible text that GitHub would take for math or an emoji, or would link. */
  unguarded: string[];
}

export const markdownIt = new MarkdownIt({ html: true, linkify: false });
// By default, markdown-it shows the text of `<https://…/%41>` decoded.
markdownIt.normalizeLinkText = (url) => url;

/** White space as one blank, none at the ends. */
export function fold(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/**
 * Text as a UTF-8 file of Markdown can hold it: CommonMark shows U+0000 as U+FFFD, and half of a surrogate pair has no
 * other representation either.
 */
export function representable(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8").replaceAll("\0", "\ufffd");
}

/** What a reader sees of a literal value. */
export function visible(value: string): string {
  return fold(representable(value));
}

export function readPage(markdown: string): Page {
  const page: Page = { blocks: [], html: [], unguarded: [] };
  const tokens = markdownIt.parse(representable(markdown), {});
  const open: string[] = [];
  let row: Block | undefined;
  let dollars = new Dollars();
  let seen = 0;
  for (const token of tokens) {
    if (token.nesting === 1) {
      const start = token.attrGet("start");
      open.push(token.tag + (start === null ? "" : `=${start}`));
      if (token.tag === "tr") {
        row = { kind: open.join(" "), cells: [] };
        page.blocks.push(row);
      }
      if (token.tag === "li") seen = page.blocks.length;
    } else if (token.nesting === -1) {
      // An item without anything in it has no paragraph.
      if (token.tag === "li" && page.blocks.length === seen)
        page.blocks.push({ kind: `${open.join(" ")} p`, cells: [[]] });
      open.pop();
      if (token.tag === "tr") row = undefined;
      // Math opens and closes in the same paragraph or row.
      if (/^(?:tr|p|h\d)$/.test(token.tag)) {
        if (dollars.all > 1) page.unguarded.push(...dollars.bare);
        dollars = new Dollars();
      }
    } else if (token.type === "inline") {
      const lines = readInline(token, page, dollars);
      if (row) row.cells.push(lines);
      else page.blocks.push({ kind: open.join(" "), cells: [lines] });
    } else if (token.type === "html_block") {
      page.html.push(token.content.trimEnd());
    } else {
      page.blocks.push({ kind: [...open, token.type].join(" "), cells: [[plain(token.content)]] });
    }
  }
  // GitHub replaces emoji in the HTML, in text that no tag interrupts, but not in code.
  const texts = markdownIt.renderer.render(tokens, markdownIt.options, {}).replace(/<code>.*?<\/code>/gs, "<code>");
  for (const text of texts.split(/<[^>]*>/)) page.unguarded.push(...(text.match(/:[\w+-]+:/g) ?? []));
  // It links addresses, mentions and URLs in text, but not in links.
  for (const text of texts.replace(/<a .*?<\/a>/gs, "<a>").split(/<[^>]*>/)) {
    page.unguarded.push(...(text.match(/@[\w.-]+|:\/\/|www\./gi) ?? []));
  }
  return page;
}

export function plain(text: string): Line {
  return { text: fold(text), links: [], images: [] };
}

class Dollars {
  all = 0;
  /** The text around those that nothing guards. */
  bare: string[] = [];
}

function readInline(inline: Token, page: Page, dollars: Dollars): Line[] {
  const tokens = inline.children ?? [];
  const lines: Line[] = [plain("")];
  const links: { text: string; href: string }[] = [];
  const write = (text: string): void => {
    for (const part of [lines.at(-1), ...links]) if (part) part.text += text;
  };
  for (const [index, token] of tokens.entries()) {
    const { type, content } = token;
    if (type === "text" || type === "text_special") {
      write(content);
      const isGuarded = isSpan(tokens, index - 1, "<span>") && isSpan(tokens, index + 1, "</span>");
      dollars.all += content.split("$").length - 1;
      if (content.includes("$") && !(isGuarded && content === "$")) dollars.bare.push(content);
    } else if (type === "code_inline") {
      write(content);
    } else if (type === "softbreak" || type === "hardbreak") {
      write(" ");
    } else if (type === "image") {
      const image = { alt: fold(inlineText(token)), src: String(token.attrGet("src")) };
      lines.at(-1)?.images.push(image);
      write(image.alt);
    } else if (type === "link_open") {
      const link = { text: "", href: String(token.attrGet("href")) };
      lines.at(-1)?.links.push(link);
      links.push(link);
    } else if (type === "link_close") {
      links.pop();
    } else if (type === "html_inline") {
      if (content === "<br>") lines.push(plain(""));
      else if (!isGuard(tokens, index)) page.html.push(content);
    }
  }
  const folded = lines.map(({ text, links, images }) => ({
    text: fold(text),
    links: links.map((link) => ({ ...link, text: fold(link.text) })),
    images,
  }));
  return folded.filter(({ text, links, images }) => text !== "" || links.length + images.length > 0);
}

/** What an element inside a line shows: an image's alternative text, and HTML as it was typed. */
export function inlineText({ type, content, children }: Token): string {
  if (type === "softbreak" || type === "hardbreak") return " ";
  return type === "image" ? (children ?? []).map(inlineText).join("") : content;
}

function isSpan(tokens: readonly Token[], index: number, tag: string): boolean {
  const token = tokens[index];
  return token?.type === "html_inline" && token.content === tag;
}

/** Is this `<span>` or `</span>` one around a single `$`, `:`, `@` or `.`? */
function isGuard(tokens: readonly Token[], index: number): boolean {
  const middle = isSpan(tokens, index, "<span>") ? index + 1 : index - 1;
  const text = tokens[middle];
  return (
    (text?.type === "text" || text?.type === "text_special") &&
    ["$", ":", "@", "."].includes(text.content) &&
    isSpan(tokens, middle - 1, "<span>") &&
    isSpan(tokens, middle + 1, "</span>")
  );
}
