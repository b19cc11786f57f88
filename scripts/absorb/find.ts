// The page as it was made and as it is now → what somebody edited, each edit with the place that it is about.
import type { Data, Nodes, PhrasingContent, RootContent, Table, TableCell } from "mdast";
import { type Entry, nameOf, urlOf } from "../record/entry.ts";
import type { List } from "../record/list.ts";
import { fillParts, members, type Values } from "../template/fill.ts";
import type { Origin } from "../template/nodes.ts";
import type { Column, Each, Field, Group, Part } from "../template/prototype.ts";
import type { PageTree } from "../template/render.ts";
import { alignByKey, alignInOrder, inSlots, moved, wordLikeness } from "./align.ts";
import type { Choice } from "./answers.ts";
import {
  blockKey,
  dataOf,
  endLineOf,
  headingText,
  isGenerated,
  itemPhrasing,
  lineOf,
  marksIn,
  markTargets,
  type Page,
  phrasing,
  textIn,
  withoutAnchors,
  withoutTargets,
} from "./blocks.ts";
import { differenceOf } from "./difference.ts";
import { ANCHOR, type Change, type Computed, type Edit, lowerFirst, MARK, type TemplateSplice } from "./edit.ts";
import { type Reading, readCell, readParts, readReworded, type Scope, type Shown } from "./read.ts";
import { levelsOf, memberAt, memberRecord, type Place, placeAt } from "./record-place.ts";
import {
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
  tellsAll,
} from "./rows.ts";
import { isBreak, keyOf, rawOf, type Token, textOf, tokensOf } from "./tokens.ts";

export interface Base {
  list: List;
  page: Pick<PageTree, "children">;
  /** The template's text, with LF. */
  template: string;
}

export function findEdits(base: Base, now: Page): Edit[] {
  return new Finder(base, now).find();
}

class Finder {
  readonly #list: List;
  readonly #base: Base;
  readonly #source: string;
  readonly #now: readonly RootContent[];
  readonly #keys: readonly string[];
  readonly #old: readonly RootContent[];
  readonly #edits: Edit[] = [];
  /** Blocks that are there no more. */
  #gone: ReadonlySet<number> = new Set();
  #section = "";
  /** The headings of the table's columns. */
  #titles: string[] = [];

  constructor(base: Base, now: Page) {
    this.#list = base.list;
    this.#base = base;
    this.#source = now.source;
    this.#old = base.page.children.filter((node) => !isGenerated(node));
    this.#now = now.children;
    this.#keys = now.keys;
    if (!now.hasComment)
      this.#edits.push({ type: "noted", line: 1, what: "the comment in the first line is put back" });
  }

