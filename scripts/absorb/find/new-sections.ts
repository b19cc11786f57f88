// Rows and sections that somebody added where the page has none of their kind → new records.
import type { RootContent } from "mdast";
import type { Entry } from "../../record/entry.ts";
import { fileOf, type Kind, withArticle } from "../../record/kinds.ts";
import type { Origin } from "../../template/nodes.ts";
import type { Block, Each } from "../../template/prototype.ts";
import { Item } from "../../template/values.ts";
import { kebab } from "../../text/kebab.ts";
import type { FreshPart } from "../edit.ts";
import { placeAt } from "../record-place.ts";
import { blockKey, dataOf, headingIn, headingText, lineOf, phrasing, rangeOf } from "./blocks.ts";
import { type Around, entryIn, newLevels } from "./cells.ts";
import type { Comparison } from "./comparison.ts";
import { newReading, type Reading, readParts, shownIn } from "./read-backwards.ts";
import { newRows } from "./rows.ts";
import { shownText } from "./shown-text.ts";
import { tokensOf } from "./tokens.ts";

/**
 * Rows or items where the template has room for some, and no record made any: below a heading, or in a section whose record
 * had none.
 *
 * @param next - the block of the old page in front of which they stand
 * @returns whether the nodes are such
 */
export function findFirstRows(comparison: Comparison, nodes: readonly RootContent[], next: number): boolean {
  const { old, edits } = comparison;
  const origins = old.flatMap((node) => dataOf(node).origin ?? []);
  const heading = unprintedHeading(comparison, nodes[0], next);
  const rows = heading ? nodes.slice(1) : nodes;
  const origin = heading ? undefined : dataOf(old[next - 1] ?? { type: "root", children: [] }).origin;
  const each = origin?.eaches.at(-1);
  const around = origin && each ? origin : { values: origins[0]?.values.slice(0, 1) ?? [], eaches: [] };
  const blocks = each?.prototype.type === "section" ? each.prototype.blocks : [];
  const free = (each ? blocks : blocksUnder(comparison, heading, next)).filter(
    (block) =>
      block.type === "each" &&
      !origins.some((other) => other.block === block && other.values.at(-1) === around.values.at(-1)),
  );
  const section = heading ? headingText(heading) : comparison.sectionOf(next - 1);
  const found = edits.length;
  const areRows = (node: RootContent): boolean => {
    if (node.type !== "table" && node.type !== "list") return false;
    // A list without links may be the template's own.
    if (!each && node.type === "list" && !comparison.rawOf(node).includes("](")) return false;
    const type = node.type === "table" ? "row" : "item";
    const block = free.filter((other) => other.type === "each").find((other) => other.prototype.type === type);
    return block !== undefined && newRows(comparison, node, { ...around, block }, section);
  };
  const end = rows.findIndex(({ type }) => type === "heading");
  const read = rows.slice(0, end === -1 ? undefined : end).filter(areRows);
  if (read.length > 0 && read.length === rows.length) return true;
  const isRead = edits.splice(found).some(({ type }) => type === "new");
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (!isRead || !first) return false;
  // The template would get the rows as its own words, and records none.
  const question = "Write the rows alone; once they are carried, the text.";
  const text = comparison.rawOf(first, last);
  comparison.refuse(first, "rows that become records stand beside text", question, { text });
  return true;
}

/**
 * A heading of the template is not printed as long as nothing stands under it.
 *
 * @param next - the block of the old page in front of which it stands now, and would be printed
 */
export function unprintedHeading(
  comparison: Comparison,
  node: RootContent | undefined,
  next: number,
): RootContent | undefined {
  const { base, old, source } = comparison;
  if (node?.type !== "heading") return undefined;
  const key = blockKey(node, source);
  const rangeIn = (block: RootContent): { start: number; end: number } | undefined => {
    const { start, end } = dataOf(block).origin?.eaches[0]?.range ?? {};
    return start && end ? { start: start.offset, end: end.offset } : comparison.templateRange(block);
  };
  const [before] = old
    .slice(0, next)
    .reverse()
    .flatMap((block) => rangeIn(block) ?? []);
  const [after] = old.slice(next).flatMap((block) => rangeIn(block) ?? []);
  const [from, to] = [before?.end ?? 0, after?.start ?? base.template.length];
  return base.parsed.blocks
    .flatMap((block) => (block.type === "block" && headingIn(block)) || [])
    .find((heading) => {
      const range = rangeOf(heading);
      return range && from <= range.start && range.end <= to && blockKey(heading, "") === key;
    });
}

/** The template's blocks between a heading, or that above a block of the old page, and the next one. */
function blocksUnder(comparison: Comparison, heading: RootContent | undefined, next: number): Block[] {
  const { old, base } = comparison;
  const above = heading ?? old.slice(0, next).findLast(({ type }) => type === "heading");
  const start = above ? comparison.templateRange(above)?.end : 0;
  if (start === undefined) return [];
  const startOf = (block: Block): number =>
    block.type === "each" ? block.range.start.offset : "node" in block ? (rangeOf(block.node)?.start ?? 0) : 0;
  const below = base.parsed.blocks.filter((block) => startOf(block) >= start);
  const end = below.findIndex(
    (block) => headingIn(block) || (block.type === "each" && block.prototype.type === "section"),
  );
  // Notes are their records' own.
  return below
    .slice(0, end === -1 ? undefined : end)
    .filter((block) => block.type !== "each" || block.path[0] !== "notes");
}

/**
 * @param nodes - new ones, one after the other
 * @param next - the block of the old page in front of which they stand
 * @returns whether they are sections of records, even if these cannot be read
 */
