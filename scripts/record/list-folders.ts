// Where a repository's lists are, and what makes a folder one.
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { entriesIfThere } from "../text/files.ts";

/** The folder whose folders are lists, beside the main list. */
export const LISTS = "lists";

/** @returns the main list's folder, which is "", and each folder under `lists/`; relative to the repository, with `/` */
export function listFolders(repository: string): string[] {
  const folder = path.join(repository, LISTS);
  const entries = entriesIfThere(folder).filter((entry) => entry.isDirectory());
  return ["", ...entries.map(({ name }) => `${LISTS}/${name}`)];
}

/** @returns what a folder lacks that a list has; `undefined` when it is laid out as one */
export function missingPart(folder: string): "data/" | "templates/README.md" | undefined {
  // A symbolic link is a finding.
  if (!statSync(path.join(folder, "data"), { throwIfNoEntry: false })?.isDirectory()) return "data/";
  return existsSync(path.join(folder, "templates", "README.md")) ? undefined : "templates/README.md";
}
