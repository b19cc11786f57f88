// Which lists a command works on, and how their files are named to people.
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { compare } from "../data/compare.ts";
import { Trouble } from "./exit.ts";

/** Set by scripts/run.mjs: the folder that holds the toolchain and the main list. */
export const HOME = process.env.LIST_HOME ?? process.cwd();

/**
 * @param root - the value of `--root`
 * @returns absolute paths: that folder; without it, the main list and every list under `lists/`
 * @throws {Trouble} when a folder is not laid out as a list
 */
export async function findLists(root: string | undefined): Promise<string[]> {
  const roots = root === undefined ? [HOME, ...(await listsUnder(path.join(HOME, "lists")))] : [resolvePath(root)];
  for (const folder of roots) {
    for (const part of ["data", "templates"]) {
      if (await isFolder(path.join(folder, part))) continue;
      throw new Trouble(
        `${displayPath(folder)} is not a list: it has no ${part}/.`,
        "A list is a folder with data/ and templates/README.md. CONTRIBUTING.md shows how to make one.",
      );
    }
  }
  return roots;
}

/** The main list alone, or `--root`. */
export async function findList(root: string | undefined): Promise<string> {
  const [list = HOME] = await findLists(root ?? HOME);
  return list;
}

/** A path from the command line. npm changes to the package's folder; what people type is relative to where they are. */
export function resolvePath(typed: string): string {
  const { INIT_CWD } = process.env;
  const base = INIT_CWD !== undefined && process.cwd() === HOME ? INIT_CWD : process.cwd();
  return path.resolve(base, typed);
}

/** A path as people want to read it: relative where that is shorter, with `/`. */
export function displayPath(...parts: string[]): string {
  const absolute = path.join(...parts);
  const relative = path.relative(process.cwd(), absolute);
  const shown = relative.startsWith("..") ? absolute : relative || ".";
  return shown.split(path.sep).join("/");
}

async function listsUnder(folder: string): Promise<string[]> {
  if (!(await isFolder(folder))) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith(".")).map(({ name }) => name);
  return names.sort(compare).map((name) => path.join(folder, name));
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}
