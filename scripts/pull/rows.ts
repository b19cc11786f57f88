// Two versions of a page → the rows that change between them, in its tables and lists of records.
import path from "node:path";
import type { ListItem, PhrasingContent, Root, TableRow } from "mdast";
import { visit } from "unist-util-visit";
import type { Entry } from "../record/entry.ts";
import { SETTINGS_FILE } from "../record/settings.ts";
import { noteAnchor } from "../template/nodes.ts";
import { makePage, type Page } from "../template/page.ts";
import { flatten } from "../template/print.ts";
import type { PageTree } from "../template/render.ts";
import { isObject } from "../text/json.ts";

/** One record in one table or list. */
export interface Row {
  /** The same for the same record of another version of the page. */
  key: string;
  entry: Entry;
  /** One for a list's item. */
  cells: readonly (readonly PhrasingContent[])[];
  /** What stands in the cells, as text that can be compared. */
  content: string;
  /** The same without numbers that the page counts. */
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

/** The rows that show a change: one, or of a record that is in both versions its row in each. */
export type Change = readonly { label: "added" | "removed" | "before" | "now"; row: Row }[];

export interface BlockChanges extends Pick<Block, "heading" | "head"> {
  /** Of a table, those that only one version has. */
  columns: readonly Column[];
  /** In the order of the page; a row whose only change is an empty cell of such a column is none. */
  changes: readonly Change[];
  /** Rows in which only numbers that the page counts have changed. */
  renumbered: number;
}

export interface Column {
  title: readonly PhrasingContent[];
  isNew: boolean;
}

type Version = Pick<PageTree, "children">;

/**
 * What changes between two pages that both are made without the records that cannot be read: what a row lacks because of
 * such a record is no change. Behind a mistake in a template or a schema, no row is shown.
 *
 * @param broken - files with mistakes, and folders that are not read
 */
export async function changesWithout(
  broken: ReadonlySet<string>,
  before: Page | undefined,
  after: Page,
): Promise<BlockChanges[]> {
  if (![...broken].every(isRecord)) return [];
  return changedBlocks(before ? await pageWithout(broken, before) : EMPTY, await pageWithout(broken, after));
}

async function pageWithout(broken: ReadonlySet<string>, page: Page): Promise<Page> {
  const files = [SETTINGS_FILE, ...page.list.entries.map(({ file }) => file)].filter((file) => isBelow(broken, file));
  return files.length === 0 ? page : makePage(page.root, new Map(files.map((file) => [file, undefined])));
}

/** Is a file, or a folder that it stands in, among these? */
export function isBelow(places: ReadonlySet<string>, file: string): boolean {
  return places.has(file) || (file !== "." && isBelow(places, path.posix.dirname(file)));
}

/** The page of a list that is not there. */
export const EMPTY: Version = { children: [] };

export function changedBlocks(before: Version, after: Version): BlockChanges[] {
  const [old, now] = [blocksOf(before), blocksOf(after)];
  const oldByKey = new Map(old.map((block) => [block.key, block]));
  const keys = new Set(now.map(({ key }) => key));
  const pairs = [
    ...now.map((block) => [oldByKey.get(block.key), block] as const),
    // A table that is gone has no rows any more.
    ...old.filter(({ key }) => !keys.has(key)).map((block) => [block, { ...block, rows: [] }] as const),
  ];
  return pairs.flatMap(([was, is]) => {
    const { columns, rows } = inColumnsOf(is, was);
    const { changes, renumbered } = changedRows(rows, is.rows);
    if (changes.length === 0 && columns.length === 0) return [];
    return [{ heading: is.heading, head: is.head, columns, changes, renumbered }];
  });
}

/** @returns the rows of an earlier version, with their cells in the columns of a later one */
function inColumnsOf(now: Block, before: Block | undefined): { columns: Column[]; rows: readonly Row[] } {
  const rows = before?.rows ?? [];
  const [old, head] = [before?.head, now.head];
  if (!old || !head || now.rows.length === 0) return { columns: [], rows };
  const [oldTitles, titles] = [old.map((title) => contentOf(title)), head.map((title) => contentOf(title))];
  const added = head.filter((_, index) => !oldTitles.includes(titles[index] ?? ""));
  const gone = old.filter((_, index) => !titles.includes(oldTitles[index] ?? ""));
  // A new column in the place of one that is gone is the same column with another title.
  const isRenamed = added.length === gone.length;
  if (isRenamed && titles.every((title, index) => !oldTitles.includes(title) || oldTitles[index] === title)) {
    return { columns: [], rows };
  }
  const places = titles.map((title) => oldTitles.indexOf(title));
  const columns = [
    ...added.map((title) => ({ title, isNew: true })),
    ...gone.map((title) => ({ title, isNew: false })),
  ];
  const inColumns = (row: Row): Row["cells"] => places.map((place) => row.cells[place] ?? []);
  return { columns, rows: rows.map((row) => withCells(row, inColumns(row))) };
}

function changedRows(before: readonly Row[], after: readonly Row[]) {
  const oldByKey = new Map(before.map((row) => [row.key, row]));
  const kept = new Set(after.map(({ key }) => key));
  // A row that is gone is shown where it stood: behind the one that was above it.
  const goneBehind = new Map<string, Row[]>();
  let above = "";
  for (const row of before) {
    if (kept.has(row.key)) above = row.key;
    else goneBehind.set(above, [...(goneBehind.get(above) ?? []), row]);
  }
  const gone = (key: string): Change[] => (goneBehind.get(key) ?? []).map((row) => [{ label: "removed", row }]);

  const changes = gone("");
  let renumbered = 0;
  for (const row of after) {
    const old = oldByKey.get(row.key);
    const differs = old?.content !== row.content;
    // In a record that somebody changed, a number may well be what was changed.
    const isNumber = old?.unnumbered === row.unnumbered && old.entry.source === row.entry.source;
    if (differs && isNumber) renumbered++;
    else if (differs) {
      const now = { label: old ? "now" : "added", row } as const;
      changes.push(old ? [{ label: "before", row: old }, now] : [now]);
    }
    changes.push(...gone(row.key));
  }
  return { changes, renumbered };
}

/** Is a file, relative to a list or to the repository, of data, and neither a template nor a schema? */
export function isRecord(file: string): boolean {
  return /(?:^|\/)data\//.test(file);
}

/** Tables and lists with rows from records, in the order of the page. */
function blocksOf({ children }: Pick<PageTree, "children">): Block[] {
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
    // A record may stand twice in a table.
    const perRow = new Map<string, number>();
    const rows = parts.flatMap((part) => {
      const entry = part.data?.entry;
      return entry
        ? [withCells({ key: numbered(perRow, `${entry.kind.name} ${entry.id}`), entry }, cellsOf(part))]
        : [];
    });
    if (rows.length === 0) return;
    const [first] = node.children;
    const head = first?.type === "tableRow" ? cellsOf(first) : undefined;
    // A record's row and its note are of one kind, so the key of a block also says which of the two it holds.
    const kind = rows.every(isNote) ? "note" : rows[0]?.entry.kind.name;
    const key = numbered(counts, `${node.type} ${kind} ${contentOf(heading)}`);
    // Notes that stand below other rows of the same heading get “: notes” behind it.
    const title: PhrasingContent[] = kind === "note" && !isFirst ? [...heading, NOTES] : [...heading];
    blocks.push({ key, heading: title, head, rows });
    isFirst = false;
  });
  return blocks;
}

