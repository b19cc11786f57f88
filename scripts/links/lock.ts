// One run at a time for a file: FILE.lock names the process that uses it, and counts for as long as that process lives.
//
// Packages for it (proper-lockfile) tell by the age of a lock that its owner died, so that the run after one that was killed
// would have to wait; and to go on after such a run is what a cache is for.
import { rmSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { fileError, readIfThere } from "../text/files.ts";
import { isRunning } from "../text/temporary-folder.ts";
import { createFile } from "../text/write-files.ts";
import { makeFolderOf, StateFileError } from "./state-file.ts";

/** Between two looks at a lock that somebody has, in milliseconds. */
const PAUSE = 20;
/** In milliseconds; to write a file of states takes less than a second. */
const LOCK_TIMEOUT = 30_000;

const OWN = `${process.pid}@${hostname()}`;

/** Files that this process has locked. A lock with our process id on any other file is left over from an earlier process. */
const held = new Set<string>();

/** Waits for another run so many milliseconds, or throws a StateFileError. @returns lets go of the file */
export async function lock(file: string, timeout = 0): Promise<() => void> {
  const end = performance.now() + timeout;
  for (let owner = take(file); owner !== undefined; owner = take(file)) {
    if (performance.now() >= end) {
      const hint = "Wait until that has ended, or name another file.";
      throw new StateFileError(file, `It is in use by another run, process ${owner}.`, hint);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return () => {
    rmSync(`${file}.lock`, { force: true });
    held.delete(file);
  };
}

/** Runs `work` while holding the lock; waits for it, because others hold it only briefly. */
export async function whileLocked<Result>(file: string, work: () => Result): Promise<Result> {
  const release = await lock(file, LOCK_TIMEOUT);
  try {
    return work();
  } finally {
    release();
  }
}

/** @returns the process that has it; `undefined` when it is ours now */
function take(file: string): number | undefined {
  if (held.has(file)) return process.pid;
  const target = `${file}.lock`;
  try {
    makeFolderOf(file);
    while (!createFile(path.dirname(target), path.basename(target), OWN)) {
      const text = readIfThere(target);
      const owner = text === undefined ? undefined : livingOwner(text);
      if (owner !== undefined) return owner;
      if (text !== undefined) rmSync(target, { force: true });
    }
    held.add(file);
    return undefined;
  } catch (error) {
    throw fileError(error, target);
  }
}

/** @returns the id of the living process that has the lock; `undefined` for a lock from another computer (a copied folder) */
function livingOwner(text: string): number | undefined {
  const [, number = "", host] = /^(\d+)@(.*)$/s.exec(text) ?? [];
  return host === hostname() && text !== OWN && isRunning(Number(number)) ? Number(number) : undefined;
}
