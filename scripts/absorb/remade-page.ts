// The page as the build makes it after some edits were carried, with those that were not in it, each where it was made.
import type { Nodes } from "mdast";
import { stringify } from "../template/stringify.ts";
import type { Edit as TextEdit } from "../text/diagnostic.ts";
import { applyEdits } from "../text/edits.ts";
import { type Absorbed, absorbPage } from "./absorb.ts";
import { type Edit, endOf, titleOf } from "./edit.ts";
import { type Alignment, alignByKey, alignInOrder, wordLikeness } from "./find/align.ts";
import { endLineOf, lineOf, type Page, rangeOf, readPage, rowKey, textIn } from "./find/blocks.ts";
import { likeness } from "./find/edits.ts";
import { sameIn } from "./record-place.ts";
import { pageOf } from "./source.ts";

/**
 * @returns what may be written: the same, or where edits are kept beside others that are carried, with that page, and their lines
 * in it. `undefined` where such a page would not say just what was kept: then the next time, it would be read otherwise
 */
export function writable(found: Absorbed): Absorbed | undefined {
  const { root, after, kept, page: mended } = found;
  if (!after || kept.length === 0) return found;
  const edited = readPage(mended ?? pageOf(root) ?? "");
  if (!edited) return undefined;
  const { markdown, origins } = stringify(after.page.children);
  const built = readPage(markdown);
  if (!built) return undefined;
  const fileOf = (edit: Edit): string | undefined =>
    "entry" in edit && edit.entry ? sameIn(after.list, edit.entry)?.file : undefined;
  const fileAt = (line: number): string | undefined => origins.get(line)?.file;
  const edits = kept.map(({ edit }) => edit);
  const text = applyEdits(built.source, putBack(built, edited, edits, fileOf, fileAt));
  const page = readPage(text);
  if (!page) return undefined;
  // What is asked about an edit may name a record that has another name now.
  const again = absorbPage(after, text, () => after);
  const isKept = (edit: Edit): boolean => edits.some((own) => isSame(own, edited, edit, page));
  const left = again.kept.map(({ edit }) => edit);
  const isAll = left.length === edits.length && left.filter(isGone).length === edits.filter(isGone).length;
  return again.carried.length === 0 && isAll && left.every(isKept)
    ? { ...found, page: text, kept: again.kept }
    : undefined;
}

/** Are they one edit, on two pages? Of the second, some may be done already. */
function isSame(own: Edit, { source: ownSource }: Page, other: Edit, { source }: Page): boolean {
  if (isGone(own) || isGone(other)) return isGone(own) && isGone(other) && own.type === other.type;
  const textOf = (edit: Edit, page: string): string =>
    "text" in edit ? edit.text : (page.split("\n")[edit.line - 1] ?? "");
  const changes = (edit: Edit): string[] => (edit.type === "changed" ? edit.changes.map(titleOf) : []);
  const isLess = changes(other).every((change) => changes(own).includes(change));
  return own.type === other.type && textOf(own, ownSource) === textOf(other, source) && isLess;
}

/** Is it that something stands there no more? Its line is that of what follows. */
function isGone(edit: Edit): edit is Extract<Edit, { text: string }> {
  if (edit.type === "template") return edit.isGone === true;
  return edit.type === "deleted" || (edit.type === "refused" && (edit.text === "" || edit.entry !== undefined));
}

/** @returns what makes of the built page one with the edits of the other */
function putBack(
  built: Page,
  edited: Page,
  edits: readonly Edit[],
  fileOf: (edit: Edit) => string | undefined,
  fileAt: (line: number) => string | undefined,
): TextEdit[] {
  const splices: TextEdit[] = [];
  const gone = edits.filter(isGone);
  const isIn = (edit: Edit, node: Nodes): boolean =>
    !isGone(edit) && edit.line < endLineOf(node) && lineOf(node) < endOf(edit);
  const isEdited = (node: Nodes): boolean => edits.some((edit) => isIn(edit, node));

  const textOf = (node: Nodes): string => {
    const { start, end } = placeOf(node);
    return edited.source.slice(start, end);
  };

  /** @param between - what stands between two of them, and `isDropped` says whether one was deleted in front of a line */
  const put = (
    old: readonly Nodes[],
    now: readonly Nodes[],
    { pairs, gone: left }: Alignment,
    between: string,
    end: number,
    isDropped: (node: Nodes, line: number) => boolean,
  ): void => {
    const partners = new Map(pairs.map(([from, to]) => [to, from]));
    let before: number | undefined;
    for (const [index, node] of now.entries()) {
      const from = partners.get(index);
      const partner = old[from ?? -1];
      before = from ?? before;
      const rows = partner && rowsOf(partner, node);
      if (rows) putRows(...rows);
      if (rows || !isEdited(node)) continue;
      if (partner) {
        splices.push({ ...placeOf(partner), text: textOf(node) });
        continue;
      }
      const [previous, next] = [old[before ?? -1], old[(before ?? -1) + 1]];
      // Below a table's heading stands its line of dashes.
      const isBehind = previous && (previous.type !== "tableRow" || before !== 0);
      const at = isBehind ? placeOf(previous).end : next ? placeOf(next).start : 0;
      splices.push({ start: at, end: at, text: isBehind ? between + textOf(node) : textOf(node) + between });
    }
    for (const from of left) {
      const [node, next] = [old[from], pairs.find(([other]) => other > from)];
      const line = next && now[next[1]];
      if (!node || !isDropped(node, line ? lineOf(line) : end)) continue;
      const place = placeOf(node);
      splices.push({ start: place.start - between.length, end: place.end, text: "" });
    }
  };

  /** What stands below a heading that was edited, too, belongs to that edit. */
  const rowsOf = (old: Nodes, now: Nodes): [Nodes[], Nodes[], number] | undefined => {
    const isTable = old.type === "table" && now.type === "table" && !now.children.slice(0, 1).some(isEdited);
    const isList = old.type === "list" && now.type === "list";
    return isTable || isList ? [old.children, now.children, endLineOf(now)] : undefined;
  };

  const putRows = (olds: readonly Nodes[], nows: readonly Nodes[], end: number): void => {
    const like = (was: Nodes, is: Nodes): number => {
      const file = fileAt(lineOf(was));
      if (file !== undefined && edits.some((edit) => isIn(edit, is) && fileOf(edit) === file)) return 2;
      const words = wordLikeness(textIn(was), textIn(is));
      return words > 0.5 ? words : 0;
    };
    const before = { children: olds, keys: olds.map((row) => rowKey(row, built.source)) };
    const after = { children: nows, keys: nows.map((row) => rowKey(row, edited.source)) };
    put(olds, nows, alignByKey(before, after, like), "\n", end, (row) =>
      gone.some((edit) => fileOf(edit) !== undefined && fileOf(edit) === fileAt(lineOf(row))),
    );
  };

  const end = edited.source.split("\n").length;
  put(built.children, edited.children, alignInOrder(built, edited, likeness), "\n\n", end, (_, line) =>
    gone.some((edit) => edit.line === line),
  );
  return splices;
}

function placeOf(node: Nodes): { start: number; end: number } {
  return rangeOf(node) ?? { start: 0, end: 0 };
}
