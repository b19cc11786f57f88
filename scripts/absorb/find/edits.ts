// The page as it was made and as it is now → what somebody edited, each edit with the place that it is about.

import type { Html, RootContent } from "mdast";
import { visit } from "unist-util-visit";
import { nameOf, urlOf } from "../../record/entry.ts";
import { sectionAt } from "../../template/syntax.ts";
import type { Edit as TextEdit } from "../../text/diagnostic.ts";
import type { Change, Edit } from "../edit.ts";
import type { Source } from "../source.ts";
import { type Alignment, alignInOrder, wordLikeness } from "./align.ts";
import { blockKey, dataOf, headingText, lineOf, marksIn, type Page, textIn } from "./blocks.ts";
import { tellsAll } from "./cells.ts";
import { COMMENT, Comparison } from "./comparison.ts";
import { compareRows, compareTable } from "./rows.ts";
import { shownText } from "./shown-text.ts";
import {
  compareFieldBlock,
  compareProse,
  compareStatic,
  deletedBlock,
  deletedSection,
  insertedBlocks,
  insertion,
} from "./text.ts";

export function findEdits(base: Source, page: Page): Edit[] {
  const comparison = new Comparison(base, page);
  compareComment(comparison, base.page.children[0], page.comment);
  const keys = comparison.old.map((node) => blockKey(node, ""));
  const alignment = alignInOrder({ children: comparison.old, keys }, page, likeness);
  const { pairs, gone } = alignment;
  const moved = movedBlocks(comparison, keys, page.keys, alignment);
  const partners = new Map([...pairs, ...moved].map(([from, to]) => [to, from]));
  let inserted: RootContent[] = [];
  const flush = (next: number): void => {
    insertedBlocks(comparison, inserted, next);
    inserted = [];
  };
  for (const [index, node] of comparison.now.entries()) {
    if (node.type === "heading") comparison.section = headingText(node);
    const from = partners.get(index) ?? -1;
    const was = comparison.old[from];
    if (!was) {
      inserted.push(node);
      continue;
    }
    flush(from);
    const hasRows = was.type === "list" || was.type === "table";
    if (keys[from] !== page.keys[index] || (hasRows && marksIn(was) !== marksIn(node)))
      compareBlock(comparison, was, node);
  }
  flush(comparison.old.length);
  const deleted = new Set(gone.filter((each) => !moved.has(each)));
  const left = new Set(deleted);
  for (const index of left) {
    const node = comparison.old[index];
    if (!node) continue;
    const next = pairs.find(([from]) => from > index);
    const at = next && comparison.now[next[1]];
    const line = at ? lineOf(at) : comparison.source.split("\n").length;
    comparison.section = comparison.sectionOf(index);
    const section = goneSection(comparison, index, left);
    if (section) {
      for (const each of section) left.delete(each);
      deletedSection(comparison, node, line);
    } else deletedBlock(comparison, node, line);
  }
  findComments(comparison, partners);
  return comparison.edits.flatMap((edit) => deletion(comparison, edit, deleted) ?? []).sort((a, b) => a.line - b.line);
}

/** Compares the build's comment, which nobody edits: other words in it are not kept, and those beside it are refused. */
function compareComment(comparison: Comparison, made: RootContent | undefined, now: Html | undefined): void {
  if (made?.type === "html" && made.value === now?.value) return;
  const beside = now?.value.replace(/^<!--.*?(?:-->|$)/s, "").trim() ?? "";
  if (now && beside !== "") {
    const question = "Put it into a line of its own below, with an empty line between.";
    comparison.refuse(now, "the build writes this line", question, { what: `“${beside}”` });
  } else comparison.edits.push({ type: "noted", line: 1, what: "the comment in the first line is put back" });
}

/**
 * Finds new comments inside of texts: they show nothing, so that comparing what is shown does not find them.
 *
 * @param partners - indexes of old blocks by those of blocks as they are now
 */
function findComments(comparison: Comparison, partners: ReadonlyMap<number, number>): void {
  const { now, old } = comparison;
  const all = now.flatMap((block, index) => commentsIn([block]).map((comment) => ({ block, index, comment })));
  const known = all.length === 0 ? [] : commentsIn(old).map(({ value }) => value);
  for (const { block, index, comment } of all) {
    const at = known.indexOf(comment.value);
    if (at !== -1) known.splice(at, 1);
    else if (!comparison.edits.some((edit) => isWith(edit, comment)))
      newComment(comparison, old[partners.get(index) ?? -1], block, comment);
  }
}

/** Is a comment part of an edit of the text that it stands in? */
function isWith(edit: Edit, { value, position }: Html): boolean {
  if (edit.type !== "template" && edit.type !== "refused") return false;
  const line = position?.start.line ?? 0;
  return edit.line <= line && line < edit.line + edit.text.split("\n").length && edit.text.includes(value);
}

