// The page as it was made and as it is now → what somebody edited, each edit with the place that it is about.

import type { Html, RootContent } from "mdast";
import { visit } from "unist-util-visit";
import { type Entry, nameOf, urlOf } from "../record/entry.ts";
import { sectionAt } from "../template/syntax.ts";
import type { Edit as TextEdit } from "../text/diagnostic.ts";
import { alignInOrder, wordLikeness } from "./align.ts";
import { blockKey, dataOf, headingText, lineOf, marksIn, type Page, phrasing, textIn } from "./blocks.ts";
import { COMMENT, Comparison } from "./comparison.ts";
import type { Edit } from "./edit.ts";
import { compareRows, compareTable } from "./find-in-rows.ts";
import {
  compareFieldBlock,
  compareProse,
  compareStatic,
  deletedBlock,
  deletedSection,
  insertedBlocks,
  insertionPoint,
} from "./find-in-text.ts";
import { tellsAll } from "./rows.ts";
import type { Source } from "./source.ts";

export function findEdits(base: Source, page: Page): Edit[] {
  const comparison = new Comparison(base, page);
  if (!page.hasComment)
    comparison.edits.push({ type: "noted", line: 1, what: "the comment in the first line is put back" });
  const old = comparison.old.map((node) => blockKey(node, ""));
  const now = page.keys;
  const { pairs, gone, fresh } = alignInOrder(old, now, (from, to) => likeness(comparison, from, to));
  const partner = new Map(pairs);
  const byNow = new Map(pairs.map(([from, to]) => [to, from]));
  const moved = movedBlocks(comparison, old, now, { gone, fresh }, byNow);
  const isFresh = new Set(fresh);
  for (const [from, to] of moved) {
    isFresh.delete(to);
    byNow.set(to, from);
  }
  let inserted: number[] = [];
  const flush = (next: number): void => {
    if (inserted.length > 0) insertedBlocks(comparison, inserted, byNow.get(next));
    inserted = [];
  };
  for (const [index, node] of comparison.now.entries()) {
    if (node.type === "heading") comparison.section = headingText(node);
    if (isFresh.has(index)) {
      inserted.push(index);
      continue;
    }
    const from = byNow.get(index);
    flush(index);
    const was = from === undefined ? undefined : comparison.old[from];
    if (from === undefined || !was) continue;
    const hasRows = was.type === "list" || was.type === "table";
    if (old[from] !== now[index] || (hasRows && marksIn(was) !== marksIn(node))) compareBlock(comparison, was, node);
  }
  flush(comparison.now.length);
  const deleted = new Set(gone.filter((each) => !moved.has(each)));
  const left = new Set(deleted);
  for (const index of left) {
    const node = comparison.old[index];
    if (!node) continue;
    const next = [...comparison.old.keys()].slice(index + 1).find((each) => partner.has(each));
    const at = next === undefined ? undefined : comparison.now[partner.get(next) ?? -1];
    const line = at ? lineOf(at) : comparison.source.split("\n").length;
    comparison.section = comparison.sectionOf(index);
    const section = goneSection(comparison, index, left);
    if (section) {
      for (const each of section) left.delete(each);
      deletedSection(comparison, node, line);
    } else deletedBlock(comparison, node, line);
  }
  findComments(comparison);
  return comparison.edits.flatMap((edit) => deletion(comparison, edit, deleted) ?? []).sort((a, b) => a.line - b.line);
}

/** Finds new comments inside of texts: they show nothing, so that comparing what is shown does not find them. */
function findComments(comparison: Comparison): void {
  const now = commentsIn(comparison.now);
  const old = now.length === 0 ? [] : commentsIn(comparison.old).map(({ value }) => value);
  for (const comment of now) {
    const at = old.indexOf(comment.value);
    if (at !== -1) old.splice(at, 1);
    else
      comparison.refuse(
        comment,
        "no record holds a comment of the page",
        "Write it behind a # into the record's file.",
      );
  }
}

function commentsIn(nodes: readonly RootContent[]): Html[] {
  const comments: Html[] = [];
  for (const node of nodes)
    visit(node, "html", (html, _, parent) => {
      if (parent && COMMENT.test(html.value)) comments.push(html);
    });
  return comments;
}

/** The blocks of a section that is gone as a whole, if some of them are made from records: these are not deleted. */
function goneSection(comparison: Comparison, index: number, gone: ReadonlySet<number>): number[] | undefined {
  const section = sectionAt(comparison.old, index);
  if (!section) return undefined;
  const isMade = section.some((node) => dataOf(node).origin?.block.type === "each" || !comparison.templateRange(node));
  const indexes = section.map((_, at) => index + at);
  return isMade && indexes.every((each) => gone.has(each)) ? indexes : undefined;
}

