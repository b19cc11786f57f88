// Findings for the summary of a step in GitHub Actions: a table in Markdown.
import type { PhrasingContent, TableCell, TableRow } from "mdast";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { crop } from "../text/crop.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { code, literal } from "../text/escape.ts";
import { type Findings, linesOf, linked, placeOf, summary, worstFirst } from "./findings.ts";

/** GitHub refuses the summary of a step from 1 MiB on; the rest of it is for what else the step says. */
const BYTES = 1_000_000;
/** Browsers are slow with longer tables. */
const ROWS = 1_000;
/** Of a message, a hint or a file's name, in UTF-16 code units. */
const TEXT_LENGTH = 1_000;

const HEAD = "| Place | Rule | What |\n| --- | --- | --- |\n";

const processor = unified()
  .use(remarkGfm, { tablePipeAlign: false })
  // `<https://…>` cannot stand in every table.
  .use(remarkStringify, { resourceLink: true })
  .freeze();

/** @param most - of the rows, in bytes */
export function stepSummary(findings: Findings, most = BYTES): string {
  const sorted = worstFirst(findings.diagnostics);
  if (sorted.length === 0) return `Nothing to mend: \`${findings.command}\` is content with everything. Thank you!\n`;
  const rows: string[] = [];
  let bytes = 0;
  for (const diagnostic of sorted.slice(0, ROWS)) {
    const row = rowOf(diagnostic, findings);
    bytes += Buffer.byteLength(row);
    if (bytes > most) break;
    rows.push(row);
  }
  const more = sorted.slice(rows.length);
  const rest = more.length === 0 ? "" : `\nand ${more.length} more: ${summary(more)}\n`;
  return `## ${findings.command}: ${summary(sorted)}\n\n${HEAD}${rows.join("")}${rest}`;
}

function rowOf(diagnostic: Diagnostic, findings: Findings): string {
  const { severity, file, rule, mend } = diagnostic;
  const lines = linesOf(findings, diagnostic).map((line) => crop(line, TEXT_LENGTH));
  const url = findings.editUrl(mend);
  const place = code(crop(placeOf(findings, diagnostic), TEXT_LENGTH));
  const elsewhere = linked(code(crop(findings.display(mend), TEXT_LENGTH)), url);
  const row: TableRow = {
    type: "tableRow",
    children: [
      cell(mend === file ? linked(place, url) : place),
      cell(linked(literal(rule), findings.ruleUrl(rule))),
      cell([
        ...lines.flatMap((line, index) => (index === 0 ? literal(`${severity}: ${line}`) : [BREAK, ...literal(line)])),
        ...(mend === file || !findings.isThere(mend)
          ? []
          : [BREAK, { type: "text" as const, value: "mend it in " }, ...elsewhere]),
      ]),
    ],
  };
  // A table of this row alone: rows do not depend on each other, because nothing is aligned.
  const [line] = processor.stringify({ type: "root", children: [{ type: "table", children: [row] }] }).split("\n");
  return `${line}\n`;
}

const BREAK: PhrasingContent = { type: "html", value: "<br>" };

function cell(children: PhrasingContent[]): TableCell {
  return { type: "tableCell", children };
}
