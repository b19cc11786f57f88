// Fields that were changed in a row, an item or a paragraph → one edit of their record.

import type { Nodes } from "mdast";
import type { Origin } from "../template/nodes.ts";
import { lineOf, withoutAnchors, withoutTargets } from "./blocks.ts";
import type { Comparison } from "./comparison.ts";
import { differenceOf } from "./difference.ts";
import { ANCHOR, type Change, type Computed } from "./edit.ts";
import type { Reading } from "./read.ts";
import type { Place } from "./record-place.ts";
import { entryOf } from "./rows.ts";
import { keyOf, type Token, textOf } from "./tokens.ts";

export interface ReadCell {
  levels: readonly Place[];
  base: Reading;
  now: Reading;
  before: readonly Token[];
  after: readonly Token[];
  title: string;
}

export function changedIn(comparison: Comparison, node: Nodes, origin: Origin, cells: readonly ReadCell[]): void {
  const changes: Change[] = [];
  const computed: Computed[] = [];
  for (const { levels, base, now, before, after, title } of cells) {
    const found = differenceOf(comparison.list, levels, base, now);
    changes.push(...found.changes);
    if (!found.isComputed && found.changes.length > 0) continue;
    if (keyOf(withoutTargets(before)) === keyOf(withoutTargets(after))) {
      comparison.edits.push({ type: "noted", line: lineOf(node), what: "the anchor that links lead to is put back" });
      continue;
    }
    const isAnchor = withoutAnchors(keyOf(before)) === withoutAnchors(keyOf(after));
    const text = textOf(after);
    computed.push({ name: isAnchor ? ANCHOR : title || text, text, listed: found.listed });
  }
  comparison.changed(lineOf(node), entryOf(origin), changes, computed);
}
