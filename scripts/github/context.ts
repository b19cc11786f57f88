// What GitHub Actions tells through its environment.
// https://docs.github.com/en/actions/reference/workflows-and-actions/variables
import { appendFile } from "node:fs/promises";
import path from "node:path";
import { valueAt } from "../text/json.ts";
import { readEvent } from "./event.ts";
import { editFileUrl, type FolderOnGitHub } from "./urls.ts";

export interface GitHubContext {
  /** `https://github.com` */
  server: string;
  /** `owner/name` of the repository that runs the workflow. */
  repository: string | undefined;
  /** The repository's folder, where it is checked out. */
  workspace: string | undefined;
  /** Where an edit belongs: a pull request's own branch, also in a fork, or the branch that was pushed to. */
  branch: FolderOnGitHub | undefined;
  /** The file that this step's summary is appended to. */
  stepSummary: string | undefined;
}

/** @returns `undefined` outside of GitHub Actions */
export function githubContext(env: NodeJS.ProcessEnv = process.env): GitHubContext | undefined {
  if (env.GITHUB_ACTIONS !== "true") return undefined;
  const repository = repositoryName(env.GITHUB_REPOSITORY);
  const server = serverUrl(env.GITHUB_SERVER_URL);
  return {
    server,
    repository,
    workspace: env.GITHUB_WORKSPACE || undefined,
    branch: branchOf(env, server, repository),
    stepSummary: env.GITHUB_STEP_SUMMARY || undefined,
  };
}

/**
 * @param absolute - a file
 * @returns GitHub's page that edits it, where it is in the repository and there is a branch to edit
 */
export function editUrlOf({ workspace, branch }: GitHubContext, absolute: string): string | undefined {
  if (workspace === undefined || !branch) return undefined;
  const file = path.relative(workspace, absolute).split(path.sep).join("/");
  return isPath(file) ? editFileUrl(branch, file) : undefined;
}

/** Append Markdown to the summary of the step that runs. */
export async function appendStepSummary(file: string, markdown: string): Promise<void> {
  // What another part of the step appends starts a block of its own.
  await appendFile(file, `${markdown}\n`);
}

function branchOf(env: NodeJS.ProcessEnv, server: string, repository: string | undefined): GitHubContext["branch"] {
  const head = valueAt(readEvent(env), "pull_request", "head");
  if (head !== undefined || env.GITHUB_EVENT_NAME?.startsWith("pull_request")) {
    // Who deletes a fork takes its branches along, and `repo` is null.
    return branch(server, repositoryName(valueAt(head, "repo", "full_name")), valueAt(head, "ref"));
  }
  return env.GITHUB_REF_TYPE === "tag" ? undefined : branch(server, repository, env.GITHUB_REF_NAME);
}

function branch(server: string, name: string | undefined, ref: unknown): GitHubContext["branch"] {
  if (name === undefined || typeof ref !== "string" || !isPath(ref)) return undefined;
  return { repository: `${server}/${name}`, branch: ref, folder: "" };
}

function repositoryName(name: unknown): string | undefined {
  return typeof name === "string" && /^[\w.-]+\/[\w.-]+$/.test(name) && isPath(name) ? name : undefined;
}

function serverUrl(url: string | undefined): string {
  return url !== undefined && /^https?:\/\/[\w.:-]+\/*$/.test(url) ? url.replace(/\/+$/, "") : "https://github.com";
}

/** Steps that lead elsewhere are none: browsers follow `..` even when it is encoded. */
function isPath(text: string): boolean {
  return text.split("/").every((step) => step !== "" && step !== "." && step !== "..");
}
