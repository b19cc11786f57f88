// Where a branch began: the commit that it and the branch that it is for have in common.
import { askGit, commitOf, gitText } from "./git.ts";

/** Names that the default branch may have here: in the repository that was forked, in one's own on the server, locally. */
const NAMES = [
  ...["upstream", "origin"].flatMap((remote) =>
    ["HEAD", "main", "master"].map((name) => `refs/remotes/${remote}/${name}`),
  ),
  ...["main", "master"].map((name) => `refs/heads/${name}`),
];

/** @returns the full name of the branch that a pull request is for (`base`), or of the default branch */
export function targetBranch(folder: string, base = ""): string | undefined {
  const names = [...(base === "" ? [] : [`refs/remotes/origin/${base}`]), ...NAMES];
  const lines = gitText(folder, "for-each-ref", "--format=%(refname) %(symref)", ...names)?.split("\n") ?? [];
  const targets = new Map(lines.map((line) => [line.split(" ")[0] ?? "", line.split(" ")[1] ?? ""]));
  const found = names.find((name) => targets.has(name));
  return found && (targets.get(found) || found);
}

/** @returns a hash; `undefined` when the two have nothing in common, as far as this clone knows */
export function mergeBase(folder: string, target: string): string | undefined {
  return gitText(folder, "merge-base", "--end-of-options", "HEAD", target);
}

/** @returns whether this clone lacks the commits before a certain one */
export function isShallow(folder: string): boolean {
  return gitText(folder, "rev-parse", "--is-shallow-repository") === "true";
}

/** Fetch what the clone lacks to know where the branch began: history, and the branch that it is for. */
export function fetchHistory(folder: string, base = ""): void {
  const branch = base || defaultBranchOf(folder);
  if (branch === undefined) return;
  const depth = isShallow(folder) ? ["--unshallow"] : [];
  const refs = [`+refs/heads/${branch}:refs/remotes/origin/${branch}`];
  const isFetched = (...more: string[]): boolean =>
    askGit(folder, ["fetch", "--quiet", "--no-tags", ...depth, "origin", ...refs, ...more]).status === 0;
  // What is checked out in a pull request is on no branch, so it is asked for by its hash.
  const head = base === "" ? undefined : commitOf(folder, "HEAD");
  if (head === undefined || !isFetched(head)) isFetched();
}

function defaultBranchOf(folder: string): string | undefined {
  const answer = gitText(folder, "ls-remote", "--symref", "origin", "HEAD");
  return /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(answer ?? "")?.[1];
}
