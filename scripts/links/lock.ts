// One run at a time for a file: FILE.lock names the process that uses it, and counts for as long as that process lives.
//
// Packages for it tell a dead owner by the age of the lock, so that a run after one that was killed would have to wait; and a
// killed run is what the journal is for.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { about } from "../text/system-error.ts";
import { BookError } from "./book.ts";

/** Between two looks at a lock that somebody has, in milliseconds. */
const PAUSE = 20;
/** To write a book takes less than a second. */
const PATIENCE = 30_000;
/** Between making a lock and writing the owner into it, at most; in milliseconds. */
const BIRTH = 2_000;

/** Locks of this process: one that names it and is not among them is of a dead process that had the same number. */
const held = new Set<string>();

interface Owner {
  /** `undefined` while it is writing its name. */
  process: number | undefined;
}

/**
 * @returns lets go of it
 * @throws {BookError} when another run on this computer has it
 */
export function lock(file: string): () => void {
  const owner = take(file);
  if (owner) throw inUse(file, owner);
  return () => release(file);
}

/**
 * Wait for a file that nobody keeps for long.
 *
 * @throws {BookError} when another run on this computer does
 */
export async function whileLocked<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const end = performance.now() + PATIENCE;
  for (let owner = take(file); owner; owner = take(file)) {
    if (performance.now() > end) throw inUse(file, owner);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  try {
    return await work();
  } finally {
    release(file);
  }
}

function inUse(file: string, { process: id }: Owner): BookError {
  const who = id === undefined ? "" : `, process ${id}`;
  return new BookError(file, `It is in use by another run${who}.`, "Wait until that has ended, or name another file.");
}

function release(file: string): void {
  held.delete(file);
  rmSync(lockOf(file), { force: true });
}

function lockOf(file: string): string {
  return `${file}.lock`;
}

/** @returns who has it; `undefined` when it is ours now */
function take(file: string): Owner | undefined {
  if (held.has(file)) return { process: process.pid };
  const target = lockOf(file);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    while (!isMade(target)) {
      const owner = ownerOf(target);
      if (owner) return owner;
      removeDead(target);
    }
  } catch (error) {
    throw about(target, error);
  }
  held.add(file);
  return undefined;
}

/** Of several processes, for one. */
function isMade(target: string): boolean {
  try {
    writeFileSync(target, JSON.stringify({ process: process.pid, host: hostname() }), { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** @returns nobody when no process of this computer is named there that lives */
function ownerOf(target: string): Owner | undefined {
  try {
    const text = readFileSync(target, "utf8");
    const [, number, host] = /^\{"process":(\d+),"host":(".*")\}$/s.exec(text) ?? [];
    if (number === undefined) return Date.now() - statSync(target).mtimeMs < BIRTH ? { process: undefined } : undefined;
    const id = Number(number);
    return host === JSON.stringify(hostname()) && id !== process.pid && isAlive(id) ? { process: id } : undefined;
  } catch (error) {
    // It was let go in this moment.
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

function isAlive(id: number): boolean {
  try {
    // Signal 0 only asks: https://nodejs.org/api/process.html#processkillpid-signal
    process.kill(id, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** Of several processes that see the same dead one, each takes away what is there only if it still is a dead one's. */
function removeDead(target: string): void {
  const taken = `${target}.${process.pid}`;
  try {
    renameSync(target, taken);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  if (ownerOf(taken)) renameSync(taken, target);
  else rmSync(taken);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
