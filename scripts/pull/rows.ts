// A page → its tables and lists of records, each row knowing what it says whatever its number.
import type { ListItem, Nodes, PhrasingContent, Root, TableRow } from "mdast";
import { visit } from "unist-util-visit";
import type { Entry } from "../record/entry.ts";
import { noteAnchor } from "../template/fill.ts";
import { flatten } from "../template/flatten.ts";
import type { PageTree } from "../template/render.ts";

/** One record in one table or list. */
export interface Row {
  /** The same for the same record of another version of the page. */
  key: string;
  entry: Entry;
  /** One for a list's item. */
  cells: readonly (readonly PhrasingContent[])[];
  /** What stands in the cells. */
  shape: string;
  /** The same but for numbers that the page counts. */
  unnumbered: string;
}

export interface Block {
  /** The same for the same table or list of another version of the page. */
  key: string;
  /** The heading above it, which may say more; none for what stands in front of the first. */
  heading: readonly PhrasingContent[];
  /** The cells of a table's first row; `undefined` for a list. */
  head: readonly (readonly PhrasingContent[])[] | undefined;
  rows: readonly Row[];
}

/** Tables and lists with rows from records, in the order of the page. */
export function blocksOf({ children }: Pick<PageTree, "children">): Block[] {
  const root: Root = { type: "root", children };
  const blocks: Block[] = [];
  const counts = new Map<string, number>();
  let heading: readonly PhrasingContent[] = [];
  let isFirst = true;
  visit(root, (node) => {
    if (node.type === "heading") {
      heading = node.children;
      isFirst = true;
    }
    if (node.type !== "table" && node.type !== "list") return;
    const parts: readonly (TableRow | ListItem)[] = node.children;
    const rows = parts.flatMap((part) => (part.data?.entry ? [rowOf(part, part.data.entry)] : []));
    if (rows.length === 0) return;
    const [first] = node.children;
    const head = first?.type === "tableRow" ? first.children.map(({ children }) => children) : undefined;
    // Notes are of tools, too, and so may be the list in front of them, which need not be there in every version.
    const kind = rows.every(isNote) ? "note" : rows[0]?.entry.kind.name;
    const key = counted(counts, `${node.type} ${kind} ${shapeOf(heading)}`);
    // Below somebody else's rows, they are not what the heading promises.
    const title: PhrasingContent[] = kind === "note" && !isFirst ? [...heading, NOTES] : [...heading];
    blocks.push({ key, heading: title, head, rows: distinct(rows) });
    isFirst = false;
  });
  return blocks;
}

const NOTES: PhrasingContent = { type: "text", value: ": notes" };

/** Does a row hold the anchor that the marks of its tool lead to? */
function isNote({ cells, entry }: Row): boolean {
  const anchor = `<a id="${noteAnchor(entry.id)}"></a>`;
  return cells.flat().some((node) => node.type === "html" && node.value === anchor);
}

function rowOf(part: TableRow | ListItem, entry: Entry): Row {
  const cells = part.type === "tableRow" ? part.children.map(({ children }) => children) : [phrasingOf(part)];
  const key = `${entry.kind.name} ${entry.id}`;
  return { key, entry, cells, shape: shapeOf(cells), unnumbered: shapeOf(cells, true) };
}

function phrasingOf({ children }: ListItem): PhrasingContent[] {
  const [only, ...others] = children;
  return only?.type === "paragraph" && others.length === 0 ? only.children : flatten(children);
}

/** A record may stand twice in a table. */
function distinct(rows: readonly Row[]): Row[] {
  const counts = new Map<string, number>();
  return rows.map((row) => ({ ...row, key: counted(counts, row.key) }));
}

function counted(counts: Map<string, number>, key: string): string {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return `${key} ${count}`;
}

/** What nodes say, without where they stand in their source and what they are from. */
function shapeOf(nodes: unknown, withoutNumbers = false): string {
  return JSON.stringify(nodes, (key, value: unknown) => {
    if (key === "position" || key === "data") return undefined;
    if (withoutNumbers && isNumber(value)) return { ...value, value: "#" };
    return value;
  });
}

function isNumber(value: unknown): value is Nodes {
  if (typeof value !== "object" || value === null || !("type" in value) || !("value" in value)) return false;
  return value.type === "footnoteMark" || (value.type === "text" && /^\d+$/.test(String(value.value)));
}
