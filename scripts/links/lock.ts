// One run at a time for a file: FILE.lock names the process that uses it, and counts for as long as that process lives.
//
// Packages for it (proper-lockfile) tell by the age of a lock that its owner died, so that the run after one that was killed
// would have to wait; and to go on after such a run is what a cache is for.
import { rmSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { fileError, readIfThere } from "../text/files.ts";
import { createFile } from "../text/write-files.ts";
import { makeFolderOf, StateFileError } from "./state-file.ts";

/** Between two looks at a lock that somebody has, in milliseconds. */
const PAUSE = 20;
/** In milliseconds; to write a file of states takes less than a second. */
const PATIENCE = 30_000;

const OWN = `${process.pid}@${hostname()}`;

/** Files that this process has locked: a lock that names it for another file was left by a dead process of this number. */
const held = new Set<string>();

/**
 * @param patience - how long to wait for another run, in milliseconds
 * @returns lets go of the file
 * @throws {StateFileError} when another run on this computer has it
 */
export async function lock(file: string, patience = 0): Promise<() => void> {
  const end = performance.now() + patience;
  for (let owner = await take(file); owner !== undefined; owner = await take(file)) {
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

/** Do something with a file that nobody keeps for long. */
export async function whileLocked<Result>(file: string, work: () => Result): Promise<Result> {
  const release = await lock(file, PATIENCE);
  try {
    return work();
  } finally {
    release();
  }
}

/** @returns the process that has it; `undefined` when it is ours now */
async function take(file: string): Promise<number | undefined> {
  if (held.has(file)) return process.pid;
  held.add(file);
  let owner: number | undefined;
  const target = `${file}.lock`;
  try {
    makeFolderOf(file);
    while (owner === undefined && !createFile(path.dirname(target), path.basename(target), OWN)) {
      const text = readIfThere(target);
      if (text === undefined) continue;
      owner = livingOwner(text);
      if (owner === undefined) rmSync(target, { force: true });
    }
    if (owner !== undefined) held.delete(file);
    return owner;
  } catch (error) {
    held.delete(file);
    throw fileError(error, target);
  }
}

/** @returns nobody for a process of another computer: the lock came here with a copy of the folder */
function livingOwner(text: string): number | undefined {
  const [, number = "", host] = /^(\d+)@(.*)$/s.exec(text) ?? [];
  if (host !== hostname() || text === OWN) return undefined;
  try {
    // Signal 0 only asks: https://nodejs.org/api/process.html#processkillpid-signal
    process.kill(Number(number), 0);
    return Number(number);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM" ? Number(number) : undefined;
  }
}
