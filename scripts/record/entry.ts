// One record of a list, and what records of every kind have: a name, aliases, a note, a URL.
import { compare } from "../text/compare.ts";
import { listAt } from "../text/json.ts";
import type { Kind } from "./kinds.ts";

export type Data = Readonly<Record<string, unknown>>;

/** One record and where it came from. */
export interface Entry {
  kind: Kind;
  id: string;
  /** Relative to the list's root, with `/`. */
  file: string;
  source: string;
  /** As the kind's schema says. */
  data: Data;
}

/** What a record is called. */
export function nameOf({ data, kind, id }: Pick<Entry, "data" | "kind" | "id">): string {
  return textOf({ data }, kind.nameField) ?? id;
}

/** Its name and its aliases, each with where it stands in the record. */
export function namesOf({ data, kind }: Pick<Entry, "data" | "kind">): { name: string; path: (string | number)[] }[] {
  const { nameField, aliasesField } = kind;
  const aliases = aliasesField === undefined ? [] : listAt(data, aliasesField);
  return [
    { name: data[nameField], path: [nameField] },
    ...aliases.map((name, index) => ({ name, path: [String(aliasesField), index] })),
  ].flatMap(({ name, path }) => (typeof name === "string" ? [{ name, path }] : []));
}

/** A record's text in a field; `undefined` for one that it does not have, or that is no text. */
export function textOf({ data }: Pick<Entry, "data">, field: string | undefined): string | undefined {
  const value = field === undefined ? undefined : data[field];
  return typeof value === "string" ? value : undefined;
}

/** Its footnote, in Markdown. */
export function noteOf(entry: Entry): string | undefined {
  return textOf(entry, entry.kind.noteField);
}

/** The address of what it is about. */
export function urlOf(entry: Entry): string | undefined {
  return textOf(entry, entry.kind.urlField);
}

/** The texts that a property lists, for others to choose from. */
export function valuesOf({ data }: Pick<Entry, "data">, field: string): string[] {
  return [data[field]].flat().filter((value) => typeof value === "string");
}

/** By properties: numbers by size, texts without regard to case, what has no value last; then by id. */
export function inOrderOf(fields: readonly string[], entries: readonly Entry[]): Entry[] {
  const keyed = entries.map((entry) => ({ entry, keys: fields.map((field) => sortKey(entry.data[field])) }));
  keyed.sort((a, b) => {
    const orders = a.keys.map((key, index) => compareKeys(key, b.keys[index]));
    return orders.find((order) => order !== 0) ?? compare(a.entry.id, b.entry.id);
  });
  return keyed.map(({ entry }) => entry);
}

type SortKey = string | number | undefined;

function sortKey(value: unknown): SortKey {
  if (typeof value === "number") return value;
  return typeof value === "string" ? value.toLowerCase() : undefined;
}

function compareKeys(a: SortKey, b: SortKey): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return compare(a, b);
  const rank = (key: SortKey): number => ["number", "string", "undefined"].indexOf(typeof key);
  return rank(a) - rank(b);
}
