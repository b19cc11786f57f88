// Makes a branch's generated files anew, and commits them to it, however often others push meanwhile.
import { askGit, commitOf, gitText } from "../git/git.ts";
import { push } from "../git/push.ts";

export interface Publication {
  /** The repository's folder, with nothing in it that is not committed. */
  folder: string;
  /** Such as `main`. */
  branch: string;
  /** Where the change goes when nobody may push to `branch`. */
  proposal: string;
  /** For Git, with credentials. */
  env: NodeJS.ProcessEnv;
  /**
   * Make everything anew from what is checked out, with the code that is checked out.
   *
   * @returns whether it could be made
   */
  build: () => Promise<boolean>;
  /** Between two attempts. */
  wait: (attempt: number) => Promise<void>;
}

export type Published =
  | { outcome: "current" | "broken" | "overtaken" }
  | { outcome: "published"; commit: string }
  | { outcome: "proposed"; branch: string }
  | { outcome: "refused"; said: string };

/** Whoever is overtaken so often is better off leaving it to those who overtake: each of them publishes too. */
const ATTEMPTS = 5;

const MESSAGE = "Make the generated files anew";
/** https://api.github.com/users/github-actions%5Bbot%5D */
const AUTHOR = "github-actions[bot]";
const ADDRESS = "41898282+github-actions[bot]@users.noreply.github.com";

/** @throws {Error} when Git cannot do what it must */
export async function publish(publication: Publication): Promise<Published> {
  const { folder, branch, proposal, env, build, wait } = publication;
  const must = (...args: string[]): string => {
    const { status, stdout, stderr } = askGit(folder, args, { env });
    if (status !== 0) throw new Error(`git ${args[0]} failed: ${stderr.trim() || stdout.toString("utf8").trim()}`);
    return stdout.toString("utf8").trim();
  };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (attempt > 1) await wait(attempt);
    must("fetch", "--quiet", "--no-tags", "origin", `+refs/heads/${branch}:refs/remotes/origin/${branch}`);
    // On no branch: those that are here stay as they are.
    must("checkout", "--quiet", "--detach", "--force", `refs/remotes/origin/${branch}`);
    if (!(await build())) return { outcome: "broken" };
    must("add", "--all");
    if (askGit(folder, ["diff", "--cached", "--quiet"]).status === 0) return { outcome: "current" };
    must(
      "-c",
      `user.name=${AUTHOR}`,
      "-c",
      `user.email=${ADDRESS}`,
      "commit",
      "--quiet",
      "--no-verify",
      `--message=${MESSAGE}`,
    );
    const { outcome, said } = push(folder, `HEAD:refs/heads/${branch}`, env);
    switch (outcome) {
      case "done":
        return { outcome: "published", commit: commitOf(folder, "HEAD") ?? "" };
      case "protected": {
        const other = push(folder, `+HEAD:refs/heads/${proposal}`, env);
        return other.outcome === "done"
          ? { outcome: "proposed", branch: proposal }
          : { outcome: "refused", said: other.said };
      }
      case "refused":
        return { outcome: "refused", said };
    }
  }
  return { outcome: "overtaken" };
}

/** @returns whether everything in a folder is committed, so that nothing can get lost in it */
export function isClean(folder: string): boolean {
  return gitText(folder, "status", "--porcelain") === "";
}
