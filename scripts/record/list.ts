// A list: its records by kind, and how they refer to each other.
import { compare } from "../text/compare.ts";
import { groupBy } from "../text/group-by.ts";
import { type Entry, inOrderOf, namesOf } from "./entry.ts";
import type { Kind, Kinds } from "./kinds.ts";
import { type Index, type Links, resolveReferences } from "./references.ts";
import type { Schemas } from "./schemas.ts";
import type { Settings } from "./settings.ts";

export interface List extends Index {
  /** The list's folder. */
  root: string;
  schemas: Schemas;
  kinds: Kinds;
  settings: Settings | undefined;
  /** By kind, each in the order that it declares. */
  entries: readonly Entry[];
  /** How they refer to each other. */
  links: Links;
  /** Records that texts may name, by name and alias: of kinds that are referred to by name, or that have notes. */
  named: ReadonlyMap<string, Entry>;
}

/** @param unordered - records without errors */
export function makeList(
  root: string,
  schemas: Schemas,
  settings: Settings | undefined,
  unordered: readonly Entry[],
): List {
  const { kinds } = schemas;
  const ofKind = groupBy(unordered, ({ kind }) => kind);
  const byKind = new Map(kinds.all.map((kind) => [kind.name, inOrderOf(kind.order, ofKind.get(kind) ?? [])]));
  const byId = new Map([...byKind].map(([name, own]) => [name, new Map(own.map((entry) => [entry.id, entry]))]));
  const byName = new Map([...byKind].map(([name, own]) => [name, firstByName(own)]));
  const entries = [...byKind.values()].flat();
  const isNamed = (kind: Kind): boolean =>
    kind.noteField !== undefined ||
    kinds.all.some(({ references }) => references.some(({ to, by }) => to === kind && by === "name"));
  const named = new Map(kinds.all.filter(isNamed).flatMap((kind) => [...(byName.get(kind.name) ?? [])]));
  let links: Links | undefined;
  return {
    ...{ root, schemas, kinds, settings, entries, byKind, byId, byName, named },
    get links() {
      links ??= resolveReferences(entries, { byKind, byId, byName });
      return links;
    },
  };
}

/** Records by name and by each alias, as they are written; of two that claim one, that of the first file. */
function firstByName(entries: readonly Entry[]): Map<string, Entry> {
  const names = new Map<string, Entry>();
  for (const entry of entries.toSorted((a, b) => compare(a.file, b.file))) {
    for (const { name } of namesOf(entry)) if (!names.has(name)) names.set(name, entry);
  }
  return names;
}

/** The records of a kind, in its order; none for a kind that the list does not have. */
export function entriesOf(list: List, kind: Kind | string): readonly Entry[] {
  return list.byKind.get(typeof kind === "string" ? kind : kind.name) ?? [];
}
