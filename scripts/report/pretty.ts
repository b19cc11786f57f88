// Findings for people: place, message, code frame, hint, and a summary line.
import type { Colors } from "picocolors/types.js";
import type { Diagnostic, Range, Severity } from "../data/diagnostic.ts";

export interface PrettyOptions {
  colors: Colors;
  /** The text of a file that a diagnostic names, or `undefined` when it cannot be read. */
  readSource: (file: string) => string | undefined;
  /** How a file is named to people. */
  display: (file: string) => string;
}

/** Columns of the code frame; longer lines are cropped around the range. */
const FRAME_WIDTH = 100;

/** @returns one block of lines a finding, with an empty line between two */
export function pretty(diagnostics: readonly Diagnostic[], options: PrettyOptions): string {
  return diagnostics.map((diagnostic) => prettyOne(diagnostic, options)).join("\n");
}

/** "2 errors, 1 warning" */
export function summary(diagnostics: readonly Diagnostic[]): string {
  const words: Record<Severity, [string, string]> = {
    error: ["error", "errors"],
    warning: ["warning", "warnings"],
    info: ["note", "notes"],
  };
  const counted = (["error", "warning", "info"] as const).flatMap((severity) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return count === 0 ? [] : [`${count} ${words[severity][count === 1 ? 0 : 1]}`];
  });
  return counted.join(", ");
}

function prettyOne(diagnostic: Diagnostic, { colors, readSource, display }: PrettyOptions): string {
  const { severity, range, file, rule, reason, note, related } = diagnostic;
  const paint = { error: colors.red, warning: colors.yellow, info: colors.blue }[severity];
  const place = (name: string, { start }: Range): string => `${display(name)}:${start.line}:${start.column}`;
  const lines = [
    `${colors.bold(place(file, range))}: ${paint(severity)}: ${printable(reason)} ${colors.dim(`(${rule})`)}`,
  ];
  const source = readSource(file);
  if (source !== undefined) lines.push(...frame(source, range, paint, colors));
  if (note) lines.push(`  ${colors.cyan("hint:")} ${printable(note)}`);
  for (const other of related)
    lines.push(`  ${colors.dim("see")} ${place(other.file, other.range)}: ${printable(other.message)}`);
  return `${lines.join("\n")}\n`;
}

function frame(source: string, { start, end }: Range, paint: (text: string) => string, colors: Colors): string[] {
  const line = source.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/)[start.line - 1];
  if (line === undefined || line.trim() === "") return [];
  const from = start.column - 1;
  const to = Math.max(end.line === start.line ? Math.min(end.column - 1, line.length) : line.length, from + 1);
  const shift =
    line.length <= FRAME_WIDTH ? 0 : Math.max(0, Math.min(from - FRAME_WIDTH / 4, line.length - FRAME_WIDTH));
  const left = Math.floor(shift);
  const right = Math.min(line.length, left + FRAME_WIDTH);
  const text = `${left > 0 ? "…" : ""}${printable(line.slice(left, right))}${right < line.length ? "…" : ""}`;
  const indent = " ".repeat(from - left + (left > 0 ? 1 : 0));
  const marks = "^".repeat(Math.max(1, Math.min(to, right) - from));
  const gutter = String(start.line);
  return [
    `  ${colors.dim(`${gutter} |`)} ${text}`,
    `  ${colors.dim(`${" ".repeat(gutter.length)} |`)} ${indent}${paint(marks)}`,
  ];
}

/** Data must not be able to move the cursor or hide text: control and bidirectional characters become visible. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (character) =>
    character === "\t" ? " " : "\ufffd",
  );
}
