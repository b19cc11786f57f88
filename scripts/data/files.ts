// A list's folder → the files that hold records, and findings about files that are in the wrong place.
import { type Dirent, readdirSync, readFileSync } from "node:fs";
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

/**
 * @param root - the list's folder
 * @throws {NodeJS.ErrnoException} when data/ cannot be read
 */
export function readRecordFiles(root: string): RecordFiles {
  const found: Omit<RecordFile, "source">[] = [];
  const diagnostics: Diagnostic[] = [];
  const misplaced = (file: string, message: string, hint: string | undefined): void => {
    diagnostics.push(new Diagnostic({ file, range: FILE_START, rule: "file-place", message, hint }));
  };

  for (const entry of sortedFolder(path.join(root, "data"))) {
    const file = `data/${entry.name}`;
    if (entry.isSymbolicLink()) {
      misplaced(file, "Symbolic links are not read.", "Put the folder or file itself here.");
    } else if (entry.isDirectory()) {
      const kind = FOLDERS[entry.name];
      if (kind === undefined) {
        const hint = didYouMean(entry.name, Object.keys(FOLDERS)) ?? `Folders: ${Object.keys(FOLDERS).join(", ")}.`;
        misplaced(file, "Nothing reads this folder.", hint);
        continue;
      }
      for (const inner of sortedFolder(path.join(root, file))) {
        const name = checkName(`${file}/${inner.name}`, inner, misplaced);
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
  for (const record of found) {
    // Reading one after the other is several times faster than many promises, which a hundred thousand files show.
    const source = decodeUtf8(readFileSync(path.join(root, record.file)));
    if (source === undefined) misplaced(record.file, "The file is not UTF-8 text.", "Save it as UTF-8 in your editor.");
    else files.push({ ...record, source });
  }
  return { files, diagnostics };
}

function checkName(
  file: string,
  entry: Dirent,
  misplaced: (file: string, message: string, hint: string | undefined) => void,
): string | undefined {
  const { name, ext, base } = path.posix.parse(file);
  if (entry.isSymbolicLink()) {
    misplaced(file, "Symbolic links are not read.", "Put the file itself here.");
  } else if (entry.isDirectory()) {
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
function sortedFolder(folder: string) {
  const entries = readdirSync(folder, { withFileTypes: true });
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
