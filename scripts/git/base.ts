// Where a branch began: the commit that it and the branch that it is for have in common.
import { askGit, commitOf, gitText, isHash } from "./git.ts";

/** Where the default branch may be known by name: of the repository that was forked, of one's own, here. */
const NAMES = [
  ...["upstream", "origin"].flatMap((remote) =>
    ["HEAD", "main", "master"].map((name) => `refs/remotes/${remote}/${name}`),
  ),
  ...["main", "master"].map((name) => `refs/heads/${name}`),
];

function targetNames({ GITHUB_BASE_REF: base }: NodeJS.ProcessEnv): string[] {
  return [...(base ? [`refs/remotes/origin/${base}`] : []), ...NAMES];
}

/** @returns the full name of the default branch, or of the one that a pull request is for */
export function targetBranch(folder: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const names = targetNames(env);
  // In one go: a process for each name takes longer than everything else.
  const lines = gitText(folder, "for-each-ref", "--format=%(refname) %(symref)", ...names)?.split("\n") ?? [];
  const known = new Map(lines.map((line) => [line.split(" ")[0] ?? "", line.split(" ")[1] ?? ""]));
  const found = names.find((name) => known.has(name));
  return found && (known.get(found) || found);
}

/**
 * One process, for the case that nobody has touched anything.
 *
 * @param file - relative to the folder, with `/`
 * @param bytes - what stands in it
 * @returns whether this branch has no commit of its own and the file is as in the last one; if not, nothing is known
 */
export function isAsBegun(folder: string, file: string, bytes: Buffer): boolean {
  const names = [...targetNames(process.env), "HEAD"];
  const commands = [...names.map((name) => `info ${name}`), `contents HEAD:./${file}`];
  // Git before 2.36 has no such option, and says so.
  const { stdout } = askGit(folder, ["cat-file", "--batch-command"], { input: `${commands.join("\n")}\n` });
  const answer = stdout.subarray(0, stdout.length - bytes.length - 1);
  // `HASH TYPE SIZE`, or `NAME missing`; behind the last line, that of the file, its bytes begin.
  const hashes = answer
    .toString("utf8")
    .split("\n")
    .map((line) => line.replace(/ .*/, ""));
  if (hashes.pop() !== "" || hashes.length !== names.length + 1 || !hashes.slice(-2).every(isHash)) return false;
  const head = hashes.at(-2);
  const target = hashes.slice(0, -2).find(isHash) ?? head;
  return target === head && stdout.subarray(answer.length, -1).equals(bytes);
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