const NOTES: PhrasingContent = { type: "text", value: ": notes" };

/** Does a row hold the anchor that the footnote marks of its record lead to? */
function isNote({ cells, entry }: Row): boolean {
  const anchor = `<a id="${noteAnchor(entry.id)}"></a>`;
  return cells.flat().some((node) => node.type === "html" && node.value === anchor);
}

function withCells({ key, entry }: Pick<Row, "key" | "entry">, cells: Row["cells"]): Row {
  return { key, entry, cells, content: contentOf(cells), unnumbered: contentOf(cells, true) };
}

function cellsOf(part: TableRow | ListItem): Row["cells"] {
  if (part.type === "tableRow") return part.children.map(({ children }) => children);
  const [only, ...others] = part.children;
  return [only?.type === "paragraph" && others.length === 0 ? only.children : flatten(part.children)];
}

function numbered(counts: Map<string, number>, key: string): string {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return `${key} ${count}`;
}

/** What nodes say, without where they stand in their source and what they are from. */
function contentOf(nodes: unknown, withoutNumbers = false): string {
  return JSON.stringify(nodes, (key, value: unknown) => {
    if (key === "position" || key === "data") return undefined;
    if (!withoutNumbers || !isObject(value)) return value;
    const isNumber = value.type === "footnoteMark" || (value.type === "text" && /^\d+$/.test(String(value.value)));
    return isNumber ? { ...value, value: "#" } : value;
  });
}
