// Headings that were left with nothing under them go.
import type { RootContent } from "mdast";

/** The page's title stays, whatever follows it. */
const SHALLOWEST = 2;

/** @returns the page without the marks of emptied blocks, and without the headings that only these stood under */
export function dropEmptyHeadings(children: readonly RootContent[]): RootContent[] {
  const kept: RootContent[] = [];
  for (const [index, node] of children.entries()) {
    if (node.type !== "emptied") {
      kept.push(node);
      continue;
    }
    const next = children.slice(index + 1).find(({ type }) => type !== "emptied");
    if (next !== undefined && next.type !== "heading") continue;
    const depth = Math.max(next?.depth ?? 0, SHALLOWEST);
    for (let last = kept.at(-1); last?.type === "heading" && last.depth >= depth; last = kept.at(-1)) kept.pop();
  }
  return kept;
}
