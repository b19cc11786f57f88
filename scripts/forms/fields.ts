// A kind → the fields of its records that somebody can fill in one by one, each with the name of its flag.
import {
  firstSentence,
  ITEM,
  idOf,
  KEY,
  type Kind,
  type Reference,
  type Schema,
  type Step,
  typesOf,
} from "../record/kinds.ts";

export interface Field {
  /** The title in the schema: what a form or a prompt calls it. */
  title: string;
  /** Kebab-case, without the dashes in front. */
  flag: string;
  /** What `--no-FLAG` says, where there is something to deny. */
  negation?: string;
  /** From the record to the value; of a field that may be given more than once, to the list or map. */
  path: readonly Step[];
  /** What one value of it is; of a map, the map's own. */
  schema: Schema;
  /** What its schema says first of one value, or else of the whole list. */
  about: string;
  /** `value`: one; `items`: of a list; `keys`: of a map. */
  holds: "value" | "items" | "keys";
  isRequired: boolean;
  /** What its texts refer to. */
  reference?: Reference | undefined;
}

/** Flags and other words of the command that asks. */
const RESERVED = ["answers", "dry-run", "help", "id", "kind", "root"];

/** A flag that is a field of the record's own wins over one that is a field of a part of it. */
export function fieldsOf(kind: Kind): Field[] {
  const fields = fieldsBelow(kind, kind.schema, [], "");
  const flags = new Set<string>();
  for (const field of fields) {
    if (RESERVED.includes(field.flag)) field.flag = `${kind.name}-${field.flag}`;
    if (flags.has(field.flag)) field.flag = idOf(field.path.filter((step) => typeof step === "string").join("-"));
    flags.add(field.flag);
  }
  return fields.sort((a, b) => Number(a.path.length > 1) - Number(b.path.length > 1));
}

function fieldsBelow(kind: Kind, schema: Schema, path: readonly Step[], prefix: string): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const isRequired = schema.required?.includes(key) === true;
    const reference = referenceOf(kind, inner);
    const flag = `${prefix}${singular(key, inner, reference)}`;
    return fieldsAt(kind, { title: inner.title ?? flag, flag, path: [...path, key], isRequired }, inner);
  });
}

function fieldsAt(kind: Kind, named: Pick<Field, "title" | "flag" | "path" | "isRequired">, schema: Schema): Field[] {
  const { items, additionalProperties } = schema;
  const { flag, path, isRequired } = named;
  const about = firstSentence(schema);
  if (items) {
    const parts = items.properties ? fieldsBelow(kind, items, [...path, ITEM], `${flag}-`) : [];
    if (!typesOf(items).includes("string")) return parts;
    return [
      {
        ...named,
        schema: items,
        about: firstSentence(items) || about,
        holds: "items",
        reference: referenceOf(kind, items),
      },
      ...parts,
    ];
  }
  const reference = referenceOf(kind, schema);
  const types = typesOf(schema);
  if (typeof additionalProperties === "object" && types.includes("object")) {
    const field: Field = { ...named, schema, about, holds: "keys", reference };
    if (reference && isStart(kind, field) && !isRequired) field.negation = `no ${reference.to.noun} lists it`;
    // Fields of a pair get flags of their own, without the map's name in front.
    return [field, ...fieldsBelow(kind, additionalProperties, [...path, KEY], "")];
  }
  if (types.includes("object") && !types.includes("string")) return fieldsBelow(kind, schema, path, `${flag}-`);
  const field: Field = { ...named, schema, about, holds: "value", reference };
  if (isSwitch(field) && isRequired) field.negation = "the opposite";
  return [field];
}

function referenceOf({ references }: Kind, schema: Schema): Reference | undefined {
  return references.find(({ schema: own, map }) => (map ?? own) === schema);
}

/** Does a new record start with the field? `x-kind` names the property, and perhaps some of its parts. */
export function isStart({ start }: Kind, { path }: Pick<Field, "path">): boolean {
  const name = path.filter((step) => typeof step === "string").join(".");
  return start.some((each) => each === name || `${each}.`.startsWith(`${name}.`) || `${name}.`.startsWith(`${each}.`));
}

/** Is it true or false, so that its flag needs no value? */
export function isSwitch({ schema }: Pick<Field, "schema">): boolean {
  return typesOf(schema).join() === "boolean";
}

/** `aliases` → `alias`, `components` → `component`: what one of them is called. */
function singular(key: string, { items, propertyNames }: Schema, reference: Reference | undefined): string {
  const one = items ? items.title : propertyNames && reference?.to.name;
  return idOf((key.endsWith("s") && one) || key);
}
