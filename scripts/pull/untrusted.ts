// The data of a commit that anybody may have made → a folder with it and with our own templates and schemas.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compare } from "../data/compare.ts";
import { FOLDERS, ID } from "../data/kinds.ts";
import { listFolder, readBlobs, type TreeEntry } from "../git/blobs.ts";
import type { Tree } from "../git/tree.ts";

/** Of a record, in bytes: twenty times the longest one that was ever written by hand. */
const LARGEST = 100_000;
/** Of all records together, in number and in bytes. */
const MOST_FILES = 20_000;
const MOST_BYTES = 32 * 1024 * 1024;

/** Why a commit's data is not looked at. */
export class TooMuch extends Error {}

/**
 * Records only: files, no symbolic links, named by an id, in the folders of their kinds. Nothing else of the commit is
 * read, and of its names only those that are ids reach the disk.
 *
 * @param folder - our own checkout, whose lists, templates and schemas count
 * @param commit - a hash
 * @throws {TooMuch} when the data is more than anybody could have written
 */
export function copyData(folder: string, commit: string): Tree {
  const found = listFolders(folder).flatMap((list) => recordsOf(folder, commit, list));
  const size = found.reduce((sum, { entry }) => sum + entry.size, 0);
  if (found.length > MOST_FILES || size > MOST_BYTES) throw new TooMuch("The data is too much to be looked at.");
  const bytes = readBlobs(
    folder,
    found.map(({ entry }) => entry.hash),
    size,
  );

  const root = mkdtempSync(path.join(tmpdir(), "data-"));
  for (const list of listFolders(folder)) {
    for (const own of ["templates", "schemas"]) {
      const from = path.join(folder, list, own);
      if (existsSync(from)) cpSync(from, path.join(root, list, own), { recursive: true });
    }
    mkdirSync(path.join(root, list, "data"), { recursive: true });
  }
  for (const [index, { file }] of found.entries()) {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, bytes[index] ?? "");
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** The lists of a checkout, relative to it, with `/`; "" is the main one. */
export function listFolders(folder: string): string[] {
  const lists = path.join(folder, "lists");
  const names = existsSync(lists) ? readdirSync(lists, { withFileTypes: true }) : [];
  const others = names.filter((entry) => entry.isDirectory()).map(({ name }) => `lists/${name}`);
  return ["", ...others.sort(compare)].filter((list) => existsSync(path.join(folder, list, "templates", "README.md")));
}

interface Found {
  /** Relative to the repository. */
  file: string;
  entry: TreeEntry;
}

function recordsOf(folder: string, commit: string, list: string): Found[] {
  const data = path.posix.join(list, "data");
  const records = (at: string, isRecord: (name: string) => boolean): Found[] =>
    (listFolder(folder, commit, at) ?? [])
      .filter(({ type, size, name }) => type === "file" && size <= LARGEST && isRecord(name))
      .map((entry) => ({ file: `${at}/${entry.name}`, entry }));
  return [
    ...records(data, (name) => name === "list.yml"),
    ...Object.keys(FOLDERS).flatMap((kind) =>
      records(`${data}/${kind}`, (name) => name.endsWith(".yml") && ID.test(name.slice(0, -".yml".length))),
    ),
  ];
}
