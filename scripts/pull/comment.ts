// After the check of a pull request: the rows that it changes, as one comment on it that is updated in place.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { CommitTooLarge } from "../git/blobs.ts";
import { commitOf, gitText, isHash } from "../git/git.ts";
import { credentials, fetchPatiently } from "../git/remote.ts";
import { clientFor } from "../github/client.ts";
import { githubContext, readEvent, type WorkflowRun, withoutSecrets, workflowRunIn } from "../github/context.ts";
import { type PullRequest, Repository } from "../github/repository.ts";
import { waitAfter } from "../github/retry.ts";
import { updateComment } from "../github/tracked-text.ts";
import { temporaryFolder } from "../text/temporary-folder.ts";
import { Trouble } from "../text/trouble.ts";
import { previewCommits, textOf } from "./comment-text.ts";
import { placesOf } from "./preview.ts";

/**
 * @param folder - our own checkout, absolute
 * @param list - what the list is called, to GitHub and in the comment's marker
 * @param textFrom - makes the comment's text, for the hash of the commit that the pull request began at
 * @returns what was done, a line each
 * @throws {Trouble} outside of a workflow's run
 */
export async function commentOnRun(
  folder: string,
  list: string,
  env: NodeJS.ProcessEnv,
  textFrom: (began: string) => string | undefined,
): Promise<string[]> {
  const { server, name, run } = runIn(env);
  const { event, head } = run;
  if (event !== "pull_request" || !isHash(head.sha)) return ["The run was not a pull request's."];
  const repository = new Repository(clientFor(list, env), name);
  // GitHub does not say which pull request the run of a fork was for: its head's repository, branch and commit do.
  const [owner = ""] = head.repository.split("/");
  const done: string[] = [];
  if (owner !== "" && head.branch !== "") {
    for await (const pull of repository.pullRequests({ state: "open", head: `${owner}:${head.branch}` }))
      if (isOf(pull, head)) done.push(`#${pull.number}: ${await commentOn(pull)}.`);
  }
  return done.length > 0
    ? done
    : ["No open pull request has this commit as its last: it was closed, or has a newer one."];

  async function commentOn({ number, base }: PullRequest): Promise<string> {
    const here = `refs/remotes/pull/${number}`;
    const refs = [`+refs/pull/${number}/head:${here}`, `+refs/heads/${base}:refs/remotes/origin/${base}`];
    const { outcome, said } = await fetchPatiently(folder, refs, credentials(server, env.GITHUB_TOKEN), waitAfter);
    if (outcome !== "done") throw new Trouble(`Git could not fetch #${number}: ${said}`);
    if (commitOf(folder, here) !== head.sha) return "it has a newer commit, whose own run will say what changes";
    const began = gitText(folder, "merge-base", head.sha, `refs/remotes/origin/${base}`);
    if (began === undefined) return "it has nothing in common with the branch that it is for";
    const text = textFrom(began);
    // It may have taken a while, and what a comment shows must be what would be merged.
    if (!isOf(await repository.pullRequest(number), head)) return "it was closed, or has a newer commit by now";
    const marker = `${list}: rows that change`;
    return `the comment was ${await updateComment(repository, { number, marker }, text)}`;
  }
}

/** The comment (`undefined` when there is nothing to say) on commits that have been fetched into our own checkout. */
export async function textOfRun(folder: string, began: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { server, name, run } = runIn(env);
  const places = placesOf(server, name, began, run.head);
  try {
    return textOf(await previewCommits(folder, began, run.head.sha), run, places);
  } catch (error) {
    if (error instanceof CommitTooLarge) return TOO_MUCH;
    throw error;
  }
}

export const TOO_MUCH = "There is too much under `data/`, or in a template, to show what changes.\n";

/** Ten times what a thousand records take: in milliseconds, and of the heap, in MiB. */
const LIMITS = { time: 180_000, memory: 1024 };

/**
 * Makes the text in a process with limits of time and memory, because a stranger's records and template may take any amount.
 *
 * @param folder - our own checkout
 * @param command - what Node.js is started with; it prints what `textOfRun` returns
 * @param workflow - the environment that it is started in
 * @throws {Trouble} when it cannot be made
 */
export function textInProcess(
  folder: string,
  command: readonly string[],
  workflow: NodeJS.ProcessEnv,
  { time, memory } = LIMITS,
): string | undefined {
  // A process that is killed cannot take its files away.
  const temporary = temporaryFolder();
  const { status, stdout, stderr } = spawnSync(process.execPath, [`--max-old-space-size=${memory}`, ...command], {
    cwd: folder,
    env: { ...withoutSecrets(workflow), TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    encoding: "utf8",
    timeout: time,
    killSignal: "SIGKILL",
    stdio: ["ignore", "pipe", "pipe"],
  });
  rmSync(temporary, { recursive: true, force: true });
  // Killed, by us or by Node.js when the heap is full.
  if (status === null) return TOO_MUCH;
  if (status !== 0) throw new Trouble(`The rows that change cannot be shown. ${stderr.trim()}`);
  return stdout === "" ? undefined : stdout;
}

function runIn(env: NodeJS.ProcessEnv): { server: string; name: string; run: WorkflowRun } {
  const context = githubContext(env);
  const run = workflowRunIn(readEvent(env));
  if (context?.repository === undefined || !run) {
    throw new Trouble(
      "There is no run of a workflow to comment on.",
      "This command is for .github/workflows/comment.yml. To see the rows that change: npm run pull-request",
    );
  }
  return { server: context.server, name: context.repository, run };
}

function isOf(pull: PullRequest | undefined, head: WorkflowRun["head"]): boolean {
  return (
    pull?.isOpen === true &&
    pull.head.repository.toLowerCase() === head.repository.toLowerCase() &&
    pull.head.branch === head.branch &&
    pull.head.sha === head.sha
  );
}
