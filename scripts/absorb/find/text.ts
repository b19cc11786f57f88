// Headings, paragraphs and other blocks that were changed, added or deleted on the page → edits of the template, or of a field.

import type { ListItem, RootContent } from "mdast";
import { fillParts, type Values } from "../../template/fill.ts";
import type { Origin } from "../../template/nodes.ts";
import type { Field, Group, Part } from "../../template/prototype.ts";
import type { Edit as TextEdit } from "../../text/diagnostic.ts";
import { trimmed } from "../../text/edits.ts";
import type { Refused } from "../edit.ts";
import { levelsOf, placeAt } from "../record-place.ts";
import { blockKey, dataOf, headingText, lineOf, phrasing, rangeOf, textIn } from "./blocks.ts";
import { entryOf } from "./cells.ts";
import { changedIn, differenceOf } from "./changed-fields.ts";
import { type Comparison, escapedBraces, rewordedStatics } from "./comparison.ts";
import { findFirstRows, findNewSections, unprintedHeading } from "./new-sections.ts";
import { readBoth, shownIn } from "./read-backwards.ts";
import { keyOf, rawOf, tokensOf } from "./tokens.ts";

/** Compares a block of the template that has no field. */
export function compareStatic(comparison: Comparison, old: RootContent, now: RootContent): void {
  const range = comparison.templateRange(old);
  if (!range) {
    comparison.refuse(now, "the template prints this text once an entry", "Edit templates/README.md.");
    return;
  }
  const own = comparison.base.template.slice(range.start, range.end);
  const [before, after] = [headingText(old), headingText(now)];
  const heading = old.type === "heading" && before !== after ? { old: before, now: after } : undefined;
  const text = comparison.rawOf(now);
  comparison.reworded(now, [trimmed({ ...range, text: escapedBraces(text) }, own)], text, { heading });
}

/** Compares a paragraph or heading with fields that is not repeated. */
export function compareProse(
  comparison: Comparison,
  parts: readonly Part[],
  old: RootContent,
  now: RootContent,
  origin: Origin,
): void {
  const { list, source } = comparison;
  const { levels, candidates } = comparison.scopeOf(origin);
  const [before, after] = [tokensOf(phrasing(old), ""), tokensOf(phrasing(now), source)];
  if (keyOf(before) === keyOf(after)) return;
  const isRepeated = origin.eaches.length > 0;
  const gone = isRepeated ? undefined : groupLess(parts, origin.values, keyOf(after));
  if (gone) {
    const [start, end] = [gone.range.start.offset, gone.range.end.offset];
    const text = comparison.base.template.slice(start, end);
    comparison.reworded(now, [{ start, end, text: "" }], text, { isGone: true });
    return;
  }
  const found = readBoth(list, parts, before, after, { levels, candidates });
  const isReworded = found !== undefined && found.now.statics.size > 0;
  if (!found || (isReworded && isRepeated)) {
    const reason = "this cannot be told apart into what records and template say";
    comparison.refuse(now, reason, "Edit the record or the template.");
  } else if (isReworded) {
    const splices = rewordedStatics(found.now);
    if (splices.length > 0) comparison.reworded(now, splices, rawOf(after));
    comparison.changed(lineOf(now), entryOf(origin), differenceOf(list, levels, found.base, found.now).changes);
  } else changedIn(comparison, now, origin, [{ levels, ...found, before, after, title: "" }]);
}

export function compareFieldBlock(
  comparison: Comparison,
  field: Field,
  origin: Origin,
  old: RootContent,
  now: RootContent,
): void {
  const place = placeAt(comparison.list, field.ref, levelsOf(comparison.list, origin));
  if (place.type !== "value") {
    comparison.refuse(now, "this is made from records", "Edit the records that it shows.");
  } else if (old.type !== "paragraph" || now.type !== "paragraph") {
    comparison.refuse(now, "this block is made from a record's Markdown", "Edit the record.");
  } else {
    const shown = { old: shownIn(old.children, ""), now: shownIn(now.children, comparison.source) };
    comparison.changed(lineOf(now), entryOf(origin), [{ type: "field", place, field, ...shown }]);
  }
}

/**
 * Adds new blocks to the template.
 *
 * @param next - the block of the old page in front of which they stand
 */
