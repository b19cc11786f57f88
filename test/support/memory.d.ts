import type { Data, Entry } from "../../scripts/record/entry.ts";
import { type List } from "../../scripts/record/list.ts";
export declare const TEMPLATE = "templates/README.md";
/** Compiled once, which takes longer than everything else that a list needs. */
export declare const schemas: import("../../scripts/record/schemas.ts").Schemas;
/** Records by id, by the names of their kinds. */
export type Records = Readonly<Record<string, Readonly<Record<string, Data>>>>;
/** @param root - where diagrams are looked for */
export declare function listOf(records: Records, root?: string): List;
/** The list with other records. */
export declare function withEntries({ root, settings }: List, entries: readonly Entry[]): List;
/** @param name - of the kind */
export declare function entryOf(name: string, id: string, data: Data): Entry;
/** Renders a list; whatever the records hold, the template is right and prints them all. */
export declare function pageOf(list: List, template: string): string;
/** The same records as files of a list, for the real command. */
export declare function filesOf(list: List, template: string): Record<string, string>;