  find(): Edit[] {
    const old = this.#old.map((node) => blockKey(node, ""));
    const now = this.#keys;
    const { pairs, gone, fresh } = alignInOrder(old, now, (from, to) => this.#likeness(from, to));
    const partner = new Map(pairs);
    const byNow = new Map(pairs.map(([from, to]) => [to, from]));
    const movedBlocks = this.#movedBlocks(old, now, { gone, fresh }, byNow);
    const isFresh = new Set(fresh);
    for (const [from, to] of movedBlocks) {
      isFresh.delete(to);
      byNow.set(to, from);
    }
    let inserted: number[] = [];
    const flush = (next: number): void => {
      if (inserted.length > 0) this.#inserted(inserted, byNow.get(next));
      inserted = [];
    };
    for (const [index, node] of this.#now.entries()) {
      if (node.type === "heading") this.#section = headingText(node);
      if (isFresh.has(index)) {
        inserted.push(index);
        continue;
      }
      const from = byNow.get(index);
      flush(index);
      const was = from === undefined ? undefined : this.#old[from];
      if (from === undefined || !was) continue;
      const hasRows = was.type === "list" || was.type === "table";
      if (old[from] !== now[index] || (hasRows && marksIn(was) !== marksIn(node))) this.#block(was, node);
    }
    flush(this.#now.length);
    this.#gone = new Set(gone.filter((each) => !movedBlocks.has(each)));
    const left = new Set(this.#gone);
    for (const index of left) {
      const node = this.#old[index];
      if (!node) continue;
      const next = [...this.#old.keys()].slice(index + 1).find((each) => partner.has(each));
      const at = next === undefined ? undefined : this.#now[partner.get(next) ?? -1];
      const line = at ? lineOf(at) : this.#source.split("\n").length;
      this.#section = this.#sectionOf(index);
      const section = this.#goneSection(index, left);
      if (section) {
        for (const each of section) left.delete(each);
        this.#deletedSection(node, line);
      } else this.#deletedBlock(node, line);
    }
    return this.#edits.flatMap((edit) => this.#deletion(edit) ?? []).sort((a, b) => a.line - b.line);
  }

  /** A heading with all that stands under it, where that is made from records: they do not go with it. */
  #goneSection(index: number, gone: ReadonlySet<number>): number[] | undefined {
    const [heading, ...rest] = this.#old.slice(index);
    if (heading?.type !== "heading") return undefined;
    const next = rest.findIndex((node) => node.type === "heading" && node.depth <= heading.depth);
    const section = [heading, ...(next === -1 ? rest : rest.slice(0, next))];
    const isMade = section.some((node) => dataOf(node).origin?.block.type === "each" || !this.#templateRange(node));
    const indexes = section.map((_, at) => index + at);
    return isMade && indexes.every((each) => gone.has(each)) ? indexes : undefined;
  }

  #deletedSection(heading: RootContent, line: number): void {
    const entry = dataOf(heading).origin && dataOf(heading).entry;
    this.#edits.push({
      type: "refused",
      line,
      what: `the whole section “${headingText(heading)}” deleted`,
      reason: "it is made from records",
      question: `Delete ${entry ? `${entry.file}, or the section` : "its rows one by one, or the section"} in templates/README.md.`,
      text: "",
      ...(entry && { entry }),
    });
  }

  /** A row is not deleted while it stands where the page has no room for it, or where its entry is told at length. */
  #deletion(edit: Edit): Edit | undefined {
    if (edit.type !== "deleted" || edit.each.path[0] === "notes") return edit;
    const { entry, each, section, line, text } = edit;
    const url = urlOf(entry);
    const isIn = (other: string): boolean =>
      other.includes(nameOf(entry)) && (url === undefined || other.includes(url));
    const isElsewhere = (other: Edit): boolean =>
      (other.type === "refused" || (other.type === "template" && !other.isGone)) && isIn(other.text);
    if (this.#edits.some(isElsewhere)) return undefined;
    const gone = this.#edits.filter((other) => other.type === "deleted" && other.entry === entry);
    const ownSection = this.#old.find((node, index) => isSectionOf(node, entry) && !this.#gone.has(index));
    const left = this.#old.flatMap((node) => {
      const block = dataOf(node).origin?.block;
      const isLeft =
        block?.type === "each" &&
        block.path.length === 1 &&
        !gone.some((other) => other.type === "deleted" && other.each === block) &&
        "children" in node &&
        node.children.some((row) => dataOf(row).entry === entry);
      return isLeft ? [node] : [];
    });
    const row = each.path.length === 1 && !tellsAll(each, entry) ? left[0] : undefined;
    const still = ownSection ?? row;
    if (!still) return edit;
    const other = this.#sectionOf(this.#old.indexOf(still));
    return {
      type: "refused",
      line,
      what: `${nameOf(entry)} deleted under ${section}`,
      reason: `it is still under ${other}`,
      question: `Is it to go? Then delete it there, or ${entry.file}.`,
      text,
    };
  }

  /**
   * Blocks that the template has elsewhere now.
   *
   * @param byNow - what belongs together otherwise
   * @returns what of the old page is what of the page as it is now
   */
  #movedBlocks(
    old: readonly string[],
    now: readonly string[],
    { gone, fresh }: { gone: readonly number[]; fresh: readonly number[] },
    byNow: ReadonlyMap<number, number>,
  ): Map<number, number> {
    const found = new Map<number, number>();
    for (const to of fresh) {
      const from = gone.find((index) => old[index] === now[to] && !found.has(index));
      if (from !== undefined) found.set(from, to);
    }
    for (const [from, to] of [...found]) {
      // The first of those that were moved together.
      if (found.get(from - 1) === to - 1) continue;
      let count = 1;
      while (found.get(from + count) === to + count) count++;
      const next = [...this.#now.keys()].slice(to + count).find((index) => byNow.has(index));
      const splices = this.#move(from, count, next === undefined ? undefined : byNow.get(next));
      const [node] = this.#now.slice(to);
      if (splices && node) {
        const text = this.#rawOf(node);
        this.#edits.push({ type: "template", line: lineOf(node), splices, heading: undefined, text, isMoved: true });
      } else for (let index = from; index < from + count; index++) found.delete(index);
    }
    return found;
  }

  /** @param next - the block of the old page in front of which they stand now */
  #move(from: number, count: number, next: number | undefined): TemplateSplice[] | undefined {
    const [first, last] = [this.#old[from], this.#old[from + count - 1]];
    const start = first && this.#templateRange(first)?.start;
    const end = last && this.#templateRange(last)?.end;
    const place = this.#insertionPoint(next);
    if (start === undefined || end === undefined || start > end || !place || (place.at >= start && place.at <= end))
      return undefined;
    const text = this.#base.template.slice(start, end);
    const behind = /^\n*/.exec(this.#base.template.slice(end))?.[0].length ?? 0;
    const fresh = { start: place.at, end: place.at, text: place.isBehind ? `\n\n${text}` : `${text}\n\n` };
    return [{ start, end: end + behind, text: "" }, fresh];
  }

  #sectionOf(index: number): string {
    const heading = this.#old.slice(0, index + 1).findLast(({ type }) => type === "heading");
    return heading ? headingText(heading) : "";
  }

  #likeness(from: number, to: number): number {
    const [old, now] = [this.#old[from], this.#now[to]];
    if (!old || !now || old.type !== now.type) return 0;
    if (old.type === "table" && now.type === "table") {
      const [a, b] = [old, now].map((each) => textIn(each));
      return 0.05 + wordLikeness(a ?? "", b ?? "");
    }
    if (old.type === "heading" && now.type === "heading") {
      const like = wordLikeness(textIn(old), textIn(now));
      return old.depth === now.depth ? 0.2 + like : like > 0.9 ? 0.1 : 0;
    }
    return 0.1 + wordLikeness(textIn(old), textIn(now));
  }

  #block(old: RootContent, now: RootContent): void {
    const { origin } = dataOf(old);
    if (!origin) {
      this.#static(old, now);
      return;
    }
    const { block } = origin;
    if (block.type === "each" && old.type === "table" && now.type === "table") this.#table(old, now, origin, block);
    else if (block.type === "each" && old.type === "list" && now.type === "list") this.#items(old, now, origin, block);
    else if (block.type === "prose" && "children" in old && "children" in now) {
      this.#prose(block.parts, phrasing(old), phrasing(now), origin, now);
    } else if (block.type === "field-block") this.#fieldBlock(block.field, origin, old, now);
    else this.#refuse(now, "This block is made from records", "Edit its records or the template.");
  }

  /** Text of the template without a field. */
  #static(old: RootContent, now: RootContent): void {
    const range = old.position;
    if (!range || old.data?.entry) {
      this.#refuse(now, "The template prints this text once an entry", "Edit templates/README.md.");
      return;
    }
    const [start, end] = [range.start.offset ?? 0, range.end.offset ?? 0];
    const own = this.#base.template.slice(start, end);
    const text = this.#rawOf(now);
    const [before, after] = [headingText(old), headingText(now)];
    const heading = old.type === "heading" && before !== after ? { old: before, now: after } : undefined;
    const splice = minimal({ start, end, text: escapedBraces(text) }, own);
    this.#edits.push({ type: "template", line: lineOf(now), splices: [splice], heading, text });
  }

  /** A paragraph or heading with fields, which stands there once. */
  #prose(
    parts: readonly Part[],
    old: readonly PhrasingContent[],
    now: readonly PhrasingContent[],
    origin: Origin,
    node: Nodes,
  ): void {
    const scope = this.#scopeOf(origin);
    const [before, after] = [tokensOf(old, ""), tokensOf(now, this.#source)];
    if (keyOf(before) === keyOf(after)) return;
    const gone = origin.eaches.length === 0 ? groupLess(parts, origin.values, keyOf(after)) : undefined;
    if (gone) {
      const [start, end] = [gone.range.start.offset, gone.range.end.offset];
      const text = this.#base.template.slice(start, end);
      const splices = [{ start, end, text: "" }];
      this.#edits.push({ type: "template", line: lineOf(node), splices, heading: undefined, text, isGone: true });
      return;
    }
    const base = readParts(this.#list, parts, before, scope);
    const strict = base && readParts(this.#list, parts, after, scope);
    if (base && strict) {
      this.#changedIn(node, origin, [{ levels: scope.levels, base, now: strict, before, after, title: "" }]);
      return;
    }
    const reworded = base && readReworded(this.#list, parts, after, scope);
    if (!base || !reworded || origin.eaches.length > 0) {
      this.#refuse(
        node,
        "This cannot be told apart into what records and template say",
        "Edit the record or the template.",
      );
      return;
    }
    const splices = [...reworded.statics].flatMap(([{ node: own }, tokens]): TemplateSplice[] => {
      const range = own.position;
      const [start, end] = [range?.start.offset, range?.end.offset];
      if (start === undefined || end === undefined) return [];
      return [{ start, end, text: escapedBraces(rawOf(tokens)) }];
    });
    const { changes } = differenceOf(this.#list, scope.levels, base, reworded);
    const line = lineOf(node);
    const text = rawOf(after);
    if (splices.length > 0) this.#edits.push({ type: "template", line, splices, heading: undefined, text });
    if (changes.length > 0) {
      this.#edits.push({
        type: "changed",
        line,
        entry: entryOf(origin),
        section: this.#section,
        changes,
        computed: [],
      });
    }
  }

  #fieldBlock(field: Field, origin: Origin, old: RootContent, now: RootContent): void {
    const scope = this.#scopeOf(origin);
    const place = placeAt(this.#list, field.ref, scope.levels);
    if (place.type !== "value" || old.type !== "paragraph" || now.type !== "paragraph") {
      const isComputed = place.type !== "value";
      const reason = isComputed ? "This is made from records" : "This block is made from a record's Markdown";
      this.#refuse(now, reason, isComputed ? "Edit the records that it shows." : "Edit the record.");
      return;
    }
    const shown = (nodes: readonly PhrasingContent[], source: string): Shown => ({
      type: "tokens",
      tokens: tokensOf(nodes, source),
    });
    const change: Change = {
      type: "field",
      place,
      field,
      old: shown(old.children, ""),
      now: shown(now.children, this.#source),
    };
    const section = this.#section;
    this.#edits.push({
      type: "changed",
      line: lineOf(now),
      entry: entryOf(origin),
      section,
      changes: [change],
      computed: [],
    });
  }

  #scopeOf(origin: Origin): Scope {
    return { levels: levelsOf(this.#list, origin), candidates: [origin.values] };
  }

  #table(old: Table, now: Table, origin: Origin, each: Each): void {
    const { prototype } = each;
    if (prototype.type !== "row") return;
    const [oldHead, ...oldRows] = old.children;
    const [head, ...rows] = now.children;
    if (!oldHead || !head) return;
    const columns = columnsOf(prototype.columns, origin.values);
    if (head.children.length !== oldHead.children.length) {
      this.#otherColumns(old, now, each);
      return;
    }
    const [was, is] = [oldHead, head].map(({ children }) => children.map((cell) => textIn(cell)));
    if (was?.join() !== is?.join() && was?.toSorted().join() === is?.toSorted().join()) {
      const question = "Put them into that order in the table in templates/README.md, in all of its three lines.";
      this.#refuse(now, "These columns are in another order", question);
      return;
    }
    for (const [index, column] of columns.entries())
      this.#heading(column, oldHead.children[index], head.children[index], origin);
    this.#titles = head.children.map((cell) => headingText(cell));
    this.#rows(
      oldRows.map((row) => ({
        node: row,
        origin: row.data?.origin,
        cells: row.children.map((cell) => tokensOf(cell.children, "")),
      })),
      rows.map((row) => ({ node: row, cells: row.children.map((cell) => tokensOf(cell.children, this.#source)) })),
      origin,
      each,
      now,
    );
  }

  #heading(column: ShownColumn, old: TableCell | undefined, now: TableCell | undefined, origin: Origin): void {
    if (!old || !now) return;
    const values = column.member === undefined ? origin.values : [...origin.values, column.member];
    const scope = this.#scopeOf(origin);
    const own: Scope =
      column.member === undefined
        ? scope
        : {
            levels: [...scope.levels, this.#memberPlace(column, scope)],
            candidates: [values],
          };
    const [before, after] = [tokensOf(old.children, ""), tokensOf(now.children, this.#source)];
    if (keyOf(before) === keyOf(after)) return;
    const parts = column.column.heading;
    const range = rangeOfStatics(parts);
    if (range) {
      const [first, last] = [now.children[0], now.children.at(-1)];
      const text = first && last ? this.#source.slice(first.position?.start.offset, last.position?.end.offset) : "";
      const splices = [{ ...range, text: escapedBraces(text) }];
      this.#edits.push({ type: "template", line: lineOf(now), splices, heading: undefined, text });
      return;
    }
    const base = readParts(this.#list, parts, before, own);
    const strict = base && readParts(this.#list, parts, after, own);
    const reading = strict ?? (base && readReworded(this.#list, parts, after, own));
    if (!base || !reading || (reading.statics.size > 0 && column.member !== undefined)) {
      this.#refuse(now, "This column's heading is computed", "Edit the template.");
      return;
    }
    const line = lineOf(now);
    const splices = [...reading.statics].flatMap(([{ node }, tokens]): TemplateSplice[] => {
      const [start, end] = [node.position?.start.offset, node.position?.end.offset];
      return start === undefined || end === undefined ? [] : [{ start, end, text: escapedBraces(rawOf(tokens)) }];
    });
    if (splices.length > 0)
      this.#edits.push({ type: "template", line, splices, heading: undefined, text: rawOf(after) });
    const { changes } = differenceOf(this.#list, own.levels, base, reading);
    if (changes.length > 0) {
      this.#edits.push({ type: "changed", line, entry: undefined, section: this.#section, changes, computed: [] });
    } else if (splices.length === 0) {
      this.#refuse(now, "This column's heading is computed", "Edit the record that it is about.");
    }
  }

  #memberPlace({ column, at, member }: ShownColumn, scope: Scope): Place {
    if (!column.repeat) return { type: "computed" };
    return memberAt(placeAt(this.#list, column.repeat, scope.levels), at, member);
  }

  #items(old: Nodes & { type: "list" }, now: Nodes & { type: "list" }, origin: Origin, each: Each): void {
    if (each.prototype.type !== "item") return;
    this.#titles = [];
    this.#rows(
      old.children.map((item) => ({
        node: item,
        origin: item.data?.origin,
        cells: [tokensOf(itemPhrasing(item) ?? [], "")],
      })),
      now.children.map((item) => {
        const own = itemPhrasing(item);
        return { node: item, cells: own ? [tokensOf(own, this.#source)] : [] };
      }),
      origin,
      each,
      now,
    );
  }

  #rows(olds: readonly OldRow[], nows: readonly NowRow[], origin: Origin, each: Each, block: Nodes): void {
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
      if (hasName || hasUrl) return 2 + Number(hasName) + Number(hasUrl) + like;
      return like > 0.7 ? like : 0;
    };
    const oldKeys = olds.map(({ cells }) => key(cells));
    const nowKeys = nows.map(({ cells }) => key(cells));
    // An entry without a URL that has another name has its place, and what its row says else.
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
        this.#edits.push({ type: "moved", line: lineOf(now.node), each, entry, order });
      }
      if (oldKeys[from] !== nowKeys[to]) {
        this.#row(old, now, each);
        if (marksIn(old.node) !== "" && marksIn(now.node) === "") {
          const name = entry ? ` of ${nameOf(entry)}` : "";
          this.#edits.push({ type: "noted", line: lineOf(now.node), what: `the footnote's mark${name} is put back` });
        }
      } else if (marksIn(old.node) !== marksIn(now.node)) {
        const [line, section] = [lineOf(now.node), this.#section];
        const name = markTargets(old.node) === markTargets(now.node) ? MARK_NUMBER : MARK;
        this.#edits.push({ type: "changed", line, entry, section, changes: [], computed: [{ name, text: "" }] });
      }
    }
    const partners = new Map(pairs.map(([from, to]) => [to, from]));
    for (const to of fresh) {
      const row = nows[to];
      const next = [...nows.keys()].slice(to + 1).find((index) => partners.has(index));
      const after = next === undefined ? undefined : olds[partners.get(next) ?? -1]?.origin;
      if (row) this.#newRow(row, origin, each, after && entryOf(after));
    }
    for (const from of gone) {
      const row = olds[from];
      const next = pairs.find(([other]) => other > from);
      const at = next && nows[next[1]];
      if (row?.origin) this.#deletedRow(row, each, at ? lineOf(at.node) : endLineOf(block));
    }
  }

  #row(old: OldRow, now: NowRow, each: Each): void {
    const { origin } = old;
    if (!origin) return;
    const cells = cellsOf(each, origin.values);
    if (now.cells.length > cells.length) {
      this.#refuse(
        now.node,
        `This row has ${now.cells.length} cells, and the table ${cells.length} columns`,
        "GitHub drops what is behind the last column: which cell does it belong to?",
      );
      return;
    }
    if (now.cells.length === 0) {
      this.#refuse(now.node, "This item has more than one paragraph", "Put it into one line.");
      return;
    }
    if (now.cells.flat().some(({ node }) => node?.type === "footnoteReference")) {
      const { kind, file } = entryOf(origin) ?? {};
      const question =
        kind?.noteField === undefined
          ? "Say it in the row itself."
          : `Write what it says as “${kind.noteField}” into ${file}: then mark and note are printed.`;
      this.#refuse(now.node, "“[^…]” is no footnote of this page", question);
      return;
    }
    const readings: ReadCell[] = [];
    for (const [index, own] of cells.entries()) {
      const cell = { ...own, title: this.#titles[index] ?? own.title };
      const [before, after] = [old.cells[index] ?? [], now.cells[index] ?? []];
      if (keyOf(before) === keyOf(after)) continue;
      const scope = this.#cellScope(cell, origin);
      const base = this.#readCell(cell, before, scope);
      const reading = base && this.#readCell(cell, after, scope);
      if (!base || !reading) {
        this.#refuse(
          now.node,
          this.#unread(cell, after),
          `Write it as the other rows are written, such as: ${rawExample(before)}`,
        );
        return;
      }
      readings.push({ levels: scope.levels, base, now: reading, before, after, title: cell.title });
    }
    this.#changedIn(now.node, origin, readings);
  }

  #unread({ title }: CellOf, tokens: readonly Token[]): string {
    const what = title === "" ? "This" : `What stands under “${title}”`;
    return tokens.length === 0 ? `${what} is empty, and cannot be` : `${what} is not written as the template writes it`;
  }

  #changedIn(node: Nodes, origin: Origin, cells: readonly ReadCell[]): void {
    const changes: Change[] = [];
    const computed: Computed[] = [];
    for (const { levels, base, now, before, after, title } of cells) {
      const found = differenceOf(this.#list, levels, base, now);
      changes.push(...found.changes);
      if (found.isComputed || (found.changes.length === 0 && keyOf(before) !== keyOf(after))) {
        if (keyOf(withoutTargets(before)) === keyOf(withoutTargets(after))) {
          this.#edits.push({ type: "noted", line: lineOf(node), what: "the anchor that links lead to is put back" });
          continue;
        }
        const isAnchor = withoutAnchors(keyOf(before)) === withoutAnchors(keyOf(after));
        const text = textOf(after);
        computed.push({ name: isAnchor ? ANCHOR : title || text, text });
      }
    }
    if (changes.length === 0 && computed.length === 0) return;
    const entry = entryOf(origin);
    this.#edits.push({ type: "changed", line: lineOf(node), entry, section: this.#section, changes, computed });
  }

  #cellScope(cell: CellOf, origin: Origin): Scope {
    const scope = this.#scopeOf(origin);
    if (!cell.column?.members) return scope;
    const own = members(cell.column.members, origin.values);
    const member = own[cell.at];
    const place = memberAt(placeAt(this.#list, cell.column.members, scope.levels), cell.at, member);
    return { levels: [...scope.levels, place], candidates: [[...origin.values, member]] };
  }

  #readCell(cell: CellOf, tokens: readonly Token[], scope: Scope): Reading | undefined {
    return cell.column
      ? readCell(this.#list, cell.column.segments, tokens, scope)
      : readParts(this.#list, cell.parts, tokens, scope);
  }

  #newRow(row: NowRow, origin: Origin, each: Each, before: Entry | undefined): void {
    const around = levelsOf(this.#list, origin);
    const levels = [...around, memberRecord(this.#list, each, around, undefined)];
    const text = this.#rawOf(row.node);
    const cells = cellsOf(each, origin.values);
    const isTable = each.prototype.type === "row";
    if (isTable && row.cells.length !== cells.length) {
      const title = cells[row.cells.length]?.title ?? "";
      const few = row.cells.length < cells.length;
      const reason = `This row has ${row.cells.length === 1 ? "one cell" : `${row.cells.length} cells`}, and the table ${cells.length} columns`;
      const choices = few ? this.#choices(cells[row.cells.length], levels) : [];
      const words = choices.length === 0 ? "" : ` ${choices.map((each) => `“${each}”`).join(", ")}`;
      const question = few ? `What belongs under “${title}”?${words}` : "Which cell is one too many?";
      const rows = few ? this.#longerRows(row, choices) : this.#shorterRows(row);
      this.#refuse(row.node, reason, question, text, Math.abs(row.cells.length - cells.length) === 1 ? rows : []);
      return;
    }
    if (row.cells.length === 0) {
      this.#refuse(row.node, "This item has more than one paragraph", "Put it into one line.");
      return;
    }
    const readings: { levels: readonly Place[]; reading: Reading; column: Column | undefined }[] = [];
    for (const [index, cell] of cells.entries()) {
      const tokens = row.cells[index] ?? [];
      const scope: Scope = {
        levels: cell.column?.members
          ? [...levels, memberAt(placeAt(this.#list, cell.column.members, levels), -1, undefined)]
          : levels,
        candidates: [],
      };
      const reading = this.#readCell(cell, tokens, scope);
      if (!reading) {
        this.#refuse(row.node, this.#unread(cell, tokens), "Write it as the rows beside it are written.");
        return;
      }
      readings.push({ levels: scope.levels, reading, column: cell.column });
    }
    const line = lineOf(row.node);
    this.#edits.push({ type: "new", line, each, section: this.#section, levels, readings, before, text });
  }

  /** What may stand in a cell, where its schema or a record lists it. */
  #choices(cell: CellOf | undefined, levels: readonly Place[]): string[] {
    for (const segment of cell?.column?.segments ?? []) {
      const found = choicesIn(this.#list, segment, { levels, candidates: [] });
      if (found.length > 0) return found;
    }
    return [];
  }

  /** With one cell more at the end. */
  #longerRows({ node }: NowRow, choices: readonly string[]): Choice[] {
    const start = this.#rawOf(node).replace(/\s*\|?\s*$/, "");
    return choices.map((label) => ({ value: `${start} | ${label} |`, label }));
  }

  /** With one cell less. */
  #shorterRows({ node }: NowRow): Choice[] {
    const cells = node.children.map((cell) =>
      this.#rawOf(cell)
        .replace(/^\||\|$/g, "")
        .trim(),
    );
    return cells.map((label, index) => ({ value: `| ${cells.toSpliced(index, 1).join(" | ")} |`, label }));
  }

  #deletedRow({ origin, cells }: OldRow, each: Each, line: number): void {
    const entry = origin && entryOf(origin);
    if (!entry || !origin) return;
    const levels = levelsOf(this.#list, origin);
    const text = cells.map(textOf).join(" | ");
    this.#edits.push({ type: "deleted", line, each, section: this.#section, levels, entry, text });
  }

  #deletedBlock(node: RootContent, line: number): void {
    const { origin } = dataOf(node);
    const text = textIn(node);
    if (origin?.block.type === "each") {
      this.#edits.push({
        type: "refused",
        line,
        what: `The whole ${node.type === "table" ? "table" : "list"} under “${this.#section}” is gone`,
        reason: "it is made from records",
        question: "Delete its rows one by one, or the block in templates/README.md.",
        text: "",
      });
      return;
    }
    if (origin && origin.eaches.length > 0) {
      const fields = origin.block.type === "field-block" ? [origin.block.field] : [];
      const levels = levelsOf(this.#list, origin);
      const changes = fields.flatMap((field): Change[] => {
        const place = placeAt(this.#list, field.ref, levels);
        const old: Shown = { type: "tokens", tokens: node.type === "paragraph" ? tokensOf(node.children, "") : [] };
        return place.type === "value" ? [{ type: "field", place, field, old, now: undefined }] : [];
      });
      if (changes.length > 0) {
        this.#edits.push({
          type: "changed",
          line,
          entry: entryOf(origin),
          section: this.#section,
          changes,
          computed: [],
        });
        return;
      }
    }
    const range = this.#templateRange(node);
    if (!range) {
      const what = `“${text.slice(0, 60)}” is gone`;
      const reason = "the template prints it once an entry";
      this.#edits.push({
        type: "refused",
        line,
        what,
        reason,
        question: "Edit templates/README.md, or delete the entry.",
        text: "",
      });
      return;
    }
    const { start, end } = range;
    // With the empty line behind it.
    const behind = /^\n\n?/.exec(this.#base.template.slice(end))?.[0].length ?? 0;
    const heading = node.type === "heading" ? { old: headingText(node), now: "" } : undefined;
    const splices = [{ start, end: end + behind, text: "" }];
    this.#edits.push({ type: "template", line, splices, heading, text, isGone: true });
  }

  /** Blocks that the template does not make, in front of one that it makes. */
  #inserted(indexes: readonly number[], next: number | undefined): void {
    const nodes = indexes.flatMap((index) => this.#now[index] ?? []);
    const [first] = nodes;
    const last = nodes.at(-1);
    if (!first || !last) return;
    const start = first.position?.start.offset ?? 0;
    const text = this.#source.slice(start, last.position?.end.offset ?? start);
    const table = nodes.find((node) => node.type === "table");
    const list = nodes.find(
      (node) => node.type === "list" && node.children.some((item) => /^\[|\]\(/.test(this.#rawOf(item).slice(2))),
    );
    const heading = nodes.find((node) => node.type === "heading");
    if (table || (heading && list)) {
      const what = heading ? `a new section “${headingText(heading)}”` : `a new ${table ? "table" : "list"}`;
      this.#edits.push({
        type: "refused",
        line: lineOf(first),
        what,
        reason: "its rows would need records, and the template a block that prints them",
        question: "This makes room for it:",
        text,
        patch: { each: this.#eachBefore(next), columns: [], heading: heading && headingText(heading), table },
      });
      return;
    }
    if (nodes.some(({ type }) => type === "footnoteDefinition")) {
      this.#refuse(
        first,
        "A note is a record's own",
        "Write it into the record that it is about: its mark follows.",
        text,
      );
      return;
    }
    if (/^\s*\|.*\|/m.test(text)) {
      const hasDashes = /^\s*\|\s*:?-+:?\s*\|/m.test(text);
      const reason = hasDashes
        ? "This is no table: the line of dashes has another number of cells than the one above it"
        : "These rows stand outside of a table";
      const question = hasDashes
        ? "Give both as many."
        : "Take out what divides the table above them, such as an empty line.";
      this.#refuse(first, reason, question, text);
      return;
    }
    const place = this.#insertionPoint(next);
    if (place === undefined) {
      this.#refuse(
        first,
        "The template prints this part once an entry",
        "Put it into templates/README.md, or into a record.",
        text,
      );
      return;
    }
    const splice = {
      start: place.at,
      end: place.at,
      text: place.isBehind ? `\n\n${escapedBraces(text)}` : `${escapedBraces(text)}\n\n`,
    };
    this.#edits.push({ type: "template", line: lineOf(first), splices: [splice], heading: undefined, text });
  }

  /** The block of records that is gone there, such as a list that was made a table. */
  #eachBefore(next: number | undefined): Each | undefined {
    const { origin }: Data = this.#old[(next ?? this.#old.length) - 1]?.data ?? {};
    return origin?.block.type === "each" ? origin.block : undefined;
  }

  /** Where in the template something stands that comes in front of a block of the page. */
  #insertionPoint(next: number | undefined): { at: number; isBehind: boolean } | undefined {
    const before = this.#old[(next ?? this.#old.length) - 1];
    const after = next === undefined ? undefined : this.#old[next];
    const end = before && this.#templateRange(before)?.end;
    if (end !== undefined) return { at: end, isBehind: true };
    const start = after && this.#templateRange(after)?.start;
    return start === undefined ? undefined : { at: start, isBehind: false };
  }

  #templateRange(node: RootContent): { start: number; end: number } | undefined {
    const { origin, entry } = dataOf(node);
    if (origin ? origin.eaches.length > 0 : entry) return undefined;
    if (origin?.block.type === "each") {
      const { range, prototype } = origin.block;
      const position =
        prototype.type === "row"
          ? prototype.table.position
          : prototype.type === "item"
            ? prototype.list.position
            : undefined;
      return position && { start: range.start.offset, end: position.end.offset ?? range.end.offset };
    }
    const position = node.position ?? (origin && rangeOf(origin));
    const [start, end] = [position?.start.offset, position?.end.offset];
    return start === undefined || end === undefined ? undefined : { start, end };
  }

  #otherColumns(old: Table, now: Table, each: Each): void {
    const [before, after] = [old, now].map((table) => table.children[0]?.children.map((cell) => textIn(cell)) ?? []);
    const added = (after ?? []).filter((title) => !before?.includes(title));
    const gone = (before ?? []).filter((title) => !after?.includes(title));
    const isMore = added.length > 0;
    this.#edits.push({
      type: "refused",
      line: lineOf(now),
      what: isMore ? `a new column “${added.join("”, “")}”` : `without the column “${gone.join("”, “")}”`,
      reason: isMore ? "no field holds it" : "a column is the template's, and its fields stay in the records",
      question: isMore ? "This makes room for it:" : "Take the column out of the table in templates/README.md.",
      text: this.#rawOf(now),
      ...(isMore ? { patch: { each, columns: added, heading: undefined, table: now } } : {}),
    });
  }

  #refuse(node: Nodes, reason: string, question: string, text = this.#rawOf(node), rows: Choice[] = []): void {
    this.#edits.push({
      type: "refused",
      line: lineOf(node),
      what: `“${(textIn(node).trim() || text).split("\n")[0]?.slice(0, 60)}”`,
      reason: lowerFirst(reason),
      question,
      text,
      ...(rows.length === 0 ? {} : { rows }),
    });
  }

  #rawOf({ position }: Nodes): string {
    return this.#source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
  }
}

