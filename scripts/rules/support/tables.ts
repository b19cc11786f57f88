// The rows of a table as they are written, with the bars at their ends; the lines of a cell.
import type { PhrasingContent, Table, TableRow } from "mdast";
import { splitAt } from "../../text/group-by.ts";
import { LINE_BREAK } from "../../text/html.ts";
import type { Stretch } from "../../text/stretches.ts";
import type { MarkdownDocument } from "./document.ts";
import type { Part } from "./place.ts";

/** The stretch is without white space around it. */
export interface WrittenRow extends Stretch {
  /** `undefined` for the row of dashes. */
  node: TableRow | undefined;
  text: string;
  /** Does it start, and end, with a bar? */
  opens: boolean;
  closes: boolean;
}

/** @returns the rows, the row of dashes included */
export function rowsOf(document: MarkdownDocument, table: Table): WrittenRow[] {
  const [head, ...rows] = table.children.map((node) => rowOf(document.part(node), node));
  if (!head) return [];
  const { end } = document.part(table);
  const below = /^[^\r\n]*(?:\r\n|\r|\n)[ \t>]*/.exec(document.markdown.slice(head.end, end));
  const start = head.end + (below?.[0].length ?? 0);
  const [dashes = ""] = document.markdown.slice(start, end).split(/[\r\n]/, 1);
  return [head, rowOf(document.part({ start, end: start + dashes.length }), undefined), ...rows];
}

function rowOf({ value, start: from }: Part, node: TableRow | undefined): WrittenRow {
  const text = value.trim();
  const start = from + value.length - value.trimStart().length;
  return { node, start, end: start + text.length, text, opens: text.startsWith("|"), closes: endsWithBar(text) };
}

/** An even number of backslashes in front of a bar are themselves escaped. */
export function endsWithBar(text: string): boolean {
  if (!text.endsWith("|")) return false;
  let at = text.length - 1;
  while (text[at - 1] === "\\") at--;
  return (text.length - 1 - at) % 2 === 0;
}

/** @returns what stands between the line breaks of a cell */
export function linesOf(nodes: readonly PhrasingContent[]): PhrasingContent[][] {
  return splitAt(nodes, (node) => node.type === "break" || (node.type === "html" && LINE_BREAK.test(node.value)));
}
