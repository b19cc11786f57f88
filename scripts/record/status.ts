// The `status` of records with footnotes, such as archived, and the record that replaces one.
import { type Entry, textOf } from "./entry.ts";
import type { Kind } from "./kinds.ts";
import { entriesOf, type List } from "./list.ts";

export const STATUS = "status";

/** The records of kinds that have a note and a `status`; none in a list without such a kind. */
export function entriesWithStatus(list: List): Entry[] {
  return list.kinds.all.filter(hasStatus).flatMap((kind) => entriesOf(list, kind));
}

export function hasStatus({ noteField, schema }: Kind): boolean {
  return noteField !== undefined && Object.hasOwn(schema.properties ?? {}, STATUS);
}

/** @returns what a status may be; nothing where the schema lets it be anything */
export function statusWords({ schema }: Kind): string[] {
  return schema.properties?.[STATUS]?.enum?.map(String) ?? [];
}

/** The status of a record that has none. */
export function usualStatus({ schema }: Kind): unknown {
  return schema.properties?.[STATUS]?.default;
}

/** @returns the status, unless it is the usual one */
export function statusOf(entry: Entry): string | undefined {
  const status = textOf(entry, STATUS);
  return status === usualStatus(entry.kind) ? undefined : status;
}

/** The property that refers to another record of the kind, the one to use instead. */
export function replacementField({ references, parentField }: Kind): string | undefined {
  const reference = references.find(
    ({ path, from, to, by }) => path.length === 1 && from === to && by === "id" && path[0] !== parentField,
  );
  return reference && String(reference.path[0]);
}

/** @returns the record to use instead, if there is such a record */
export function replacementOf(list: List, entry: Entry): Entry | undefined {
  const id = textOf(entry, replacementField(entry.kind));
  return id === undefined ? undefined : list.byId.get(entry.kind.name)?.get(id);
}
