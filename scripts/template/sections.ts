// A list and its template → the records that the page's sections are about, without making the page.
import type { Heading } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { type Entry, nameOf } from "../record/entry.ts";
import type { List } from "../record/list.ts";
import { normalText } from "../text/source.ts";
import { modelShape } from "./model.ts";
import { parseTemplate } from "./parse.ts";
import type { Block } from "./prototype.ts";

/** @returns those that a heading is repeated for, that one is called like, and that others of their kind stand under */
export function sectionsIn(template: string, { schemas, entries, links }: List): ReadonlySet<Entry> {
  const { tree, blocks } = parseTemplate(normalText(template), modelShape(schemas));
  const headings = new Set<string>();
  if (tree) visit(tree, "heading", (node: Heading) => void headings.add(textOf(node, { includeHtml: false }).trim()));
  const repeated = new Set(foldersIn(blocks));
  const isParent = (entry: Entry): boolean =>
    links.to.get(entry)?.some(({ from, path: [key] }) => from.kind.parentField === key) === true;
  return new Set(
    entries.filter((each) => repeated.has(each.kind.folder) || headings.has(nameOf(each)) || isParent(each)),
  );
}

/** Of the records that sections are repeated for. */
function foldersIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type === "container") return foldersIn(block.blocks);
    if (block.type !== "each" || block.prototype.type !== "section") return [];
    return [...block.path.slice(-1), ...foldersIn(block.prototype.blocks)];
  });
}
