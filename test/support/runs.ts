// How much is tried: the same values each time, a fifth of them in `npm test`, all in `npm run test:all`.

/** `SEED=1 RUNS=10 npx tsx --test test/properties.test.ts` looks further. */
const { SEED = "20261122", RUNS = "0.2" } = process.env;

/** In `npm run test:all`. */
export const isThorough = Number(RUNS) >= 1;

/** @param chosen - what is tried in `npm test`, of `all` */
export function tried<T>(all: readonly T[], chosen: (one: T, index: number) => boolean): readonly T[] {
  const some = all.filter(chosen);
  if (some.length === 0) throw new Error("Nothing would be tried.");
  return isThorough ? all : some;
}

/** What fast-check is told. */
export function runs(all: number): { seed: number; numRuns: number; includeErrorInReport: true } {
  return { seed: Number(SEED), numRuns: Math.ceil(all * Number(RUNS)), includeErrorInReport: true };
}
