// Values that repeat a name from another record: what is wrong with the name is reported there, or as an unknown name.
import type { RecordText } from "./record-texts.ts";

/** Keys whose values are names of tools, or ids. */
const NAMES_IN_DIAGRAMS: readonly string[] = ["grid", "id", "tool", "stage", "group", "from", "to"];

/** @returns whether a text is the mention of a tool, a component, a purpose or a node, which must exist */
export function isReference({ record, path }: RecordText): boolean {
  const [first, , last] = path;
  switch (record.kind) {
    case "tool":
      return first === "replacement" || (first === "components" && last === "purposes");
    case "example":
      return ((first === "technologies" || first === "diagram") && path.length === 2) || path.at(-2) === "tools";
    case "resource":
      return first === "component";
    case "diagram":
      return path.at(-2) === "tools" || NAMES_IN_DIAGRAMS.includes(String(path.at(-1)));
    default:
      return false;
  }
}
