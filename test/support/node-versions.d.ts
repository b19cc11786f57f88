/** @returns the program; it is downloaded once and kept */
export declare function installNode(version: string): string;