function newComment(comparison: Comparison, old: RootContent | undefined, now: RootContent, comment: Html): void {
  const { origin } = old ? dataOf(old) : {};
  if (old && !origin) compareStatic(comparison, old, now);
  else if (origin?.block.type === "prose" && origin.eaches.length === 0) {
    comparison.refuse(comment, "the template makes this text", "Write it into templates/README.md.");
  } else {
    const question = "Write it behind a # into the record's file.";
    comparison.refuse(comment, "no record holds a comment of the page", question);
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
  const isIn = (other: string): boolean => {
    const shown = other.replace(/\\([!-/:-@[-`{-~])/g, "$1");
    return shown.includes(nameOf(entry)) && (url === undefined || shown.includes(url));
  };
  // Another record's row that says all of this one is this one's: they were swapped.
  const isNamed = (change: Change): boolean =>
    change.type === "field" &&
    change.field.path.at(-1) === entry.kind.nameField &&
    shownText(change.now).trim() === nameOf(entry);
  const isElsewhere = (other: Edit): boolean =>
    other.type === "changed"
      ? other.changes.some(isNamed) && isIn(comparison.source.split("\n")[other.line - 1] ?? "")
      : (other.type === "refused" || (other.type === "template" && !other.isGone)) && isIn(other.text);
  const elsewhere = comparison.edits.find(isElsewhere);
  if (elsewhere?.type === "template")
    return { type: "noted", line, what: `“${nameOf(entry)}” stays: line ${elsewhere.line} names it` };
  if (elsewhere) return undefined;
  const gone = comparison.edits.flatMap((other) =>
    other.type === "deleted" && other.entry === entry ? other.each : [],
  );
  const isLeft = (node: RootContent): boolean => {
    const block = dataOf(node).origin?.block;
    const isOther = block?.type === "each" && block.path.length === 1 && !gone.includes(block);
    return isOther && "children" in node && node.children.some((row) => dataOf(row).entry === entry);
  };
  // The heading of a section that is repeated, and whose section is the record's.
  const isOwn = (node: RootContent, index: number): boolean =>
    node.type === "heading" && dataOf(node).entry === entry && !blocks.has(index);
  const isPart = each.path.length === 1 && !tellsAll(each, entry);
  const still = comparison.old.find(isOwn) ?? (isPart ? comparison.old.find(isLeft) : undefined);
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
 * @returns the moved ones: indexes of the page as it is now by those of the old page
 */
function movedBlocks(
  comparison: Comparison,
  old: readonly string[],
  now: readonly string[],
  { pairs, gone, fresh }: Alignment,
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
    const [next = comparison.old.length] = pairs.find(([, other]) => other >= to + count) ?? [];
    const splices = move(comparison, from, count, next);
    const node = comparison.now[to];
    if (splices && node) comparison.reworded(node, splices, comparison.rawOf(node), { isMoved: true });
    else for (let index = from; index < from + count; index++) found.delete(index);
  }
  return found;
}

/** @param next - the block of the old page in front of which they stand now */
function move(comparison: Comparison, from: number, count: number, next: number): TextEdit[] | undefined {
  const [first, last] = [comparison.old[from], comparison.old[from + count - 1]];
  const start = first && comparison.templateRange(first)?.start;
  const end = last && comparison.templateRange(last)?.end;
  if (start === undefined || end === undefined || start > end) return undefined;
  const { template } = comparison.base;
  const fresh = insertion(comparison, next, template.slice(start, end));
  if (!fresh || (fresh.start >= start && fresh.start <= end)) return undefined;
  const behind = /^\n*/.exec(template.slice(end))?.[0].length ?? 0;
  return [{ start, end: end + behind, text: "" }, fresh];
}

/** How alike two blocks are, one before and one now; 0 for what cannot be the same. */
export function likeness(was: RootContent, is: RootContent): number {
  if (was.type !== is.type) return 0;
  const like = wordLikeness(textIn(was), textIn(is));
  if (was.type !== "heading" || is.type !== "heading") return (was.type === "table" ? 0.05 : 0.1) + like;
  return was.depth === is.depth ? 0.2 + like : like > 0.9 ? 0.1 : 0;
}

function compareBlock(comparison: Comparison, old: RootContent, now: RootContent): void {
  const { origin } = dataOf(old);
  if (!origin) {
    compareStatic(comparison, old, now);
    return;
  }
  const { block } = origin;
  if (block.type === "each" && old.type === "table" && now.type === "table")
    compareTable(comparison, old, now, { ...origin, block });
  else if (block.type === "each" && old.type === "list" && now.type === "list")
    compareRows(comparison, old, now, { ...origin, block });
  else if (block.type === "prose" && "children" in old && "children" in now) {
    compareProse(comparison, block.parts, old, now, origin);
  } else if (block.type === "field-block") compareFieldBlock(comparison, block.field, origin, old, now);
  else comparison.refuse(now, "this block is made from records", "Edit its records or the template.");
}
