// What of the files that the build makes was edited by hand, so that it must not be overwritten.
import { askGit, isInRepository } from "../git/git.ts";
import { lastMade } from "../template/last-build.ts";
import { isDrawing } from "../template/output.ts";
import { PAGE } from "../template/page.ts";
import { relativePath } from "../text/files.ts";
import { normalText } from "../text/source.ts";
import type { Absorbed } from "./absorb.ts";

export interface Output {
  /** Absolute. */
  file: string;
  /** What the build makes; `undefined` for what it makes no more. */
  text: string | undefined;
  /** What stands there. */
  before: string | undefined;
}

export interface Edited {
  /** What the page has that the build would not make; `undefined` when nobody edited it. */
  page: Absorbed | undefined;
  /** Drawings, relative to the list. */
  drawings: readonly string[];
}

/**
 * A page or drawing that is merely older than the data is none that somebody edited: it is what the last build made, or
 * what a commit's data make. Outside of a Git repository nobody knows.
 *
 * What finds the edits of a page is loaded where there are any: most builds do without it.
 */
export async function editedByHand(root: string, outputs: readonly Output[]): Promise<Edited> {
  const others = outputs.filter(({ text, before }) => before !== text);
  if (others.length === 0 || !isInRepository(root)) return { page: undefined, drawings: [] };
  const made = lastMade(root);
  const edited = others.flatMap(({ file, before }) => {
    const name = relativePath(root, file);
    const known = made.get(name);
    const isMade = before === undefined || (known !== undefined && normalText(known) === normalText(before));
    return isMade ? [] : [{ name, before }];
  });
  const isPageEdited = edited.some(({ name }) => name === PAGE);
  const found = isPageEdited ? (await import("./absorb.ts")).absorb(root) : undefined;
  const isEdited = found && (found.carried.length > 0 || found.kept.length > 0);
  const drawings = edited.filter(
    ({ name, before }) => name !== PAGE && isDrawing(before) && !isCommitted(root, name, before),
  );
  return { page: isEdited ? found : undefined, drawings: drawings.map(({ name }) => name) };
}

/** Is the file as it is committed? Then nothing is lost. */
function isCommitted(root: string, name: string, text: string): boolean {
  const { status, stdout } = askGit(root, ["show", `HEAD:./${name}`]);
  return status === 0 && normalText(stdout.toString("utf8")) === normalText(text);
}
