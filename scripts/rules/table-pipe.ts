// table-pipe: a table's rows have their bars at both ends, or none.
import type { Rule } from "./support/rule.ts";
import { rowsOf } from "./support/tables.ts";

export const tablePipe: Rule = {
  name: "table-pipe",
  severity: "warning",
  summary: "A table's rows have the same bars at their ends as its header.",
  docs: `
GitHub forgives a row whose last bar is missing; the next person who adds a cell to it does not see that, and other
programs draw the row as text. A table that has no bars at its ends at all is right.

### Wrong

~~~md page.md
| Tool | Purpose |
| --- | ---
| Queue | Keeps alerts
Engine | Finds attacks |
| Store | Keeps \`a \\|\`
~~~
~~~text
page.md:2:11-2:12: warning: The last bar is missing from this row.
  hint: End the row with |
page.md:3:22-3:23: warning: The last bar is missing from this row.
  hint: End the row with |
page.md:4:1-4:2: warning: The first bar is missing from this row.
  hint: Start the row with |
page.md:5:22-5:23: warning: The last bar is missing from this row.
  hint: End the row with |
~~~
~~~md page.md fixed
| Tool | Purpose |
| --- | --- |
| Queue | Keeps alerts |
| Engine | Finds attacks |
| Store | Keeps \`a \\|\` |
~~~

### Wrong: in a record

~~~yaml data/tools/queue.yml
name: Queue
status: unmaintained
footnote: |
  | Tool | Purpose |
  | --- | --- |
  | Queue | Keeps alerts
~~~
~~~text
data/tools/queue.yml:6:24-6:25: warning: The last bar is missing from this row.
  hint: End the row with |
~~~
~~~yaml data/tools/queue.yml fixed
name: Queue
status: unmaintained
footnote: |
  | Tool | Purpose |
  | --- | --- |
  | Queue | Keeps alerts |
~~~

### Right

\`\`\`\`md page.md
|Tool|Purpose|
|:--|--:|
|Queue||

Tool | Purpose
--- | ---
Queue | Keeps alerts

> | Tool | Purpose |
> | --- | --- |
> | Engine | a \\| b |

~~~md
| Tool | Purpose |
| --- | --- |
| Queue | Keeps alerts
~~~
\`\`\`\`
`,
  markdown(document, report) {
    document.each("table", (table) => {
      const rows = rowsOf(document, table);
      const [head, dashes] = rows;
      const opens = head?.opens || dashes?.opens;
      const closes = head?.closes || dashes?.closes;
      for (const { node, start, end, text, ...row } of rows) {
        // Rows with too few or too many cells, and lines without a bar, are reported by table-cells.
        if ((node && node.children.length !== head?.node?.children.length) || !text.includes("|")) continue;
        const [lacksFirst, lacksLast] = [opens && !row.opens, closes && !row.closes];
        if (!lacksFirst && !lacksLast) continue;
        const edits = [
          ...(lacksFirst ? document.edit(start, start, "| ") : []),
          ...(lacksLast ? document.edit(end, end, " |") : []),
        ];
        const which = lacksFirst && lacksLast ? "first and last bars are" : `${lacksFirst ? "first" : "last"} bar is`;
        report({
          ...(lacksLast ? document.place(end - 1, end) : document.place(start, start + 1)),
          message: `The ${which} missing from this row.`,
          hint: lacksLast ? "End the row with |" : "Start the row with |",
          fix: edits.length > 0 ? { edits, changesData: document.kind === "field" } : undefined,
        });
      }
    });
  },
};
