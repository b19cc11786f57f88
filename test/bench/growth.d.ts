import { type Case, type Run } from "./measure.ts";
export interface Size {
  tools: number;
  /** How often to measure; the median counts. */
  runs: number;
}
export interface Grown extends Run {
  tools: number;
}
/** @param buildCase - the build of the list in a folder */
export declare function measureGrowth(sizes: readonly Size[], buildCase: (folder: string) => Case): Grown[];
