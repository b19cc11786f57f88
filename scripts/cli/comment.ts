// From the run of a workflow to the comment on its pull request.
import { setTimeout } from "node:timers/promises";
import packageJson from "../../package.json" with { type: "json" };
import { credentials } from "../git/credentials.ts";
import { commitOf, gitText, isHash } from "../git/git.ts";
import { fetchPatiently } from "../git/remote.ts";
import { clientFor } from "../github/client.ts";
import { githubContext } from "../github/context.ts";
import { readEvent, type WorkflowRun, workflowRunIn } from "../github/event.ts";
import { type PullRequest, Repository } from "../github/repository.ts";
import { backoff } from "../github/retry.ts";
import { stick } from "../github/sticky.ts";
import { previewApart } from "./apart.ts";
import { Trouble } from "./exit.ts";
import type { Io } from "./io.ts";
import { homeOf } from "./lists.ts";

const MARKER = `${packageJson.name}: rows that change`;

/** @returns what was done, a line each */
export async function commentOnRun(io: Io): Promise<string[]> {
  const context = githubContext(io.env);
  const run = workflowRunIn(readEvent(io.env));
  if (context?.repository === undefined || !run) {
    throw new Trouble(
      "There is no run of a workflow to comment on.",
      "This command is for .github/workflows/comment.yml. To see the rows that change: npm run pull-request",
    );
  }
  if (run.event !== "pull_request" || !isHash(run.head.sha)) return ["The run was not a pull request's."];
  const repository = new Repository(clientFor(io.env), context.repository);
  const done: string[] = [];
  for (const pull of await pullsOf(repository, run)) {
    done.push(`#${pull.number}: ${await commentOn(io, repository, context.server, pull, run)}.`);
  }
  return done.length > 0
    ? done
    : ["No open pull request has this commit as its last: it was closed, or has a newer one."];
}

/** GitHub does not say which pull request a fork's run was for, so it is looked for by what it must be made from. */
async function pullsOf(repository: Repository, { head }: WorkflowRun): Promise<PullRequest[]> {
  const [owner = ""] = head.repository.split("/");
  const found: PullRequest[] = [];
  if (owner === "" || head.branch === "") return found;
  for await (const pull of repository.pullRequests({ state: "open", head: `${owner}:${head.branch}` })) {
    if (isOf(pull, head)) found.push(pull);
  }
  return found;
}

function isOf(pull: PullRequest | undefined, head: WorkflowRun["head"]): boolean {
  return (
    pull?.state === "open" &&
    pull.head.repository?.toLowerCase() === head.repository.toLowerCase() &&
    pull.head.ref === head.branch &&
    pull.head.sha === head.sha
  );
}

async function commentOn(
  io: Io,
  repository: Repository,
  server: string,
  { number, base }: PullRequest,
  run: WorkflowRun,
): Promise<string> {
  const env = credentials(server, io.env.GITHUB_TOKEN);
  const home = homeOf(io);
  const here = `refs/remotes/pull/${number}`;
  const refs = [`+refs/pull/${number}/head:${here}`, `+refs/heads/${base.ref}:refs/remotes/origin/${base.ref}`];
  const wait = (attempt: number): Promise<void> => setTimeout(backoff(attempt, Math.random()));
  const { outcome, said } = await fetchPatiently(home, refs, env, wait);
  if (outcome !== "done") throw new Trouble(`Git could not fetch #${number}: ${said}`);
  const { sha } = run.head;
  if (commitOf(home, here) !== sha) return "it has a newer commit, whose own run will say what changes";
  const began = gitText(home, "merge-base", sha, `refs/remotes/origin/${base.ref}`);
  if (began === undefined) return "it has nothing in common with the branch that it is for";

  const text = previewApart(io, began);
  // It may have taken a while, and what a comment shows must be what would be merged.
  if (!isOf(await repository.pullRequest(number), run.head)) return "it was closed, or has a newer commit by now";
  return `the comment was ${await stick(repository, { number, marker: MARKER }, text)}`;
}
