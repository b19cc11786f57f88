// The one way to write people's files: a change of any number of files is made whole or not at all.
// It never goes through a symbolic link, nor over a folder, a device or the like.
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { FileError, fileError, lstat, plainFile } from "./files.ts";

/** Texts by their files; `undefined` for a file that is to go. */
export type Changes = ReadonlyMap<string, string | undefined>;

/** The names of temporary files. One is left behind only when the program is killed; it may be deleted. */
export const TEMPORARY = /^\.[\da-f-]{36}\.tmp$/;

interface Step {
  /** Absolute. */
  file: string;
  /** Beside the file, with its new text; `undefined` when the file is to go. */
  draft: string | undefined;
  /** Beside it too: its old text, to be put back when a later step fails; `undefined` when there is none. */
  backup: string | undefined;
}

/**
 * Files are written before others are deleted, so that what moves from one to another is always in one of them.
 *
 * @param root - a folder (absolute)
 * @param changes - files relative to it, also in folders that are not there yet; one that holds its text already keeps its date
 * @returns the files that had to be changed
 * @throws {FileError} when one cannot be; all of them are then as they were
 */
export function writeFiles(root: string, changes: Changes): string[] {
  const differing = [...changes].filter(([name, text]) => !isThere(root, name, text));
  const isOne = differing.length === 1;
  const steps: Step[] = [];
  try {
    for (const [name, text] of differing) {
      const step: Step = { file: path.join(root, name), draft: undefined, backup: undefined };
      steps.push(step);
      makeFolders(root, name);
      prepare(step, text, isOne);
    }
    carryOut([
      ...steps.filter(({ draft }) => draft !== undefined),
      ...steps.filter(({ draft }) => draft === undefined),
    ]);
  } finally {
    for (const { draft, backup } of steps) for (const file of [draft, backup]) if (file !== undefined) discard(file);
  }
  return differing.map(([name]) => name);
}

/**
 * One file that somebody has named.
 *
 * @param file - absolute
 * @returns whether it had to be written
 */
export function writeFile(file: string, text: string): boolean {
  return writeFiles(path.dirname(file), new Map([[path.basename(file), text]])).length > 0;
}

/**
 * @param file - relative to the root, a folder (absolute)
 * @returns `false` when there is such a file already, which stays as it is
 * @throws {FileError} when it cannot be written
 */
export function createFile(root: string, file: string, text: string): boolean {
  const target = path.join(root, file);
  if (plainFile(root, file)) return false;
  makeFolders(root, file);
  const draft = write(target, text, undefined);
  try {
    return isPlaced(draft, target);
  } catch (error) {
    throw fileError(error, target);
  } finally {
    discard(draft);
  }
}

/** Moves the draft to its place unless a file is there. A hard link does both in one step; some file systems have none. */
function isPlaced(draft: string, target: string): boolean {
  try {
    fs.linkSync(draft, target);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
  }
  try {
    fs.closeSync(fs.openSync(target, "wx"));
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
  try {
    fs.renameSync(draft, target);
  } catch (error) {
    discard(target);
    throw error;
  }
  return true;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}

/** A hard link needs no space; where there are none, the file is copied. */
function copy(file: string, to: string): void {
  try {
    fs.linkSync(file, to);
  } catch {
    fs.copyFileSync(file, to, fs.constants.COPYFILE_EXCL);
  }
}

function isThere(root: string, name: string, text: string | undefined): boolean {
  const found = plainFile(root, name);
  if (!found || text === undefined) return found === text;
  const file = path.join(root, name);
  try {
    return found.size === Buffer.byteLength(text) && fs.readFileSync(file).equals(Buffer.from(text));
  } catch (error) {
    throw fileError(error, file);
  }
}

/** Makes the folders between the root and a file; not the root, which may be mistyped. */
function makeFolders(root: string, name: string): void {
  const folder = path.dirname(path.normalize(name));
  try {
    if (folder !== "." && !folder.startsWith("..")) fs.mkdirSync(path.join(root, folder), { recursive: true });
  } catch (error) {
    throw fileError(error, path.join(root, name));
  }
}

/** Does everything that may fail for lack of space or permission, before any file is changed. */
function prepare(step: Step, text: string | undefined, isOne: boolean): void {
  const { file } = step;
  const before = lstat(file);
  try {
    // A rename replaces even a read-only file if its folder is writable, so that has to be checked here.
    if (before && ((before.mode & 0o222) === 0 || !isWritable(file))) throw new FileError(file, "it is read-only");
    if (text !== undefined) step.draft = write(file, text, before);
    // A single file is replaced in one step, so it needs no backup.
    if (before && !isOne) {
      step.backup = temporaryBeside(file);
      copy(file, step.backup);
    }
  } catch (error) {
    throw fileError(error, file);
  }
}

function isWritable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param before - the file whose mode and owner the new one gets
 * @returns a complete file beside the target
 */
function write(target: string, text: string, before: fs.Stats | undefined): string {
  const draft = temporaryBeside(target);
  try {
    const descriptor = fs.openSync(draft, "wx");
    try {
      writeBytes(target, descriptor, Buffer.from(text));
      if (before) keepModeAndOwner(descriptor, before);
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    return draft;
  } catch (error) {
    discard(draft);
    throw fileError(error, target);
  }
}

/** A disk that is nearly full may write only a part, so this goes on until all bytes are written. */
function writeBytes(target: string, descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) {
    const count = fs.writeSync(descriptor, bytes, at, bytes.length - at);
    if (count === 0) throw new FileError(target, "the disk is full", "ENOSPC");
    at += count;
  }
}

function keepModeAndOwner(descriptor: number, { mode, uid, gid }: fs.Stats): void {
  const fresh = fs.fstatSync(descriptor);
  if (fresh.uid !== uid || fresh.gid !== gid) {
    try {
      fs.fchownSync(descriptor, uid, gid);
    } catch {
      // Only root may change a file's owner; everybody else keeps their own.
    }
  }
  fs.fchmodSync(descriptor, mode & 0o7777);
}

function carryOut(steps: readonly Step[]): void {
  const done: Step[] = [];
  for (const step of steps) {
    try {
      if (step.draft === undefined) fs.rmSync(step.file);
      else fs.renameSync(step.draft, step.file);
      done.push(step);
    } catch (error) {
      const lost = done.toReversed().flatMap((other) => putBack(other) ?? []);
      throw lost[0] ?? fileError(error, step.file);
    }
  }
}

/** @returns what went wrong */
function putBack(step: Step): FileError | undefined {
  const { file, backup } = step;
  try {
    if (backup === undefined) fs.rmSync(file);
    else fs.renameSync(backup, file);
    return undefined;
  } catch {
    step.backup = undefined;
    const where = backup === undefined ? "it is new, and belongs deleted" : `what it held stands in ${backup}`;
    return new FileError(file, `it could not be put back after another file failed: ${where}`);
  }
}

/** Short, because the file's own name may be as long as is allowed; hidden, because programs that read folders skip such. */
function temporaryBeside(file: string): string {
  return path.join(path.dirname(file), `.${randomUUID()}.tmp`);
}

function discard(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // A temporary file that cannot be deleted is left behind.
  }
}
