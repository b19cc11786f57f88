// What every report is made from: findings, the files they are in, and where those are on GitHub.
import { createHash } from "node:crypto";
import type { PhrasingContent } from "mdast";
import { counted } from "../text/counted.ts";
import type { Diagnostic, Severity } from "../text/diagnostic.ts";
import type { Literal } from "../text/escape.ts";

export interface Findings {
  /** As it is typed: `npm run lint`. */
  command: string;
  /** Their files are relative to the linted root, with `/`. */
  diagnostics: readonly Diagnostic[];
  /** The text of a file that a diagnostic names, or `undefined` when it cannot be read. */
  readSource: (file: string) => string | undefined;
  /** Whether a file is there to be opened: a draft is not, nor is one that was deleted. */
  isThere: (file: string) => boolean;
  /** How a file is named to people: relative to the working folder (in GitHub Actions: the repository). */
  display: (file: string) => string;
  /** GitHub's page where the file is edited; `undefined` outside of GitHub Actions, and for one that is not there. */
  editUrl: (file: string) => string | undefined;
  /** The documentation of a rule on GitHub. */
  ruleUrl: (rule: string) => string | undefined;
}

/** From the worst on. */
const SEVERITIES = ["error", "warning", "info"] as const satisfies readonly Severity[];

export function countBySeverity(diagnostics: readonly Diagnostic[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}

/** The worst first; what is equally bad stays in its order. */
export function worstFirst(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return SEVERITIES.flatMap((severity) => diagnostics.filter((diagnostic) => diagnostic.severity === severity));
}

/** "2 errors, 1 warning" */
export function summary(diagnostics: readonly Diagnostic[]): string {
  const words = { error: "error", warning: "warning", info: "note" };
  const counts = countBySeverity(diagnostics);
  return SEVERITIES.filter((severity) => counts[severity] > 0)
    .map((severity) => counted(counts[severity], words[severity]))
    .join(", ");
}

/** `data/a.yml:3:5`, as editors and terminals link it */
export function placeOf({ display }: Findings, { file, range }: Pick<Diagnostic, "file" | "range">): string {
  return `${display(file)}:${range.start.line}:${range.start.column}`;
}

/** What a finding says, a line each: its message, its hint, and the places to see. */
export function linesOf(findings: Findings, { reason, note, related }: Diagnostic): string[] {
  const places = related.map((other) => `see ${placeOf(findings, other)}: ${other.message}`);
  return [reason, ...(note ? [`hint: ${note}`] : []), ...places];
}

/** Text that leads to a URL, where there is one. */
export function linked(children: Literal[], url: string | undefined): PhrasingContent[] {
  return url === undefined ? children : [{ type: "link", url, children }];
}

/** @returns the function, which reads each file once */
export function readOnce<T>(read: (file: string) => T): (file: string) => T {
  const known = new Map<string, { value: T }>();
  return (file) => {
    const found = known.get(file) ?? { value: read(file) };
    known.set(file, found);
    return found.value;
  };
}

/** @returns reads each file once, without the byte order mark, which offsets and columns do not count */
export function sourceReader(readSource: Findings["readSource"]): Findings["readSource"] {
  return readOnce((file) => readSource(file)?.replace(/^\uFEFF/, ""));
}

/** In hexadecimal digits: 64 bits, so that no two of a million findings share one by chance. */
const FINGERPRINT_LENGTH = 16;

/**
 * What a finding is known by when its line moves: 16 hexadecimal digits made from rule, file, the JSON Pointer (where there is
 * none, the text of the range in `source`, which has no byte order mark) and the message without its numbers.
 */
export function fingerprint(diagnostic: Diagnostic, source: string | undefined, name = diagnostic.file): string {
  const { rule, pointer, range, reason } = diagnostic;
  // A checkout on Windows may have other line ends.
  const text = source?.slice(range.start.offset, range.end.offset).replace(/\r\n?/g, "\n") ?? "";
  const identity = [rule, name, pointer ?? text, reason.replace(/\d+/g, "#")];
  return createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, FINGERPRINT_LENGTH);
}
