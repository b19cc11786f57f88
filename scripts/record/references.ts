// What records say of each other: the references that schemas declare, each with the record that it leads to.
import { groupBy } from "../text/group-by.ts";
import { formatPointer, isObject } from "../text/json.ts";
import { memoized } from "../text/memoized.ts";
import { type Data, type Entry, valuesOf } from "./entry.ts";
import { ITEM, KEY, type Kind, type Reference, type Step } from "./kinds.ts";

export type Path = readonly (string | number)[];

/** One place of a record that refers to another. */
export interface Occurrence {
  reference: Reference;
  /** As it is written. */
  value: string;
  path: Path;
}

export interface RecordLink extends Occurrence {
  from: Entry;
  /** The record that is referred to; for a reference to a value, the first record that lists the value. */
  to: Entry | undefined;
}

/** Records by their ids, and by their names and aliases, each by the name of the kind. */
export interface Index {
  byKind: ReadonlyMap<string, readonly Entry[]>;
  byId: ReadonlyMap<string, ReadonlyMap<string, Entry>>;
  byName: ReadonlyMap<string, ReadonlyMap<string, Entry>>;
}

/** All references of a list. */
export interface Links {
  /** By the JSON Pointer of the text (for a map's key: of the value under it). */
  from: ReadonlyMap<Entry, ReadonlyMap<string, RecordLink>>;
  /** Those by id or name that lead to a record, in the order of the records that they stand in. */
  to: ReadonlyMap<Entry | undefined, readonly RecordLink[]>;
}

/** @returns the references of a record */
export function linksFrom({ from }: Links, entry: Entry): RecordLink[] {
  return [...(from.get(entry)?.values() ?? [])];
}

/** @returns the records that one stands under by their parents, the nearest first; where they lead in a circle, each once */
export function recordsAbove(links: Links, entry: Entry): Entry[] {
  const above: Entry[] = [];
  const parentOf = (each: Entry): Entry | undefined => {
    const { parentField } = each.kind;
    return parentField === undefined ? undefined : links.from.get(each)?.get(formatPointer([parentField]))?.to;
  };
  for (let next = parentOf(entry); next && !above.includes(next); next = parentOf(next)) above.push(next);
  return above;
}

export function allLinks({ from }: Links): RecordLink[] {
  return [...from.values()].flatMap((links) => [...links.values()]);
}

/** @param entries - in the order in which lists of them are printed */
export function resolveReferences(entries: readonly Entry[], index: Index): Links {
  const links = entries.flatMap((entry) =>
    occurrencesIn(entry.kind, entry.data).map(
      (found): RecordLink => ({ ...found, from: entry, to: targetOf(index, entry, found) }),
    ),
  );
  const from = new Map(entries.map((entry) => [entry, new Map<string, RecordLink>()]));
  for (const link of links) from.get(link.from)?.set(formatPointer(link.path), link);
  const toRecords = links.filter(({ to, reference }) => to && reference.by !== "value");
  return { from, to: groupBy(toRecords, ({ to }) => to) };
}

const occurrencesOf = memoized((kind: Kind) => memoized((data: Data) => findOccurrences(kind, data)));

/** @returns where a record refers to others, in the order of its schema */
export function occurrencesIn(kind: Kind, data: Data): readonly Occurrence[] {
  return occurrencesOf(kind)(data);
}

function findOccurrences(kind: Kind, data: Data): Occurrence[] {
  return kind.references.flatMap((reference) =>
    valuesAt(data, reference.path).flatMap(({ value, path }) =>
      typeof value === "string" ? [{ reference, value, path }] : [],
    ),
  );
}

/** What stands at the end of a path; the keys themselves where it ends with those of a map. */
function valuesAt(value: unknown, [step, ...rest]: readonly Step[], path: Path = []): { value: unknown; path: Path }[] {
  if (step === undefined) return [{ value, path }];
  return entriesAt(value, step).flatMap(([key, inner]) =>
    valuesAt(step === KEY && rest.length === 0 ? key : inner, rest, [...path, key]),
  );
}

function entriesAt(value: unknown, step: Step): [string | number, unknown][] {
  if (step === ITEM) return Array.isArray(value) ? [...value.entries()] : [];
  if (!isObject(value)) return [];
  if (step === KEY) return Object.entries(value);
  return Object.hasOwn(value, step) ? [[step, value[step]]] : [];
}

/** The reference that stands at a path of a record, or would, if its value were a text. */
export function referenceAt(kind: Kind | undefined, path: Path): Reference | undefined {
  return kind?.references.find(
    (reference) =>
      reference.path.length === path.length &&
      reference.path.every((step, index) => {
        if (step === ITEM) return typeof path[index] === "number";
        return step === KEY || step === path[index];
      }),
  );
}

function targetOf(index: Index, entry: Pick<Entry, "kind" | "data">, found: Occurrence): Entry | undefined {
  const { by, to, field = "" } = found.reference;
  if (by === "id") return index.byId.get(to.name)?.get(found.value);
  if (by === "name") return index.byName.get(to.name)?.get(found.value);
  return ownersOf(index, entry, found).find((owner) => valuesOf(owner, field).includes(found.value));
}

/**
 * The records whose values a reference by value may name: the one that the key of the map around it refers to; else those
 * that a property beside it refers to, or further out; else all of the kind.
 */
export function ownersOf(
  index: Index,
  { kind, data }: Pick<Entry, "kind" | "data">,
  { reference: { to }, path }: Pick<Occurrence, "reference" | "path">,
): readonly Entry[] {
  const near = occurrencesIn(kind, data).flatMap((other) => {
    if (other.reference.to !== to || other.reference.by === "value") return [];
    const around = other.reference.path.at(-1) === KEY ? other.path : holderOf(other.path);
    return around.every((step, index) => path[index] === step) ? [{ other, depth: around.length }] : [];
  });
  if (near.length === 0) return index.byKind.get(to.name) ?? [];
  const innermost = Math.max(...near.map(({ depth }) => depth));
  return near
    .filter(({ depth }) => depth === innermost)
    .flatMap(({ other }) => targetOf(index, { kind, data }, other) ?? []);
}

/** The path of the object in which the property stands that a path leads to, or to one of whose values. */
function holderOf(path: Path): Path {
  const last = path.findLastIndex((step) => typeof step === "string");
  return path.slice(0, last);
}
