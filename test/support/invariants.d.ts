import type { Layout } from "../../scripts/drawing/layout.ts";
/** @returns a sentence for each violation */
export declare function violations({ nodes, groups, edges, width, height }: Layout): string[];
