import type { Case } from "./measure.ts";
/** Installs nothing when the lockfile is the one that was installed last. */
export declare function installPeers(): void;
/** @param page - the Markdown that remark reads, formats as GitHub's dialect, and prints */
export declare function remarkCli(page: string): Case;
/**
 * The linters that people run over such pages, each as it is without settings. All end with 1 when they find something,
 * and find a lot: rows without padding, long lines, links that stand twice.
 *
 * @param page - in a folder outside of any Git repository. awesome-lint asks Git for the page's remote, and in a clone
 * of a GitHub repository it asks GitHub about the repository, which we spare it. Here it reports that there is none as
 * one of its findings, and every other rule works without a network.
 */
export declare function linters(page: string): Case[];
/** @returns where a file of an installed peer is */
export declare function peer(file: string): string;
