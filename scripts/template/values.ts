// What fields stand for: plain values of records, and the few things that only rendering can make.
import type { PhrasingContent } from "mdast";
import { type Entry, nameOf, noteOf } from "../record/entry.ts";

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

/** The footnote marks of records, `[[0]](#note-…)` each; nothing for one without a footnote. */
export class Marks extends Special {
  readonly entries: readonly Entry[];

  constructor(entries: readonly Entry[]) {
    super();
    this.entries = entries.filter((entry) => noteOf(entry) !== undefined);
  }
}

/** The place that a record's marks point to. */
export class Target extends Special {
  readonly entry: Entry;

  constructor(entry: Entry) {
    super();
    this.entry = entry;
  }
}

/** The anchor that GitHub gives the heading that reads like a record's name. */
export class Anchor extends Special {
  readonly entry: Entry;

  constructor(entry: Entry) {
    super();
    this.entry = entry;
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

/** A record as templates see it. */
export class Item extends Special {
  readonly entry: Entry;
  readonly fields: Fields;
  /** What is printed where a reference stands alone. */
  readonly written: string;

  constructor(entry: Entry, fields: Fields, written = nameOf(entry)) {
    super();
    this.entry = entry;
    this.fields = fields;
    this.written = written;
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

/** A value that is made when a template asks for it: records refer to each other in circles. */
export type Lazy = () => Value;

export interface Fields {
  readonly [name: string]: Value | Lazy;
}

/** Makes a value once. */
export function lazy(make: Lazy): Lazy {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What a template may do with a value; made from the schemas, so that a misspelt field is found before it is printed. */
export type Shape =
  | { readonly kind: "text"; readonly pattern?: string | undefined }
  | { readonly kind: "url" | "markdown" | "number" | "flag" | "marks" | "target" | "anchor" }
  | { readonly kind: "list"; readonly of: Shape }
  /** A record that can be printed as it is. */
  | { readonly kind: "picture"; readonly fields: Readonly<Record<string, Shape>> }
  | {
      readonly kind: "record";
      readonly fields: Readonly<Record<string, Shape>>;
      /** Is it a record that is referred to, which is printed by its name? */
      readonly isReferred?: boolean;
    };

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
    (value instanceof Marks && value.entries.length === 0)
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
    const inner: Value | Lazy = fields[key];
    found = typeof inner === "function" ? inner() : inner;
  }
  return found;
}
