export interface Difference {
  where: string;
  kind: string;
  /** What the seed says; empty where it says nothing. */
  seed: string;
  /** What the built document says; empty where it says nothing. */
  built: string;
}
/** How much was looked at, so that a test can see that nothing was skipped. */
export interface Extent {
  blocks: number;
  cells: number;
  links: number;
}
export interface Comparison {
  differences: Difference[];
  seed: Extent;
  built: Extent;
}
export declare function compare(seedSource: string, builtSource: string): Comparison;
