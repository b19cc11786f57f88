// A list's folder → the files that hold records, and findings about files that are in the wrong place.
import type { Dirent } from "node:fs";
import path from "node:path";
import { compare } from "../text/compare.ts";
import { Diagnostic, FILE_START, type Finding } from "../text/diagnostic.ts";
import { didYouMean, nearest } from "../text/did-you-mean.ts";
import { DEVICE, entriesIfThere, entriesIn, lstat, readIfReadable, readText } from "../text/files.ts";
import { ID, idOf, type Kind, type Kinds } from "./kinds.ts";
import { SETTINGS_FILE } from "./settings.ts";

export interface RecordFile {
  /** `undefined` for data/list.yml, which holds the settings. */
  kind: Kind | undefined;
  /** The file's name without `.yml`. */
  id: string;
  /** Relative to the list's root, with `/`. */
  file: string;
  source: string;
}

/** What is wrong with a file, and what to do about it. */
type Problem = Pick<Finding, "message" | "hint">;
type RecordPlace = Omit<RecordFile, "source">;

/**
 * Records' files that are not on the disk yet: the text by the path relative to the list's root, with `/`; `undefined` for
 * one that is to go.
 */
export type Drafts = ReadonlyMap<string, string | undefined>;

/** Of a record, in bytes: twenty times the longest one that was ever written by hand. */
export const RECORD_BYTES = 100_000;

export interface RecordFiles {
  files: RecordFile[];
  /** YAML files in the wrong place, and files that cannot be read. References to these records are not reported. */
  misplaced: RecordFile[];
  /** Kinds whose folder is not read; references to their records are not reported either. */
  unread: Kind[];
  diagnostics: Diagnostic[];
}

/**
 * @param root - the list's folder
 * @param drafts - read as if they were on the disk
 * @throws {NodeJS.ErrnoException} when data/ cannot be read
 */
export function readRecordFiles(root: string, kinds: Kinds, drafts: Drafts = new Map()): RecordFiles {
  const folders = [...kinds.byFolder.keys()];
  const found: RecordPlace[] = [];
  const elsewhere: RecordPlace[] = [];
  const diagnostics: Diagnostic[] = [];
  const misplaced = (file: string, problem: Problem): void => {
    diagnostics.push(new Diagnostic({ file, range: FILE_START, rule: "file-place", ...problem }));
  };

  const linked = ["data", "templates", "img"].filter((name) => lstat(path.join(root, name))?.isSymbolicLink());
  for (const name of linked) misplaced(name, { message: LINK, hint: "Put the folder itself here." });
  const unread = linked.includes("data") ? [...kinds.all] : [];
  for (const entry of linked.includes("data") ? [] : entriesIn(path.join(root, "data"))) {
    const file = `data/${entry.name}`;
    const kind = kinds.byFolder.get(entry.name);
    const problem = unreadable(entry);
    if (problem) {
      misplaced(file, problem);
      if (kind) unread.push(kind);
    } else if (entry.isDirectory() && kind) {
      for (const inner of entriesIn(path.join(root, file))) {
        const record = recordAt(`${file}/${inner.name}`, kind);
        const problem = unreadable(inner) ?? misnamed(record.file, kind, inner);
        if (problem) misplaced(record.file, problem);
        if (!problem) found.push(record);
        else if (isYaml(inner) || inner.name.endsWith(".yml")) elsewhere.push(record);
      }
    } else if (entry.isDirectory()) {
      const hint = didYouMean(entry.name, folders) ?? `Folders: ${folders.join(", ")}.`;
      misplaced(file, { message: "Nothing reads this folder.", hint });
      const meant = kinds.byFolder.get(nearest(entry.name, folders) ?? "");
      const stray = meant ? entriesIn(path.join(root, file)).filter(isYaml) : [];
      elsewhere.push(...stray.map(({ name }) => recordAt(`${file}/${name}`, meant)));
    } else if (file === SETTINGS_FILE) {
      found.push(recordAt(file, undefined));
    } else {
      const isList = /^list\.ya?ml$/i.test(entry.name);
      const hint = isList
        ? "Rename it to list.yml."
        : `Records stand in a folder of their kind, such as data/${largestFolder(root, folders)}/${entry.name}.`;
      misplaced(file, { message: "Nothing reads this file.", hint });
      // References to what this file names are not reported.
      if (isYaml(entry)) elsewhere.push(...(isList ? [undefined] : kinds.all).map((kind) => recordAt(file, kind)));
    }
  }

  // Of a file in the wrong place, only the place is reported.
  const others = elsewhere.map((record) => ({ ...record, source: readIfReadable(path.join(root, record.file)) ?? "" }));
  const files: RecordFile[] = [];
  for (const record of withDrafts(found, drafts, kinds)) {
    const { text, problem } =
      "source" in record ? { text: record.source } : readText(path.join(root, record.file), { most: RECORD_BYTES });
    if (problem) misplaced(record.file, problem);
    (problem ? others : files).push({ ...record, source: text ?? "" });
  }
  return { files, misplaced: others, unread, diagnostics };
}

