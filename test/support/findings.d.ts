import type { Findings } from "../../scripts/report/findings.ts";
import { Diagnostic, type Finding, type Range } from "../../scripts/text/diagnostic.ts";
/** The stretch of a text from one offset to another, with lines as editors count them. */
export declare function rangeIn(source: string, start: number, end: number): Range;
/** The stretch of a text that holds these words. */
export declare function rangeOf(source: string, words: string): Range;
export declare function finding(values?: Partial<Finding>): Diagnostic;
/** As on somebody's own machine, unless said otherwise. */
export declare function findingsOf(diagnostics: readonly Diagnostic[], values?: Partial<Findings>): Findings;
