// Values that repeat a name from another record: what is wrong with the name is reported there, or as an unknown name.
import type { RecordText } from "./values.ts";

/** @returns whether a text is the mention of a tool, a component or a purpose, which must exist */
export function isReference({ record, path }: RecordText): boolean {
  const [first, , last] = path;
  switch (record.kind) {
    case "tool":
      return first === "replacement" || (first === "components" && last === "purposes");
    case "example":
      return (first === "technologies" && path.length === 2) || path.at(-2) === "tools";
    case "resource":
      return first === "component";
    default:
      return false;
  }
}
