// A file as it was where the work began: in the commit that this branch and the default branch have in common.
import { mergeBase, targetBranch } from "../../git/base.ts";
import { askGit, isInRepository } from "../../git/git.ts";

/** A page may be as long as GitHub shows it, and somewhat longer; in bytes. */
const MOST = 4 * 1024 * 1024;

/**
 * @param root - the folder (absolute) that files are relative to
 * @returns a reader of files as they were; where the branch began is looked up once, at the first of them
 */
export function committedTexts(root: string): (file: string) => string | undefined {
  let base: string | undefined;
  return (file) => {
    // A look costs nothing beside a process that says no.
    if (!isInRepository(root)) return undefined;
    base ??= whereBegun(root);
    const { status, stdout } = askGit(root, ["show", `${base}:./${file}`], { most: MOST });
    return status === 0 ? stdout.toString("utf8") : undefined;
  };
}

/**
 * @param root - the folder (absolute) that the file is relative to
 * @returns its text, or `undefined` outside of a Git repository, without Git, or when the file was not there
 */
export function committedText(root: string, file: string): string | undefined {
  return committedTexts(root)(file);
}

function whereBegun(root: string): string {
  const target = targetBranch(root);
  // A clone that has nothing in common with it has its own last commit.
  return (target !== undefined && mergeBase(root, target)) || "HEAD";
}
