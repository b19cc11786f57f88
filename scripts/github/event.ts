// The event that started a workflow, as GitHub describes it. Names in it are whatever somebody gave to a branch or a fork.
// https://docs.github.com/en/webhooks/webhook-events-and-payloads
import { readIfReadable } from "../text/files.ts";
import { numberAt, parseJson, textAt, valueAt } from "../text/json.ts";

/** @returns the event's JSON; `undefined` when there is none, or it cannot be read */
export function readEvent(env: NodeJS.ProcessEnv = process.env): unknown {
  return parseJson(readIfReadable(env.GITHUB_EVENT_PATH ?? "") ?? "");
}

export interface HeadCommit {
  /** `owner/name`; "" when the fork was deleted. */
  repository: string;
  branch: string;
  /** A commit's hash. */
  sha: string;
}

export interface WorkflowRun {
  /** The run that has ended. */
  url: string;
  /** `success`, `failure`, `action_required` … */
  conclusion: string;
  /** What had started it, such as `pull_request`. */
  event: string;
  head: HeadCommit;
}

/** The run that a `workflow_run` event is about. */
export function workflowRunIn(event: unknown): WorkflowRun | undefined {
  const run = valueAt(event, "workflow_run");
  const id = numberAt(run, "id");
  if (id === undefined) return undefined;
  return {
    url: textAt(run, "html_url"),
    conclusion: textAt(run, "conclusion"),
    event: textAt(run, "event"),
    head: {
      repository: textAt(run, "head_repository", "full_name"),
      branch: textAt(run, "head_branch"),
      sha: textAt(run, "head_sha"),
    },
  };
}

/** The head of the pull request that a `pull_request` event is about. */
export function pullRequestHeadIn(event: unknown): HeadCommit | undefined {
  const head = valueAt(event, "pull_request", "head");
  if (head === undefined) return undefined;
  return { repository: textAt(head, "repo", "full_name"), branch: textAt(head, "ref"), sha: textAt(head, "sha") };
}

/** @returns the commit that a branch was at before it was pushed to */
export function pushedFrom(event: unknown): string | undefined {
  return textAt(event, "before") || undefined;
}
