// What a new record still lacks before it can be written, and what it cannot have.

import type { Data } from "../record/entry.ts";
import { ITEM, KEY, type Kind, type Step } from "../record/kinds.ts";
import { entriesOf, type List } from "../record/list.ts";
import { isObject, parsePointer } from "../text/json.ts";
import { choicesOf } from "./choices.ts";
import { type Field, fieldsOf, isStart } from "./fields.ts";

/** What the schema requires, and under which other record a new one is to stand; `record` is with the proposals. */
export function missingFields(list: List, kind: Kind, record: Data, denied: readonly Field[] = []): Field[] {
  const fields = fieldsOf(kind);
  const validate = list.schemas.validator(kind.schema);
  validate(record);
  const required = (validate.errors ?? []).flatMap(({ keyword, instancePath, params }) =>
    keyword === "required" ? requiredAt(fields, [...parsePointer(instancePath), String(params.missingProperty)]) : [],
  );
  const isDenied = new Set(denied.map(({ flag }) => flag));
  const places = fields.filter((field) => field.holds === "keys" && isStart(kind, field) && !isDenied.has(field.flag));
  const missing = new Set([...required, ...places.flatMap((field) => missingPlace(list, field, fields, record))]);
  return fields.filter((field) => missing.has(field));
}

/** The field of a property; of one that has only parts, those that it cannot be without. */
function requiredAt(fields: readonly Field[], at: readonly string[]): Field[] {
  const isAt = (step: Step | undefined, key: string): boolean =>
    step === ITEM ? /^\d+$/.test(key) : step === KEY || step === key;
  const under = fields.filter(({ path }) => at.every((key, index) => isAt(path[index], key)));
  const own = under.filter(({ path }) => path.length === at.length);
  if (own.length > 0) return own;
  return under.filter(({ path, isRequired }) => {
    const rest = path.slice(at.length);
    return isRequired && rest.filter((step) => typeof step === "string").length === 1;
  });
}

function missingPlace(list: List, field: Field, fields: readonly Field[], record: Data): Field[] {
  const { reference, path } = field;
  if (!reference || path.length > 1 || entriesOf(list, reference.to).length === 0) return [];
  const map = record[String(path[0])];
  if (!isObject(map)) return [field];
  return Object.entries(map).flatMap(([id, pair]) => missingValues(list, field, fields, id, pair));
}

/** In a map: the values that an entry has to choose, if the other record declares some. */
export function missingValues(
  list: List,
  { path, reference }: Field,
  fields: readonly Field[],
  id: string,
  pair: unknown,
): Field[] {
  const key = String(path[0]);
  return fields.filter((field) => {
    const [map, step, property] = field.path;
    if (map !== key || step !== KEY || typeof property !== "string" || field.path.length > 3) return false;
    if (field.reference?.by !== "value" || field.reference.to !== reference?.to) return false;
    const declared = choicesOf(list, field, { [key]: { [id]: {} } }, [key, id, property]) ?? [];
    return declared.length > 0 && !(isObject(pair) && Object.hasOwn(pair, property));
  });
}

/** Places under other records of which nothing is said, although something could be: what the entry does there. */
export function barePlaces(kind: Kind, record: Data): { field: Field; id: string }[] {
  return fieldsOf(kind).flatMap((field) => {
    const [map, step] = field.path;
    const places = record[String(map)];
    if (step !== KEY || field.holds !== "value" || field.path.length !== 3 || !isObject(places)) return [];
    return Object.entries(places).flatMap(([id, pair]) =>
      isObject(pair) && Object.keys(pair).length === 0 ? [{ field, id }] : [],
    );
  });
}

/** Does a record have something that cannot be there beside the rest of it? */
export function forbids({ schemas }: List, { schema }: Kind, record: Data): boolean {
  const validate = schemas.validator(schema);
  validate(record);
  return validate.errors?.some(({ keyword }) => keyword === "false schema") === true;
}
