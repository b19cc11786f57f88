// A schema → the fields that somebody can fill in one by one, each with the name of its flag.
import { FOLDERS, idOf, type Schema } from "../record/kinds.ts";

/**
 * A step on the way to a value: a key; `LAST_ITEM` for the last item of a list; `LAST_KEY` for the key of a map, such as a
 * component of a tool, that was named last.
 */
export type Step = string | typeof LAST_ITEM | typeof LAST_KEY;

export const LAST_ITEM: unique symbol = Symbol("last item");
export const LAST_KEY: unique symbol = Symbol("last key");

export interface Field {
  /** The title in the schema: what a form or a prompt calls it. */
  title: string;
  /** Kebab-case, without the dashes in front. */
  flag: string;
  /** From the record to the value; of a field that may be given more than once, to the list or map. */
  path: readonly Step[];
  /** What one value of it is. */
  schema: Schema;
  /** `value`: one; `items`: of a list; `keys`: of a map. */
  holds: "value" | "items" | "keys";
  isRequired: boolean;
}

/** A flag that is a field of the record's own wins over one that is a field of a part of it. */
export function fieldsOf(schema: Schema): Field[] {
  const fields = fieldsBelow(schema, [], "");
  const flags = new Map<string, Field>();
  for (const field of fields) {
    const known = flags.get(field.flag);
    if (known) field.flag = `${idOf(field.path.filter((step) => typeof step === "string").join("-"))}`;
    flags.set(field.flag, field);
  }
  return fields.sort((a, b) => Number(a.path.length > 1) - Number(b.path.length > 1));
}

function fieldsBelow(schema: Schema, path: readonly Step[], prefix: string): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const isRequired = schema.required?.includes(key) === true;
    return fieldsAt(inner, [...path, key], `${prefix}${singular(key, inner)}`, isRequired);
  });
}

function fieldsAt(schema: Schema, path: readonly Step[], flag: string, isRequired: boolean): Field[] {
  const { title = flag, items, additionalProperties } = schema;
  if (items) {
    const member: Step[] = [...path, LAST_ITEM];
    const parts = items.properties ? fieldsBelow(items, member, `${flag}-`) : [];
    if (!typesOf(items).includes("string")) return parts;
    return [{ title, flag, path, schema: items, holds: "items", isRequired }, ...parts];
  }
  if (schema.properties) return fieldsBelow(schema, path, `${flag}-`);
  if (typeof additionalProperties === "object" && additionalProperties.properties) {
    // What a tool does is asked as it is, not as a part of the component that it does it in.
    const parts = fieldsBelow(additionalProperties, [...path, LAST_KEY], "");
    return [{ title, flag, path, schema, holds: "keys", isRequired }, ...parts];
  }
  return typesOf(schema).includes("object") ? [] : [{ title, flag, path, schema, holds: "value", isRequired }];
}

/** What a description says first, which is enough for a line. */
export function firstSentence({ description = "" }: Schema): string {
  return /^.*?[.?](?=\s|$)/.exec(description)?.[0] ?? description;
}

export function typesOf({ type = [] }: Schema): readonly string[] {
  return typeof type === "string" ? [type] : type;
}

/** `aliases` → `alias`, `components` → `component` */
function singular(key: string, schema: Schema): string {
  if (!key.endsWith("s")) return idOf(key);
  return FOLDERS[key] ?? (schema.items?.title === undefined ? idOf(key) : idOf(schema.items.title));
}
