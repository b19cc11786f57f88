// Headings, paragraphs and other blocks that were changed, added or deleted on the page → edits of the template, or of a field.

import type { Data, Nodes, PhrasingContent, RootContent } from "mdast";
import { fillParts, type Values } from "../template/fill.ts";
import type { Origin } from "../template/nodes.ts";
import type { Each, Field, Group, Part } from "../template/prototype.ts";
import { trimmed } from "../text/edits.ts";
import { blockKey, dataOf, headingText, lineOf, textIn } from "./blocks.ts";
import { type Comparison, escapedBraces, rewordedStatics } from "./comparison.ts";
import { differenceOf } from "./difference.ts";
import type { Change } from "./edit.ts";
import { changedIn } from "./find-in-fields.ts";
import { findFirstRows, findNewSections } from "./find-new-sections.ts";
import { readParts, type Shown } from "./read.ts";
import { levelsOf, placeAt } from "./record-place.ts";
import { entryOf } from "./rows.ts";
import { keyOf, rawOf, tokensOf } from "./tokens.ts";

/** Compares a block of the template that has no field. */
export function compareStatic(comparison: Comparison, old: RootContent, now: RootContent): void {
  const range = old.position;
  if (!range || old.data?.entry) {
    comparison.refuse(now, "The template prints this text once an entry", "Edit templates/README.md.");
    return;
  }
  const [start, end] = [range.start.offset ?? 0, range.end.offset ?? 0];
  const own = comparison.base.template.slice(start, end);
  const text = comparison.rawOf(now);
  const [before, after] = [headingText(old), headingText(now)];
  const heading = old.type === "heading" && before !== after ? { old: before, now: after } : undefined;
  const splice = trimmed({ start, end, text: escapedBraces(text) }, own);
  comparison.edits.push({ type: "template", line: lineOf(now), splices: [splice], heading, text });
}

/** Compares a paragraph or heading with fields that is not repeated. */
export function compareProse(
  comparison: Comparison,
  parts: readonly Part[],
  old: readonly PhrasingContent[],
  now: readonly PhrasingContent[],
  origin: Origin,
  node: Nodes,
): void {
  const scope = comparison.scopeOf(origin);
  const [before, after] = [tokensOf(old, ""), tokensOf(now, comparison.source)];
  if (keyOf(before) === keyOf(after)) return;
  const gone = origin.eaches.length === 0 ? groupLess(parts, origin.values, keyOf(after)) : undefined;
  if (gone) {
    const [start, end] = [gone.range.start.offset, gone.range.end.offset];
    const text = comparison.base.template.slice(start, end);
    const splices = [{ start, end, text: "" }];
    comparison.edits.push({ type: "template", line: lineOf(node), splices, text, isGone: true });
    return;
  }
  const base = readParts(comparison.list, parts, before, scope);
  const strict = base && readParts(comparison.list, parts, after, scope);
  if (base && strict) {
    changedIn(comparison, node, origin, [{ levels: scope.levels, base, now: strict, before, after, title: "" }]);
    return;
  }
  const reworded = base && readParts(comparison.list, parts, after, scope, true);
  if (!base || !reworded || origin.eaches.length > 0) {
    comparison.refuse(
      node,
      "This cannot be told apart into what records and template say",
      "Edit the record or the template.",
    );
    return;
  }
  const splices = rewordedStatics(reworded);
  const { changes } = differenceOf(comparison.list, scope.levels, base, reworded);
  const line = lineOf(node);
  const text = rawOf(after);
  if (splices.length > 0) comparison.edits.push({ type: "template", line, splices, text });
  comparison.changed(line, entryOf(origin), changes);
}

export function compareFieldBlock(
  comparison: Comparison,
  field: Field,
  origin: Origin,
  old: RootContent,
  now: RootContent,
): void {
  const scope = comparison.scopeOf(origin);
  const place = placeAt(comparison.list, field.ref, scope.levels);
  if (place.type !== "value" || old.type !== "paragraph" || now.type !== "paragraph") {
    const isComputed = place.type !== "value";
    const reason = isComputed ? "This is made from records" : "This block is made from a record's Markdown";
    comparison.refuse(now, reason, isComputed ? "Edit the records that it shows." : "Edit the record.");
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
    now: shown(now.children, comparison.source),
  };
  comparison.changed(lineOf(now), entryOf(origin), [change]);
}

