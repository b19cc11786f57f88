// Files of a commit that anybody may have made: read from Git's own store, and never checked out.
import { askGit, isHash } from "./git.ts";

export interface TreeEntry {
  name: string;
  /** `symlink` is followed by nobody; `other` is a submodule. */
  type: "file" | "folder" | "symlink" | "other";
  hash: string;
  /** Of a file, in bytes. */
  size: number;
}

/** What a folder's listing may take, in bytes: some hundred thousand files. */
const LISTING = 32 * 1024 * 1024;

/** A commit holds more than anybody could have written, so that it is not looked at. */
export class TooMuch extends Error {}

/**
 * The entries of one folder of a commit. Folders in it are not looked into, so that a tree which holds itself a million
 * times costs nothing.
 *
 * @param commit - a hash
 * @param path - with `/`, "" for the top; none of its steps may be a symbolic link
 * @returns `undefined` when there is no such folder
 * @throws {TooMuch} when it holds more than anybody could read
 */
export function listFolder(folder: string, commit: string, path: string): TreeEntry[] | undefined {
  if (!isHash(commit)) return undefined;
  const { status, stdout } = askGit(folder, ["ls-tree", "-z", "--long", "--full-tree", `${commit}:${path}`], {
    most: LISTING,
  });
  // Git is stopped when it says more than is wanted. A folder that is not there is no such trouble.
  if (status === null) throw new TooMuch(`The folder ${path} holds more than can be listed.`);
  if (status !== 0) return undefined;
  const lines = stdout.toString("utf8").split("\0");
  return lines.flatMap((line): TreeEntry[] => {
    const [, mode = "", hash = "", size = "", name = ""] = /^(\d+) \w+ ([\da-f]+) +(\d+|-)\t(.+)$/s.exec(line) ?? [];
    return name === "" ? [] : [{ name, hash, type: TYPES[mode] ?? "other", size: Number(size) || 0 }];
  });
}

const TYPES: Readonly<Record<string, TreeEntry["type"]>> = {
  "100644": "file",
  "100664": "file",
  "100755": "file",
  "040000": "folder",
  "120000": "symlink",
};

/**
 * @param hashes - of blobs
 * @param most - what they may take together, in bytes; the caller knows their sizes
 * @returns their bytes, in order
 * @throws {Error} when one is missing
 */
export function readBlobs(folder: string, hashes: readonly string[], most: number): Buffer[] {
  // Behind each blob's bytes, and in front of them, Git writes a line.
  const { status, stdout } = askGit(folder, ["cat-file", "--batch"], {
    input: hashes.map((hash) => `${hash}\n`).join(""),
    most: most + hashes.length * 128 + 1,
  });
  if (status !== 0) throw new Error("Git could not read the files of a commit.");
  const blobs: Buffer[] = [];
  for (let at = 0; blobs.length < hashes.length; ) {
    const end = stdout.indexOf("\n", at);
    const [, size] = /^[\da-f]+ blob (\d+)$/.exec(stdout.toString("latin1", at, end)) ?? [];
    if (end < 0 || size === undefined) throw new Error("Git does not have a file of a commit.");
    const start = end + 1;
    blobs.push(stdout.subarray(start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return blobs;
}
