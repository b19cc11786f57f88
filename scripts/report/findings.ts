// What every report is made from: findings, the files they are in, and where those are on GitHub.
import type { Diagnostic, Severity } from "../text/diagnostic.ts";

export interface Findings {
  /** As it is typed: `npm run lint`. */
  command: string;
  /** Their files are relative to the linted root, with `/`. */
  diagnostics: readonly Diagnostic[];
  /** The text of a file that a diagnostic names, or `undefined` when it cannot be read. */
  readSource: (file: string) => string | undefined;
  /** How a file is named to people: relative to the working folder (in GitHub Actions: the repository). */
  display: (file: string) => string;
  /** GitHub's page where the file is edited; `undefined` outside of GitHub Actions. */
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
  const words: Record<Severity, [string, string]> = {
    error: ["error", "errors"],
    warning: ["warning", "warnings"],
    info: ["note", "notes"],
  };
  const counts = countBySeverity(diagnostics);
  const counted = SEVERITIES.flatMap((severity) => {
    const count = counts[severity];
    return count === 0 ? [] : [`${count} ${words[severity][count === 1 ? 0 : 1]}`];
  });
  return counted.join(", ");
}

/** `data/a.yml:3:5`, as editors and terminals link it */
export function placeOf({ display }: Findings, { file, range }: Pick<Diagnostic, "file" | "range">): string {
  return `${display(file)}:${range.start.line}:${range.start.column}`;
}

/** @returns reads each file once, without the byte order mark, which offsets and columns do not count */
export function sourceReader({ readSource }: Findings): (file: string) => string | undefined {
  const sources = new Map<string, string | undefined>();
  return (file) => {
    if (!sources.has(file)) sources.set(file, readSource(file)?.replace(/^\uFEFF/, ""));
    return sources.get(file);
  };
}
