// Where a branch began: the commit that it and the branch that it is for have in common.
import { askGit, commitOf, gitText } from "./git.ts";

/** Where the default branch may be known by name: of the repository that was forked, of one's own, here. */
const NAMES = [
  ...["upstream", "origin"].flatMap((remote) =>
    ["HEAD", "main", "master"].map((name) => `refs/remotes/${remote}/${name}`),
  ),
  ...["main", "master"].map((name) => `refs/heads/${name}`),
];

interface Target {
  /** The full name of the default branch, or of the one that a pull request is for. */
  name: string;
  /** Does it have the last commit of this branch? */
  isHere: boolean;
}

function findTarget(folder: string, { GITHUB_BASE_REF: base }: NodeJS.ProcessEnv): Target | undefined {
  const names = [...(base ? [`refs/remotes/origin/${base}`] : []), ...NAMES];
  // In one go: a process for each name takes longer than everything else.
  const lines = gitText(folder, "for-each-ref", "--format=%(refname) %(symref) %(objectname) %(HEAD)", ...names);
  const refs = (lines?.split("\n") ?? []).map((line) => line.split(" "));
  const here = refs.find(([, , , head]) => head === "*")?.[2];
  for (const each of names) {
    const [name, target, commit] = refs.find(([found]) => found === each) ?? [];
    if (name !== undefined) return { name: target || name, isHere: here !== undefined && commit === here };
  }
  return undefined;
}

/** @returns the full name of the default branch, or of the one that a pull request is for */
export function targetBranch(folder: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  return findTarget(folder, env)?.name;
}

/** @returns the commit where this branch began; `undefined` when this clone knows none */
export function branchPoint(folder: string): string | undefined {
  const target = findTarget(folder, process.env);
  return target && (target.isHere ? "HEAD" : mergeBase(folder, target.name));
}

/** @returns a hash; `undefined` when the two have nothing in common, as far as this clone knows */
export function mergeBase(folder: string, target: string): string | undefined {
  return gitText(folder, "merge-base", "--end-of-options", "HEAD", target);
}

/** Does this clone know nothing of what was before a certain commit? */
export function isShallow(folder: string): boolean {
  return gitText(folder, "rev-parse", "--is-shallow-repository") === "true";
}

/**
 * Fetch what the clone lacks to know where the branch began: history, and the branch that it is for.
 *
 * @returns whether Git did
 */
export function fetchHistory(folder: string, env: NodeJS.ProcessEnv = process.env): boolean {
  const { GITHUB_BASE_REF: base } = env;
  const branch = base || defaultBranchOf(folder);
  if (branch === undefined) return false;
  const depth = isShallow(folder) ? ["--unshallow"] : [];
  const refs = [`+refs/heads/${branch}:refs/remotes/origin/${branch}`];
  // What is checked out in a pull request is on no branch.
  const head = commitOf(folder, "HEAD");
  const isFetched = (extra: string[]): boolean =>
    askGit(folder, ["fetch", "--quiet", "--no-tags", ...depth, "origin", ...refs, ...extra]).status === 0;
  return (base && head !== undefined && isFetched([head])) || isFetched([]);
}

function defaultBranchOf(folder: string): string | undefined {
  const answer = gitText(folder, "ls-remote", "--symref", "origin", "HEAD");
  return /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(answer ?? "")?.[1];
}