export function findNewSections(comparison: Comparison, nodes: readonly RootContent[], next: number): boolean {
  const [first, end] = [nodes[0], nodes.at(-1)];
  const [before, after] = [comparison.old.slice(0, next), comparison.old[next]];
  // Without a field, a block of a section knows only its record.
  const last = before.findLast((node) => dataOf(node).origin || !dataOf(node).entry);
  const beside = [last, after].flatMap((node) => (node && dataOf(node).origin) ?? []);
  const isBetween = beside.length === 2 && beside.every(({ eaches }) => eaches.length > 0);
  const hasRows = nodes.some(({ type }) => type === "table" || type === "list");
  const found = comparison.edits.length;
  let kind: Kind | undefined;
  for (const origin of hasRows || isBetween ? beside : []) {
    const level = origin.eaches.findIndex((each) => depthOf(each) === depthOfFirst(nodes));
    const each = origin.eaches[level];
    if (!each) continue;
    const [values, eaches] = [origin.values.slice(0, level + 1), origin.eaches.slice(0, level)];
    const following = entryIn(after && dataOf(after).origin?.values[level + 1]);
    if (readSections(comparison, { block: each, values, eaches, before: following }, nodes)) return true;
    comparison.edits.splice(found);
    kind ??= entryIn(origin.values[level + 1])?.kind;
  }
  if (!isBetween || !kind || !first) return false;
  const text = comparison.rawOf(first, end);
  const reason = `this is no section of ${withArticle(kind.noun)} as the template writes them`;
  const how = `Write it as the sections beside it are written, or add it with: npm run new ${kind.name}`;
  comparison.refuse(first, reason, how, { text });
  return true;
}

function depthOfFirst([node]: readonly RootContent[]): number | undefined {
  return node?.type === "heading" ? node.depth : undefined;
}

/** Of the heading of its sections. */
function depthOf({ prototype }: Each): number | undefined {
  const [first] = prototype.type === "section" ? prototype.blocks : [];
  return first?.type === "prose" ? depthOfFirst([first.node].filter((node) => node.type === "heading")) : undefined;
}

function readSections(comparison: Comparison, around: Around, nodes: readonly RootContent[]): boolean {
  const depth = depthOf(around.block);
  const starts = [...nodes.keys()].filter((index) => depthOfFirst(nodes.slice(index)) === depth);
  const sections = starts.map((start, index) => nodes.slice(start, starts[index + 1]));
  return starts[0] === 0 && sections.every((section) => readSection(comparison, around, section));
}

/** @returns whether the section's blocks, or some of them, could have made the nodes */
function readSection(comparison: Comparison, around: Around, nodes: readonly RootContent[]): boolean {
  const { list, source } = comparison;
  const { block: each, before } = around;
  const levels = newLevels(list, around);
  const place = levels.at(-1);
  const [heading] = nodes;
  if (each.prototype.type !== "section" || place?.type !== "record" || !place.holder.kind || !heading) return false;
  const { kind } = place.holder;
  const { blocks } = each.prototype;
  const section = headingText(heading);
  const readings: FreshPart[] = [];
  const shown: RootContent[] = [];
  /** Reads what stands under it, below the record that is to be made. */
  const below: ((own: Origin) => boolean)[] = [];
  const read = (node: RootContent, block: Block): Reading | undefined =>
    block.type === "prose" && block.node.type === node.type
      ? readParts(list, block.parts, tokensOf(phrasing(node), source), { levels, candidates: [] })
      : undefined;
  let left = nodes;
  for (const [index, block] of blocks.entries()) {
    const [node] = left;
    if (!node) break;
    if (block.type === "each") {
      const { type } = block.prototype;
      const inner = left;
      if (type === "section" && depthOfFirst(left) === depthOf(block)) {
        below.push((own) => readSections(comparison, { ...own, block }, inner));
        left = [];
      } else if ((type === "row" && node.type === "table") || (type === "item" && node.type === "list")) {
        below.push((own) => newRows(comparison, node, { ...own, block }, section));
        left = left.slice(1);
      }
      continue;
    }
    let reading = read(node, block);
    const isFree = block.type === "field-block" && !blocks.slice(index).some((next) => read(node, next));
    if (isFree && node.type === "paragraph") reading = newReading([block.field, shownIn(node.children, source)]);
    if (reading) readings.push({ levels, reading });
    else if (block.type !== "block" || blockKey(node, source) !== blockKey(block.node, "")) continue;
    shown.push(node);
    left = left.slice(1);
  }
  const named = readings
    .flatMap(({ reading }) => [...reading.fields])
    .find(([{ ref }]) => {
      const field = placeAt(list, ref, levels);
      return field.type === "value" && field.path.length === 1 && field.path[0] === kind.nameField;
    });
  if (left.length > 0 || !named) return false;

  const name = shownText(named[1]);
  const id = kebab(name);
  // What stands under it refers to the record that is to be made.
  const entry: Entry = { kind, id, file: fileOf(kind, id), source: "", data: { [kind.nameField]: name } };
  const own: Origin = {
    block: each,
    values: [...around.values, new Item(entry, [])],
    eaches: [...around.eaches, each],
  };
  comparison.edits.push({
    ...{ type: "new", line: lineOf(heading), each, section, levels, readings, before },
    keys: shown.map((node) => blockKey(node, source)),
    text: shown.map((node) => comparison.rawOf(node)).join("\n\n"),
  });
  return below.every((readBelow) => readBelow(own));
}
