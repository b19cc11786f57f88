// Findings for people: place, message, code frame, hint, and where to mend it.
import type { Colors } from "picocolors/types.js";
import stringWidth from "string-width";
import type { Diagnostic, Range } from "../text/diagnostic.ts";
import { forTerminal } from "../text/escape.ts";
import { groupBy } from "../text/group-by.ts";
import { normalText } from "../text/source.ts";
import { type Findings, placeOf, readOnce } from "./findings.ts";

/** Columns of a terminal that does not say how many it has. */
const WIDTH = 80;
/** The least and the most columns that a code frame is made for. */
const [NARROWEST, WIDEST] = [40, 120];

/** The same mistake, made more often, is shown once. */
const MOST_ALIKE = 20;
/** In UTF-16 code units: measuring takes time with the length, and is done for each finding in a line. */
const MEASURED = 1_000;

/** A block of lines a finding, or one for many of the same; lines of the code are cropped to so many columns. */
export function pretty(findings: Findings, colors: Colors, width = WIDTH): string {
  const linesOf = readOnce((file) => normalText(findings.readSource(file) ?? "").split("\n"));
  const keyOf = ({ rule, reason }: Diagnostic): string => `${rule} ${reason}`;
  const alike = groupBy(findings.diagnostics, keyOf);
  const blocks = findings.diagnostics.flatMap((each) => {
    const all = alike.get(keyOf(each)) ?? [];
    if (all.length <= MOST_ALIKE) return blockOf(each);
    return all[0] === each ? `${blockOf(each)}${whereElse(each, all.slice(1))}\n` : [];
  });
  return blocks.join("\n");

  function blockOf(diagnostic: Diagnostic): string {
    const { severity, range, file, rule, reason, note, related, mend } = diagnostic;
    const paint = { error: colors.red, warning: colors.yellow, info: colors.blue }[severity];
    const place = (where: Pick<Diagnostic, "file" | "range">): string => nameForTerminal(placeOf(findings, where));
    const lines = [
      `${colors.bold(place(diagnostic))}: ${paint(severity)}: ${forTerminal(reason)} ${colors.dim(`(${rule})`)}`,
      ...frame(linesOf(file)[range.start.line - 1] ?? "", range, paint),
    ];
    if (note) lines.push(`  ${colors.cyan("hint:")} ${forTerminal(note)}`);
    for (const other of related) lines.push(`  ${colors.dim("see")} ${place(other)}: ${forTerminal(other.message)}`);
    // What a page is made from, so that people see which file to edit.
    const isData = mend.endsWith(".yml") || /(?:^|\/)templates\//.test(mend);
    if (isData && findings.isThere(mend)) {
      const url = findings.editUrl(mend);
      const name = nameForTerminal(findings.display(mend));
      lines.push(`  ${colors.cyan("mend:")} ${name}${url === undefined ? "" : ` ${colors.dim(forTerminal(url))}`}`);
    }
    return `${lines.join("\n")}\n`;
  }

  /** `  and 84 more like it: lines 33, 45, 77, …` */
  function whereElse({ file }: Diagnostic, others: readonly Diagnostic[]): string {
    const isHere = others.every((other) => other.file === file);
    const places = others.map(({ file, range: { start } }) => {
      return isHere ? String(start.line) : nameForTerminal(`${findings.display(file)}:${start.line}`);
    });
    let line = `  and ${others.length} more like it: ${isHere ? "lines " : ""}`;
    for (const [index, place] of [...new Set(places)].entries()) {
      const next = `${index === 0 ? "" : ", "}${place}`;
      if (columns(line + next) > width - ", …".length) return `${line}, …`;
      line += next;
    }
    return line;
  }

  function frame(line: string, { start, end }: Range, paint: (text: string) => string): string[] {
    if (line.trim() === "") return [];
    const from = start.column - 1;
    const to = Math.max(end.line === start.line ? Math.min(end.column - 1, line.length) : line.length, from + 1);
    const gutter = String(start.line);
    const room = Math.min(WIDEST, Math.max(NARROWEST, width)) - `  ${gutter} | `.length;
    const fits = line.length <= MEASURED && columns(line) <= room;
    const [left, right] = fits ? [0, line.length] : croppedTo(room - "……".length, line, from);
    const text = `${left > 0 ? "…" : ""}${forTerminal(line.slice(left, right))}${right < line.length ? "…" : ""}`;
    const indent = " ".repeat((left > 0 ? 1 : 0) + columns(line.slice(left, from)));
    const marks = "^".repeat(Math.max(1, columns(line.slice(from, Math.min(to, right)))));
    return [
      `  ${colors.dim(`${gutter} |`)} ${text}`,
      `  ${colors.dim(`${" ".repeat(gutter.length)} |`)} ${indent}${paint(marks)}`,
    ];
  }
}

/** @returns where a part of a line starts and ends that takes so many columns, with what is at an index in it */
function croppedTo(room: number, line: string, index: number): [number, number] {
  const wanted = Math.max(0, Math.min(index - room / 4, line.length - room));
  const left = characterStart(line, Math.floor(wanted));
  let right = characterStart(line, Math.min(line.length, left + room));
  while (columns(line.slice(left, right)) > room) right = characterStart(line, right - 1);
  return [left, right];
}

/** The index itself, or the one before where it would part a surrogate pair. */
function characterStart(line: string, index: number): number {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(line.slice(index - 1, index + 1)) ? index - 1 : index;
}

/** How many columns a terminal takes for a text. */
function columns(text: string): number {
  return stringWidth(forTerminal(text));
}

/** A line of a log that starts with `::` is a command to GitHub Actions, so such a name gets `./` in front. */
function nameForTerminal(name: string): string {
  return forTerminal(/^\s*::/.test(name) ? `./${name}` : name);
}
