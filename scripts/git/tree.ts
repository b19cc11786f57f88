// The files of a commit, in a folder of their own. Only for commits that the repository's own people made: see blobs.ts.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { askGit, type GitAnswer } from "./git.ts";

export interface Tree {
  /** The folder, absolute. */
  root: string;
  remove: () => void;
}

/**
 * @param folder - in the repository
 * @param commit - a hash
 * @throws {Error} when Git cannot write the files
 */
export function checkOut(folder: string, commit: string): Tree {
  const temporary = mkdtempSync(path.join(tmpdir(), "commit-"));
  const root = path.join(temporary, "tree");
  mkdirSync(root);
  const remove = (): void => rmSync(temporary, { recursive: true, force: true });
  // An index of its own: that of the repository may hold what somebody is about to commit.
  const env = { GIT_INDEX_FILE: path.join(temporary, "index") };
  const ask = (...args: string[]): GitAnswer => askGit(folder, args, { env });
  const steps = [
    () => ask("read-tree", commit),
    () => ask("checkout-index", "--all", "--force", `--prefix=${root.split(path.sep).join("/")}/`),
  ];
  for (const step of steps) {
    const { status, stderr } = step();
    if (status === 0) continue;
    remove();
    throw new Error(`Git could not check out ${commit}: ${stderr.trim()}`);
  }
  return { root, remove };
}
