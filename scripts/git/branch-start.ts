// A list's files as they were where the branch began, and which of two places is older.

import { readIfReadable } from "../text/files.ts";
import { memoized } from "../text/memoized.ts";
import { normalText } from "../text/source.ts";
import { mergeBase, targetBranch } from "./base.ts";
import { askGit, gitText, isInRepository } from "./git.ts";

/** A page may be as long as GitHub shows it, and somewhat longer. */
const MAX_BYTES = 4 * 1024 * 1024;

/** A list: as long as it is the same object, Git is asked once where the branch began. */
interface InFolder {
  /** Absolute. */
  readonly root: string;
}

/** @returns a file of the last commit that this branch and the default branch have in common, where Git has it */
export function textAtBranchStart(list: InFolder, file: string): string | undefined {
  const { root } = list;
  if (!isInRepository(root)) return undefined;
  const { status, stdout } = askGit(root, ["show", `${baseOf(list)}:./${file}`], { maxBytes: MAX_BYTES });
  return status === 0 ? stdout.toString("utf8") : undefined;
}

/**
 * Where the branch began. A shallow clone may not have that commit. Like Git itself (git.ts), this is about the process's own
 * environment: rules ask for it, and know of no command.
 */
const baseOf = memoized(({ root }: InFolder): string => {
  const target = targetBranch(root, process.env.GITHUB_BASE_REF);
  return (target !== undefined && mergeBase(root, target)) || "HEAD";
});

/** @returns whether any file of that last commit, at or below these paths, is another one now, or gone */
export function isChanged(list: InFolder, paths: readonly string[]): boolean {
  const { root } = list;
  return isInRepository(root) && askGit(root, ["diff", "--quiet", baseOf(list), "--", ...paths]).status === 1;
}

/** Of more files that changed, nobody asks what became of each. */
const MOST_CHANGED = 100;

/** @returns files below a folder (relative to the root) that are another one now, or gone, with the text of that last commit */
export function changedTexts(list: InFolder, folder: string): Map<string, string> {
  const { root } = list;
  if (!isInRepository(root)) return new Map();
  const options = ["--no-renames", "--diff-filter=DM", "--name-only", "--relative", "-z"];
  const files = gitText(root, "diff", ...options, baseOf(list), "--", folder)?.split("\0") ?? [];
  const changed = files.filter((file) => file !== "").slice(0, MOST_CHANGED);
  return new Map(changed.map((file) => [file, textAtBranchStart(list, file) ?? ""]));
}

/** @returns the text with line ends as the build writes them, or nothing for a file that cannot be read */
export function textIfThere(file: string): string | undefined {
  const text = readIfReadable(file);
  return text === undefined ? undefined : normalText(text);
}

/** One of two places in which the same thing stands, although it should stand in one. */
export interface Duplicate {
  file: string;
  /** As it is written there. */
  written: string;
}

/**
 * @returns of two places, first the one that was there where the branch began, so that the other one is blamed; if both or
 * neither were, first the one that is longer in the history; in the given order when both are as old, or there is no Git
 */
export function byAge<T extends Duplicate>(list: InFolder, first: T, second: T): [T, T] {
  const { root } = list;
  if (!isInRepository(root) || first.file === second.file) return [first, second];
  const wasThere = ({ file, written }: T): boolean => textAtBranchStart(list, file)?.includes(written) === true;
  const isLater = wasThere(first) === wasThere(second) ? isYounger(root, first, second) : wasThere(second);
  return isLater ? [second, first] : [first, second];
}

/** Whether a place is in the history since a later commit than another one, or not at all. */
function isYounger(root: string, one: Duplicate, other: Duplicate): boolean {
  const [own, before] = [one, other].map(({ file, written }) =>
    gitText(root, "log", "--max-count=1", "--format=%H", `-S${written}`, "--", file),
  );
  if (!own || !before) return !own && before !== undefined && before !== "";
  return own !== before && askGit(root, ["merge-base", "--is-ancestor", before, own]).status === 0;
}