/** @param found - places of files, or files that are read already */
export function withDrafts<T extends RecordPlace>(
  found: readonly T[],
  drafts: Drafts,
  kinds: Kinds,
): (T | RecordFile)[] {
  if (drafts.size === 0) return [...found];
  const records = new Map<string, T | RecordFile>(found.map((record) => [record.file, record]));
  for (const [file, source] of drafts) {
    const [, folder = "", id = ""] = /^data\/([^/]+)\/([^/]+)\.yml$/.exec(file) ?? [];
    const kind = kinds.byFolder.get(folder);
    const known = records.get(file);
    if (source === undefined) records.delete(file);
    else if (known) records.set(file, { ...known, source });
    else if (kind !== undefined && ID.test(id)) records.set(file, { kind, id, file, source });
  }
  return [...records.values()].sort((a, b) => compare(a.file, b.file));
}

/** Where a stray record belongs, most likely: the folder with the most files, or the first one. */
function largestFolder(root: string, folders: readonly string[]): string {
  const sizeOf = (name: string): number => entriesIfThere(path.join(root, "data", name)).length;
  return folders.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0] ?? "books";
}

function recordAt(file: string, kind: Kind | undefined): RecordPlace {
  return { kind, id: path.posix.parse(file).name.toLowerCase(), file };
}

const LINK = "Symbolic links are not read.";

/** @returns what is wrong with anything but a folder or a plain file whose name can be read */
function unreadable(entry: Dirent): Problem | undefined {
  if (entry.isSymbolicLink()) return { message: LINK, hint: "Put the folder or file itself here." };
  if (entry.name.includes("\ufffd"))
    return { message: "Its name is not UTF-8.", hint: "Rename it: letters, digits and hyphens." };
  if (entry.isDirectory() || entry.isFile()) return undefined;
  return { message: "This is no plain file.", hint: "Only folders and files stand here: no pipes and no devices." };
}

function isYaml(entry: Dirent): boolean {
  return entry.isFile() && /\.ya?ml$/i.test(entry.name) && !entry.name.includes("\ufffd");
}

function misnamed(file: string, { noun }: Kind, entry: Dirent): Problem | undefined {
  const { name, ext, base } = path.posix.parse(file);
  const example = idOf(`my ${noun}`);
  if (entry.isDirectory())
    return { message: "Nothing reads a folder in here.", hint: "Move its files up: one file an entry." };
  if (ext !== ".yml") {
    const id = idOf(name || base);
    const hint = isYaml(entry)
      ? `Rename it to ${id}.yml.`
      : `Only records stand here, each a YAML file such as ${id === "readme" ? example : id}.yml.`;
    return { message: `A record's file ends in .yml, not in ${ext === "" ? "nothing" : ext}.`, hint };
  }
  if (DEVICE.test(name))
    return { message: `Windows cannot have a file called ${base}.`, hint: `Call it ${idOf(name)}.yml.` };
  if (ID.test(name)) return undefined;
  const hint = `Lower-case letters and digits, joined with hyphens: ${idOf(name) || example}.yml`;
  return { message: `“${name}” is not an id in kebab-case.`, hint };
}
