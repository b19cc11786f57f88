import type { Targets } from "../../scripts/lint/folder.ts";
import type { Diagnostic } from "../../scripts/text/diagnostic.ts";
import { type Cleanup, type Files } from "./lists.ts";
/** Its files, and a document. */
export declare const LIST: Files;
export declare const FILES: string[];
/** The list and the document beside it. */
export declare const targetsIn: (root: string) => Targets;
/** @throws when a finding's place is none, or not where its offset says */
export declare function checkPlaces(
  root: string,
  findings: readonly Pick<Diagnostic, "file" | "range" | "rule" | "reason" | "related" | "fix">[],
): Promise<void>;
export declare function layOut(t: Cleanup, files?: Readonly<Record<string, string | Uint8Array>>): Promise<string>;
export declare function write(root: string, file: string, content: string | Uint8Array): Promise<void>;
/** Restore the files that a run may have changed, and make its change. */
export declare function reset(root: string, changes: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
