import type { Case } from "./measure.ts";
/** @param args - for the build, in all of these cases the same */
export declare function startupCases(args: readonly string[]): Promise<Case[]>;
