/** How many records a list has besides its tools; one of them is data/list.yml. */
export declare const OTHER_RECORDS: number;
/**
 * @param folder - where the list goes; data/ and templates/ are made in it
 * @param tools - how many records data/tools/ gets; at least five, so that every component has one
 * @param seed - another seed, another list of the same shape
 */
export declare function generateList(folder: string, tools: number, seed?: number): void;
export type Random = () => number;
/** mulberry32: a generator that fits in a few lines. `Math.random` takes no seed. */
export declare function randomNumbers(seed: number): Random;
export declare function pick<T>(values: readonly T[], random: Random): T;
