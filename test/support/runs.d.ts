/** What fast-check is told. */
export declare function runs(all: number): {
  seed: number;
  numRuns: number;
  includeErrorInReport: true;
};
