// What GitHub Actions tells through its environment and its event. Names of branches and forks in it are untrusted.
// https://docs.github.com/en/actions/reference/workflows-and-actions/variables
// https://docs.github.com/en/webhooks/webhook-events-and-payloads
import { appendFile } from "node:fs/promises";
import { readIfReadable, relativePath } from "../text/files.ts";
import { numberAt, parseJson, textAt, valueAt } from "../text/json.ts";
import { type FolderOnGitHub, fileUrl } from "./urls.ts";

export interface GitHubContext {
  /** `https://github.com` */
  server: string;
  /** `owner/name` of the repository that runs the workflow. */
  repository: string | undefined;
  /** The repository's folder, where it is checked out. */
  workspace: string | undefined;
  /** Where an edit belongs: a pull request's own branch, also in a fork, or the branch that was pushed to. */
  branch: FolderOnGitHub | undefined;
}

/** @returns `undefined` outside of GitHub Actions */
export function githubContext(env: NodeJS.ProcessEnv): GitHubContext | undefined {
  if (env.GITHUB_ACTIONS !== "true") return undefined;
  const repository = repositoryName(env.GITHUB_REPOSITORY);
  const url = env.GITHUB_SERVER_URL ?? "";
  const server = /^https?:\/\/[\w.:-]+\/*$/.test(url) ? url.replace(/\/+$/, "") : "https://github.com";
  return {
    server,
    repository,
    workspace: env.GITHUB_WORKSPACE || undefined,
    branch: branchOf(env, server, repository),
  };
}

/** @returns the event's JSON; `undefined` when there is none, or it cannot be read */
export function readEvent({ GITHUB_EVENT_PATH: file = "" }: NodeJS.ProcessEnv): unknown {
  return parseJson(readIfReadable(file) ?? "");
}

export interface HeadCommit {
  /** `owner/name`; "" when the fork was deleted. */
  repository: string;
  branch: string;
  /** A commit's hash. */
  sha: string;
}

/** The head of the pull request that a `pull_request` event is about. */
export function pullRequestHeadIn(event: unknown): HeadCommit | undefined {
  const head = valueAt(event, "pull_request", "head");
  return head === undefined ? undefined : headIn(head);
}

/** @param head - of a pull request, as GitHub's events and its API have it */
export function headIn(head: unknown): HeadCommit {
  return { repository: textAt(head, "repo", "full_name"), branch: textAt(head, "ref"), sha: textAt(head, "sha") };
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
  if (numberAt(run, "id") === undefined) return undefined;
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

/** @returns GitHub's page that edits a file (absolute), where it is in the repository and there is a branch to edit */
export function editUrlOf({ workspace, branch }: GitHubContext, absolute: string): string | undefined {
  if (workspace === undefined || !branch) return undefined;
  const file = relativePath(workspace, absolute);
  return isPath(file) ? fileUrl(branch, file, "edit") : undefined;
}

/** What programs are started with, and what they are told of a workflow's run. */
const NEEDED = new RegExp(
  `^(?:${[
    "PATH|PATHEXT|HOME|USERPROFILE|APPDATA|LOCALAPPDATA|SYSTEMROOT|COMSPEC|TMPDIR|TEMP|TMP|INIT_CWD|CI|NO_COLOR",
    "NODE_EXTRA_CA_CERTS|npm_lifecycle_event|npm_config_cache|HTTPS?_PROXY|NO_PROXY",
    "GIT_DIR|GIT_CONFIG_GLOBAL|GIT_CONFIG_NOSYSTEM|GIT_(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL)",
    "GITHUB_(?:ACTIONS|BASE_REF|EVENT_NAME|EVENT_PATH|REF_NAME|REF_TYPE|REPOSITORY|SERVER_URL|SHA|STEP_SUMMARY|WORKSPACE)",
  ].join("|")})$`,
  "i",
);

/** @returns the environment for a program that runs or reads what others wrote: without tokens, whatever they are called */
export function withoutSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => NEEDED.test(name)));
}

/** Append Markdown to the summary of the step that runs, if one does. */
export async function appendStepSummary(env: NodeJS.ProcessEnv, markdown: string): Promise<void> {
  const file = env.GITHUB_ACTIONS === "true" && env.GITHUB_STEP_SUMMARY;
  // The empty line keeps it apart from what is appended next.
  if (file) await appendFile(file, `${markdown}\n`);
}

function branchOf(env: NodeJS.ProcessEnv, server: string, repository: string | undefined): GitHubContext["branch"] {
  const head = pullRequestHeadIn(readEvent(env));
  const isOfPullRequest = head !== undefined || env.GITHUB_EVENT_NAME?.startsWith("pull_request");
  if (!isOfPullRequest && env.GITHUB_REF_TYPE === "tag") return undefined;
  const name = isOfPullRequest ? repositoryName(head?.repository) : repository;
  const branch = (isOfPullRequest ? head?.branch : env.GITHUB_REF_NAME) ?? "";
  return name !== undefined && isPath(branch) ? { repository: `${server}/${name}`, branch, folder: "" } : undefined;
}

function repositoryName(name = ""): string | undefined {
  return /^[\w.-]+\/[\w.-]+$/.test(name) && isPath(name) ? name : undefined;
}

/** Whether a text is a path without `.` and `..`, which browsers follow even when they are encoded. */
function isPath(text: string): boolean {
  return text.split("/").every((step) => step !== "" && step !== "." && step !== "..");
}
