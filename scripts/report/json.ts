// Findings for programs: one JSON object. Keys are only ever added to it; anything else is another `version`.
import type { Diagnostic, Severity } from "../text/diagnostic.ts";
import { countBySeverity, type Findings, fingerprint, sourceReader } from "./findings.ts";

export interface JsonReport {
  version: 1;
  diagnostics: JsonDiagnostic[];
  counts: Record<Severity, number>;
}

export interface JsonDiagnostic {
  /** Relative to the root, with `/`. */
  file: string;
  /** 1-based, like all lines and columns; columns count UTF-16 code units. */
  line: number;
  column: number;
  endLine: number;
  /** Of the character behind the last one. */
  endColumn: number;
  severity: Severity;
  rule: string;
  message: string;
  hint?: string;
  /** The documentation of the rule. */
  url?: string;
  /** Whether `--fix` may mend it. */
  fixable: boolean;
  fingerprint: string;
  related?: { file: string; line: number; column: number; message: string }[];
  /** Where the file in which it is mended is edited on GitHub. */
  edit?: string;
}

export function json(findings: Findings): string {
  const read = sourceReader(findings.readSource);
  const report: JsonReport = {
    version: 1,
    diagnostics: findings.diagnostics.map((diagnostic) => jsonOne(diagnostic, findings, read(diagnostic.file))),
    counts: countBySeverity(findings.diagnostics),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function jsonOne(diagnostic: Diagnostic, findings: Findings, source: string | undefined): JsonDiagnostic {
  const { file, range, severity, rule, reason, note, fix } = diagnostic;
  const url = findings.ruleUrl(rule);
  const edit = findings.editUrl(diagnostic.mend);
  const related = diagnostic.related.map((other) => ({
    file: other.file,
    line: other.range.start.line,
    column: other.range.start.column,
    message: other.message,
  }));
  return {
    file,
    line: range.start.line,
    column: range.start.column,
    endLine: range.end.line,
    endColumn: range.end.column,
    severity,
    rule,
    message: reason,
    ...(note ? { hint: note } : {}),
    ...(url === undefined ? {} : { url }),
    fixable: fix !== undefined && fix.edits.length > 0,
    fingerprint: fingerprint(diagnostic, source),
    ...(related.length === 0 ? {} : { related }),
    ...(edit === undefined ? {} : { edit }),
  };
}
