// Tables and lists of records that somebody changed on the page → edits of their rows, items, and columns.

import type { List, Table, TableCell } from "mdast";
import { type Entry, nameOf, urlOf } from "../../record/entry.ts";
import { members } from "../../template/fill.ts";
import type { Origin } from "../../template/nodes.ts";
import type { Each, Part, Ref } from "../../template/prototype.ts";
import type { Choice } from "../answers.ts";
import { type FreshPart, MARK } from "../edit.ts";
import { levelsOf, memberAt, placeAt } from "../record-place.ts";
import { alignByKey, inSlots, moved, wordLikeness } from "./align.ts";
import { cellsKey, endLineOf, headingText, lineOf, marksIn, markTargets, rangeOf, rowKey, textIn } from "./blocks.ts";
import {
  type Around,
  anchorOf,
  type CellOf,
  cellsOf,
  choicesIn,
  isCalledElse,
  newLevels,
  type Row,
  restOf,
  rowsIn,
  shows,
} from "./cells.ts";
import { changedIn, differenceOf, type ReadCell } from "./changed-fields.ts";
import { type Comparison, escapedBraces, rewordedStatics } from "./comparison.ts";
import { withoutFootnote } from "./footnotes.ts";
import { type Reading, readBoth, readCell, readParts, type Scope } from "./read-backwards.ts";
import { keyOf, rawOf, type Token, textOf, tokensOf } from "./tokens.ts";

export function compareTable(comparison: Comparison, old: Table, now: Table, around: Around): void {
  const { block: each, values } = around;
  const [before, after] = [old.children[0]?.children ?? [], now.children[0]?.children ?? []];
  const [was, is] = [before.map(textIn), after.map(textIn)];
  if (was.length !== is.length) {
    otherColumns(comparison, was, is, now, each);
  } else if (was.join() !== is.join() && was.toSorted().join() === is.toSorted().join()) {
    const question = "Put them into that order in the table in templates/README.md, in all of its three lines.";
    comparison.refuse(now, "these columns are in another order", question);
  } else {
    for (const [index, cell] of cellsOf(each, values).entries())
      compareHeading(comparison, cell, before[index], after[index], around);
    compareRows(comparison, old, now, around, after.map(headingText));
  }
}

function compareHeading(
  comparison: Comparison,
  { column, at }: CellOf,
  old: TableCell | undefined,
  now: TableCell | undefined,
  origin: Origin,
): void {
  if (!column || !old || !now) return;
  const [before, after] = [tokensOf(old.children, ""), tokensOf(now.children, comparison.source)];
  if (keyOf(before) === keyOf(after)) return;
  const parts = column.heading;
  const range = rangeOfStatics(parts);
  if (range) {
    const [first, last] = [now.children[0], now.children.at(-1)];
    const text = first ? comparison.rawOf(first, last) : "";
    comparison.reworded(now, [{ ...range, text: escapedBraces(text) }], text);
    return;
  }
  const scope = scopeOf(comparison, origin, column.repeat, at);
  const found = readBoth(comparison.list, parts, before, after, scope);
  if (!found || (found.now.statics.size > 0 && column.repeat)) {
    comparison.refuse(now, "this column's heading is computed", "Edit the template.");
    return;
  }
  const splices = rewordedStatics(found.now);
  if (splices.length > 0) comparison.reworded(now, splices, rawOf(after));
  const { changes } = differenceOf(comparison.list, scope.levels, found.base, found.now);
  comparison.changed(lineOf(now), undefined, changes);
  if (changes.length + splices.length === 0)
    comparison.refuse(now, "this column's heading is computed", "Edit the record that it is about.");
}

function otherColumns(
  comparison: Comparison,
  before: readonly string[],
  after: readonly string[],
  table: Table,
  each: Each,
): void {
  const columns = after.filter((title) => !before.includes(title));
  if (columns.length > 0) {
    const more = { what: `a new column “${columns.join("”, “")}”`, patch: { each, columns, table } };
    comparison.refuse(table, "no field holds it", "This makes room for it:", more);
    return;
  }
  const gone = before.filter((title) => !after.includes(title));
  const what = `without the column “${gone.join("”, “")}”`;
  const question = "Take the column out of the table in templates/README.md.";
  comparison.refuse(table, "a column is the template's, and its fields stay in the records", question, { what });
}

