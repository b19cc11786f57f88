// What the list has to offer for a field: components, purposes, tools, or the values that the schema names.
import type { List } from "../record/list.ts";
import type { Field } from "./fields.ts";

export interface Choice {
  value: string;
  /** More about it. */
  hint?: string | undefined;
}

/**
 * @param component - the id of the one that purposes are asked for
 * @returns `undefined` for a field whose values are anybody's own
 */
export function choicesOf(list: List, { path, schema }: Field, component?: string): Choice[] | undefined {
  if (schema.enum) return schema.enum.map((value) => ({ value: String(value) }));
  switch (path.at(-1)) {
    case "components":
    case "component":
      return list.components.map(({ id, data }) => ({ value: id, hint: data.name }));
    case "purposes":
      return list.components
        .filter(({ id }) => id === component)
        .flatMap(({ data }) => data.purposes ?? [])
        .map((value) => ({ value }));
    case "tools":
    case "technologies":
      return list.tools.map(({ data }) => ({ value: data.name, hint: data.aliases?.join(", ") }));
    case "replacement":
      return list.tools.map(({ id, data }) => ({ value: id, hint: data.name }));
    default:
      return undefined;
  }
}
