// Which lists a command works on, and how their files are named to people.
import path from "node:path";
import { listFolders, missingPart } from "../record/list-folders.ts";
import { repositoryOf } from "../record/repository.ts";
import { SETTINGS_FILE } from "../record/settings.ts";
import { nearestWith } from "../text/files.ts";
import { Trouble } from "../text/trouble.ts";
import type { Io } from "./io.ts";

/** Where a command is started. */
export type Place = Pick<Io, "cwd" | "env">;

/** The main list's folder, absolute: the nearest one from the working folder upwards with `data/list.yml`. */
export function mainList({ cwd }: Pick<Io, "cwd">): string {
  return nearestWith(cwd, SETTINGS_FILE) ?? cwd;
}

/** The list's name for other programs: that of its repository on GitHub. */
export function listName(root: string): string {
  return repositoryOf(root)?.replace(/.*\//, "") ?? "list";
}

/** @returns absolute paths: of `--root`; without it, of the main list and all under `lists/`. @throws {Trouble} */
export function findLists(io: Place, root: string | undefined): string[] {
  const home = mainList(io);
  const roots = root === undefined ? listFolders(home).map((list) => path.join(home, list)) : [resolvePath(io, root)];
  for (const folder of roots) {
    const part = missingPart(folder);
    if (part === undefined) continue;
    const gone = folder === home || root !== undefined ? "" : " If it is gone, delete what is left of it.";
    throw new Trouble(
      `${displayPath(io, folder)} is not a list: it has no ${part}.`,
      `A list is a folder with data/ and templates/README.md.${gone}`,
    );
  }
  return roots;
}

/** The main list alone, or `--root`. */
export function findList(io: Place, root: string | undefined): string {
  const [list = mainList(io)] = findLists(io, root ?? mainList(io));
  return list;
}

/** A path from the command line. npm changes to the package's folder; what people type is relative to where they are. */
export function resolvePath(io: Place, typed: string): string {
  const { INIT_CWD } = io.env;
  const base = INIT_CWD !== undefined && io.cwd === mainList(io) ? INIT_CWD : io.cwd;
  return path.resolve(base, typed);
}

/** A path as people want to read it: relative where that is shorter, with `/`. */
export function displayPath({ cwd }: Place, ...parts: string[]): string {
  const absolute = path.join(...parts);
  const relative = path.relative(cwd, absolute);
  const shown = relative.startsWith("..") ? absolute : relative || ".";
  return shown.split(path.sep).join("/");
}
