// Two versions of a page → the rows that change between them.
import type { PageTree } from "../template/render.ts";
import { type Block, blocksOf, type Row } from "./rows.ts";

export type Change =
  | { type: "added"; after: Row }
  | { type: "removed"; before: Row }
  | { type: "changed"; before: Row; after: Row };

export interface BlockChanges extends Pick<Block, "heading" | "head"> {
  /** In the order of the page; never empty. */
  changes: readonly Change[];
  /** Rows in which only numbers that the page counts are others. */
  renumbered: number;
}

type Version = Pick<PageTree, "children">;

/** @param skipped - files of records with mistakes: what is missing of them is not removed, and what is there not final */
export function changedBlocks(before: Version, after: Version, skipped: ReadonlySet<string>): BlockChanges[] {
  const [old, now] = [blocksOf(before), blocksOf(after)];
  const oldByKey = new Map(old.map((block) => [block.key, block]));
  const keys = new Set(now.map(({ key }) => key));
  const pairs = [
    ...now.map((block) => [oldByKey.get(block.key), block] as const),
    // A table that is gone has no rows any more.
    ...old.filter(({ key }) => !keys.has(key)).map((block) => [block, { ...block, rows: [] }] as const),
  ];
  return pairs.flatMap(([was, is]) => {
    const { changes, renumbered } = changedRows(was?.rows ?? [], is.rows, skipped);
    return changes.length === 0 ? [] : [{ heading: is.heading, head: is.head, changes, renumbered }];
  });
}

function changedRows(
  before: readonly Row[],
  after: readonly Row[],
  skipped: ReadonlySet<string>,
): Pick<BlockChanges, "changes" | "renumbered"> {
  const oldByKey = new Map(before.map((row) => [row.key, row]));
  const kept = new Set(after.map(({ key }) => key));
  // A row that is gone is shown where it stood: behind the one that was above it.
  const goneBehind = new Map<string, Row[]>();
  let above = "";
  for (const row of before) {
    if (kept.has(row.key)) above = row.key;
    else if (!skipped.has(row.entry.file)) goneBehind.set(above, [...(goneBehind.get(above) ?? []), row]);
  }
  const gone = (key: string): Change[] => (goneBehind.get(key) ?? []).map((row) => ({ type: "removed", before: row }));

  const changes = gone("");
  let renumbered = 0;
  for (const row of after) {
    const old = oldByKey.get(row.key);
    if (skipped.has(row.entry.file)) {
      // Nothing to show yet.
    } else if (!old) {
      changes.push({ type: "added", after: row });
    } else if (old.shape !== row.shape) {
      // In a record that somebody changed, a number may well be what was changed.
      if (old.unnumbered === row.unnumbered && old.entry.source === row.entry.source) renumbered++;
      else changes.push({ type: "changed", before: old, after: row });
    }
    changes.push(...gone(row.key));
  }
  return { changes, renumbered };
}
