// What a new entry still lacks before it can be written.

import type { List } from "../record/list.ts";
import { isObject } from "../text/json.ts";
import type { NewKind } from "./entry.ts";
import { type Field, fieldsOf, LAST_ITEM } from "./fields.ts";

/**
 * @param record - with the proposals of the toolchain
 * @returns the fields that somebody has to fill in, in the order of the schema
 */
export function missingFields(list: List, kind: NewKind, record: Readonly<Record<string, unknown>>): Field[] {
  const { schema } = list.schemas[kind];
  const fields = fieldsOf(schema);
  const at = (key: string): Field[] => fields.filter(({ path }) => path[0] === key);
  const lacks = (key: string): boolean => record[key] === undefined;
  const required = (schema.required ?? []).filter(lacks).flatMap((key) => {
    const [own, ...parts] = at(key);
    if (own?.path.length === 1) return [own];
    return [own, ...parts].filter((part) => part?.isRequired && part.path.indexOf(LAST_ITEM) === part.path.length - 2);
  });
  return [...required, ...missingPlace(list, kind, record, fields)].filter((field) => field !== undefined);
}

/** Where it is to be printed. */
function missingPlace(
  list: List,
  kind: NewKind,
  record: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
): (Field | undefined)[] {
  const named = (flag: string): Field | undefined => fields.find((field) => field.flag === flag);
  if (kind === "resource" && record.url === undefined && record.parts === undefined) return [named("url")];
  if (kind !== "tool" || list.components.length === 0) return [];
  const { components } = record;
  if (!isObject(components)) return [named("component")];
  return Object.entries(components).some(([id, place]) => lacksPurpose(list, id, place)) ? [named("purpose")] : [];
}

/** Where a component has purposes, they are what its section is sorted by and shows. */
export function lacksPurpose(list: List, component: string, place: unknown): boolean {
  const { purposes = [] } = list.components.find(({ id }) => id === component)?.data ?? {};
  return purposes.length > 0 && !(isObject(place) && Object.hasOwn(place, "purposes"));
}
