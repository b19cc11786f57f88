// What a template is once it is parsed: blocks of mdast with fields, groups and prototype rows among them.
import type { Link, PhrasingContent, RootContent } from "mdast";
import type { Range } from "../text/diagnostic.ts";

/** `{a.b}` */
export interface Field {
  type: "field";
  path: string[];
  range: Range;
}

/** `{text {a}}` */
export interface Group {
  type: "group";
  parts: Part[];
  range: Range;
}

/** Text of the template that holds no field. */
export interface Static {
  type: "static";
  node: PhrasingContent;
}

/** Emphasis and the like around parts. */
export interface Wrapper {
  type: "wrapper";
  /** The node; its children are replaced. */
  node: Exclude<Extract<PhrasingContent, { children: PhrasingContent[] }>, Link>;
  parts: Part[];
}

/** `[parts](url)` */
export interface LinkPart {
  type: "link";
  url: Interpolation;
  title: string | null | undefined;
  parts: Part[];
}

/** `![alt](url)` */
export interface ImagePart {
  type: "image";
  url: Interpolation;
  alt: Interpolation;
  title: string | null | undefined;
}

/** A string with fields in it, such as a link's URL. */
export type Interpolation = (string | Field)[];

export type Part = Field | Group | Static | Wrapper | LinkPart | ImagePart;

/** `<!-- each PATH -->` and the block under it. */
export interface Each<P = Prototype> {
  type: "each";
  path: string[];
  range: Range;
  prototype: P;
}

export type Prototype = RowPrototype | ItemPrototype | SectionPrototype;

/** The last row of a table. */
export interface RowPrototype {
  type: "row";
  /** The table without rows. */
  table: Extract<RootContent, { type: "table" }>;
  /** The heading's cells, printed once. */
  heading: Part[][];
  /** For each cell, the segments between its `<br>`. */
  cells: Segment[][];
}

/** The only item of a list. */
export interface ItemPrototype {
  type: "item";
  /** The list without items. */
  list: Extract<RootContent, { type: "list" }>;
  /** Whether its box is ticked, for an item with a box. */
  checked: boolean | null | undefined;
  segment: Segment;
}

/** A heading and what follows, up to the next heading of its depth. */
export interface SectionPrototype {
  type: "section";
  blocks: Block[];
}

/** What stands between two `<br>` of a cell. */
export interface Segment {
  /** `•`, `-` or `1.`, dropped for a single member. */
  marker: string | undefined;
  parts: Part[];
}

/** A block of the template that holds no field. */
export interface StaticBlock {
  type: "block";
  node: RootContent;
}

/** A paragraph, heading or cell with fields. */
export interface Prose {
  type: "prose";
  node: Extract<RootContent, { type: "paragraph" | "heading" | "tableCell" }>;
  parts: Part[];
}

/** A field that stands alone: its Markdown is inserted as blocks. */
export interface FieldBlock {
  type: "field-block";
  field: Field;
}

/** A quotation, list, table or the like with fields somewhere below. */
export interface Container {
  type: "container";
  node: Extract<
    RootContent,
    { type: "blockquote" | "footnoteDefinition" | "list" | "listItem" | "table" | "tableRow" }
  >;
  blocks: Block[];
}

export type Block = StaticBlock | Prose | FieldBlock | Container | Each;
