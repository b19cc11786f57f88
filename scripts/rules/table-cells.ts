// table-cells: every row of a table has as many cells as its header.
import type { Nodes } from "mdast";
import { visit } from "unist-util-visit";
import { BAR } from "../text/markdown.ts";
import type { MarkdownDocument } from "./support/document.ts";
import type { Rule } from "./support/rule.ts";
import { countCells, rowsOf, type WrittenRow } from "./support/tables.ts";
import { unmadeLinks } from "./support/unmade-links.ts";

export const tableCells: Rule = {
  name: "table-cells",
  severity: "error",
  summary: "Every row of a table has as many cells as its header.",
  docs: `
GitHub drops the cells that are too many, without a word, and a bar inside a cell makes two of one, in code and in URLs,
too: write \`\\|\` there. \`--fix\` deletes those that are empty. A line directly below a table is a row of it; leave a line empty between the two.

### Wrong

~~~md page.md
| Tool | Purpose |
| --- | --- |
| Queue | Keeps \`a | b\` |
| Engine |
| Store | Keeps alerts | free | small |
| Disk | Keeps | |
| Tape | Keeps <!-- ![](tape.png) | all --> |
Stores are not listed.
~~~
~~~text
page.md:3:20-3:26: error: This row has 3 cells, and the header has 2.
  hint: Write \\| for a bar inside a cell.
page.md:4:10-4:11: error: This row has 1 cell, and the header has 2.
  hint: Add 1 cell; one without text is written | |
page.md:5:24-5:40: error: This row has 4 cells, and the header has 2.
  hint: GitHub drops what the header has no column for.
page.md:6:16-6:19: error: This row has 3 cells, and the header has 2.
  hint: Delete the last bar.
page.md:7:16-7:44: error: A bar ends the cell, in a comment or a tag, too.
  hint: Write \\| for a bar inside a cell.
page.md:8:1-8:23: error: This line becomes a row of the table above it.
  hint: Leave a line empty between the table and it.
~~~
~~~md page.md fixed
| Tool | Purpose |
| --- | --- |
| Queue | Keeps \`a | b\` |
| Engine |
| Store | Keeps alerts | free | small |
| Disk | Keeps |
| Tape | Keeps <!-- ![](tape.png) | all --> |
Stores are not listed.
~~~

### Right

~~~md page.md
| Tool | Purpose |
| --- | --- |
| Queue | Keeps \`a \\| b\` |
| Engine | |

Stores are not listed.

| Tool |
| --- |
| Queue |
~~~
`,
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
        if (document.slice(node).search(BAR) < 0) return;
        const message = "A bar ends the cell, in a comment or a tag, too.";
        report({ ...document.placeOf(node), message, hint: ESCAPE });
      });
    });
  },
};

const ESCAPE = "Write \\| for a bar inside a cell.";

function problemOf(document: MarkdownDocument, row: WrittenRow, wanted: number, hasBars: boolean) {
  const { node, start, end, text } = row;
  const cells = node?.children ?? [];
  const message = `This row has ${countCells(cells.length)}, and the header has ${wanted}.`;
  if (!text.includes("|") && (cells.length < wanted || hasBars)) {
    return {
      ...document.place(start, end),
      message: "This line becomes a row of the table above it.",
      hint: "Leave a line empty between the table and it.",
    };
  }
  if (cells.length < wanted) {
    const hint = `Add ${countCells(wanted - cells.length)}; one without text is written | |`;
    return { ...document.place(end - 1, end), message, hint };
  }
  const extra = cells[wanted];
  if (!extra) return undefined;
  const isLikelyText =
    cells.length === wanted + 1 || cells.some((cell) => (document.slice(cell).split("`").length - 1) % 2 === 1);
  const place = document.place(document.offsetsOf(extra)[0], end);
  const extras = cells.slice(wanted);
  if (extras.every(({ children }) => children.length === 0)) {
    const hint = extras.length === 1 ? "Delete the last bar." : `Delete the last ${extras.length} bars.`;
    return { ...place, message, hint, fix: { edits: document.edit(document.offsetsOf(extra)[0] + 1, end, "") } };
  }
  const hint = isLikelyText ? ESCAPE : "GitHub drops what the header has no column for.";
  return { ...place, message, hint };
}