export function insertedBlocks(comparison: Comparison, blocks: readonly RootContent[], next: number): void {
  const nodes = blocks.filter((node) => !comparison.notes.has(node));
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (!first || !last) return;
  if (findFirstRows(comparison, nodes, next) || findNewSections(comparison, nodes, next)) return;
  const text = comparison.rawOf(first, last);
  const refuse = (reason: string, question: string, more: Partial<Refused> = {}): void =>
    comparison.refuse(first, reason, question, { text, ...more });
  const own = unprintedHeading(comparison, first, next);
  const under = own ? nodes.slice(1) : nodes;
  const found = under.find((node) => node.type === "heading");
  if (own && (found || !under[0])) {
    const reason = "the template prints this heading itself, above what stands below it";
    refuse(reason, "Write something below it, and no other heading; the rest once this is carried.");
    return;
  }
  const end = own && rangeOf(own)?.end;
  const below = under[0] && escapedBraces(comparison.rawOf(under[0], last));
  const splice =
    end === undefined ? insertion(comparison, next, escapedBraces(text)) : { start: end, end, text: `\n\n${below}` };
  const table = nodes.find((node) => node.type === "table");
  const isLinked = (item: ListItem): boolean => /^\[|\]\(/.test(comparison.rawOf(item).slice(2));
  const linked = nodes.filter((node) => node.type === "list" && node.children.some(isLinked));
  const heading = found && headingText(found);
  if (table || (found && linked.length > 0)) {
    const what = found ? `a new section “${heading}”` : "a new table";
    // A list of records that stood there before may be one that somebody made a table.
    const { block } = dataOf(comparison.old[next - 1] ?? first).origin ?? {};
    const each = block?.type === "each" && block.prototype.type === "item" ? block : undefined;
    const isPart = (node: RootContent): boolean => ["table", "heading"].includes(node.type) || linked.includes(node);
    const [rows, ...others] = nodes.slice(1).filter(isPart);
    const one = found === first && rows && others.length === 0 ? rows : undefined;
    const { template } = comparison.base;
    const section = heading !== undefined && {
      section: { heading, template, splice: one && splice, rows: one ? escapedBraces(comparison.rawOf(one)) : "" },
    };
    const patch = { each, columns: [], table, ...section };
    const reason = "its rows would need records, and the template a block that prints them";
    refuse(reason, "This makes room for it:", { what, patch });
  } else if (nodes.some(({ type }) => type === "footnoteDefinition")) {
    refuse("a note is a record's own", "Write it into the record that it is about: its mark follows.");
  } else if (/^\s*\|\s*:?-+:?\s*\|/m.test(text)) {
    const reason = "this is no table: the line of dashes has another number of cells than the one above it";
    refuse(reason, "Give both as many.");
  } else if (/^\s*\|.*\|/m.test(text)) {
    const question = "Take out what divides the table above them, such as an empty line.";
    refuse("these rows stand outside of a table", question);
  } else if (!splice) {
    const question = "Put it into templates/README.md, or into a record.";
    refuse("the template prints this part once an entry", question);
  } else comparison.reworded(first, [splice], text);
}

/** @returns an edit of the template that puts a text in front of a block of the old page, if it has a place there */
export function insertion(comparison: Comparison, next: number, text: string): TextEdit | undefined {
  const [before, after] = [comparison.old[next - 1], comparison.old[next]];
  const end = before && comparison.templateRange(before)?.end;
  if (end !== undefined) return { start: end, end, text: `\n\n${text}` };
  const start = after && comparison.templateRange(after)?.start;
  return start === undefined ? undefined : { start, end: start, text: `${text}\n\n` };
}

export function deletedBlock(comparison: Comparison, node: RootContent, line: number): void {
  const { list, section } = comparison;
  const { origin } = dataOf(node);
  const text = textIn(node);
  if (origin?.block.type === "each") {
    const rows = "children" in node ? node.children.map(dataOf).filter((row) => row.origin) : [];
    const [row, ...others] = rows;
    if (row?.origin && row.entry && others.length === 0) {
      const [each, levels] = [origin.block, levelsOf(list, row.origin)];
      comparison.edits.push({ type: "deleted", line, each, section, levels, entry: row.entry, text });
      return;
    }
    const what = `the whole ${node.type === "table" ? "table" : "list"} under “${section}” deleted`;
    const question = "Delete its rows one by one, or the block in templates/README.md.";
    comparison.refuse(node, "it is made from records", question, { line, what, text: "" });
    return;
  }
  if (origin?.block.type === "field-block" && origin.eaches.length > 0) {
    const { field } = origin.block;
    const place = placeAt(list, field.ref, levelsOf(list, origin));
    if (place.type === "value") {
      const old = shownIn(phrasing(node), "");
      comparison.changed(line, entryOf(origin), [{ type: "field", place, field, old, now: undefined }]);
      return;
    }
  }
  const range = comparison.templateRange(node);
  if (!range) {
    const what = `“${text.slice(0, 60)}” deleted`;
    const question = "Edit templates/README.md, or delete the entry.";
    const more = { line, what, text: "", gone: blockKey(node, "") };
    comparison.refuse(node, "the template prints it once an entry", question, more);
    return;
  }
  const { start, end } = range;
  // With the empty line behind it.
  const behind = /^\n\n?/.exec(comparison.base.template.slice(end))?.[0].length ?? 0;
  const heading = node.type === "heading" ? { old: headingText(node), now: "" } : undefined;
  comparison.reworded(node, [{ start, end: end + behind, text: "" }], text, { line, heading, isGone: true });
}

export function deletedSection(comparison: Comparison, heading: RootContent, line: number): void {
  const entry = dataOf(heading).origin && dataOf(heading).entry;
  const what = `the whole section “${headingText(heading)}” deleted`;
  const question = `Delete ${entry ? `${entry.file}, or the section` : "its rows one by one, or the section"} in templates/README.md.`;
  const more = { line, what, text: "", gone: blockKey(heading, ""), ...(entry && { entry }) };
  comparison.refuse(heading, "it is made from records", question, more);
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