/**
 * A row that is gone deletes no record that has a section of its own left, or another row; nor one that stands elsewhere now.
 *
 * @param blocks - of the old page, that are there no more
 */
function deletion(comparison: Comparison, edit: Edit, blocks: ReadonlySet<number>): Edit | undefined {
  if (edit.type !== "deleted" || edit.each.path[0] === "notes") return edit;
  const { entry, each, section, line, text } = edit;
  const url = urlOf(entry);
  const isIn = (other: string): boolean => other.includes(nameOf(entry)) && (url === undefined || other.includes(url));
  const isElsewhere = (other: Edit): boolean =>
    (other.type === "refused" || (other.type === "template" && !other.isGone)) && isIn(other.text);
  if (comparison.edits.some(isElsewhere)) return undefined;
  const gone = comparison.edits.filter((other) => other.type === "deleted" && other.entry === entry);
  const ownSection = comparison.old.find((node, index) => isSectionOf(node, entry) && !blocks.has(index));
  const left = comparison.old.flatMap((node) => {
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
  const other = comparison.sectionOf(comparison.old.indexOf(still));
  return {
    type: "refused",
    line,
    what: `${nameOf(entry)} deleted under ${section}`,
    reason: `it is still under ${other}`,
    question: `Is it to go? Then delete it there, or ${entry.file}.`,
    text,
    entry,
  };
}

/**
 * Finds blocks of the template that somebody moved on the page.
 *
 * @param byNow - the other blocks: indexes of the old page by those of the page as it is now
 * @returns the moved ones: indexes of the page as it is now by those of the old page
 */
function movedBlocks(
  comparison: Comparison,
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
    // Blocks that were moved together are one edit, made at the first of them.
    if (found.get(from - 1) === to - 1) continue;
    let count = 1;
    while (found.get(from + count) === to + count) count++;
    const next = [...comparison.now.keys()].slice(to + count).find((index) => byNow.has(index));
    const splices = move(comparison, from, count, next === undefined ? undefined : byNow.get(next));
    const [node] = comparison.now.slice(to);
    if (splices && node) {
      const text = comparison.rawOf(node);
      comparison.edits.push({ type: "template", line: lineOf(node), splices, text, isMoved: true });
    } else for (let index = from; index < from + count; index++) found.delete(index);
  }
  return found;
}

/** @param next - the block of the old page in front of which they stand now */
function move(comparison: Comparison, from: number, count: number, next: number | undefined): TextEdit[] | undefined {
  const [first, last] = [comparison.old[from], comparison.old[from + count - 1]];
  const start = first && comparison.templateRange(first)?.start;
  const end = last && comparison.templateRange(last)?.end;
  const place = insertionPoint(comparison, next);
  if (start === undefined || end === undefined || start > end || !place || (place.at >= start && place.at <= end))
    return undefined;
  const text = comparison.base.template.slice(start, end);
  const behind = /^\n*/.exec(comparison.base.template.slice(end))?.[0].length ?? 0;
  const fresh = { start: place.at, end: place.at, text: place.isBehind ? `\n\n${text}` : `${text}\n\n` };
  return [{ start, end: end + behind, text: "" }, fresh];
}

function likeness(comparison: Comparison, from: number, to: number): number {
  const [old, now] = [comparison.old[from], comparison.now[to]];
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

function compareBlock(comparison: Comparison, old: RootContent, now: RootContent): void {
  const { origin } = dataOf(old);
  if (!origin) {
    compareStatic(comparison, old, now);
    return;
  }
  const { block } = origin;
  if (block.type === "each" && old.type === "table" && now.type === "table")
    compareTable(comparison, old, now, origin, block);
  else if (block.type === "each" && old.type === "list" && now.type === "list")
    compareRows(comparison, old, now, origin, block);
  else if (block.type === "prose" && "children" in old && "children" in now) {
    compareProse(comparison, block.parts, phrasing(old), phrasing(now), origin, now);
  } else if (block.type === "field-block") compareFieldBlock(comparison, block.field, origin, old, now);
  else comparison.refuse(now, "This block is made from records", "Edit its records or the template.");
}

/** Is it the heading of a section that is repeated, and is this section the record's? */
function isSectionOf(node: RootContent, entry: Entry): boolean {
  return node.type === "heading" && dataOf(node).entry === entry;
}