/** The group without which the parts are printed so, such as one of two links behind a table. */
function groupLess(parts: readonly Part[], values: Values, key: string): Group | undefined {
  return parts
    .filter((part) => part.type === "group")
    .find((group) => {
      const rest = parts.filter((part) => part !== group);
      return rest.length > 0 && keyOf(tokensOf(fillParts(rest, values), "")) === key;
    });
}

/** The template's, of a block that is one pair of braces. */
function rangeOf({ block }: Origin): { start: { offset: number }; end: { offset: number } } | undefined {
  if (block.type === "field-block") return block.field.range;
  const [only] = block.type === "prose" ? block.parts : [];
  return only?.type === "group" || only?.type === "field" ? only.range : undefined;
}

/** The template's, of parts without a field. */
function rangeOfStatics(parts: readonly Part[]): { start: number; end: number } | undefined {
  const nodes = parts.flatMap((part) => (part.type === "static" ? [part.node] : []));
  const [start, end] = [nodes[0]?.position?.start.offset, nodes.at(-1)?.position?.end.offset];
  return nodes.length === parts.length && start !== undefined && end !== undefined ? { start, end } : undefined;
}

/** Is it the heading of a section that is repeated, and is this section the record's? */
function isSectionOf(node: RootContent, entry: Entry): boolean {
  return node.type === "heading" && dataOf(node).entry === entry;
}

interface ReadCell {
  levels: readonly Place[];
  base: Reading;
  now: Reading;
  before: readonly Token[];
  after: readonly Token[];
  title: string;
}

const MARK_NUMBER = "a mark's number";

function escapedBraces(text: string): string {
  return text.replace(/[{}]/g, "\\$&");
}

/** Without what is the same at both ends. */
function minimal({ start, end, text }: TemplateSplice, own: string): TemplateSplice {
  let head = 0;
  while (head < own.length && head < text.length && own[head] === text[head]) head++;
  let tail = 0;
  while (tail < own.length - head && tail < text.length - head && own.at(-1 - tail) === text.at(-1 - tail)) tail++;
  return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) };
}

function rawExample(tokens: readonly Token[]): string {
  return tokens
    .map((token) => (isBreak(token) ? "<br>" : textOf([token])))
    .join("")
    .slice(0, 60);
}
