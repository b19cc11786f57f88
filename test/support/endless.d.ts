import type { Files } from "./lists.ts";
export interface Endless {
  name: string;
  /** What stands in the list instead, or besides. */
  files: Files;
}
/** @param bytes - on one line of a document, a template or a record, each of which repeats a unit */
export declare function longLines(bytes: number): Endless[];
/** @param bytes - of a record with one line, as YAML and as a Markdown value */
export declare function longRecords(bytes: number): Endless[];
/** @param depth - how many levels stand in one another */
export declare function deeplyNested(depth: number): Endless[];
