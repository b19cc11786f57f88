// Files that the build makes: right, merely older than the data, or edited by hand.
import { lstat, readFile } from "node:fs/promises";
import path from "node:path";
import { difference } from "../report/difference.ts";
import { generatedFiles, leftDrawings, readPage } from "../template/output.ts";
import { PAGE, type Page } from "../template/page.ts";

export interface GeneratedState {
  /** Relative to the repository, with `/`. */
  file: string;
  /**
   * `stale`: as it was where the branch began. `left`: so, too, and the build deletes it. `edited`: the branch changed it,
   * and not to what the build makes.
   */
  state: "right" | "stale" | "left" | "edited";
  /** For one that was edited: a unified diff with the data file behind each line. */
  difference: string;
}

export interface Versions {
  /** The repository's folder. */
  root: string;
  /** Its text where the branch began; `undefined` when it was not there. */
  before: (file: string) => Promise<string | undefined>;
}

/** @param page - of the list as it is now, without errors */
export async function generatedStates(page: Page, { root, before }: Versions): Promise<GeneratedState[]> {
  const states = generatedFiles(page).map(async ({ file, text, originOf: originIn }): Promise<GeneratedState> => {
    const absolute = path.join(page.root, file);
    const name = path.relative(root, absolute).split(path.sep).join("/");
    const current = await readFileItself(absolute);
    if (current === text) return { file: name, state: "right", difference: "" };
    if (current === withUnixLines(await before(name))) return { file: name, state: "stale", difference: "" };
    const originOf = (line: number): string | undefined => {
      const origin = originIn(line);
      return origin && path.relative(root, path.join(page.root, origin)).split(path.sep).join("/");
    };
    return { file: name, state: "edited", difference: difference({ name, current, built: text, originOf }) };
  });
  const left = leftDrawings(page).map(async ({ file, text }): Promise<GeneratedState> => {
    const name = path.relative(root, path.join(page.root, file)).split(path.sep).join("/");
    const current = withUnixLines(text);
    if (current === withUnixLines(await before(name))) return { file: name, state: "left", difference: "" };
    const originOf = (): undefined => undefined;
    return { file: name, state: "edited", difference: difference({ name, current, built: "", originOf }) };
  });
  return Promise.all([...states, ...left]);
}

/**
 * Of a list that cannot be built because of its records: files that the branch changed all the same. Nobody can have made
 * those with the build, so each is compared with what it was.
 *
 * @param page - of the list as it is now, with errors
 */
export async function unbuiltChanges(page: Page, { root, before }: Versions): Promise<GeneratedState[]> {
  const files = [PAGE, ...page.drawings.map(({ file }) => file)];
  const states = files.map(async (file): Promise<GeneratedState[]> => {
    const absolute = path.join(page.root, file);
    const name = path.relative(root, absolute).split(path.sep).join("/");
    const [current, was] = [await readFileItself(absolute), withUnixLines(await before(name))];
    // A file that is new belongs to a record that is new.
    if (was === undefined || current === was) return [];
    const originOf = (): undefined => undefined;
    return [{ file: name, state: "edited", difference: difference({ name, current, built: was, originOf }) }];
  });
  return (await Promise.all(states)).flat();
}

/** A symbolic link is not followed: it leads to what somebody else may choose. Nor is a folder what the build makes. */
async function readFileItself(file: string): Promise<string | undefined> {
  const found = await lstat(file).catch(() => undefined);
  return found !== undefined && !found.isFile() ? "" : withUnixLines(await readPage(file));
}

/** @returns the texts of a commit's files that were checked out into a folder */
export function textsIn(folder: string): Versions["before"] {
  return async (file) => {
    try {
      return await readFile(path.join(folder, file), "utf8");
    } catch {
      return undefined;
    }
  };
}

/** A checkout on Windows may have other line ends. */
function withUnixLines(text: string | undefined): string | undefined {
  return text?.replaceAll("\r\n", "\n");
}
