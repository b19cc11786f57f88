// Findings for people: place, message, code frame, hint, and where to mend it.
import { eastAsianWidth } from "get-east-asian-width";
import type { Colors } from "picocolors/types.js";
import type { Diagnostic, Range } from "../text/diagnostic.ts";
import { type Findings, placeOf, sourceReader } from "./findings.ts";

/** UTF-16 code units of the code frame; longer lines are cropped around the range. */
const FRAME_WIDTH = 100;

/** @returns one block of lines a finding, with an empty line between two */
export function pretty(findings: Findings, colors: Colors): string {
  const linesOf = lineReader(findings);
  return findings.diagnostics.map((diagnostic) => prettyOne(diagnostic, findings, linesOf, colors)).join("\n");
}

type LineReader = (file: string) => readonly string[] | undefined;

function lineReader(findings: Findings): LineReader {
  const read = sourceReader(findings);
  const files = new Map<string, string[] | undefined>();
  return (file) => {
    if (!files.has(file)) files.set(file, read(file)?.split(/\r\n|\r|\n/));
    return files.get(file);
  };
}

function prettyOne(diagnostic: Diagnostic, findings: Findings, linesOf: LineReader, colors: Colors): string {
  const { severity, range, file, rule, reason, note, related, mend } = diagnostic;
  const paint = { error: colors.red, warning: colors.yellow, info: colors.blue }[severity];
  const place = (where: Pick<Diagnostic, "file" | "range">): string => printableName(placeOf(findings, where));
  const lines = [
    `${colors.bold(place(diagnostic))}: ${paint(severity)}: ${printable(reason)} ${colors.dim(`(${rule})`)}`,
    ...frame(linesOf(file), range, paint, colors),
  ];
  if (note) lines.push(`  ${colors.cyan("hint:")} ${printable(note)}`);
  for (const other of related) lines.push(`  ${colors.dim("see")} ${place(other)}: ${printable(other.message)}`);
  if (isData(mend)) {
    const url = findings.editUrl(mend);
    const name = printableName(findings.display(mend));
    lines.push(`  ${colors.cyan("mend:")} ${name}${url === undefined ? "" : ` ${colors.dim(printable(url))}`}`);
  }
  return `${lines.join("\n")}\n`;
}

/** What a page is made from: who sees a mistake in the page has to know where it is to be mended. */
function isData(file: string): boolean {
  return file.endsWith(".yml") || /(?:^|\/)templates\//.test(file);
}

function frame(
  source: readonly string[] | undefined,
  { start, end }: Range,
  paint: (text: string) => string,
  colors: Colors,
): string[] {
  const line = source?.[start.line - 1];
  if (line === undefined || line.trim() === "") return [];
  const from = start.column - 1;
  const to = Math.max(end.line === start.line ? Math.min(end.column - 1, line.length) : line.length, from + 1);
  const shift =
    line.length <= FRAME_WIDTH ? 0 : Math.max(0, Math.min(from - FRAME_WIDTH / 4, line.length - FRAME_WIDTH));
  const left = characterStart(line, Math.floor(shift));
  const right = characterStart(line, Math.min(line.length, left + FRAME_WIDTH));
  const text = `${left > 0 ? "…" : ""}${printable(line.slice(left, right))}${right < line.length ? "…" : ""}`;
  const indent = " ".repeat((left > 0 ? 1 : 0) + columns(line.slice(left, from)));
  const marks = "^".repeat(Math.max(1, columns(line.slice(from, Math.min(to, right)))));
  const gutter = String(start.line);
  return [
    `  ${colors.dim(`${gutter} |`)} ${text}`,
    `  ${colors.dim(`${" ".repeat(gutter.length)} |`)} ${indent}${paint(marks)}`,
  ];
}

/** The index itself, or the one before where it would part a surrogate pair. */
function characterStart(line: string, index: number): number {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(line.slice(index - 1, index + 1)) ? index - 1 : index;
}

const NO_COLUMNS = /^[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]$/u;
const PICTURE = /^\p{Extended_Pictographic}$/u;
const SKIN = /^\p{Emoji_Modifier}$/u;
const JOINER = "\u200d";
const EMOJI_STYLE = "\ufe0f";

/** How many columns a terminal takes for a text: two for most emoji, Chinese, Japanese and Korean, none for accents. */
function columns(text: string): number {
  let sum = 0;
  let last = 0;
  let isJoined = false;
  for (const character of printable(text)) {
    if (character === EMOJI_STYLE && last === 1) {
      sum++;
      last = 2;
    } else if (character === JOINER) {
      isJoined = true;
    } else if (!NO_COLUMNS.test(character)) {
      const isPart = (isJoined && PICTURE.test(character)) || (last === 2 && SKIN.test(character));
      if (!isPart) {
        last = eastAsianWidth(character.codePointAt(0) ?? 0);
        sum += last;
      }
      isJoined = false;
    }
  }
  return sum;
}

/** In the log of GitHub Actions, a line that starts so is a command. */
function printableName(name: string): string {
  return printable(/^\s*::/.test(name) ? `./${name}` : name);
}

/**
 * Data must not be able to move the cursor, hide text or command GitHub Actions: control and bidirectional characters
 * become visible, and so does `##[command]`, which Actions obeys anywhere in a line of a log. Lengths stay the same.
 */
function printable(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
      .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (character) =>
        character === "\t" ? " " : "\ufffd",
      )
      .replaceAll("##[", "#\ufffd[")
  );
}
