// Tables and lists of records that somebody changed on the page → edits of their rows, items, and columns.

import type { ListItem, Nodes, Table, TableCell, TableRow } from "mdast";
import { type Entry, nameOf } from "../record/entry.ts";
import { members } from "../template/fill.ts";
import type { Origin } from "../template/nodes.ts";
import type { Each, Part } from "../template/prototype.ts";
import { alignByKey, inSlots, moved, wordLikeness } from "./align.ts";
import type { Choice } from "./answers.ts";
import { endLineOf, headingText, itemPhrasing, lineOf, marksIn, markTargets, rowKey, textIn } from "./blocks.ts";
import { type Comparison, escapedBraces, rewordedStatics } from "./comparison.ts";
import { differenceOf } from "./difference.ts";
import { type FreshPart, MARK } from "./edit.ts";
import { withoutFootnote } from "./find-footnotes.ts";
import { changedIn, type ReadCell } from "./find-in-fields.ts";
import { type Reading, readCell, readParts, type Scope } from "./read.ts";
import { levelsOf, memberAt, memberRecord, type Place, placeAt } from "./record-place.ts";
import {
  anchorOf,
  type CellOf,
  cellsOf,
  choicesIn,
  columnsOf,
  entryOf,
  isNamedIn,
  type NowRow,
  namesOf,
  type OldRow,
  restOf,
  type ShownColumn,
  shows,
} from "./rows.ts";
import { isBreak, keyOf, rawOf, type Token, textOf, tokensOf } from "./tokens.ts";

export function compareTable(comparison: Comparison, old: Table, now: Table, origin: Origin, each: Each): void {
  const { prototype } = each;
  if (prototype.type !== "row") return;
  const [oldHead, ...oldRows] = old.children;
  const [head, ...rows] = now.children;
  if (!oldHead || !head) return;
  const columns = columnsOf(prototype.columns, origin.values);
  if (head.children.length !== oldHead.children.length) {
    otherColumns(comparison, old, now, each);
    return;
  }
  const [was, is] = [oldHead, head].map(({ children }) => children.map((cell) => textIn(cell)));
  if (was?.join() !== is?.join() && was?.toSorted().join() === is?.toSorted().join()) {
    const question = "Put them into that order in the table in templates/README.md, in all of its three lines.";
    comparison.refuse(now, "These columns are in another order", question);
    return;
  }
  for (const [index, column] of columns.entries())
    compareHeading(comparison, column, oldHead.children[index], head.children[index], origin);
  const titles = head.children.map((cell) => headingText(cell));
  compareRows(
    comparison,
    oldRows.map((row) => ({
      node: row,
      origin: row.data?.origin,
      cells: row.children.map((cell) => tokensOf(cell.children, "")),
    })),
    rows.map((row) => rowOf(comparison, row)),
    origin,
    each,
    now,
    titles,
  );
}

function compareHeading(
  comparison: Comparison,
  column: ShownColumn,
  old: TableCell | undefined,
  now: TableCell | undefined,
  origin: Origin,
): void {
  if (!old || !now) return;
  const values = column.member === undefined ? origin.values : [...origin.values, column.member];
  const scope = comparison.scopeOf(origin);
  const own: Scope =
    column.member === undefined
      ? scope
      : {
          levels: [...scope.levels, memberPlace(comparison, column, scope)],
          candidates: [values],
        };
  const [before, after] = [tokensOf(old.children, ""), tokensOf(now.children, comparison.source)];
  if (keyOf(before) === keyOf(after)) return;
  const parts = column.column.heading;
  const range = rangeOfStatics(parts);
  if (range) {
    const [first, last] = [now.children[0], now.children.at(-1)];
    const text = first && last ? comparison.source.slice(first.position?.start.offset, last.position?.end.offset) : "";
    const splices = [{ ...range, text: escapedBraces(text) }];
    comparison.edits.push({ type: "template", line: lineOf(now), splices, text });
    return;
  }
  const base = readParts(comparison.list, parts, before, own);
  const strict = base && readParts(comparison.list, parts, after, own);
  const reading = strict ?? (base && readParts(comparison.list, parts, after, own, true));
  if (!base || !reading || (reading.statics.size > 0 && column.member !== undefined)) {
    comparison.refuse(now, "This column's heading is computed", "Edit the template.");
    return;
  }
  const line = lineOf(now);
  const splices = rewordedStatics(reading);
  if (splices.length > 0) comparison.edits.push({ type: "template", line, splices, text: rawOf(after) });
  const { changes } = differenceOf(comparison.list, own.levels, base, reading);
  if (changes.length > 0) {
    comparison.edits.push({
      type: "changed",
      line,
      entry: undefined,
      section: comparison.section,
      changes,
      computed: [],
    });
  } else if (splices.length === 0) {
    comparison.refuse(now, "This column's heading is computed", "Edit the record that it is about.");
  }
}

