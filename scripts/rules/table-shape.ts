// table-shape: what is written like a table is one.
import type { Nodes, Paragraph } from "mdast";
import { counted } from "../text/counted.ts";
import type { MarkdownDocument } from "./support/document.ts";
import type { Part } from "./support/place.ts";
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

/** Fewer lines between bars need not be a table. */
const LEAST_LINES = 3;

function problemOf(
  document: MarkdownDocument,
  paragraph: Paragraph,
  before: Nodes | undefined,
): RuleFinding | undefined {
  const lines = linesOf(document, paragraph);
  const dashes = lines.findIndex(({ value }, at) => isDashes(value) && lines[at - 1]?.value.startsWith("|"));
  const [head, delimiter] = [lines[dashes - 1], lines[dashes]];
  if (head && delimiter) {
    const [wanted, found] = [cellsIn(head.value), cellsIn(delimiter.value)];
    const message =
      wanted === found
        ? "This is no table: the row below its header needs dashes in every cell."
        : `This is no table: its header has ${counted(wanted, "cell")}, and the row of dashes has ${found}.`;
    return { ...delimiter.place(), message, hint: hintFor(wanted) };
  }
  // Prose may stand in front, as it may in front of a table.
  const rows = lines.slice(lines.findIndex(({ value }) => value.startsWith("|")));
  const [first] = rows;
  if (!first || !rows.every(({ value }) => value.length > 1 && value.startsWith("|") && endsWithBar(value))) {
    return undefined;
  }
  if (before?.type === "table" && rows.length === lines.length) {
    const message = "An empty line ends the table above, so this is no row of it.";
    return { ...document.place(first.start, rows.at(-1)?.end ?? first.end), message, hint: "Delete the empty line." };
  }
  if (rows.length < LEAST_LINES) return undefined;
  const message = "This is no table: the row of dashes below its header is missing.";
  return { ...first.place(), message, hint: hintFor(cellsIn(first.value)) };
}

/** Without indents, the marks of quotations, and white space at the end. */
function linesOf(document: MarkdownDocument, paragraph: Paragraph): Part[] {
  const { value, start: offset } = document.part(paragraph);
  return [...value.matchAll(/[^\r\n]+/g)].map(({ 0: written, index }) => {
    const text = written.replace(/^[ \t>]*/, "");
    const start = offset + index + written.length - text.length;
    return document.part({ start, end: start + text.trimEnd().length });
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
