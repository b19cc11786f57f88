// Reads files of a list, and turns errors of the file system into sentences.
import { isUtf8 } from "node:buffer";
import fs from "node:fs";
import path from "node:path";
import { compare } from "./compare.ts";
import { Trouble } from "./trouble.ts";

/** A file that cannot be read or written. */
export class FileError extends Trouble {
  /** Absolute; `undefined` when the system does not say which. */
  override readonly file: string | undefined;
  /** To follow the file's name and a colon, without a stop. */
  readonly problem: string;
  /** The system's own code, such as `ENOSPC`. */
  readonly code: string | undefined;

  constructor(file: string | undefined, problem: string, code?: string) {
    super(`${file ?? "a file"}: ${problem}.`);
    this.file = file;
    this.problem = problem;
    this.code = code;
  }
}

const LINK = "it is a symbolic link, and nothing is read or written through one";
const NOT_PLAIN = "it is no plain file";

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EEXIST: "there is such a file already",
  EACCES: "it may not be read or written",
  EPERM: "it may not be read or written",
  EISDIR: "it is a folder, not a file",
  ENOTDIR: "it is a file, not a folder",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk is full",
  EFBIG: "it would be larger than a file may be",
  EROFS: "the disk can only be read",
  ELOOP: LINK,
  ENXIO: NOT_PLAIN,
  EBUSY: "another program uses it",
  ENAMETOOLONG: "its name is too long",
};

/**
 * @param file - absolute: the file to name in the message; the error itself may name a temporary file, or none
 * @returns an error of the file system in words, and any other as it is
 */