function memberPlace(comparison: Comparison, { column, at, member }: ShownColumn, scope: Scope): Place {
  if (!column.repeat) return { type: "computed" };
  return memberAt(placeAt(comparison.list, column.repeat, scope.levels), at, member);
}

function otherColumns(comparison: Comparison, old: Table, now: Table, each: Each): void {
  const [before, after] = [old, now].map((table) => table.children[0]?.children.map((cell) => textIn(cell)) ?? []);
  const added = (after ?? []).filter((title) => !before?.includes(title));
  const gone = (before ?? []).filter((title) => !after?.includes(title));
  const isMore = added.length > 0;
  const reason = isMore ? "no field holds it" : "a column is the template's, and its fields stay in the records";
  const question = isMore ? "This makes room for it:" : "Take the column out of the table in templates/README.md.";
  comparison.refuse(now, reason, question, {
    what: isMore ? `a new column “${added.join("”, “")}”` : `without the column “${gone.join("”, “")}”`,
    ...(isMore && { patch: { each, columns: added, table: now } }),
  });
}

export function compareItems(
  comparison: Comparison,
  old: Nodes & { type: "list" },
  now: Nodes & { type: "list" },
  origin: Origin,
  each: Each,
): void {
  if (each.prototype.type !== "item") return;
  compareRows(
    comparison,
    old.children.map((item) => ({
      node: item,
      origin: item.data?.origin,
      cells: [tokensOf(itemPhrasing(item) ?? [], "")],
    })),
    now.children.map((item) => itemOf(comparison, item)),
    origin,
    each,
    now,
  );
}

function compareRows(
  comparison: Comparison,
  olds: readonly OldRow[],
  nows: readonly NowRow[],
  origin: Origin,
  each: Each,
  block: Nodes,
  titles: readonly string[] = [],
): void {
  const key = (cells: readonly (readonly Token[])[]): string => {
    const keys = cells.map(keyOf);
    while (keys.length > 1 && keys.at(-1) === "") keys.pop();
    return keys.join("\u0001|");
  };
  const names = olds.map(({ origin: own }) => (own ? namesOf(own) : undefined));
  const textAt = (rows: readonly NowRow[], index: number): string => rows[index]?.cells.map(textOf).join(" ") ?? "";
  const likeness = (from: number, to: number): number => {
    const [own, row] = [names[from], nows[to]];
    if (!own || !row) return 0;
    const like = wordLikeness(textAt(olds, from), textAt(nows, to));
    const { hasName, hasUrl } = shows(row, own);
    if (!isNamedIn(olds[from], own)) return like > 0.3 || nows.length === olds.length ? like : 0;
    const isSameAnchor = anchorOf(row) !== undefined && anchorOf(row) === anchorOf(olds[from]);
    if (hasName || hasUrl || isSameAnchor) return 2 + Number(hasName) + Number(hasUrl) + like;
    return like > 0.7 ? like : 0;
  };
  const oldKeys = olds.map(({ cells }) => key(cells));
  const nowKeys = nows.map(({ cells }) => key(cells));
  // A row with another name is the same entry if that has no URL, and the row has its place and all of its other cells.
  const isRenamed = (from: number, to: number): boolean =>
    names[from] !== undefined && names[from].url === undefined && restOf(olds[from]) === restOf(nows[to]);
  const { pairs, gone, fresh } = inSlots(alignByKey(oldKeys, nowKeys, likeness), isRenamed);
  const shifted = moved(pairs.map(([from]) => from));
  const order = pairs.flatMap(([from]) => (olds[from]?.origin ? (entryOf(olds[from].origin) ?? []) : []));
  for (const [place, [from, to]] of pairs.entries()) {
    const [old, now] = [olds[from], nows[to]];
    if (!old || !now) continue;
    const entry = old.origin && entryOf(old.origin);
    if (shifted.has(place) && entry && each.path[0] !== "notes") {
      comparison.edits.push({ type: "moved", line: lineOf(now.node), each, entry, order });
    }
    if (oldKeys[from] !== nowKeys[to]) {
      compareRow(comparison, old, now, each, titles);
      if (marksIn(old.node) !== "" && marksIn(now.node) === "") {
        const name = entry ? ` of ${nameOf(entry)}` : "";
        comparison.edits.push({
          type: "noted",
          line: lineOf(now.node),
          what: `the footnote's mark${name} is put back`,
        });
      }
    } else if (marksIn(old.node) !== marksIn(now.node)) {
      const [line, section] = [lineOf(now.node), comparison.section];
      const name = markTargets(old.node) === markTargets(now.node) ? MARK_NUMBER : MARK;
      comparison.edits.push({ type: "changed", line, entry, section, changes: [], computed: [{ name, text: "" }] });
    }
  }
  const partners = new Map(pairs.map(([from, to]) => [to, from]));
  for (const to of fresh) {
    const row = nows[to];
    const next = [...nows.keys()].slice(to + 1).find((index) => partners.has(index));
    const after = next === undefined ? undefined : olds[partners.get(next) ?? -1]?.origin;
    if (row) newRow(comparison, row, origin, each, after && entryOf(after));
  }
  for (const from of gone) {
    const row = olds[from];
    const next = pairs.find(([other]) => other > from);
    const at = next && nows[next[1]];
    if (row?.origin) deletedRow(comparison, row, each, at ? lineOf(at.node) : endLineOf(block));
  }
}

