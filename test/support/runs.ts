// How often a property is tried: with the same values each time, with a fifth of them in `npm test`, with all in `npm run test:all`.

/** `SEED=1 RUNS=10 npx tsx --test test/properties.test.ts` looks further. */
const { SEED = "20261122", RUNS = "0.2" } = process.env;

/** In `npm run test:all`. */
export const isThorough = Number(RUNS) >= 1;

/** What fast-check is told. */
export function runs(all: number): { seed: number; numRuns: number; includeErrorInReport: true } {
  return { seed: Number(SEED), numRuns: Math.ceil(all * Number(RUNS)), includeErrorInReport: true };
}
