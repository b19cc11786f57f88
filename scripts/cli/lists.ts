// Which lists a command works on, and how their files are named to people.
import path from "node:path";
import { listFolders, missingPart } from "../record/list-folders.ts";
import { Trouble } from "./exit.ts";

/** Set by scripts/run.mjs: the folder that holds the toolchain and the main list. */
export const HOME = process.env.LIST_HOME ?? process.cwd();

/**
 * @param root - the value of `--root`
 * @returns absolute paths: that folder; without it, the main list and every list under `lists/`
 * @throws {Trouble} when a folder is not laid out as a list
 */
export async function findLists(root: string | undefined): Promise<string[]> {
  const roots = root === undefined ? listFolders(HOME).map((list) => path.join(HOME, list)) : [resolvePath(root)];
  for (const folder of roots) {
    const part = missingPart(folder);
    if (part === undefined) continue;
    const gone = folder === HOME || root !== undefined ? "" : " If it is gone, delete what is left of it.";
    throw new Trouble(
      `${displayPath(folder)} is not a list: it has no ${part}.`,
      `A list is a folder with data/ and templates/README.md. CONTRIBUTING.md shows how to make one.${gone}`,
    );
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