function compareRow(comparison: Comparison, old: OldRow, row: NowRow, each: Each, titles: readonly string[]): void {
  const { origin } = old;
  if (!origin) return;
  const now = withoutFootnote(comparison, row, entryOf(origin)) ?? row;
  const cells = cellsOf(each, origin.values);
  if (now.cells.length > cells.length) {
    comparison.refuse(
      now.node,
      `This row has ${now.cells.length} cells, and the table ${cells.length} columns`,
      "GitHub drops what is behind the last column: which cell does it belong to?",
    );
    return;
  }
  if (now.cells.length === 0) {
    comparison.refuse(now.node, "This item has more than one paragraph", "Put it into one line.");
    return;
  }
  if (now.cells.flat().some(({ node }) => node?.type === "footnoteReference")) {
    const { kind, file } = entryOf(origin) ?? {};
    const question =
      kind?.noteField === undefined
        ? "Say it in the row itself."
        : `Write what it says as “${kind.noteField}” into ${file}: then mark and note are printed.`;
    comparison.refuse(now.node, "“[^…]” is no footnote of this page", question);
    return;
  }
  const readings: ReadCell[] = [];
  for (const [index, own] of cells.entries()) {
    const cell = { ...own, title: titles[index] ?? own.title };
    const [before, after] = [old.cells[index] ?? [], now.cells[index] ?? []];
    if (keyOf(before) === keyOf(after)) continue;
    const scope = cellScope(comparison, cell, origin);
    const base = readCellOf(comparison, cell, before, scope);
    const reading = base && readCellOf(comparison, cell, after, scope);
    if (!base || !reading) {
      comparison.refuse(
        now.node,
        unread(cell, after),
        `Write it as the other rows are written, such as: ${rawExample(before)}`,
      );
      return;
    }
    readings.push({ levels: scope.levels, base, now: reading, before, after, title: cell.title });
  }
  changedIn(comparison, now.node, origin, readings);
}

function unread({ title }: CellOf, tokens: readonly Token[]): string {
  const what = title === "" ? "This" : `What stands under “${title}”`;
  return tokens.length === 0 ? `${what} is empty, and cannot be` : `${what} is not written as the template writes it`;
}

function cellScope(comparison: Comparison, cell: CellOf, origin: Origin): Scope {
  const scope = comparison.scopeOf(origin);
  if (!cell.column?.members) return scope;
  const own = members(cell.column.members, origin.values);
  const member = own[cell.at];
  const place = memberAt(placeAt(comparison.list, cell.column.members, scope.levels), cell.at, member);
  return { levels: [...scope.levels, place], candidates: [[...origin.values, member]] };
}

function readCellOf(comparison: Comparison, cell: CellOf, tokens: readonly Token[], scope: Scope): Reading | undefined {
  return cell.column
    ? readCell(comparison.list, cell.column.segments, tokens, scope)
    : readParts(comparison.list, cell.parts, tokens, scope);
}

/** Finds all rows or items of a table or list that is new. @returns whether its columns are those of the template */
export function newRows(comparison: Comparison, node: Nodes, origin: Origin, each: Each, section: string): boolean {
  const titles = cellsOf(each, origin.values).map(({ title }) => title.trim());
  const [head] = node.type === "table" ? node.children : [];
  if (head && head.children.map((cell) => headingText(cell)).join("|") !== titles.join("|")) return false;
  const outside = comparison.section;
  comparison.section = section;
  for (const row of node.type === "table" ? node.children.slice(1).map((row) => rowOf(comparison, row)) : [])
    newRow(comparison, row, origin, each, undefined);
  for (const item of node.type === "list" ? node.children.map((item) => itemOf(comparison, item)) : [])
    newRow(comparison, item, origin, each, undefined);
  comparison.section = outside;
  return true;
}

