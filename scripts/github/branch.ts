// What a branch is compared with: on somebody's computer, in the check of a pull request, and after a push.
import path from "node:path";
import { fetchHistory, isShallow, mergeBase, targetBranch } from "../git/base.ts";
import { commitOf, gitText, isHash } from "../git/git.ts";
import { checkOut, type Tree } from "../git/tree.ts";
import { Trouble } from "../text/trouble.ts";
import { githubContext } from "./context.ts";
import { type HeadCommit, pullRequestHeadIn, pushedFrom, readEvent } from "./event.ts";

export interface Branch {
  /** The folder (absolute) in which the branch is checked out. */
  root: string;
  /** A folder with the files of the commit that the branch began at; `undefined` when nothing is known of it. */
  base: string | undefined;
  /** That commit, as the branch's author has it. */
  commit: string | undefined;
  /** The branch that it is for, such as `main`. */
  target: string;
  /** After a push, there is nothing to be blamed on others, and what the build makes is made anew. */
  isPush: boolean;
  /** The commit that the pull request's author wrote; `undefined` elsewhere. */
  head: HeadCommit | undefined;
  /**
   * A folder with the files that the branch's author wrote, where those of `root` are merged with what others wrote
   * meanwhile; `undefined` where they are not.
   */
  written: () => string | undefined;
  /** Takes the folders away again. */
  remove: () => void;
}

/**
 * @param root - where the branch is checked out
 * @param given - the branch or commit to compare with; unless said, the one that the branch is for
 * @throws {Trouble} when it cannot be known where the branch began
 */
export function compareWith(root: string, given: string | undefined, env = process.env): Branch {
  const prefix = gitText(root, "rev-parse", "--show-prefix");
  if (prefix === undefined) {
    throw new Trouble(
      "This folder is no Git repository, so there is nothing to compare with.",
      "npm run lint looks at what is there.",
    );
  }
  const trees: Tree[] = [];
  const open = (commit: string): string => {
    const tree = checkOut(root, commit);
    trees.push(tree);
    return path.join(tree.root, prefix);
  };
  const remove = (): void => {
    for (const tree of trees) tree.remove();
  };
  const event = githubContext(env) && readEvent(env);
  const isPush = given === undefined && env.GITHUB_ACTIONS === "true" && env.GITHUB_EVENT_NAME === "push";
  if (isPush) {
    const from = pushedFrom(event);
    const commit = from !== undefined && isHash(from) ? commitOf(root, from) : undefined;
    const target = shortName(env.GITHUB_REF_NAME ?? "");
    const base = commit && open(commit);
    return { root, base, commit, target, isPush, head: undefined, written: () => undefined, remove };
  }

  const { target, commit } = began(root, given, env);
  const head = pullRequestHeadIn(event);
  const second = head && isHash(head.sha) ? commitOf(root, head.sha) : undefined;
  const isMerged = second !== undefined && second !== commitOf(root, "HEAD");
  const own = isMerged ? gitText(root, "merge-base", second, commit) : undefined;
  let folder: string | undefined;
  const written = (): string | undefined => {
    if (isMerged) folder ??= open(second);
    return folder;
  };
  return {
    root,
    base: open(commit),
    commit: own ?? commit,
    target: shortName(target),
    isPush,
    head,
    written,
    remove,
  };
}

function began(root: string, given: string | undefined, env: NodeJS.ProcessEnv): { target: string; commit: string } {
  const find = (): { target: string; commit: string } | undefined => {
    const target = given ?? targetBranch(root, env);
    const commit = target === undefined ? undefined : mergeBase(root, target);
    return target === undefined || commit === undefined ? undefined : { target, commit };
  };
  if (given !== undefined && commitOf(root, given) === undefined && !isShallow(root)) {
    throw new Trouble(`There is no branch or commit “${given}” here.`, "git branch --all lists the branches.");
  }
  const isKnown = !isShallow(root) || env.GITHUB_ACTIONS !== "true";
  const found = isKnown ? find() : undefined;
  if (found) return found;
  fetchHistory(root, env);
  const fetched = find();
  if (fetched) return fetched;
  const isCut = isShallow(root);
  throw new Trouble(
    isCut
      ? "This clone is shallow: it does not know where the branch began."
      : "It is not known where this branch began: there is no default branch to compare with.",
    isCut
      ? "Fetch the rest: git fetch --unshallow origin (in a workflow: fetch-depth: 0)"
      : "Name the branch that it is for: npm run pull-request -- --base origin/main",
  );
}

/** As people call the branch. */
function shortName(ref: string): string {
  const name = ref.replace(/^(?:refs\/(?:heads|remotes)\/)?(?:(?:origin|upstream)\/)?/, "");
  return /^[\w./-]+$/.test(name) && name !== "HEAD" ? name : "the default branch";
}