/** Adds new blocks to the template, in front of the block that follows them. */
export function insertedBlocks(comparison: Comparison, indexes: readonly number[], next: number | undefined): void {
  const nodes = indexes.flatMap((index) => comparison.now[index] ?? []).filter((node) => !comparison.notes.has(node));
  const [first] = nodes;
  const last = nodes.at(-1);
  if (!first || !last) return;
  const at = next ?? comparison.old.length;
  if (findFirstRows(comparison, nodes, at) || findNewSections(comparison, nodes, at)) return;
  const start = first.position?.start.offset ?? 0;
  const text = comparison.source.slice(start, last.position?.end.offset ?? start);
  const table = nodes.find((node) => node.type === "table");
  const list = nodes.find(
    (node) => node.type === "list" && node.children.some((item) => /^\[|\]\(/.test(comparison.rawOf(item).slice(2))),
  );
  const heading = nodes.find((node) => node.type === "heading");
  if (table || (heading && list)) {
    const what = heading ? `a new section “${headingText(heading)}”` : `a new ${table ? "table" : "list"}`;
    const reason = "its rows would need records, and the template a block that prints them";
    const patch = { each: eachBefore(comparison, next), columns: [], heading: heading && headingText(heading), table };
    comparison.refuse(first, reason, "This makes room for it:", { what, text, patch });
    return;
  }
  if (nodes.some(({ type }) => type === "footnoteDefinition")) {
    comparison.refuse(
      first,
      "A note is a record's own",
      "Write it into the record that it is about: its mark follows.",
      { text },
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
    comparison.refuse(first, reason, question, { text });
    return;
  }
  const place = insertionPoint(comparison, next);
  if (place === undefined) {
    comparison.refuse(
      first,
      "The template prints this part once an entry",
      "Put it into templates/README.md, or into a record.",
      { text },
    );
    return;
  }
  const splice = {
    start: place.at,
    end: place.at,
    text: place.isBehind ? `\n\n${escapedBraces(text)}` : `${escapedBraces(text)}\n\n`,
  };
  comparison.edits.push({ type: "template", line: lineOf(first), splices: [splice], text });
}

/** The block of records that stood there before, such as a list that somebody made a table. */
function eachBefore(comparison: Comparison, next: number | undefined): Each | undefined {
  const { origin }: Data = comparison.old[(next ?? comparison.old.length) - 1]?.data ?? {};
  return origin?.block.type === "each" ? origin.block : undefined;
}

/** Where in the template to insert what is to stand in front of a block of the page. */
export function insertionPoint(
  comparison: Comparison,
  next: number | undefined,
): { at: number; isBehind: boolean } | undefined {
  const before = comparison.old[(next ?? comparison.old.length) - 1];
  const after = next === undefined ? undefined : comparison.old[next];
  const end = before && comparison.templateRange(before)?.end;
  if (end !== undefined) return { at: end, isBehind: true };
  const start = after && comparison.templateRange(after)?.start;
  return start === undefined ? undefined : { at: start, isBehind: false };
}

export function deletedBlock(comparison: Comparison, node: RootContent, line: number): void {
  const { origin } = dataOf(node);
  const text = textIn(node);
  if (origin?.block.type === "each") {
    const rows = "children" in node ? node.children.filter((row) => dataOf(row).origin) : [];
    const [row, ...others] = rows.map((row) => dataOf(row));
    if (row?.origin && row.entry && others.length === 0) {
      const [each, levels, section] = [origin.block, levelsOf(comparison.list, row.origin), comparison.section];
      comparison.edits.push({ type: "deleted", line, each, section, levels, entry: row.entry, text });
      return;
    }
    const what = `the whole ${node.type === "table" ? "table" : "list"} under “${comparison.section}” deleted`;
    const question = "Delete its rows one by one, or the block in templates/README.md.";
    comparison.refuse(node, "it is made from records", question, { line, what, text: "" });
    return;
  }
  if (origin && origin.eaches.length > 0) {
    const fields = origin.block.type === "field-block" ? [origin.block.field] : [];
    const levels = levelsOf(comparison.list, origin);
    const changes = fields.flatMap((field): Change[] => {
      const place = placeAt(comparison.list, field.ref, levels);
      const old: Shown = { type: "tokens", tokens: node.type === "paragraph" ? tokensOf(node.children, "") : [] };
      return place.type === "value" ? [{ type: "field", place, field, old, now: undefined }] : [];
    });
    if (changes.length > 0) {
      comparison.changed(line, entryOf(origin), changes);
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
  const splices = [{ start, end: end + behind, text: "" }];
  comparison.edits.push({ type: "template", line, splices, heading, text, isGone: true });
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
