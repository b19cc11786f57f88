// Reads files of an untrusted commit from Git's store, without checking it out.
import { askGit, GitError, isHash } from "./git.ts";

export interface TreeEntry {
  name: string;
  /** `symlink` is never followed; `other` is a submodule. */
  type: "file" | "folder" | "symlink" | "other";
  hash: string;
  /** Of a file, in bytes. */
  size: number;
}

/** What a folder's listing may take, in bytes: some hundred thousand files. */
const LISTING = 32 * 1024 * 1024;

/** Thrown for a commit with more files or bytes than are read. */
export class CommitTooLarge extends Error {}

/**
 * The entries of one folder of a commit (a hash). Lists one folder only, so a hostile commit whose trees contain each other a
 * million times costs nothing. No step of the path (with `/`, "" for the top) may be a symbolic link.
 *
 * @returns `undefined` when there is no such folder
 * @throws {CommitTooLarge} when its listing is longer than `LISTING`
 */
export function listFolder(folder: string, commit: string, path: string): TreeEntry[] | undefined {
  if (!isHash(commit)) return undefined;
  const { status, stdout } = askGit(folder, ["ls-tree", "-z", "--long", "--full-tree", `${commit}:${path}`], {
    maxBytes: LISTING,
  });
  // `status` is null when Git was stopped because its output is too long; for a missing folder it is a number.
  if (status === null) throw new CommitTooLarge(`The folder ${path} holds more than can be listed.`);
  if (status !== 0) return undefined;
  const lines = stdout.toString("utf8").split("\0");
  return lines.flatMap((line): TreeEntry[] => {
    const found = /^(\d+) (\w+) ([\da-f]+) +(\d+|-)\t(.+)$/s.exec(line) ?? [];
    const [, mode = "", object = "", hash = "", size = "", name = ""] = found;
    const type = mode === "120000" ? "symlink" : (TYPES[object] ?? "other");
    return name === "" ? [] : [{ name, hash, type, size: Number(size) || 0 }];
  });
}

const TYPES: Readonly<Record<string, TreeEntry["type"]>> = { blob: "file", tree: "folder" };

/** @throws {GitError} when one is missing, or larger than it is said to be */
export function readBlobs(folder: string, files: readonly Pick<TreeEntry, "hash" | "size">[]): Buffer[] {
  const input = files.map(({ hash }) => `${hash}\n`).join("");
  // For each blob, Git writes a header line, the bytes, and a line end.
  const maxBytes = files.reduce((sum, { size }) => sum + size + 128, 1);
  const { status, stdout } = askGit(folder, ["cat-file", "--batch"], { input, maxBytes });
  if (status !== 0) throw new GitError("Git could not read the files of a commit.");
  const blobs: Buffer[] = [];
  for (let at = 0; blobs.length < files.length; ) {
    const end = stdout.indexOf("\n", at);
    const [, size] = /^[\da-f]+ blob (\d+)$/.exec(stdout.toString("latin1", at, end)) ?? [];
    if (end < 0 || size === undefined) throw new GitError("Git does not have a file of a commit.");
    const start = end + 1;
    blobs.push(stdout.subarray(start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return blobs;
}
