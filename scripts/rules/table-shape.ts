// table-shape: what is written like a table is one.
import type { Nodes, Paragraph } from "mdast";
import { counted } from "../text/counted.ts";
import type { MarkdownDocument } from "./support/document.ts";
import type { Rule, RuleFinding } from "./support/rule.ts";
import { endsWithBar } from "./support/tables.ts";

export const tableShape: Rule = {
  explains: ["template-syntax"],
  severity: "error",
  markdown(document, report) {
    document.each("paragraph", (paragraph, index, parent) => {
      const before: Nodes | undefined = parent?.children[(index ?? 0) - 1];
      const problem = problemOf(document, paragraph, before);
      if (problem) report(problem);
    });
  },
};

interface Line {
  text: string;
  start: number;
}

/** Fewer lines between bars need not be a table. */
const LEAST_LINES = 3;

function problemOf(
  document: MarkdownDocument,
  paragraph: Paragraph,
  before: Nodes | undefined,
): RuleFinding | undefined {
  const lines = linesOf(document, paragraph);
  const place = ({ start }: Line, last: Line) => document.place(start, last.start + last.text.length);
  const dashes = lines.findIndex(({ text }, at) => isDashes(text) && lines[at - 1]?.text.startsWith("|"));
  const [head, delimiter] = [lines[dashes - 1], lines[dashes]];
  if (head && delimiter) {
    const [wanted, found] = [cellsIn(head.text), cellsIn(delimiter.text)];
    const message =
      wanted === found
        ? "This is no table: the row below its header needs dashes in every cell."
        : `This is no table: its header has ${counted(wanted, "cell")}, and the row of dashes has ${found}.`;
    return { ...place(delimiter, delimiter), message, hint: hintFor(wanted) };
  }
  // Prose may stand in front, as it may in front of a table.
  const rows = lines.slice(lines.findIndex(({ text }) => text.startsWith("|")));
  const [first] = rows;
  if (!first || !rows.every(({ text }) => text.length > 1 && text.startsWith("|") && endsWithBar(text))) {
    return undefined;
  }
  if (before?.type === "table" && rows.length === lines.length) {
    const message = "An empty line ends the table above, so this is no row of it.";
    return { ...place(first, rows.at(-1) ?? first), message, hint: "Delete the empty line." };
  }
  if (rows.length < LEAST_LINES) return undefined;
  const message = "This is no table: the row of dashes below its header is missing.";
  return { ...place(first, first), message, hint: hintFor(cellsIn(first.text)) };
}

/** Without indents, the marks of quotations, and white space at the end. */
function linesOf(document: MarkdownDocument, paragraph: Paragraph): Line[] {
  const [offset] = document.offsetsOf(paragraph);
  return [...document.slice(paragraph).matchAll(/[^\r\n]+/g)].map(({ 0: written, index }) => {
    const indent = /^[ \t>]*/.exec(written)?.[0].length ?? 0;
    return { text: written.slice(indent).trimEnd(), start: offset + index + indent };
  });
}

function isDashes(text: string): boolean {
  return /^[|:\- \t]+$/.test(text) && text.includes("|") && text.includes("-");
}

function cellsIn(row: string): number {
  const bars = row.match(/\\.|\|/g)?.filter((found) => found === "|").length ?? 0;
  return bars + 1 - (row.startsWith("|") ? 1 : 0) - (endsWithBar(row) && row.length > 1 ? 1 : 0);
}

function hintFor(cells: number): string {
  return `Write below the header: |${" --- |".repeat(cells)}`;
}
