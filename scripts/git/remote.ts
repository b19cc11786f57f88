// Fetching and pushing, and what became of it: done, overtaken by another, not allowed, or no answer at all.
import { askGit, type GitAnswer } from "./git.ts";

interface Fetched {
  outcome: "done" | "unreachable" | "refused";
  /** What Git said. */
  said: string;
}

type Pushed = Pick<Fetched, "said"> & { outcome: Fetched["outcome"] | "overtaken" | "protected" };

/** How often a server is asked at most. */
const ATTEMPTS = 5;

/** What Git says when the branch has moved since it was fetched. */
const OVERTAKEN =
  /\[rejected\]|non-fast-forward|fetch first|stale info|cannot lock ref|failed to update ref|incorrect old value|failed to lock/i;
/** What GitHub says of protected branches (GH006) and rulesets (GH013), and what other servers' hooks do. */
const PROTECTED = /GH006|GH013|protected branch|rule violations|hook declined/i;
/** What curl, OpenSSH and Git say when a network or a server is out of order, so that a later try may succeed. */
const UNREACHABLE =
  /could ?n[o']t (?:resolve|connect)|failed to connect|connection (?:refused|reset|closed|timed out)|timed out|network is unreachable|temporary failure|early eof|unexpected disconnect|hung up unexpectedly|rpc failed|returned error: (?:429|5\d\d)|ssl_|gnutls/i;

/** For Git's environment: a workflow's token, which then stands on no disk and in no list of processes. */
export function credentials(server: string, token: string | undefined): NodeJS.ProcessEnv {
  if (!token) return {};
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `http.${server}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
  };
}

/** Tries again while the server does not answer. @param env - with credentials; `wait` is given the attempt, from 1 */
export async function fetchPatiently(
  folder: string,
  refspecs: readonly string[],
  env: NodeJS.ProcessEnv,
  wait: (attempt: number) => Promise<void>,
): Promise<Fetched> {
  for (let attempt = 1; ; attempt++) {
    const options = ["--quiet", "--no-tags", "--no-recurse-submodules"];
    const fetched = outcomeOf(askGit(folder, ["fetch", ...options, "origin", ...refspecs], { env }));
    if (fetched.outcome !== "unreachable" || attempt === ATTEMPTS) return fetched;
    await wait(attempt);
  }
}

/** @param env - with credentials */
export function push(folder: string, refspec: string, env: NodeJS.ProcessEnv): Pushed {
  const { outcome, said } = outcomeOf(askGit(folder, ["push", "--porcelain", "origin", refspec], { env }));
  if (outcome !== "done" && PROTECTED.test(said)) return { outcome: "protected", said };
  if (outcome !== "done" && OVERTAKEN.test(said)) return { outcome: "overtaken", said };
  return { outcome, said };
}

/** @returns whether the server has a branch; `false` also when it does not answer */
export function hasBranch(folder: string, branch: string, env: NodeJS.ProcessEnv): boolean {
  const { status, stdout } = askGit(folder, ["ls-remote", "--heads", "origin", `refs/heads/${branch}`], { env });
  return status === 0 && stdout.length > 0;
}

function outcomeOf({ status, stdout, stderr }: GitAnswer): Fetched {
  const said = `${stdout.toString("utf8")}${stderr}`.trim();
  if (status === 0) return { outcome: "done", said };
  // `status` is null when Git was stopped after its timeout.
  return { outcome: status === null || UNREACHABLE.test(said) ? "unreachable" : "refused", said };
}
