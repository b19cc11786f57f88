// Which tool of the list somebody means.
import type { Entry, List } from "./list.ts";

/** By name, alias or id; where none is written so, by a name or an alias that `isSameName`. */
export function findTool(list: List, called: string): Entry<"tool"> | undefined {
  const exact = list.toolsByName.get(called) ?? list.tools.find(({ id }) => id === called);
  if (exact) return exact;
  return list.tools.find(({ data }) => [data.name, ...(data.aliases ?? [])].some((name) => isSameName(name, called)));
}

/** Upper and lower case, blanks, hyphens and dots do not make another name. */
export function isSameName(a: string, b: string): boolean {
  return bare(a) === bare(b);
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[\s.-]+/g, "");
}
