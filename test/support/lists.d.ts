import type { Kind } from "../../scripts/record/kinds.ts";
import type { List } from "../../scripts/record/list.ts";
import { type Rendered } from "../../scripts/template/render.ts";
/**
 * The lists of this repository as they were once, laid out like it: whoever edits a record, a template or a schema must
 * not have to mend a test, so that none reads those.
 */
export declare const MAIN_LIST: string;
/** Below the main list, whose schemas it shares. */
export declare const SECOND = "lists/threat-detection-pipeline";
export declare const SECOND_LIST: string;
export declare const SCHEMAS: string;
/** Paths below the list's root and what stands there. */
export type Files = Record<string, string>;
export interface Cleanup {
  after: (fn: () => Promise<void>) => void;
}
/** @returns the absolute path of a new folder with these files, and the frozen schemas where they have none */
export declare function makeList(test: Cleanup, files: Files): Promise<string>;
/** @returns the absolute path of a copy of both frozen lists, the main one at its top, with these files changed */
export declare function copyLists(test: Cleanup, files?: Files): Promise<string>;
/** The page of a list, with the findings of its template (those of its data must be none). */
export declare function renderList(test: Cleanup, template: string, data: Files): Promise<Rendered>;
/** What stands below the comment in the page's first line. */
export declare function body({ markdown }: Rendered): string;
/** @throws {Error} when the list has no such kind */
export declare function kindOf({ kinds }: List, name: string): Kind;
