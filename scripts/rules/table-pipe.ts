// table-pipe: a table's rows have their bars at both ends, or none.
import type { Rule } from "./support/rule.ts";
import { rowsOf } from "./support/tables.ts";

export const tablePipe: Rule = {
  severity: "warning",
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
