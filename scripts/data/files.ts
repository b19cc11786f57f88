// A list's folder → the files that hold records, and findings about files that are in the wrong place.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { compare } from "./compare.ts";
import { Diagnostic, FILE_START } from "./diagnostic.ts";
import { FOLDERS, ID, type Kind } from "./kinds.ts";
import { didYouMean } from "./suggest.ts";

export interface RecordFile {
  kind: Kind;
  /** The file's name without `.yml`; of data/list.yml, `list`. */
  id: string;
  /** Relative to the list's root, with `/`. */
  file: string;
  source: string;
}

export interface RecordFiles {
  files: RecordFile[];
  diagnostics: Diagnostic[];
}

/** As many files are open at once as keep the disk busy without running out of descriptors. */
const OPEN_FILES = 64;

/**
 * @param root - the list's folder
 * @throws {NodeJS.ErrnoException} when data/ cannot be read
 */
export async function readRecordFiles(root: string): Promise<RecordFiles> {
  const found: Omit<RecordFile, "source">[] = [];
  const diagnostics: Diagnostic[] = [];
  const misplaced = (file: string, message: string, hint: string | undefined): void => {
    diagnostics.push(new Diagnostic({ file, range: FILE_START, rule: "file-place", message, hint }));
  };

  for (const entry of await sortedFolder(path.join(root, "data"))) {
    const file = `data/${entry.name}`;
    if (entry.isDirectory()) {
      const kind = FOLDERS[entry.name];
      if (kind === undefined) {
        const hint = didYouMean(entry.name, Object.keys(FOLDERS)) ?? `Folders: ${Object.keys(FOLDERS).join(", ")}.`;
        misplaced(file, "Nothing reads this folder.", hint);
        continue;
      }
      for (const inner of await sortedFolder(path.join(root, file))) {
        const name = checkName(`${file}/${inner.name}`, inner.isDirectory(), misplaced);
        if (name !== undefined) found.push({ kind, id: name, file: `${file}/${inner.name}` });
      }
    } else if (entry.name === "list.yml") {
      found.push({ kind: "list", id: "list", file });
    } else {
      misplaced(
        file,
        "Nothing reads this file.",
        `Records stand in a folder of their kind, such as data/tools/${entry.name}.`,
      );
    }
  }

  const files: RecordFile[] = [];
  for (let start = 0; start < found.length; start += OPEN_FILES) {
    const slice = found.slice(start, start + OPEN_FILES);
    const buffers = await Promise.all(slice.map(({ file }) => readFile(path.join(root, file))));
    for (const [index, record] of slice.entries()) {
      const source = decodeUtf8(buffers[index] ?? Buffer.alloc(0));
      if (source === undefined) {
        misplaced(record.file, "The file is not UTF-8 text.", "Save it as UTF-8 in your editor.");
      } else {
        files.push({ ...record, source });
      }
    }
  }
  return { files, diagnostics };
}

function checkName(
  file: string,
  isFolder: boolean,
  misplaced: (file: string, message: string, hint: string | undefined) => void,
): string | undefined {
  const { name, ext, base } = path.posix.parse(file);
  if (isFolder) {
    misplaced(file, "Nothing reads a folder in here.", "Move its files up: one file an entry.");
  } else if (ext !== ".yml") {
    const hint =
      ext === ".yaml" ? `Rename it to ${name}.yml.` : `A record is a YAML file, such as ${name || base}.yml.`;
    misplaced(file, `A record's file ends in .yml, not in ${ext === "" ? "nothing" : ext}.`, hint);
  } else if (!ID.test(name)) {
    const hint = "Lower-case letters and digits, joined with hyphens: my-tool.yml";
    misplaced(file, `“${name}” is not an id in kebab-case.`, hint);
  } else {
    return name;
  }
  return undefined;
}

/** Hidden files (`.DS_Store`, an editor's) are nobody's records. The order is the same on every file system. */
async function sortedFolder(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter(({ name }) => !name.startsWith(".")).sort((a, b) => compare(a.name, b.name));
}

/** @returns the text without a byte order mark, or `undefined` when the bytes are not UTF-8 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
