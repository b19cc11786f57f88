// What fields stand for: plain values of records, and the few things that only rendering can make.
import type { PhrasingContent } from "mdast";
import { type Entry, nameOf } from "../record/entry.ts";

/** Ready-made nodes, such as footnote marks; of a picture, templates may name the parts, too. */
export class Phrasing {
  readonly nodes: readonly PhrasingContent[];
  readonly fields: Fields;

  constructor(nodes: readonly PhrasingContent[], fields: Fields = {}) {
    this.nodes = nodes;
    this.fields = fields;
  }
}

/** A record as templates see it. */
export class Item {
  readonly entry: Entry;
  /** Where two have the same name, the first counts. */
  readonly fields: readonly Fields[];
  /** What is printed where a reference stands alone. */
  readonly written: string;

  constructor(entry: Entry, fields: readonly Fields[], written = nameOf(entry)) {
    this.entry = entry;
    this.fields = fields;
    this.written = written;
  }
}

export type Value = string | number | boolean | undefined | Phrasing | Item | readonly Value[] | Fields;

/** A value that is made when a template asks for it: records refer to each other in circles. */
export type Lazy = () => Value;

export interface Fields {
  readonly [name: string]: Value | Lazy;
}

/** Makes a value once. */
export function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
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
  | { readonly kind: "picture"; readonly fields: () => ShapeFields }
  | {
      readonly kind: "record";
      readonly fields: () => ShapeFields;
      /** Is it a record that is referred to, which is printed by its name? */
      readonly isReferred?: boolean;
    };

/** By their names. */
export type ShapeFields = Readonly<Record<string, Shape>>;

function isFields(value: Value): value is Fields {
  return typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
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
    (value instanceof Phrasing && value.nodes.length === 0)
  );
}

/** The value at `keys` below `value`, or `undefined`; a key below a list of records is an id. */
export function valueBelow(value: Value, keys: readonly string[]): Value {
  let found = value;
  for (const key of keys) {
    if (isList(found)) {
      found = found.find((item) => item instanceof Item && item.entry.id === key);
      continue;
    }
    const all = found instanceof Item ? found.fields : [found instanceof Phrasing ? found.fields : found];
    const fields = all.filter(isFields).find((each) => Object.hasOwn(each, key));
    const inner: Value | Lazy = fields?.[key];
    found = typeof inner === "function" ? inner() : inner;
  }
  return found;
}
