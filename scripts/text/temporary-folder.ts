// A folder for the time that a process takes; what killed processes left of theirs is deleted.
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** With the number of the process in its name. */
const NAME = /^curated-(\d+)-/;
/** In milliseconds: who shares the folder from another container has process numbers of its own. */
const HOUR = 3_600_000;

/** @returns an absolute path, for the caller to delete */
export function temporaryFolder(): string {
  const folder = tmpdir();
  for (const name of readdirSync(folder)) {
    const process = NAME.exec(name)?.[1];
    if (process !== undefined && isLeft(path.join(folder, name), Number(process))) discard(path.join(folder, name));
  }
  return mkdtempSync(path.join(folder, `curated-${process.pid}-`));
}

function isLeft(folder: string, id: number): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > HOUR && !isRunning(id);
}

/** Signal 0 only asks: https://nodejs.org/api/process.html#processkillpid-signal */
export function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    // It is somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function discard(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Another process deletes it, or nobody may.
  }
}
