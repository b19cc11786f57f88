// Reads files of a list, and turns errors of the file system into sentences.
import { readFileSync, statSync } from "node:fs";
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

/** @returns whether there is a file; a folder is none, nor is what no path can be */
export function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** @returns the text, or `undefined` when there is no such file */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw fileError(error, file);
  }
}

/** @returns the text, or `undefined` when it cannot be read, whyever */
export function readIfReadable(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** @returns the text without a byte order mark, or `undefined` when the bytes are not UTF-8 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