/** @param titles - of a table's columns, as they are now */
export function compareRows(
  comparison: Comparison,
  old: Table | List,
  now: Table | List,
  around: Around,
  titles: readonly string[] = [],
): void {
  const { block: each } = around;
  const [olds, nows] = [rowsIn(old, ""), rowsIn(now, comparison.source)];
  const entryAt = (from: number): Entry | undefined => olds[from]?.node.data?.entry;
  const likeness = (was: Row, is: Row): number => {
    const { entry } = was.node.data ?? {};
    if (!entry) return 0;
    const [before, after] = [shows(was, entry), shows(is, entry)];
    const like = wordLikeness(rowText(was, " "), rowText(is, " "));
    if (!before.hasName && !before.hasUrl) return like > 0.3 || nows.length === olds.length ? like : 0;
    const isSameAnchor = anchorOf(is) !== undefined && anchorOf(is) === anchorOf(was);
    if (after.hasName || after.hasUrl || isSameAnchor) return 2 + Number(after.hasName) + Number(after.hasUrl) + like;
    return like > 0.7 ? like : 0;
  };
  // A row with another name is the same entry if that has no URL, and the row has its place and all else that it says. A name
  // alone is enough where others refer to the entry: it would be missed there.
  const isRenamed = (from: number, to: number): boolean => {
    const entry = entryAt(from);
    if (!entry || urlOf(entry) !== undefined) return false;
    const isMissed = comparison.list.links.to.has(entry);
    return restOf(olds[from]) === restOf(nows[to]) || (isMissed && isCalledElse(olds[from], nows[to], nameOf(entry)));
  };
  const [oldKeys, nowKeys] = [olds.map(({ cells }) => cellsKey(cells)), nows.map(({ cells }) => cellsKey(cells))];
  const { pairs, gone, fresh } = inSlots(
    alignByKey({ children: olds, keys: oldKeys }, { children: nows, keys: nowKeys }, likeness),
    isRenamed,
  );
  const shifted = moved(pairs.map(([from]) => from));
  const order = pairs.flatMap(([from]) => entryAt(from) ?? []);
  const { section } = comparison;
  for (const [place, [from, to]] of pairs.entries()) {
    const [was, is, entry] = [olds[from], nows[to], entryAt(from)];
    if (!was || !is || !entry) continue;
    const line = lineOf(is.node);
    const [before, after] = [marksIn(was.node), marksIn(is.node)];
    if (shifted.has(place) && each.path[0] !== "notes")
      comparison.edits.push({ type: "moved", line, each, entry, order });
    if (oldKeys[from] !== nowKeys[to]) {
      compareRow(comparison, was, is, each, titles);
      const what = `the footnote's mark of ${nameOf(entry)} is put back`;
      if (before !== "" && after === "") comparison.edits.push({ type: "noted", line, what });
    } else if (before !== after) {
      const name = markTargets(was.node) === markTargets(is.node) ? MARK_NUMBER : MARK;
      comparison.changed(line, entry, [], [{ name, text: "" }]);
    }
  }
  for (const to of fresh) {
    const row = nows[to];
    const next = pairs.find(([, other]) => other > to);
    if (row) newRow(comparison, row, { ...around, before: next && entryAt(next[0]) }, section);
  }
  for (const from of gone) {
    const [row, next] = [olds[from], pairs.find(([other]) => other > from)];
    const { entry, origin: own } = row?.node.data ?? {};
    if (!row || !entry || !own) continue;
    const at = next && nows[next[1]];
    const line = at ? lineOf(at.node) : endLineOf(now);
    const text = rowText(row, " | ");
    const levels = levelsOf(comparison.list, own);
    comparison.edits.push({ type: "deleted", line, each, section, levels, entry, text });
  }
}

function compareRow(comparison: Comparison, old: Row, row: Row, each: Each, titles: readonly string[]): void {
  const { origin, entry } = old.node.data ?? {};
  if (!origin) return;
  const { node, cells } = withoutFootnote(comparison, row, entry) ?? row;
  const wanted = cellsOf(each, origin.values);
  const refusal = whyUnread(cells, wanted.length, entry);
  if (refusal) {
    comparison.refuse(node, ...refusal);
    return;
  }
  const readings: ReadCell[] = [];
  for (const [index, cell] of wanted.entries()) {
    const [before, after, title] = [old.cells[index] ?? [], cells[index] ?? [], titles[index] ?? cell.title];
    if (keyOf(before) === keyOf(after)) continue;
    const scope = scopeOf(comparison, origin, cell.column?.members, cell.at);
    const base = readCellOf(comparison, cell, before, scope);
    const now = base && readCellOf(comparison, cell, after, scope);
    if (!base || !now) {
      const question = `Write it as the other rows are written, such as: ${textOf(before, "<br>").slice(0, 60)}`;
      comparison.refuse(node, unread(title, after), question);
      return;
    }
    readings.push({ levels: scope.levels, base, now, before, after, title });
  }
  changedIn(comparison, node, origin, readings);
}

/** Why a row that was changed cannot be compared, and what is asked. */
function whyUnread(cells: Row["cells"], most: number, entry: Entry | undefined): [string, string] | undefined {
  if (cells.length > most) {
    const question = "GitHub drops what is behind the last column: which cell does it belong to?";
    return [`this row has ${cells.length} cells, and the table ${most} columns`, question];
  }
  if (cells.length === 0) return SEVERAL_PARAGRAPHS;
  if (!cells.flat().some(({ node }) => node?.type === "footnoteReference")) return undefined;
  const { kind, file } = entry ?? {};
  const what =
    kind?.noteField && `Write what it says as “${kind.noteField}” into ${file}: then mark and note are printed.`;
  return ["“[^…]” is no footnote of this page", what ?? "Say it in the row itself."];
}

