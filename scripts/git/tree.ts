// The files of a commit, in a folder of their own, and which of them were renamed. Only for commits that the repository's own
// people made: see blobs.ts.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { relativePath } from "../text/files.ts";
import { temporaryFolder } from "../text/temporary-folder.ts";
import { askGit, GitError, gitText } from "./git.ts";

export interface Tree {
  /** The folder, absolute. */
  root: string;
  remove: () => void;
}

/** @throws {GitError} when Git cannot write the files */
export function checkOut(folder: string, commit: string): Tree {
  const temporary = temporaryFolder();
  const root = path.join(temporary, "tree");
  mkdirSync(root);
  const remove = (): void => rmSync(temporary, { recursive: true, force: true });
  // An index of its own: that of the repository may hold what somebody is about to commit.
  const env = { GIT_INDEX_FILE: path.join(temporary, "index") };
  const args = ["--work-tree", root, "read-tree", "--reset", "-u", "--no-sparse-checkout", commit];
  const { status, stderr } = askGit(folder, args, { env });
  if (status === 0) return { root, remove };
  remove();
  throw new GitError(`Git could not check out ${commit}: ${stderr.trim()}`);
}

/**
 * @param folder - absolute; below the top of its repository, too
 * @returns the same folder as it was in a commit; `undefined` where Git cannot say which folder of the repository it is
 * @throws {GitError} when Git cannot write the files
 */
export function checkOutFolder(folder: string, commit: string): Tree | undefined {
  const [prefix, up] = gitText(folder, "rev-parse", "--show-prefix", "--show-cdup")?.split("\n") ?? [];
  if (prefix === undefined || up === undefined) return undefined;
  const { root, remove } = checkOut(path.resolve(folder, up), commit);
  return { root: path.join(root, prefix), remove };
}

/** @returns the folder as it was in the commit that last changed a file in it; `undefined` if the file is another one now */
export function checkOutLastChange(folder: string, file: string): Tree | undefined {
  const commit = gitText(folder, "log", "--max-count=1", "--format=%H", "--", file);
  if (!commit || askGit(folder, ["diff", "--quiet", "HEAD", "--", file]).status !== 0) return undefined;
  return checkOutFolder(folder, commit);
}

/** A worktree in which commits can be made; the repository's own checkout and branches stay as they are. */
export function addWorktree(folder: string, commit: string): Tree {
  const temporary = temporaryFolder();
  const root = path.join(temporary, "tree");
  const remove = (): void => {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
    askGit(folder, ["worktree", "prune"]);
  };
  const { status, stderr } = askGit(folder, ["worktree", "add", "--quiet", "--detach", root, commit]);
  if (status === 0) return { root, remove };
  remove();
  throw new GitError(`Git could not make a worktree of ${commit}: ${stderr.trim()}`);
}

/** @returns earlier names by later ones, in a part of two folders, which need not be in a repository */
export function renamedFiles(before: string, now: string, part: string): Map<string, string> {
  const options = ["--no-index", "--no-ext-diff", "--no-textconv", "--find-renames", "--diff-filter=R"];
  const folders = [path.join(before, part), path.join(now, part)];
  const { stdout } = askGit(now, ["diff", ...options, "--name-status", "-z", ...folders]);
  const renamed = new Map<string, string>();
  // `R100`, the earlier name, the later one; each ends with a zero.
  const words = stdout.toString("utf8").split("\0");
  for (let at = 0; at + 2 < words.length; at += 3) {
    const [old, fresh] = [words[at + 1] ?? "", words[at + 2] ?? ""].map((file) => path.resolve(now, file));
    if (old && fresh) renamed.set(relativePath(now, fresh), relativePath(before, old));
  }
  return renamed;
}