export function fileError(error: unknown, file?: string): unknown {
  if (!(error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string"))
    return error;
  const named = file ?? ("path" in error && typeof error.path === "string" ? error.path : undefined);
  return new FileError(named, PROBLEMS[error.code] ?? error.message, error.code);
}

const NOT_UTF8 = { message: "The file is not UTF-8 text.", hint: "Save it as UTF-8 in your editor." };

/** In bytes: larger files are not read at all. The page of a hundred thousand entries has 20 MB. */
const LARGEST = 100_000_000;
/** In bytes: twice what GitHub shows of a README. Larger ones are not parsed. */
const LARGEST_DOCUMENT = 1_000_000;
/** The longest lists have some 3,000; the Markdown parser takes a millisecond and 10 kB for each. */
const MOST_LINES = 20_000;

export interface ReadOptions {
  /** A folder (absolute) above the file: no step from it to the file may be a symbolic link. */
  root?: string;
  /** In bytes. */
  most?: number;
}

/**
 * Reads a plain file: never through a symbolic link, and never a pipe or a device, which may have no end.
 *
 * @param file - absolute
 * @throws {FileError} when it cannot be read, is something else, or is too large
 */
export function readBytes(file: string, { root = path.dirname(file), most = LARGEST }: ReadOptions = {}): Buffer {
  plainFile(root, path.relative(root, file));
  // What has become a link or a pipe in the meantime is not followed, and not waited for. (Windows has neither flag.)
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const found = fs.fstatSync(descriptor);
    if (!found.isFile() && !found.isDirectory()) throw new FileError(file, NOT_PLAIN);
    if (found.size > most) {
      const problem = `it has ${Math.ceil(found.size / 1_000)} kB, and ${most / 1_000} kB are read at most`;
      throw new FileError(file, problem, "EFBIG");
    }
    return fs.readFileSync(descriptor);
  } catch (error) {
    throw fileError(error, file);
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

/**
 * @param root - a folder (absolute); symbolic links above it are followed
 * @param name - relative to it
 * @returns what is known of a plain file; `undefined` when there is none
 * @throws {FileError} when something else stands there, or on the way to it
 */
export function plainFile(root: string, name: string): fs.Stats | undefined {
  // Outside of the root, the user has typed the path: symbolic links on the way are followed there.
  const isBelow = !path.normalize(name).startsWith("..");
  let file = isBelow ? root : path.dirname(path.join(root, name));
  const steps = isBelow ? path.normalize(name).split(path.sep) : [path.basename(name)];
  for (const [index, step] of steps.entries()) {
    file = path.join(file, step);
    const found = lstat(file);
    if (!found) return undefined;
    if (found.isSymbolicLink()) throw new FileError(file, LINK);
    const isLast = index === steps.length - 1;
    if (isLast && found.isFile()) return found;
    if (isLast || !found.isDirectory()) {
      const code = found.isDirectory() ? "EISDIR" : isLast ? undefined : "ENOTDIR";
      throw new FileError(file, PROBLEMS[code ?? "ENXIO"] ?? NOT_PLAIN, code);
    }
  }
  return undefined;
}

/** @throws {FileError} */
export function lstat(file: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(file, { throwIfNoEntry: false });
  } catch (error) {
    throw fileError(error, file);
  }
}

/** Names of devices, with which Windows has no files, whatever their ending (https://learn.microsoft.com, “Naming Files”). */
export const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** @returns the path from a folder to a file, with `/` on every system */
export function relativePath(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join("/");
}

/** @returns the nearest folder upwards that holds a file or folder of this name */
export function nearestWith(folder: string, name: string): string | undefined {
  for (let current = path.resolve(folder); ; current = path.dirname(current)) {
    if (fs.existsSync(path.join(current, name))) return current;
    if (path.dirname(current) === current) return undefined;
  }
}

/** @returns whether there is a plain file; a folder or a symbolic link is none, nor is what no path can be */
export function isFile(file: string): boolean {
  try {
    return fs.lstatSync(file).isFile();
  } catch {
    return false;
  }
}

/** @returns whether there is a folder; a symbolic link to one is none */
export function isFolder(folder: string): boolean {
  return fs.lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}

/**
 * @returns what stands in a folder, in the same order on every file system; without hidden files (`.DS_Store`, an editor's).
 * A name that is not UTF-8 has U+FFFD in it
 * @throws {FileError} when it cannot be read
 */
export function entriesIn(folder: string): fs.Dirent[] {
  try {
    const entries = fs.readdirSync(folder, { withFileTypes: true });
    return entries.filter(({ name }) => !name.startsWith(".")).sort((a, b) => compare(a.name, b.name));
  } catch (error) {
    throw fileError(error, folder);
  }
}

/** The same; nothing for what is no folder, or not there. */
export function entriesIfThere(folder: string): fs.Dirent[] {
  return isFolder(folder) ? entriesIn(folder) : [];
}

/**
 * @returns the text without a byte order mark, or what keeps the file from being read, and what to do about it
 * @throws {FileError} when there is no such file
 */
export function readText(
  file: string,
  options: ReadOptions = {},
): { text: string; problem?: never } | { text?: never; problem: { message: string; hint?: string | undefined } } {
  try {
    const text = decodeUtf8(readBytes(file, { most: LARGEST_DOCUMENT, ...options }));
    if (text === undefined) return { problem: NOT_UTF8 };
    const lines = text.split("\n").length;
    if (lines <= MOST_LINES) return { text };
    return { problem: { message: `The file has ${lines} lines, and ${MOST_LINES} are read at most.` } };
  } catch (error) {
    if (!(error instanceof FileError) || error.code === "ENOENT" || error.code === "EISDIR") throw error;
    const hint = error.code === "EFBIG" ? "Shorten it, or split it into several." : undefined;
    return { problem: { message: `The file cannot be read: ${error.problem}.`, hint } };
  }
}

/** @returns the text, or `undefined` when there is no such file */
export function readIfThere(file: string, options?: ReadOptions): string | undefined {
  try {
    return readBytes(file, options).toString("utf8");
  } catch (error) {
    if (error instanceof FileError && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** @returns the text, or `undefined` when it cannot be read, whyever */
export function readIfReadable(file: string, options?: ReadOptions): string | undefined {
  try {
    return readBytes(file, options).toString("utf8");
  } catch {
    return undefined;
  }
}

/** @returns the text without a byte order mark, or `undefined` when the bytes are not UTF-8 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? new TextDecoder().decode(bytes) : undefined;
}
