// A file as it was where the work began: in the commit that this branch and the default branch have in common.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

/** Where the default branch may be known by name; the last one is for a clone that has nothing else. */
const BASES = ["origin/HEAD", "origin/main", "origin/master", "main", "master", "HEAD"];

/**
 * @param root - the folder (absolute) that the file is relative to
 * @returns its text, or `undefined` outside of a Git repository, without Git, or when the file was not there
 */
export function committedText(root: string, file: string): string | undefined {
  // A look costs nothing beside a process that says no for each of the names.
  if (!isInRepository(root)) return undefined;
  const git = (...args: string[]): string | undefined => {
    const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: MOST });
    return status === 0 ? stdout : undefined;
  };
  for (const name of BASES) {
    const base = git("merge-base", "HEAD", name)?.trim();
    if (base) return git("show", `${base}:./${file}`);
  }
  // Nothing in common with any of them, or no commit at all.
  return git("show", `HEAD:./${file}`);
}

function isInRepository(folder: string): boolean {
  if (existsSync(path.join(folder, ".git")) || process.env.GIT_DIR !== undefined) return true;
  const parent = path.dirname(folder);
  return parent !== folder && isInRepository(parent);
}

/** A page may be as long as GitHub shows it, and somewhat longer; in bytes. */
const MOST = 4 * 1024 * 1024;
