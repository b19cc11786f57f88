import { type Token } from "markdown-it";
/** One line of a block: what stands between two `<br>`. */
export interface Line {
  /** Visible text, white space folded; an image is its alternative text. */
  text: string;
  links: {
    text: string;
    href: string;
  }[];
  images: {
    alt: string;
    src: string;
  }[];
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
  /** Pieces of visible text that GitHub would take for math or an emoji. */
  unguarded: string[];
}
export declare const markdownIt: import("markdown-it").MarkdownIt;
/** White space as one blank, none at the ends. */
export declare function fold(text: string): string;
/**
 * Text as a UTF-8 file of Markdown can hold it: CommonMark shows U+0000 as U+FFFD, and half of a surrogate pair has no
 * other representation either.
 */
export declare function representable(text: string): string;
/** What a reader sees of a literal value. */
export declare function visible(value: string): string;
export declare function readPage(markdown: string): Page;
export declare function plain(text: string): Line;
/** What an element inside a line shows: an image's alternative text, and HTML as it was typed. */
export declare function inlineText({ type, content, children }: Token): string;
