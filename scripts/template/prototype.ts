// What a template is once it is parsed: blocks of mdast with prototypes among them, whose fields know where their values are.
import type { Delete, Emphasis, List, PhrasingContent, RootContent, Strong, Table } from "mdast";
import type { Range } from "../text/diagnostic.ts";
import type { Shape } from "./values.ts";

/**
 * Where a value is found while a template is filled: `keys` below the scope of that level. Level 0 is the whole list; every
 * `each` and everything that is repeated for the members of a list adds one. A key below a list of records is an id.
 */
export interface Ref {
  level: number;
  keys: readonly string[];
}

/** `{a.b}` */
export interface Field {
  type: "field";
  /** As the template writes it. */
  path: readonly string[];
  range: Range;
  ref: Ref;
  shape: Shape;
}

/** Parts that are printed together: once, or for every member of a list. */
export interface Unit {
  /** The list. */
  repeat: Ref | undefined;
  parts: Part[];
}

/** `{text {a}}` */
export interface Group extends Unit {
  type: "group";
  range: Range;
}

/** What stands between two `<br>` of a cell. */
export interface Segment extends Unit {
  /** `•`, `-` or `1.`, dropped for a single member. */
  marker: string | undefined;
}

/** Text of the template that holds no field. */
export interface Static {
  type: "static";
  node: PhrasingContent;
}

/** `[parts](url)` */
export interface LinkPart {
  type: "link";
  url: Interpolation;
  title: Interpolation;
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

export type Part =
  | Field
  | Group
  | Static
  /** Emphasis and the like around parts; the node's children are replaced. */
  | { type: "wrapper"; node: Delete | Emphasis | Strong; parts: Part[] }
  | LinkPart
  | ImagePart;

/** `<!-- each PATH -->` and the block under it. */
export interface Each {
  type: "each";
  /** As the template writes it. */
  path: readonly string[];
  range: Range;
  records: Ref;
  prototype: Prototype;
}

export type Prototype =
  | RowPrototype
  /** The only item of a list: the list without items, and whether its box is ticked, for an item with a box. */
  | { type: "item"; list: List; checked: boolean | null | undefined; parts: Part[] }
  /** A heading and what follows, up to the next heading of its depth. */
  | { type: "section"; blocks: Block[] };

/** The last row of a table, and the heading above it, which is printed once. */
export interface RowPrototype {
  type: "row";
  /** The table without rows. */
  table: Table;
  columns: Column[];
}

/** A column of a prototype row; one whose heading mentions a list is repeated for its members. */
export interface Column {
  heading: Part[];
  segments: Segment[];
  /** The list that its heading mentions. */
  repeat: Ref | undefined;
  /** The list of that name in the row's record: the column of the third member is about the third member of this. */
  members: Ref | undefined;
}

/** A paragraph, heading or cell with fields. */
export interface Prose {
  type: "prose";
  node: Extract<RootContent, { type: "paragraph" | "heading" | "tableCell" }>;
  parts: Part[];
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

export type Block =
  /** One that holds no field. */
  | { type: "block"; node: RootContent }
  | Prose
  /** A field that stands alone: its Markdown is inserted as blocks. */
  | { type: "field-block"; field: Field }
  | Container
  | Each;
