// Two readings of a row, an item or a paragraph → the fields and members of lists in which they differ, as one edit of its record.

import type { Nodes } from "mdast";
import type { Kind } from "../../record/kinds.ts";
import type { List } from "../../record/list.ts";
import type { Origin } from "../../template/nodes.ts";
import { ANCHOR, type Change, type Computed, type MemberEdit } from "../edit.ts";
import { memberAt, type Place, placeAt } from "../record-place.ts";
import { alignByKey, wordLikeness } from "./align.ts";
import { lineOf, withoutAnchors, withoutTargets } from "./blocks.ts";
import { entryOf } from "./cells.ts";
import type { Comparison } from "./comparison.ts";
import type { Reading, Shown } from "./read-backwards.ts";
import { keyOf, normalUrl, type Token, textOf } from "./tokens.ts";

export interface ReadCell {
  levels: readonly Place[];
  base: Reading;
  now: Reading;
  before: readonly Token[];
  after: readonly Token[];
  title: string;
}

/** One edit of all that was changed in a row, an item or a paragraph. */
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

export interface Difference {
  changes: Change[];
  /** Do they differ in something that is computed, too? */
  isComputed: boolean;
  /** Where that is a list of records, such as those that refer to this one, their kind. */
  listed: Kind | undefined;
}

/** @param levels - the places in scope */
export function differenceOf(list: List, levels: readonly Place[], base: Reading, now: Reading): Difference {
  const changes: Change[] = [];
  let isComputed = false;
  let listed: Kind | undefined;
  for (const field of new Set([...base.fields.keys(), ...now.fields.keys()])) {
    const [old, fresh] = [base.fields.get(field), now.fields.get(field)];
    if (shownKey(old) === shownKey(fresh)) continue;
    const place = placeAt(list, field.ref, levels);
    // A link that became plain text is no change: whether a name is a link follows from its record.
    if (place.type === "value" || (place.type === "referred" && fresh))
      changes.push({ type: "field", place, field, old, now: fresh });
    else isComputed = true;
  }
  for (const unit of new Set([...base.lists.keys(), ...now.lists.keys()])) {
    const [old, fresh] = [base.lists.get(unit) ?? [], now.lists.get(unit) ?? []];
    const [before, after] = [old.map(readingKey), fresh.map(readingKey)];
    if (before.join("\n") === after.join("\n")) continue;
    const place = unit.repeat && placeAt(list, unit.repeat, levels);
    if (place?.type !== "value") {
      isComputed = true;
      if (place?.type === "records") listed = place.kind;
      continue;
    }
    const isSamePlace = (a: Reading, b: Reading): boolean =>
      old.length === fresh.length && old.indexOf(a) === fresh.indexOf(b);
    const likeness = (a: Reading, b: Reading): number => readingLikeness(a, b) + (isSamePlace(a, b) ? 0.05 : 0);
    const { pairs } = alignByKey({ children: old, keys: before }, { children: fresh, keys: after }, likeness);
    const partners = new Map(pairs.map(([from, to]) => [to, from]));
    const edits = fresh.map((reading, to): MemberEdit => {
      const from = partners.get(to);
      const was = from === undefined ? undefined : old[from];
      const own = [...levels, memberAt(place, from ?? -1, undefined)];
      const found = was && differenceOf(list, own, was, reading);
      isComputed ||= found?.isComputed === true;
      return { from, reading, levels: own, changes: found?.changes ?? [] };
    });
    const isSame =
      edits.length === old.length && edits.every(({ from, changes }, to) => from === to && changes.length === 0);
    if (!isSame) changes.push({ type: "list", place, members: edits, count: old.length });
  }
  return { changes, isComputed, listed };
}

function shownKey(shown: Shown | undefined): string {
  if (shown?.type === "tokens") return `t${keyOf(shown.tokens)}`;
  if (shown?.type === "text") return `u${normalUrl(shown.text)}`;
  if (shown?.type === "picture") return `p${JSON.stringify(shown.picture)}`;
  return shown?.type === "flag" ? "f" : "";
}

function readingKey(reading: Reading): string {
  const fields = [...reading.fields].map(([field, shown]) => `${field.path.join(".")}=${shownKey(shown)}`);
  const lists = [...reading.lists].map(([, inner]) => `[${inner.map(readingKey).join(",")}]`);
  return [...fields.sort(), ...lists].join(";");
}

/** How alike two readings are: a point for each equal field, and a part of one for words in common. */
function readingLikeness(a: Reading, b: Reading): number {
  let score = 0;
  for (const [field, shown] of a.fields) {
    const other = b.fields.get(field);
    if (other === undefined || shown.type === "flag") continue;
    if (shownKey(shown) === shownKey(other)) score += 1;
    else score += wordLikeness(plainOf(shown), plainOf(other)) / 2;
  }
  return score;
}

function plainOf(shown: Shown): string {
  if (shown.type === "tokens") return textOf(shown.tokens);
  if (shown.type === "text") return shown.text;
  return shown.type === "picture" ? shown.picture.alt : "";
}
