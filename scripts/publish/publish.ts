// Makes a branch's generated files anew, and commits them to it, however often others push meanwhile.
import path from "node:path";
import { askGit, commitOf, GitError, gitText } from "../git/git.ts";
import { fetchRefs, push } from "../git/remote.ts";
import { addWorktree, type Tree } from "../git/tree.ts";

export interface Publication {
  /** The toolchain's folder, in a repository. What is checked out there stays as it is. */
  folder: string;
  /** Such as `main`. */
  branch: string;
  /** The branch for the change when nobody may push to `branch`. */
  proposal: string;
  /** For Git, with credentials. */
  env: NodeJS.ProcessEnv;
  /**
   * Make everything anew from what is checked out in a folder, with the code that is checked out there. Whatever else it
   * leaves there is committed, too.
   *
   * @returns whether it could be made
   */
  build: (folder: string) => Promise<boolean>;
  /** Between two attempts; from 1. */
  wait: (attempt: number) => Promise<void>;
}

export type Published =
  | { outcome: "current" | "broken" | "overtaken" }
  | { outcome: "published"; commit: string }
  | { outcome: "proposed"; branch: string }
  | { outcome: "unreachable" | "refused"; said: string };

/** Whoever is overtaken so often is better off leaving it to those who overtake: each of them publishes too. */
const ATTEMPTS = 5;

const MESSAGE = "Make the generated files anew";
/** https://api.github.com/users/github-actions%5Bbot%5D */
const AUTHOR = "github-actions[bot]";
const ADDRESS = "41898282+github-actions[bot]@users.noreply.github.com";

/** @throws {GitError} when Git cannot do what it must */
export async function publish(publication: Publication): Promise<Published> {
  const { folder, branch, env, wait } = publication;
  const remote = `refs/remotes/origin/${branch}`;
  let tree: Tree | undefined;
  let last: Published = { outcome: "overtaken" };
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (attempt > 1) await wait(attempt - 1);
      const { outcome, said } = fetchRefs(folder, [`+refs/heads/${branch}:${remote}`], env);
      if (outcome === "refused") return { outcome, said };
      if (outcome === "unreachable") {
        last = { outcome, said };
        continue;
      }
      tree ??= addWorktree(folder, remote);
      must(tree.root, "checkout", "--quiet", "--detach", "--force", remote);
      last = await publishFrom(tree.root, publication);
      if (last.outcome !== "overtaken" && last.outcome !== "unreachable") return last;
    }
    return last;
  } finally {
    tree?.remove();
  }
}

/** One attempt. */
async function publishFrom(root: string, { folder, branch, proposal, env, build }: Publication): Promise<Published> {
  // The toolchain may stand in a folder of the repository.
  const home = path.join(root, gitText(folder, "rev-parse", "--show-prefix") ?? "");
  if (!(await build(home))) return { outcome: "broken" };
  must(home, "add", "--all");
  if (askGit(home, ["diff", "--cached", "--quiet"]).status === 0) return { outcome: "current" };
  const author = ["-c", `user.name=${AUTHOR}`, "-c", `user.email=${ADDRESS}`];
  must(home, ...author, "commit", "--quiet", "--no-verify", "--no-gpg-sign", `--message=${MESSAGE}`);
  const { outcome, said } = push(home, `HEAD:refs/heads/${branch}`, env);
  switch (outcome) {
    case "done":
      return { outcome: "published", commit: commitOf(home, "HEAD") ?? "" };
    case "overtaken":
      return { outcome };
    case "protected": {
      const other = push(home, `+HEAD:refs/heads/${proposal}`, env);
      if (other.outcome === "done") return { outcome: "proposed", branch: proposal };
      return { outcome: other.outcome === "unreachable" ? "unreachable" : "refused", said: other.said };
    }
    default:
      return { outcome, said };
  }
}

function must(folder: string, ...args: string[]): void {
  const { status, stdout, stderr } = askGit(folder, args);
  if (status === 0) return;
  const said = stderr.trim() || stdout.toString("utf8").trim();
  throw new GitError(`Git could not do what publishing needs (git ${args.join(" ")}): ${said}`);
}
