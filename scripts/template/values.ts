// What fields stand for: plain values of records, and the few things that only rendering can make.
import type { PhrasingContent } from "mdast";
import type { AnyEntry, Entry } from "../record/list.ts";

/** A value that is more than plain data. */
abstract class Special {}

/** Text of a record that is Markdown; every other string is literal. */
export class MarkdownText extends Special {
  readonly source: string;

  constructor(source: string) {
    super();
    this.source = source;
  }
}

/** The footnote marks of tools, `[[0]](#note-…)` each; nothing for a tool without a footnote. */
export class Marks extends Special {
  readonly tools: readonly Entry<"tool">[];

  constructor(tools: readonly Entry<"tool">[]) {
    super();
    this.tools = tools.filter(({ data }) => data.footnote !== undefined);
  }
}

/** The place that a tool's marks point to. */
export class Target extends Special {
  readonly tool: Entry<"tool">;

  constructor(tool: Entry<"tool">) {
    super();
    this.tool = tool;
  }
}

/** The anchor that GitHub gives the heading with this text. */
export class Anchor extends Special {
  readonly heading: string;

  constructor(heading: string) {
    super();
    this.heading = heading;
  }
}

/** Ready-made nodes. */
export class Phrasing extends Special {
  readonly nodes: readonly PhrasingContent[];

  constructor(nodes: readonly PhrasingContent[]) {
    super();
    this.nodes = nodes;
  }
}

/** A record as templates see it, and the file that it is from. */
export class Item extends Special {
  readonly entry: AnyEntry;
  readonly fields: Fields;

  constructor(entry: AnyEntry, fields: Fields) {
    super();
    this.entry = entry;
    this.fields = fields;
  }
}

interface Image {
  /** A URL. */
  readonly file: string;
  readonly alt: string;
  readonly caption?: string | undefined;
}

/** An image in a link to itself; its fields can be named one by one, too. */
export class Picture extends Special {
  readonly image: Image;
  readonly fields: Fields;

  /** @param more - what templates may name besides */
  constructor(image: Image, more: Fields = {}) {
    super();
    this.image = image;
    this.fields = { ...more, ...image };
  }
}

export type Value =
  | string
  | number
  | boolean
  | undefined
  | MarkdownText
  | Marks
  | Target
  | Anchor
  | Phrasing
  | Item
  | Picture
  | readonly Value[]
  | Fields;

export interface Fields {
  readonly [name: string]: Value;
}

/** What a template may do with a value; made from the schemas, so that a misspelt field is found before it is printed. */
export type Shape =
  | { readonly kind: "text"; readonly pattern?: string | undefined }
  | { readonly kind: "url" | "markdown" | "number" | "flag" | "marks" | "target" | "anchor" }
  | { readonly kind: "list"; readonly of: Shape }
  /** A record that can be printed as it is. */
  | { readonly kind: "picture"; readonly fields: Readonly<Record<string, Shape>> }
  | { readonly kind: "record"; readonly fields: Readonly<Record<string, Shape>> };

function isFields(value: Value): value is Fields {
  return typeof value === "object" && !Array.isArray(value) && !(value instanceof Special);
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Does a field with this value print nothing and take its group with it? */
export function isMissing(value: Value): boolean {
  return (
    value === undefined ||
    value === false ||
    (typeof value === "string" && value.trim() === "") ||
    (isList(value) && value.length === 0) ||
    (value instanceof Marks && value.tools.length === 0)
  );
}

/** The value at `keys` below `value`, or `undefined`; a key below a list of records is an id. */
export function dig(value: Value, keys: readonly string[]): Value {
  let found = value;
  for (const key of keys) {
    if (isList(found)) {
      found = found.find((item) => item instanceof Item && item.entry.id === key);
      continue;
    }
    const fields = found instanceof Item || found instanceof Picture ? found.fields : found;
    if (!isFields(fields) || !Object.hasOwn(fields, key)) return undefined;
    found = fields[key];
  }
  return found;
}
