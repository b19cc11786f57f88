// list-ordinal: the numbers of a list count up by one.
import type { List, TableCell } from "mdast";
import { visit } from "unist-util-visit";
import { LINE_BREAK } from "../text/html.ts";
import type { Stretch } from "../text/stretches.ts";
import type { MarkdownDocument } from "./support/document.ts";
import { notesOf } from "./support/notes.ts";
import type { Report, Rule } from "./support/rule.ts";

export const listOrdinal: Rule = {
  severity: "warning",
  markdown(document, report) {
    const { lists: noteLists } = notesOf(document);
    document.each("tableCell", (cell) => check(document, itemsOfCell(document, cell), report));
    document.each("list", (list) => {
      if (list.ordered && !noteLists.includes(list)) check(document, itemsOfList(document, list), report);
    });
  },
};

/** The stretch is that of the number. */
interface Item extends Stretch {
  number: number;
  /** Does the text of the item stay its text when the number becomes longer? */
  isOneLine: boolean;
}

/** An item with a wrong number, and the one before it. */
interface Slip {
  item: Item;
  right: number;
  previous: Item;
}

function check(document: MarkdownDocument, items: readonly Item[], report: Report): void {
  const [first] = items;
  if (!first || (first.number <= 1 && items.every(({ number }) => number === first.number))) return;
  const runs: [Slip, ...Slip[]][] = [];
  for (const [index, item] of items.entries()) {
    const [right, previous] = [first.number + index, items[index - 1] ?? first];
    if (item.number === right) continue;
    const run = runs.at(-1);
    const last = run?.at(-1);
    // The same mistake goes on if the number repeats, or if counting goes on from the wrong number.
    const isSame = item.number === previous.number || (last && item.number - right === last.item.number - last.right);
    if (run && last?.item === previous && isSame) run.push({ item, right, previous });
    else runs.push([{ item, right, previous }]);
  }
  for (const run of runs) {
    const [{ item, right, previous }] = run;
    const edits = run.flatMap((slip) => document.edit(slip.item.start, slip.item.end, String(slip.right)));
    const isFixable = run.every(
      (slip) => slip.item.isOneLine || String(slip.right).length === slip.item.end - slip.item.start,
    );
    report({
      ...document.placeOf(item),
      message: `This item is number ${item.number}, and the one before it is ${previous.number}.`,
      hint: edits.length > 1 ? `Number it ${right}, and those behind it on from there.` : `Number it ${right}.`,
      fix: isFixable ? { edits, changesData: true } : undefined,
    });
  }
}

function itemsOfList(document: MarkdownDocument, list: List): Item[] {
  return list.children.flatMap((item) => {
    const { value, start } = document.part(item);
    const [digits] = /^\d{1,9}(?=[.)])/.exec(value) ?? [];
    if (digits === undefined) return [];
    return [{ number: Number(digits), start, end: start + digits.length, isOneLine: !/[\r\n]/.test(value) }];
  });
}

/** The numbered lines of a cell; none unless they stand in one block that starts with 0 or 1. */
function itemsOfCell(document: MarkdownDocument, cell: TableCell): Item[] {
  const { start, end } = document.part(cell);
  // A line may start within emphasis.
  const starts = [start];
  visit(cell, "html", (node) => {
    if (LINE_BREAK.test(node.value)) starts.push(document.part(node).end);
  });
  const items: Item[] = [];
  let isOver = false;
  for (const [index, from] of starts.entries()) {
    const line = document.markdown.slice(from, starts[index + 1] ?? end);
    const [, before = "", digits] = /^(\|?\s*)(\d{1,3})[.)]\s/.exec(line) ?? [];
    if (digits === undefined) {
      isOver = items.length > 0;
    } else if (isOver) {
      return [];
    } else {
      const at = from + before.length;
      items.push({ number: Number(digits), start: at, end: at + digits.length, isOneLine: true });
    }
  }
  return (items[0]?.number ?? 2) <= 1 ? items : [];
}
