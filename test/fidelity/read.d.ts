/** Something in a text that has an address or a look of its own: a link, an image, an emphasis, an anchor. */
export interface Piece {
  /** Its own text; for an image the alternative text. */
  text: string;
  /** Where it leads; empty for an emphasis. */
  url: string;
  /** Where it begins in the text around it. */
  at: number;
  /** It as Markdown, for reports. */
  print: string;
}
export interface Inline {
  /** The visible text: white space folded, `\n` for a line break, 🖼 for an image. */
  text: string;
  links: Piece[];
  images: Piece[];
  emphasis: Piece[];
  anchors: Piece[];
}
/** A text with the blocks around it: a cell, a paragraph in a list item, a line of a quotation. */
export interface Leaf {
  shape: string;
  label: string;
  inline: Inline;
}
/** A table row, a list item, or the one entry of any other block. */
export interface Entry {
  key: string;
  leaves: Leaf[];
  /** What the parse forgives but a reader of the source sees. */
  faults: string[];
}
export interface Block {
  kind: string;
  entries: Entry[];
}
export interface Section {
  /** Its headings, outermost first. */
  path: string;
  level: number;
  heading: Inline;
  blocks: Block[];
}
/** The key of a table's header. */
export declare const HEADER = "(header)";
/** The sections of a document, in order; the first holds what stands before any heading. */
export declare function read(source: string): Section[];
