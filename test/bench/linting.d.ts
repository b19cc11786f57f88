import { type Case } from "./measure.ts";
/** How many entries the generated list has, of all kinds; the linter is to be fast with so many. */
export declare const ENTRIES = 1348;
export interface LintCases {
  cases: Case[];
  /** Those that are held against the reference; the slowest of them counts. */
  ours: Case[];
  reference: Case | undefined;
}
/** @param folder - an empty one, for a copy of the page */
export declare function listCases(folder: string): LintCases;
/** @param folder - an empty one, for the generated entries */
export declare function recordCases(folder: string): Promise<LintCases>;
