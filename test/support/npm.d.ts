/**
 * @param args - such as `["ci"]`
 * @param folder - where npm works; its node_modules/ goes there
 * @throws {Error} with what npm said
 */
export declare function npm(args: readonly string[], folder: string): void;
