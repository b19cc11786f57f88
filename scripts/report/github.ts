// Findings for GitHub Actions: workflow commands, which become annotations beside the lines of a pull request.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
import { randomUUID } from "node:crypto";
import { githubContext } from "../github/context.ts";
import { crop } from "../text/crop.ts";
import type { Diagnostic, Severity } from "../text/diagnostic.ts";
import { countBySeverity, type Findings, linesOf, summary, worstFirst } from "./findings.ts";

const COMMANDS: Record<Severity, string> = { error: "error", warning: "warning", info: "notice" };

/** GitHub makes annotations of at most this many errors, warnings and notices of a step; more are only in its log. */
const SHOWN = 10;
/** The runner cuts longer messages, in UTF-16 code units. */
const MESSAGE_LENGTH = 4096;

/** @returns one command a line, the errors first; a notice says how many findings there are that GitHub would not show */
export function github(findings: Findings): string {
  const sorted = worstFirst(findings.diagnostics);
  const isTooMany = Object.values(countBySeverity(sorted)).some((count) => count > SHOWN);
  const room: Record<Severity, number> = { error: SHOWN, warning: SHOWN, info: isTooMany ? SHOWN - 1 : SHOWN };
  const shown: Diagnostic[] = [];
  const hidden: Diagnostic[] = [];
  for (const diagnostic of sorted) (room[diagnostic.severity]-- > 0 ? shown : hidden).push(diagnostic);
  const lines = shown.map((diagnostic) => annotation(diagnostic, findings));
  if (hidden.length > 0) {
    const more = `There is more: ${summary(hidden)}. GitHub shows ten of a kind; the log and the summary of this step have all.`;
    lines.push(command("notice", { title: findings.command }, more));
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** An annotation about no file: why a command could not do its work. */
export function errorCommand(message: string): string {
  return command("error", {}, message);
}

function annotation(diagnostic: Diagnostic, findings: Findings): string {
  const { severity, range, file, rule, mend: mended } = diagnostic;
  const { start, end } = range;
  // Annotations have columns within one line only; across lines the runner drops them. Whether the end is exclusive, GitHub
  // does not say (https://github.com/github/docs/issues/40038); people who tried found it so, and Biome writes it so.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
  // A range that ends at the start of a line does not include that line.
  const endLine = end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
  const name = findings.display(file);
  const text = linesOf(findings, diagnostic).join("\n");
  const url = findings.editUrl(mended);
  const mend = findings.isThere(mended)
    ? `\nMend it in ${findings.display(mended)}${url === undefined ? "" : `: ${url}`}`
    : "";
  const message = crop(text, Math.max(1, MESSAGE_LENGTH - mend.length)) + mend;
  return command(COMMANDS[severity], { file: name, line: start.line, endLine, ...columns, title: rule }, message);
}

function command(name: string, properties: Record<string, string | number>, data: string): string {
  const written = Object.entries(properties).map(([key, value]) => {
    return `${key}=${escapeData(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C")}`;
  });
  return `::${name} ${written.join(",")}::${escapeData(data)}`;
}

/** After this, no line break is left that could start another command. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/**
 * Text for a log in which nothing is a command: the runner of GitHub Actions obeys lines of a log, also in those that quote
 * a contributor's record; between these two lines it does not.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 */
export function withoutCommands(text: string, env: NodeJS.ProcessEnv): string {
  if (text === "" || !githubContext(env)) return text;
  const token = randomUUID();
  return `::stop-commands::${token}\n${text}${text.endsWith("\n") ? "" : "\n"}::${token}::\n`;
}
