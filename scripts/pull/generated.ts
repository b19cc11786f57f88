// Files that the build makes: right, merely older than the data, or edited by hand.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { difference } from "../report/difference.ts";
import { generatedFiles, readPage } from "../template/output.ts";
import type { Page } from "../template/page.ts";

export interface GeneratedState {
  /** Relative to the repository, with `/`. */
  file: string;
  /** `stale`: as it was where the branch began. `edited`: the branch changed it, and not to what the build makes. */
  state: "right" | "stale" | "edited";
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
    const current = withUnixLines(await readPage(absolute));
    if (current === text) return { file: name, state: "right", difference: "" };
    if (current === withUnixLines(await before(name))) return { file: name, state: "stale", difference: "" };
    const originOf = (line: number): string | undefined => {
      const origin = originIn(line);
      return origin && path.relative(root, path.join(page.root, origin)).split(path.sep).join("/");
    };
    return { file: name, state: "edited", difference: difference({ name, current, built: text, originOf }) };
  });
  return Promise.all(states);
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
