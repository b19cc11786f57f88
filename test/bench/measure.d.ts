/** Something to measure. Its standard output goes nowhere; only its end is waited for. */
export interface Case {
  name: string;
  /** Arguments for node: a script and what it takes. */
  command: readonly string[];
  /** Exit statuses that mean it did its work: a linter that finds something ends with 1. */
  statuses?: readonly number[];
  /** What it prints when it did its work, where the status does not tell: a linter that fails ends with 1 as well. */
  prints?: RegExp;
}
export interface Measured {
  name: string;
  /** Milliseconds of each run. */
  times: number[];
}
export interface Run {
  milliseconds: number;
  /** The most memory that the process held at once, in MB of 1,000,000 bytes. */
  megabytes: number;
}
/**
 * Run the cases in turns (A B A B …), so that what the machine does beside them hits all alike. One more round in
 * front, which does not count, fills the caches of the disk and shows that each case does its work.
 */
export declare function measure(cases: readonly Case[], rounds: number): Measured[];
/** Run a case once, and ask the process itself about its memory. */
export declare function measureMemory(one: Case): Run;
export declare function median(values: readonly number[]): number;
/** @returns milliseconds from start to end */
export declare function runNode(one: Case, variables?: NodeJS.ProcessEnv): number;
