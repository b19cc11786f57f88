// table-shape: what is written like a table is one.
import type { Nodes, Paragraph } from "mdast";
import { visit } from "unist-util-visit";
import type { MarkdownDocument } from "./support/document.ts";
import type { Rule, RuleFinding } from "./support/rule.ts";
import { endsWithBar } from "./support/tables.ts";

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
    if (!document.markdown.includes("|")) return;
    visit(document.tree, "paragraph", (paragraph, index, parent) => {
      const before: Nodes | undefined = parent?.children[(index ?? 0) - 1];
      const found = problemOf(document, paragraph, before);
      if (found) report({ ...found, pointer: document.text?.pointer });
    });
  },
};

interface Line {
  text: string;
  start: number;
}

function problemOf(
  document: MarkdownDocument,
  paragraph: Paragraph,
  before: Nodes | undefined,
): RuleFinding | undefined {
  const slice = document.slice(paragraph);
  if (!slice.includes("|")) return undefined;
  const lines = linesOf(slice, document.offsetsOf(paragraph)[0]);
  const rangeOf = ({ text, start }: Line) => document.range(start, start + text.length);
  const dashes = lines.findIndex(({ text }, at) => at > 0 && isDashes(text) && lines[at - 1]?.text.startsWith("|"));
  const [head, delimiter] = [lines[dashes - 1], lines[dashes]];
  if (head && delimiter) {
    const [wanted, found] = [cellsIn(head.text), cellsIn(delimiter.text)];
    const hint = `Write below the header: ${dashesFor(wanted)}`;
    const message =
      wanted === found
        ? "This is no table: the row below its header needs dashes in every cell."
        : `This is no table: its header has ${count(wanted)}, and the row of dashes has ${found}.`;
    return { range: rangeOf(delimiter), message, hint };
  }
  // Prose may stand in front, as it may in front of a table.
  const rows = lines.slice(lines.findIndex(({ text }) => text.startsWith("|")));
  const [first, ...more] = rows;
  if (!first || !rows.every(({ text }) => text.length > 1 && text.startsWith("|") && endsWithBar(text))) {
    return undefined;
  }
  const last = more.at(-1) ?? first;
  if (before?.type === "table" && rows.length === lines.length) {
    const message = "An empty line ends the table above, so this is no row of it.";
    const range = document.range(first.start, last.start + last.text.length);
    return { range, message, hint: "Delete the empty line." };
  }
  if (rows.length < LEAST_LINES) return undefined;
  const hint = `Write below the header: ${dashesFor(cellsIn(first.text))}`;
  return { range: rangeOf(first), message: "This is no table: the row of dashes below its header is missing.", hint };
}

/** Two lines between bars may be anything; three are rows. */
const LEAST_LINES = 3;

/** Without indents, the marks of quotations, and white space at the end. */
function linesOf(slice: string, offset: number): Line[] {
  return [...slice.matchAll(/[^\r\n]+/g)].map(({ 0: written, index }) => {
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

function dashesFor(cells: number): string {
  return `|${" --- |".repeat(cells)}`;
}

function count(cells: number): string {
  return cells === 1 ? "1 cell" : `${cells} cells`;
}
