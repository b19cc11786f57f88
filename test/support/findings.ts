// Findings for tests of reports, made from a few words.

import type { Findings } from "../../scripts/report/findings.ts";
import { Diagnostic, type Finding, type Range } from "../../scripts/text/diagnostic.ts";

/** The stretch of a text from one offset to another, with lines as editors count them. */
export function rangeIn(source: string, start: number, end: number): Range {
  const point = (offset: number) => {
    const before = source.slice(0, offset).split(/\r\n|\r|\n/);
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, offset };
  };
  return { start: point(start), end: point(end) };
}

/** The stretch of a text that holds these words. */
export function rangeOf(source: string, words: string): Range {
  const start = source.indexOf(words);
  if (start < 0) throw new Error(`“${words}” does not stand in the text`);
  return rangeIn(source, start, start + words.length);
}

export function finding(values: Partial<Finding> = {}): Diagnostic {
  const range = { start: { line: 2, column: 4, offset: 8 }, end: { line: 2, column: 7, offset: 11 } };
  return new Diagnostic({ file: "data/tools/a.yml", range, rule: "some-rule", message: "It is wrong.", ...values });
}

/** As on somebody's own machine, unless said otherwise. */
export function findingsOf(diagnostics: readonly Diagnostic[], values: Partial<Findings> = {}): Findings {
  return {
    command: "npm run lint",
    diagnostics,
    readSource: () => undefined,
    isThere: () => true,
    display: (file) => file,
    editUrl: () => undefined,
    ruleUrl: () => undefined,
    ...values,
  };
}
