// What a branch is compared with: on somebody's computer, in the check of a pull request, and after a push.
import path from "node:path";
import { fetchHistory, isShallow, mergeBase, targetBranch } from "../git/base.ts";
import { commitOf, gitText, isHash } from "../git/git.ts";
import { checkOut, type Tree } from "../git/tree.ts";
import { textAt } from "../text/json.ts";
import { Trouble } from "../text/trouble.ts";
import { githubContext, type HeadCommit, pullRequestHeadIn, readEvent } from "./context.ts";

export interface Branch {
  /** The folder (absolute) in which the branch is checked out. */
  root: string;
  /** A folder with the files of the commit that the branch began at; `undefined` when nothing is known of it. */
  base: string | undefined;
  /** That commit, as the branch's author has it. */
  commit: string | undefined;
  /** The branch that it is for, such as `main`. */
  target: string;
  /** The check of a push: all findings are its own, and stale generated files are right (`publish-lists` runs next). */
  isPush: boolean;
  /** The commit that the pull request's author wrote; `undefined` elsewhere. */
  head: HeadCommit | undefined;
  /** The files that the branch's author wrote, where those of `root` are merged with what others wrote meanwhile. */
  written: () => string | undefined;
  /** Deletes the temporary folders. */
  remove: () => void;
}

/** @throws {Trouble} when it cannot be known where the branch began from the one that it is for, or that is `given` */
export function compareWith(root: string, given: string | undefined, env: NodeJS.ProcessEnv): Branch {
  const prefix = gitText(root, "rev-parse", "--show-prefix");
  if (prefix === undefined) {
    throw new Trouble(
      "This folder is no Git repository, so there is nothing to compare with.",
      "npm run lint looks at what is there.",
    );
  }
  const trees = new Map<string, Tree>();
  const open = (commit: string): string => {
    const tree = trees.get(commit) ?? checkOut(root, commit);
    trees.set(commit, tree);
    return path.join(tree.root, prefix);
  };
  const remove = (): void => {
    for (const tree of trees.values()) tree.remove();
  };
  const event = githubContext(env) && readEvent(env);
  const isPush = given === undefined && env.GITHUB_ACTIONS === "true" && env.GITHUB_EVENT_NAME === "push";
  const { target, commit } = isPush
    ? { target: env.GITHUB_REF_NAME ?? "", commit: commitOfHash(root, textAt(event, "before")) }
    : beginningOf(root, given, env);
  const head = pullRequestHeadIn(event);
  const second = head && commitOfHash(root, head.sha);
  const own = second === commitOf(root, "HEAD") ? undefined : second;
  return {
    root,
    base: commit && open(commit),
    commit: (own && commit && gitText(root, "merge-base", own, commit)) ?? commit,
    target: shortName(target),
    isPush,
    head,
    written: () => own && open(own),
    remove,
  };
}

function commitOfHash(root: string, hash: string): string | undefined {
  return isHash(hash) ? commitOf(root, hash) : undefined;
}

/** @returns the full name of the branch that it is for, too */
function beginningOf(root: string, given: string | undefined, env: NodeJS.ProcessEnv) {
  const find = () => {
    const target = given ?? targetBranch(root, env.GITHUB_BASE_REF);
    const commit = target === undefined ? undefined : mergeBase(root, target);
    return target === undefined || commit === undefined ? undefined : { target, commit };
  };
  if (given !== undefined && commitOf(root, given) === undefined && !isShallow(root)) {
    throw new Trouble(`There is no branch or commit “${given}” here.`, "git branch --all lists the branches.");
  }
  let found = isShallow(root) && env.GITHUB_ACTIONS === "true" ? undefined : find();
  if (!found) {
    fetchHistory(root, env.GITHUB_BASE_REF);
    found = find();
  }
  if (found) return found;
  if (isShallow(root)) {
    throw new Trouble(
      "This clone is shallow: it does not know where the branch began.",
      "Fetch the rest: git fetch --unshallow origin (in a workflow: fetch-depth: 0)",
    );
  }
  throw new Trouble(
    "It is not known where this branch began: there is no default branch to compare with.",
    "Name the branch that it is for: npm run pull-request -- --base origin/main",
  );
}

/** As people call the branch. */
function shortName(ref: string): string {
  const name = ref.replace(/^(?:refs\/(?:heads|remotes)\/)?(?:(?:origin|upstream)\/)?/, "");
  return /^[\w./-]+$/.test(name) && name !== "HEAD" ? name : "the default branch";
}
