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

/** Emphasis and the like around parts. */
export interface Wrapper {
  type: "wrapper";
  /** The node; its children are replaced. */
  node: Delete | Emphasis | Strong;
  parts: Part[];
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

export type Part = Field | Group | Static | Wrapper | LinkPart | ImagePart;

/** `<!-- each PATH -->` and the block under it. */
export interface Each {
  type: "each";
  /** As the template writes it. */
  path: readonly string[];
  range: Range;
  records: Ref;
  prototype: Prototype;
}

export type Prototype = RowPrototype | ItemPrototype | SectionPrototype;

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

/** The only item of a list. */
export interface ItemPrototype {
  type: "item";
  /** The list without items. */
  list: List;
  /** Whether its box is ticked, for an item with a box. */
  checked: boolean | null | undefined;
  parts: Part[];
}

/** A heading and what follows, up to the next heading of its depth. */
export interface SectionPrototype {
  type: "section";
  blocks: Block[];
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
