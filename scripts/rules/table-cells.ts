// table-cells: every row of a table has as many cells as its header.
import type { Nodes } from "mdast";
import { visit } from "unist-util-visit";
import { counted } from "../text/counted.ts";
import { BAR } from "../text/markdown.ts";
import type { MarkdownDocument } from "./support/document.ts";
import type { Rule } from "./support/rule.ts";
import { rowsOf, type WrittenRow } from "./support/tables.ts";
import { unmadeLinks } from "./support/unmade-links.ts";

export const tableCells: Rule = {
  severity: "error",
  markdown(document, report) {
    document.each("table", (table, index, parent) => {
      const before: Nodes | undefined = parent?.children[(index ?? 0) - 1];
      // The template's own parser looks at prototypes.
      if (document.kind === "template" && before?.type === "html" && /^<!--\s*each\b/.test(before.value)) return;
      const [head, , ...rows] = rowsOf(document, table);
      const wanted = head?.node?.children.length ?? 0;
      const hasBars = head?.opens === true || head?.closes === true;
      const cut = [...unmadeLinks(document).values()].filter(({ reason }) => reason === "bar");
      for (const row of rows) {
        // Rule url reports a link whose bar makes a cell too many.
        if (cut.some(({ start }) => row.start <= start && start < row.end)) continue;
        const problem = problemOf(document, row, wanted, hasBars);
        if (problem) report(problem);
      }
      visit(table, "html", (node) => {
        const { value, place } = document.part(node);
        const message = "A bar ends the cell, in a comment or a tag, too.";
        if (value.search(BAR) >= 0) report({ ...place(), message, hint: ESCAPE });
      });
    });
  },
};

const ESCAPE = "Write \\| for a bar inside a cell.";

function problemOf(document: MarkdownDocument, row: WrittenRow, wanted: number, hasBars: boolean) {
  const { node, start, end, text } = row;
  const cells = node?.children ?? [];
  const message = `This row has ${counted(cells.length, "cell")}, and the header has ${wanted}.`;
  if (!text.includes("|") && (cells.length < wanted || hasBars)) {
    return {
      ...document.place(start, end),
      message: "This line becomes a row of the table above it.",
      hint: "Leave a line empty between the table and it.",
    };
  }
  if (cells.length < wanted) {
    const hint = `Add ${counted(wanted - cells.length, "cell")}; one without text is written | |`;
    return { ...document.place(end - 1, end), message, hint };
  }
  const extra = cells[wanted];
  if (!extra) return undefined;
  const isLikelyText =
    cells.length === wanted + 1 || cells.some((cell) => document.part(cell).value.split("`").length % 2 === 0);
  const from = document.part(extra).start;
  const place = document.place(from, end);
  const extras = cells.slice(wanted);
  if (extras.every(({ children }) => children.length === 0)) {
    const hint = extras.length === 1 ? "Delete the last bar." : `Delete the last ${extras.length} bars.`;
    return { ...place, message, hint, fix: { edits: document.edit(from + 1, end, "") } };
  }
  const hint = isLikelyText ? ESCAPE : "GitHub drops what the header has no column for.";
  return { ...place, message, hint };
}
