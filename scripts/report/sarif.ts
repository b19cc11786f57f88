// Findings for GitHub code scanning and editors: a log in SARIF 2.1.0, an OASIS standard.
// https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning

import path from "node:path";
import { pathToFileURL } from "node:url";
import { asTyped } from "../text/as-typed.ts";
import { crop } from "../text/crop.ts";
import type { Diagnostic, Range, Severity } from "../text/diagnostic.ts";
import { SourceText } from "../text/source.ts";
import { type Findings, fingerprint, placeOf, readOnce, sourceReader, summary, worstFirst } from "./findings.ts";

export interface SarifRule {
  name: string;
  severity: Severity;
  /** One sentence: what is right. */
  summary?: string;
  /** Where to read on; by default, how --explain is called. */
  help?: string;
}

const LEVELS: Record<Severity, string> = { error: "error", warning: "warning", info: "note" };

/** Code scanning stores at most this many results of a run, and does not always choose the worst; from 25,000 on it refuses all. */
const RESULTS = 5_000;
/** Code scanning's limit for descriptions of rules, in characters. */
const DESCRIPTION_LENGTH = 1_024;
/** Code scanning names no limit for messages. It shows them as headings, and uploads may have 10 MB in all. */
const MESSAGE_LENGTH = 4_096;

/** @param rules - all that were run, whether they found something or not */
export function sarif(findings: Findings, rules: readonly SarifRule[], informationUri?: string): string {
  const sorted = worstFirst(findings.diagnostics);
  const [shown, hidden] = [sorted.slice(0, RESULTS), sorted.slice(RESULTS)];
  // SARIF wants every rule that a result names in the log's list of rules.
  const all = new Map(rules.map((rule) => [rule.name, rule]));
  for (const { rule: name, severity } of shown) if (!all.has(name)) all.set(name, { name, severity });
  const names = [...all.keys()];
  const read = sourceReader(findings.readSource);
  const sourceOf = readOnce((file) => new SourceText(file, "markdown", read(file) ?? ""));
  const left = hidden.length > 0 ? [`There is more: ${summary(hidden)}. A log holds ${RESULTS} results.`] : [];
  // What is undefined, JSON leaves out.
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: findings.command,
            informationUri,
            rules: [...all.values()].map((rule) => descriptor(rule, findings.ruleUrl(rule.name))),
          },
        },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: left.map((text) => ({ level: "warning", message: { text } })),
          },
        ],
        columnKind: "utf16CodeUnits",
        results: shown.map((diagnostic) => ({
          ruleId: diagnostic.rule,
          ruleIndex: names.indexOf(diagnostic.rule),
          level: LEVELS[diagnostic.severity],
          message: { text: messageOf(diagnostic, findings) },
          locations: [{ physicalLocation: physical(diagnostic) }],
          partialFingerprints: { "listLint/v1": fingerprint(diagnostic, read(diagnostic.file)) },
          relatedLocations: relatedOf(diagnostic),
          fixes: fixesOf(diagnostic),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;

  function physical({ file, range }: { file: string; range: Range }): object {
    return { artifactLocation: artifact(findings.display(file)), region: region(range) };
  }

  function relatedOf({ related }: Diagnostic): object[] | undefined {
    if (related.length === 0) return undefined;
    return related.map((other, index) => ({
      id: index + 1,
      physicalLocation: physical(other),
      message: { text: crop(other.message, MESSAGE_LENGTH) },
    }));
  }

  function fixesOf({ file, fix, note, reason }: Diagnostic): object[] | undefined {
    const source = sourceOf(file);
    if (!fix?.edits.length || !source.text || fix.edits.some(({ end }) => end > source.text.length)) return undefined;
    // Lines and columns: an offset would depend on whether the reader counts a byte order mark.
    const replacements = fix.edits.map(({ start, end, text }) => ({
      deletedRegion: region(source.range(start, end)),
      insertedContent: { text },
    }));
    const changes = [{ artifactLocation: artifact(findings.display(file)), replacements }];
    return [{ description: { text: crop(note || reason, MESSAGE_LENGTH) }, artifactChanges: changes }];
  }
}

function descriptor({ name, severity, summary, help }: SarifRule, helpUri: string | undefined): object {
  const text = crop(summary || name, DESCRIPTION_LENGTH);
  return {
    id: name,
    shortDescription: { text },
    fullDescription: { text },
    help: { text: help ?? asTyped(`npm run lint -- --explain ${name}`) },
    helpUri,
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

/** Code scanning links a related place only where the message does: `[text](id)`. */
function messageOf({ reason, note, related }: Diagnostic, findings: Findings): string {
  const places = related.map((other, index) => {
    const place = placeOf(findings, other).replace(/[\\[\]]/g, "\\$&");
    return `See [${place}](${index + 1}): ${other.message}`;
  });
  return crop([reason, ...(note ? [note] : []), ...places].join("\n"), MESSAGE_LENGTH);
}

function artifact(name: string): object {
  if (path.isAbsolute(name)) return { uri: pathToFileURL(name).href };
  // Half of a surrogate pair has no encoding.
  const segments = name.toWellFormed().split("/").map(encodeURIComponent);
  return { uri: segments.join("/"), uriBaseId: "%SRCROOT%" };
}

/** Both count lines and columns from 1, and the end's column is that of the character behind. */
function region({ start, end }: Range): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
