// Findings for programs: one JSON object.
import type { Diagnostic } from "../text/diagnostic.ts";
import { countBySeverity, type Findings, fingerprint, sourceReader } from "./findings.ts";
import type { JsonDiagnostic } from "./json-diagnostic.ts";

export function json(findings: Findings): string {
  const [diagnostics, counts] = [jsonDiagnostics(findings), countBySeverity(findings.diagnostics)];
  return `${JSON.stringify({ version: 1, diagnostics, counts }, undefined, 2)}\n`;
}

export function jsonDiagnostics(findings: Findings): JsonDiagnostic[] {
  const read = sourceReader(findings.readSource);
  return findings.diagnostics.map((diagnostic) => jsonOne(diagnostic, findings, read(diagnostic.file)));
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
