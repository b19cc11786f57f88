// The data of an untrusted commit → a folder with it and with our own templates and schemas.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CommitTooLarge, listFolder, readBlobs, type TreeEntry } from "../git/blobs.ts";
import type { Tree } from "../git/tree.ts";
import { RECORD_BYTES } from "../record/files.ts";
import { ID } from "../record/kinds.ts";
import { LISTS, listFolders, missingPart } from "../record/list-folders.ts";
import { loadSchemas } from "../record/schemas.ts";
import { readOnce } from "../report/findings.ts";
import { temporaryFolder } from "../text/temporary-folder.ts";

/** Of all records together, in number and in bytes. */
const MOST = { files: 20_000, bytes: 32 * 1024 * 1024 };
/** Limits of records that our own commit does not have: parsing hostile Markdown may take a second for ten thousand bytes. */
const MOST_NEW = { files: 5_000, bytes: 1024 * 1024 };

/** At most this many new lists are shown. */
const MOST_LISTS = 10;

export interface CopiedData extends Tree {
  /** The records that are there; relative to the repository, with `/`. */
  files: readonly string[];
  /** Of their blobs. */
  hashes: ReadonlySet<string>;
  unread: readonly Unread[];
}

/** Something else than a plain file where a record, or a folder of records, belongs. */
export interface Unread {
  /** Relative to the repository, with `/`. */
  file: string;
  /** What it is, to follow its name: “is a symbolic link”. */
  why: string;
}

export interface NewList {
  /** Its folder, relative to the repository, with `/`. */
  folder: string;
  template: Found;
}

/** @returns the lists of our own checkout: folders relative to it, with `/`; "" is the main one */
export function ownLists(folder: string): string[] {
  return listFolders(folder).filter((list) => missingPart(path.join(folder, list)) === undefined);
}

/** The lists of the commit that we have not, with templates of their own. @throws {CommitTooLarge} for too many */
export function newLists(folder: string, commit: string): NewList[] {
  const entriesOf = lister(folder, commit);
  if (blockedOn(LISTS, entriesOf)) return [];
  const own = new Set(ownLists(folder));
  const names = entriesOf(LISTS).filter(
    ({ name, type }) => type === "folder" && ID.test(name) && !own.has(`${LISTS}/${name}`),
  );
  if (names.length > MOST_LISTS) throw new CommitTooLarge("There are too many new lists to be looked at.");
  return names.flatMap(({ name }) => {
    const list = `${LISTS}/${name}`;
    const isList = entriesOf(list).some((entry) => entry.name === "data" && entry.type === "folder");
    const template = entriesOf(`${list}/templates`).find((entry) => entry.name === "README.md");
    if (!isList || template?.type !== "file" || whyUnread(template) !== undefined) return [];
    return [{ folder: list, template: { ...template, file: `${list}/templates/README.md` } }];
  });
}

/**
 * Records only: files, no symbolic links, named by an id, in the folders of their kinds. Nothing else of the commit is
 * read, and of its names only those that are ids reach the disk. Lists, templates and schemas are our own.
 *
 * @param fresh - lists that we have not, with the templates that a stranger wrote; their schemas are the toolchain's
 * @param ours - hashes of records that are in a commit of our own
 * @throws {CommitTooLarge} when the data is larger than the limits above
 */
export function copyData(
  folder: string,
  commit: string,
  fresh: readonly NewList[] = [],
  ours?: ReadonlySet<string>,
): CopiedData {
  const own = ownLists(folder);
  const lists = [...own, ...fresh.map((list) => list.folder)];
  const entriesOf = lister(folder, commit);
  const looked = lists.map((list) => recordsOf(folder, list, entriesOf));
  const found = looked.flatMap((list) => list.found);
  const unread = looked.flatMap((list) => list.unread);
  if (unread.length > MOST.files || isMore(found, MOST))
    throw new CommitTooLarge("The data is too much to be looked at.");
  const others = ours ? found.filter(({ hash }) => !ours.has(hash)) : [];
  if (isMore(others, MOST_NEW)) throw new CommitTooLarge("There is too much new data to be looked at.");
  const copied = [...fresh.map(({ template }) => template), ...found];
  const bytes = readBlobs(folder, copied);

  const root = temporaryFolder();
  for (const list of lists) mkdirSync(path.join(root, list, "data"), { recursive: true });
  for (const list of own) {
    for (const name of ["templates", "schemas"]) {
      const from = path.join(folder, list, name);
      if (existsSync(from)) cpSync(from, path.join(root, list, name), { recursive: true });
    }
  }
  for (const [index, { file }] of copied.entries()) {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, bytes[index] ?? "");
  }
  return {
    root,
    files: found.map(({ file }) => file),
    hashes: new Set(found.map(({ hash }) => hash)),
    unread,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

interface Found extends TreeEntry {
  /** Relative to the repository. */
  file: string;
}

function isMore(found: readonly Found[], { files, bytes }: typeof MOST): boolean {
  return found.length > files || found.reduce((sum, { size }) => sum + size, 0) > bytes;
}

/** Each folder of a commit is listed once. */
type Lister = (at: string) => readonly TreeEntry[];

function lister(folder: string, commit: string): Lister {
  return readOnce((at) => listFolder(folder, commit, at) ?? []);
}

function recordsOf(folder: string, list: string, entriesOf: Lister): { found: Found[]; unread: Unread[] } {
  const found: Found[] = [];
  const unread = new Map<string, string>();
  const look = (at: string, isMeant: (name: string) => boolean): void => {
    const blocked = blockedOn(at, entriesOf);
    if (blocked) unread.set(blocked.file, blocked.why);
    for (const entry of blocked ? [] : entriesOf(at)) {
      if (!isMeant(entry.name) || entry.type === "folder") continue;
      const [file, why] = [`${at}/${entry.name}`, whyUnread(entry)];
      if (why === undefined) found.push({ ...entry, file });
      else unread.set(file, why);
    }
  };
  const data = path.posix.join(list, "data");
  look(data, (name) => name === "list.yml");
  // The schemas are our own.
  const { kinds } = loadSchemas(path.join(folder, list));
  for (const kind of kinds.byFolder.keys()) look(`${data}/${kind}`, isRecord);
  return { found, unread: [...unread].map(([file, why]) => ({ file, why })) };
}

function isRecord(name: string): boolean {
  return name.endsWith(".yml") && ID.test(name.slice(0, -".yml".length));
}

/** @returns the first symbolic link or submodule on a path: nothing below it can be read */
function blockedOn(at: string, entriesOf: Lister): Unread | undefined {
  let above = "";
  for (const step of at.split("/")) {
    const entry = entriesOf(above).find(({ name }) => name === step);
    above = path.posix.join(above, step);
    const why = entry && entry.type !== "file" ? whyUnread(entry) : undefined;
    if (why !== undefined) return { file: above, why };
  }
  return undefined;
}

const NO_FILES: Partial<Record<TreeEntry["type"], string>> = {
  symlink: "is a symbolic link",
  other: "is a submodule",
};

function whyUnread({ type, size }: TreeEntry): string | undefined {
  const isLarge = type === "file" && size > RECORD_BYTES;
  return isLarge ? `is larger than ${RECORD_BYTES / 1_000} kB` : NO_FILES[type];
}
