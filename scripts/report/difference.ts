// What differs between a file and what the build makes, as a unified diff that names the data behind each changed line.
import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatch, structuredPatch } from "diff";
import { counted } from "../text/counted.ts";
import { linesForTerminal } from "../text/escape.ts";
import { groupBy } from "../text/group-by.ts";
import { pairedLines } from "../text/paired-lines.ts";

export interface Compared {
  /** How the file is named to people. */
  name: string;
  /** What stands in the file; `undefined` when there is none. */
  current: string | undefined;
  built: string;
  /** The data file behind a line (1-based) of `built`. */
  originOf: (line: number) => string | undefined;
}

const BYTE_ORDER_MARK = "\ufeff";

/**
 * For a terminal: a patch with the data files in each hunk's heading, and behind it a line for each data file with its first
 * changed line; "" when nothing differs.
 */
export function difference({ name, current, built, originOf }: Compared): string {
  if (current === built) return "";
  const before = current === undefined ? "not there" : "as it stands";
  const hasMark = current?.startsWith(BYTE_ORDER_MARK) === true && !built.startsWith(BYTE_ORDER_MARK);
  const hasOtherEnds = current?.includes("\r\n") === true && !built.includes("\r\n");
  // What nobody sees is said, and not shown as lines that look the same.
  const unseen = [
    hasMark ? `# ${name}: it starts with a byte order mark, and the build writes none.\n` : "",
    hasOtherEnds ? `# ${name}: its lines end as on Windows (CRLF), and the build ends them with LF.\n` : "",
  ].join("");
  const marked = current?.slice(hasMark ? BYTE_ORDER_MARK.length : 0) ?? "";
  const text = hasOtherEnds ? marked.replaceAll("\r\n", "\n") : marked;
  if (text === built) return unseen;
  const patch = structuredPatch(name, name, text, built, before, "as the build makes it", { context: 3 });
  const changed = patch.hunks.map((hunk) => changedLines(hunk, originOf));
  // A new file is one hunk, whose heading would name every data file.
  const headings = changed.map((lines) => {
    return current === undefined ? "" : [...new Set(lines.flatMap(({ origin }) => origin ?? []))].join(", ");
  });
  let hunk = 0;
  // The text behind the second @@ is free for a heading; git puts the name of the function there.
  const lines = formatPatch(patch, FILE_HEADERS_ONLY).replace(/^@@ -[\d,]+ \+[\d,]+ @@$/gm, (line) =>
    `${line} ${headings[hunk++] ?? ""}`.trimEnd(),
  );
  return linesForTerminal(`${lines}${unseen}${notes(name, changed.flat()).join("\n")}\n`);
}

function notes(name: string, lines: ReturnType<typeof changedLines>): string[] {
  const byOrigin = groupBy(lines, ({ origin = "made from the template, or by hand" }) => origin);
  return [...byOrigin].map(([origin, [first, ...others]]) => {
    const more = others.length === 0 ? "" : ` (and ${counted(others.length, "more line")})`;
    return `# ${name}:${first.line}: ${origin}${more}`;
  });
}

/** @returns the lines to look at in the file as it stands */
function changedLines({ oldStart, newStart, lines }: StructuredPatch["hunks"][number], originOf: Compared["originOf"]) {
  // Lines that start with a backslash say that a line end is missing.
  const signs = lines.map((line) => line.charAt(0)).filter((sign) => sign !== "\\");
  const found = pairedLines(signs).map(({ fresh, at }) => {
    return { line: oldStart + at, origin: fresh === undefined ? undefined : originOf(newStart + fresh) };
  });
  return found.filter(
    ({ line, origin }, index) => origin !== undefined || found.findIndex((other) => other.line === line) === index,
  );
}