function rowOf({ source }: Comparison, row: TableRow): NowRow {
  return { node: row, cells: row.children.map((cell) => tokensOf(cell.children, source)) };
}

function itemOf({ source }: Comparison, item: ListItem): NowRow {
  const own = itemPhrasing(item);
  return { node: item, cells: own ? [tokensOf(own, source)] : [] };
}

function newRow(comparison: Comparison, row: NowRow, origin: Origin, each: Each, before: Entry | undefined): void {
  const around = levelsOf(comparison.list, origin);
  const levels = [...around, memberRecord(comparison.list, each, around, undefined)];
  const text = comparison.rawOf(row.node);
  const cells = cellsOf(each, origin.values);
  const isTable = each.prototype.type === "row";
  if (isTable && row.cells.length !== cells.length) {
    const title = cells[row.cells.length]?.title ?? "";
    const few = row.cells.length < cells.length;
    const reason = `This row has ${row.cells.length === 1 ? "one cell" : `${row.cells.length} cells`}, and the table ${cells.length} columns`;
    const choices = few ? choicesFor(comparison, cells[row.cells.length], levels) : [];
    const words = choices.length === 0 ? "" : ` ${choices.map((each) => `“${each}”`).join(", ")}`;
    const question = few ? `What belongs under “${title}”?${words}` : "Which cell is one too many?";
    const rows = few ? longerRows(comparison, row, choices) : shorterRows(comparison, row);
    const isOne = Math.abs(row.cells.length - cells.length) === 1 && rows.length > 0;
    comparison.refuse(row.node, reason, question, isOne ? { rows } : {});
    return;
  }
  if (row.cells.length === 0) {
    comparison.refuse(row.node, "This item has more than one paragraph", "Put it into one line.");
    return;
  }
  const readings: FreshPart[] = [];
  for (const [index, cell] of cells.entries()) {
    const tokens = row.cells[index] ?? [];
    const scope: Scope = {
      levels: cell.column?.members
        ? [...levels, memberAt(placeAt(comparison.list, cell.column.members, levels), -1, undefined)]
        : levels,
      candidates: [],
    };
    const reading = readCellOf(comparison, cell, tokens, scope);
    if (!reading) {
      comparison.refuse(row.node, unread(cell, tokens), "Write it as the rows beside it are written.");
      return;
    }
    readings.push({ levels: scope.levels, reading, column: cell.column });
  }
  const line = lineOf(row.node);
  const keys = [rowKey(row.node, comparison.source)];
  comparison.edits.push({ type: "new", line, each, section: comparison.section, levels, readings, before, keys, text });
}

/** What may stand in a cell, where its schema or a record lists it. */
function choicesFor(comparison: Comparison, cell: CellOf | undefined, levels: readonly Place[]): string[] {
  for (const segment of cell?.column?.segments ?? []) {
    const found = choicesIn(comparison.list, segment, { levels, candidates: [] });
    if (found.length > 0) return found;
  }
  return [];
}

/** The row with one cell more at its end, for each choice. */
function longerRows(comparison: Comparison, { node }: NowRow, choices: readonly string[]): Choice[] {
  const start = comparison.rawOf(node).replace(/\s*\|?\s*$/, "");
  return choices.map((label) => ({ value: `${start} | ${label} |`, label }));
}

/** The row with one cell less, for each of its cells. */
function shorterRows(comparison: Comparison, { node }: NowRow): Choice[] {
  const cells = node.children.map((cell) =>
    comparison
      .rawOf(cell)
      .replace(/^\||\|$/g, "")
      .trim(),
  );
  return cells.map((label, index) => ({ value: `| ${cells.toSpliced(index, 1).join(" | ")} |`, label }));
}

function deletedRow(comparison: Comparison, { origin, cells }: OldRow, each: Each, line: number): void {
  const entry = origin && entryOf(origin);
  if (!entry || !origin) return;
  const levels = levelsOf(comparison.list, origin);
  const text = cells.map(textOf).join(" | ");
  comparison.edits.push({ type: "deleted", line, each, section: comparison.section, levels, entry, text });
}

/** Where in the template the parts without a field stand. */
function rangeOfStatics(parts: readonly Part[]): { start: number; end: number } | undefined {
  const nodes = parts.flatMap((part) => (part.type === "static" ? [part.node] : []));
  const [start, end] = [nodes[0]?.position?.start.offset, nodes.at(-1)?.position?.end.offset];
  return nodes.length === parts.length && start !== undefined && end !== undefined ? { start, end } : undefined;
}

const MARK_NUMBER = "a mark's number";

function rawExample(tokens: readonly Token[]): string {
  return tokens
    .map((token) => (isBreak(token) ? "<br>" : textOf([token])))
    .join("")
    .slice(0, 60);
}
