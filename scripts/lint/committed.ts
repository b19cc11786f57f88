// A file as it was where the work began: in the commit that this branch and the default branch have in common.
import { spawnSync } from "node:child_process";

/** Where the default branch may be known by name; the last one is for a clone that has nothing else. */
const BASES = ["origin/HEAD", "origin/main", "origin/master", "main", "master", "HEAD"];

/**
 * @param root - the folder (absolute) that the file is relative to
 * @returns its text, or `undefined` outside of a Git repository, without Git, or when the file was not there
 */
export function committedText(root: string, file: string): string | undefined {
  const git = (...args: string[]): string | undefined => {
    const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: MOST });
    return status === 0 ? stdout : undefined;
  };
  const known = BASES.find((name) => git("rev-parse", "--verify", "--quiet", `${name}^{commit}`) !== undefined);
  if (known === undefined) return undefined;
  const base = git("merge-base", "HEAD", known)?.trim() ?? "HEAD";
  return git("show", `${base}:./${file}`);
}

/** A page may be as long as GitHub shows it, and somewhat longer; in bytes. */
const MOST = 4 * 1024 * 1024;
