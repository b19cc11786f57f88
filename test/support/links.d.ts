import { type Collected, type Place } from "../../scripts/links/collect.ts";
import { type LinkState } from "../../scripts/links/link-state.ts";
import type { Answer } from "../../scripts/links/web/answer.ts";
import type { Diagnostic } from "../../scripts/text/diagnostic.ts";
import type { Files } from "./lists.ts";
export declare const NOW: Date;
/** Each link is at one place, unless its name says so. */
export declare const EVERY_PLACE: Files;
/** `FILE:LINE:COLUMN-LINE:COLUMN` */
export declare function placed({ file, range: { start, end } }: Pick<Diagnostic, "file" | "range">): string;
/** The same of where a link is listed. */
export declare function listed({ file, range }: Place): string;
/** As a report tells it, without its code frame. */
export declare function told(diagnostic: Diagnostic): string;
export declare function collect(root: string): Promise<Collected>;
/** What is known after one run that got these answers. */
export declare function statesFrom(answers: readonly Answer[], checked?: string): Map<string, LinkState>;