const SEVERAL_PARAGRAPHS: [string, string] = ["this item has more than one paragraph", "Put it into one line."];

function unread(title: string, tokens: readonly Token[]): string {
  const what = title === "" ? "this" : `what stands under “${title}”`;
  return tokens.length === 0 ? `${what} is empty, and cannot be` : `${what} is not written as the template writes it`;
}

/** Of what was filled there; in a column that is repeated, also with the member of the list that it is about. */
function scopeOf(comparison: Comparison, origin: Origin, list: Ref | undefined, at: number): Scope {
  const scope = comparison.scopeOf(origin);
  if (!list) return scope;
  const member = members(list, origin.values)[at];
  const place = memberAt(placeAt(comparison.list, list, scope.levels), at, member);
  return { levels: [...scope.levels, place], candidates: [[...origin.values, member]] };
}

function readCellOf({ list }: Comparison, cell: CellOf, tokens: readonly Token[], scope: Scope): Reading | undefined {
  const { column, parts } = cell;
  return column ? readCell(list, column.segments, tokens, scope) : readParts(list, parts, tokens, scope);
}

/** Finds all rows or items of a table or list that is new. @returns whether its columns are those of the template */
export function newRows(comparison: Comparison, block: Table | List, around: Around, section: string): boolean {
  const titles = cellsOf(around.block, around.values).map(({ title }) => title.trim());
  const [head] = block.type === "table" ? block.children : [];
  if (head && head.children.map(headingText).join("|") !== titles.join("|")) return false;
  for (const row of rowsIn(block, comparison.source)) newRow(comparison, row, around, section);
  return true;
}

function newRow(comparison: Comparison, row: Row, around: Around, section: string): void {
  const { list } = comparison;
  const { node, cells } = row;
  const { block: each, values, before } = around;
  const levels = newLevels(list, around);
  const wanted = cellsOf(each, values);
  if (node.type === "tableRow" && cells.length !== wanted.length) {
    otherCells(comparison, row, wanted, { levels, candidates: [] });
    return;
  }
  if (cells.length === 0) {
    comparison.refuse(node, ...SEVERAL_PARAGRAPHS);
    return;
  }
  const readings: FreshPart[] = [];
  for (const [index, cell] of wanted.entries()) {
    const { column, title } = cell;
    const tokens = cells[index] ?? [];
    const member = column?.members && memberAt(placeAt(list, column.members, levels), -1, undefined);
    const scope: Scope = { levels: member ? [...levels, member] : levels, candidates: [] };
    const reading = readCellOf(comparison, cell, tokens, scope);
    if (!reading) {
      comparison.refuse(node, unread(title, tokens), "Write it as the rows beside it are written.");
      return;
    }
    readings.push({ levels: scope.levels, reading, column });
  }
  const [line, keys, text] = [lineOf(node), [rowKey(node, comparison.source)], comparison.rawOf(node)];
  comparison.edits.push({ type: "new", line, each, section, levels, readings, before, keys, text });
}

/** A new row with too few cells, or too many; with the rows that it may become, where it is one cell. */
function otherCells(comparison: Comparison, row: Row, wanted: readonly CellOf[], scope: Scope): void {
  const count = row.cells.length;
  const next = wanted[count];
  const choices = choicesIn(comparison.list, next?.column?.segments ?? [], scope) ?? [];
  const words = choices.length === 0 ? "" : ` ${choices.map((each) => `“${each}”`).join(", ")}`;
  const question = next ? `What belongs under “${next.title}”?${words}` : "Which cell is one too many?";
  const rows = next ? longerRows(comparison, row, choices) : shorterRows(comparison, row);
  const isOne = Math.abs(count - wanted.length) === 1 && rows.length > 0;
  const reason = `this row has ${count === 1 ? "one cell" : `${count} cells`}, and the table ${wanted.length} columns`;
  comparison.refuse(row.node, reason, question, isOne ? { rows } : {});
}

/** The row with one cell more at its end, for each choice. */
function longerRows(comparison: Comparison, { node }: Row, choices: readonly string[]): Choice[] {
  const start = comparison.rawOf(node).replace(/\s*\|?\s*$/, "");
  return choices.map((label) => ({ value: `${start} | ${label} |`, label }));
}

/** The row with one cell less, for each of its cells. */
function shorterRows(comparison: Comparison, { node }: Row): Choice[] {
  const raw = node.children.map((cell) => comparison.rawOf(cell));
  const cells = raw.map((text) => text.replace(/^\||\|$/g, "").trim());
  return cells.map((label, index) => ({ value: `| ${cells.toSpliced(index, 1).join(" | ")} |`, label }));
}

/** Where in the template the parts without a field stand. */
function rangeOfStatics(parts: readonly Part[]): { start: number; end: number } | undefined {
  const nodes = parts.flatMap((part) => (part.type === "static" ? [part.node] : []));
  return nodes.length === parts.length ? rangeOf(nodes[0], nodes.at(-1)) : undefined;
}

function rowText({ cells }: Row, between: string): string {
  return cells.map((cell) => textOf(cell)).join(between);
}

const MARK_NUMBER = "a mark's number";
