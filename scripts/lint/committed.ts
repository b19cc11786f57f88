// A file as it was where the work began: in the commit that this branch and the default branch have in common.
import { mergeBase, targetBranch } from "../git/base.ts";
import { askGit, isInRepository } from "../git/git.ts";

/** A page may be as long as GitHub shows it, and somewhat longer; in bytes. */
const MOST = 4 * 1024 * 1024;

/**
 * @param root - the folder (absolute) that the file is relative to
 * @returns its text, or `undefined` outside of a Git repository, without Git, or when the file was not there
 */
export function committedText(root: string, file: string): string | undefined {
  // A look costs nothing beside a process that says no.
  if (!isInRepository(root)) return undefined;
  const target = targetBranch(root);
  // A clone that has nothing in common with it has its own last commit.
  const base = (target !== undefined && mergeBase(root, target)) || "HEAD";
  const { status, stdout } = askGit(root, ["show", `${base}:./${file}`], { most: MOST });
  return status === 0 ? stdout.toString("utf8") : undefined;
}
