/** Prints what was measured. @returns whether what we promise holds, sentence by sentence */
export declare function benchLinks(holds: (does: boolean) => string): Promise<string[]>;
