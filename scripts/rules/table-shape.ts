// table-shape: what is written like a table is one.
import type { Nodes, Paragraph } from "mdast";
import type { MarkdownDocument } from "./support/document.ts";
import type { Rule, RuleFinding } from "./support/rule.ts";
import { countCells, endsWithBar } from "./support/tables.ts";

export const tableShape: Rule = {
  name: "table-shape",
  explains: ["template-syntax"],
  severity: "error",
  summary: "What is written like a table is one.",
  docs: `
A table needs a row of dashes below its header, with as many cells as the header has, and no empty line in it. Without,
GitHub shows the bars as text.

### Wrong

~~~md page.md
| Tool | Purpose | Price |
| --- | --- |
| Queue | Keeps alerts | 0 |

Then:

| Tool | Purpose |
| Queue | Keeps alerts |
| Engine | Finds attacks |

And:

| Tool | Purpose |
| --- | --- |
| Queue | Keeps alerts |

| Engine | Finds attacks |
| Store | Keeps \\| all |
~~~
~~~text
page.md:2:1-2:14: error: This is no table: its header has 3 cells, and the row of dashes has 2.
  hint: Write below the header: | --- | --- | --- |
page.md:7:1-7:19: error: This is no table: the row of dashes below its header is missing.
  hint: Write below the header: | --- | --- |
page.md:17:1-18:25: error: An empty line ends the table above, so this is no row of it.
  hint: Delete the empty line.
~~~

### Right

\`\`\`\`md page.md
| Tool | Purpose |
| :-- | --: |
| Queue | Keeps alerts |

|x| is the size of x, and |y| that of y
| a line | of its own |

~~~text
| Tool | Purpose |
| Queue | Keeps alerts |
| Engine | Finds attacks |
~~~
\`\`\`\`
`,
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
        : `This is no table: its header has ${countCells(wanted)}, and the row of dashes has ${found}.`;
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
