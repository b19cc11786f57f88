// What there is to choose from for a field: records of the list, values that one of them declares, or words of the schema.
import { type Data, nameOf, namesOf, valuesOf } from "../record/entry.ts";
import { entriesOf, type List } from "../record/list.ts";
import { ownersOf, type Path } from "../record/references.ts";
import type { Field } from "./fields.ts";

export interface Choice {
  value: string;
  hint?: string | undefined;
}

/**
 * @param data - the record so far, which may name the one whose values there are; `at` is where the value would stand in it
 * @returns `undefined` for a field that takes any value
 */
export function choicesOf(
  list: List,
  { schema, reference, path }: Field,
  data: Data = {},
  at: Path = path.filter((step) => typeof step === "string"),
): Choice[] | undefined {
  if (schema.enum) return schema.enum.map((value) => ({ value: String(value) }));
  if (!reference) return undefined;
  const { from, to, by, field } = reference;
  if (by === "value") {
    const owners = ownersOf(list, { kind: from, data }, { reference, path: at });
    return [...new Set(owners.flatMap((owner) => valuesOf(owner, String(field))))].map((value) => ({ value }));
  }
  return entriesOf(list, to).map((entry) => {
    if (by === "id") return { value: entry.id, hint: nameOf(entry) };
    const [, ...others] = namesOf(entry).map(({ name }) => name);
    return { value: nameOf(entry), hint: others.join(", ") || undefined };
  });
}
