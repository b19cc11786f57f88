// Files that the build makes, as a branch has them: right, merely older than the data, or edited by hand.
import { existsSync, lstatSync } from "node:fs";
import path from "node:path";
import { repositoryFiles } from "../forms/repository-files.ts";
import { SCHEMAS } from "../record/schemas.ts";
import { difference } from "../report/difference.ts";
import { type GeneratedFile, generatedFiles, leftDrawings } from "../template/output.ts";
import { PAGE, type Page } from "../template/page.ts";
import { readIfReadable, readIfThere } from "../text/files.ts";

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
  /** A file's text where the branch began; `undefined` when it was not there. */
  before: (file: string) => string | undefined;
}

/** @param page - of the list as it is now, without errors */
export function generatedStates(page: Page, versions: Versions): GeneratedState[] {
  const made = madeFiles(page).flatMap(({ file, text, originOf }): GeneratedState[] => {
    const { name, current, was } = versionsOf(page, file, versions);
    if (current === text) return [{ file: name, state: "right", difference: "" }];
    // A list without issue forms or settings gets them when it is built next: nothing to tell.
    if (current === undefined && was === undefined && originOf === fromSchemas) return [];
    if (current === was) return [{ file: name, state: "stale", difference: "" }];
    const originHere = (line: number): string | undefined => {
      const origin = originOf(line);
      return origin && nameOf(page, origin, versions);
    };
    return [edited(name, current, text, originHere)];
  });
  const gone = [...repositoryFiles(page.list)].flatMap(([file, text]) => (text === undefined ? [file] : []));
  const left = [...leftDrawings(page).map(({ file }) => file), ...gone].map((file): GeneratedState => {
    const { name, current, was } = versionsOf(page, file, versions);
    return current === was ? { file: name, state: "left", difference: "" } : edited(name, current, "");
  });
  return [...made, ...left];
}

/** What the build makes of a list; but for its page and drawings, whoever has none of a file may do without it. */
export function madeFiles(page: Page): GeneratedFile[] {
  const others = [...repositoryFiles(page.list)].flatMap(([file, text]) =>
    text === undefined || !existsSync(path.join(page.root, file)) ? [] : [{ file, text, originOf: fromSchemas }],
  );
  return [...generatedFiles(page), ...others];
}

function fromSchemas(): string {
  return SCHEMAS;
}

/**
 * Of a list that cannot be built because of its records: files that the branch changed all the same. Nobody can have made
 * those with the build, so each is compared with what it was.
 *
 * @param page - of the list as it is now, with errors
 */
export function unbuiltChanges(page: Page, versions: Versions): GeneratedState[] {
  return [PAGE, ...page.drawings.map(({ file }) => file)].flatMap((file) => {
    const { name, current, was } = versionsOf(page, file, versions);
    // A file that is new belongs to a record that is new.
    return was === undefined || current === was ? [] : [edited(name, current, was)];
  });
}

/** @returns the texts of a commit's files that were checked out into a folder */
export function textsIn(folder: string): Versions["before"] {
  return (file) => readIfReadable(path.join(folder, file));
}

function edited(
  name: string,
  current: string | undefined,
  built: string,
  originOf: (line: number) => string | undefined = () => undefined,
): GeneratedState {
  return { file: name, state: "edited", difference: difference({ name, current, built, originOf }) };
}

function versionsOf(page: Page, file: string, versions: Versions) {
  const name = nameOf(page, file, versions);
  const current = textOf(path.join(page.root, file));
  return { name, current, was: withUnixLines(versions.before(name)) };
}

function nameOf({ root }: Page, file: string, versions: Versions): string {
  return path.relative(versions.root, path.join(root, file)).split(path.sep).join("/");
}

/** What a symbolic link leads to somebody else may have chosen, so it counts as an empty file; so does a folder. */
function textOf(file: string): string | undefined {
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() ? "" : withUnixLines(readIfThere(file));
}

/** A checkout on Windows may have other line ends. */
function withUnixLines(text: string | undefined): string | undefined {
  return text?.replaceAll("\r\n", "\n");
}
