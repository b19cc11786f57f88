// Where a repository's lists are, and what makes a folder one.
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { compare } from "../text/compare.ts";

/** The folder whose folders are lists, beside the main list. */
export const LISTS = "lists";

/** @returns the main list's folder, which is "", and each folder under `lists/`; relative to the repository, with `/` */
export function listFolders(repository: string): string[] {
  const folder = path.join(repository, LISTS);
  const entries = isFolder(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith(".")).map(({ name }) => name);
  return ["", ...names.sort(compare).map((name) => `${LISTS}/${name}`)];
}

/** @returns what a folder lacks that a list has; `undefined` when it is laid out as one */
export function missingPart(folder: string): "data/" | "templates/README.md" | undefined {
  if (!isFolder(path.join(folder, "data"))) return "data/";
  return existsSync(path.join(folder, "templates", "README.md")) ? undefined : "templates/README.md";
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}
