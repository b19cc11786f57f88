// What GitHub Actions tells through its environment, and the pages of GitHub that follow from it.
// https://docs.github.com/en/actions/reference/workflows-and-actions/variables
import { appendFile } from "node:fs/promises";
import path from "node:path";
import { valueAt } from "../text/json.ts";
import { readEvent } from "./event.ts";

export interface GitHubContext {
  /** `https://github.com` */
  server: string;
  /** `owner/name` of the repository that runs the workflow. */
  repository: string | undefined;
  /** The repository's folder, where it is checked out. */
  workspace: string | undefined;
  /** Where an edit belongs: a pull request's own branch, also in a fork, or the branch that was pushed to. */
  branch: { repository: string; ref: string } | undefined;
  /** The file that this step's summary is appended to. */
  stepSummary: string | undefined;
}

/** @returns `undefined` outside of GitHub Actions */
export function githubContext(env: NodeJS.ProcessEnv = process.env): GitHubContext | undefined {
  if (env.GITHUB_ACTIONS !== "true") return undefined;
  const repository = repositoryName(env.GITHUB_REPOSITORY);
  return {
    server: serverUrl(env.GITHUB_SERVER_URL),
    repository,
    workspace: env.GITHUB_WORKSPACE || undefined,
    branch: branchOf(env, repository),
    stepSummary: env.GITHUB_STEP_SUMMARY || undefined,
  };
}

/**
 * @param file - relative to the repository, with `/`
 * @returns the page where the file is edited, if there is a branch to edit
 */
export function editUrl({ server, branch }: GitHubContext, file: string): string | undefined {
  if (!branch || !isPath(file)) return undefined;
  return `${server}/${encodePath(branch.repository)}/edit/${encodePath(branch.ref)}/${encodePath(file)}`;
}

/**
 * @param commit - a hash, or a branch
 * @param file - relative to the repository, with `/`; "" for its top
 * @returns the page of a file as it is in a commit, or with `raw` the file itself
 */
export function fileUrl(
  server: string,
  repository: string,
  commit: string,
  file: string,
  as: "blob" | "raw" = "blob",
): string {
  return `${server}/${encodePath(repository)}/${as}/${encodePath(commit)}/${encodePath(file)}`;
}

/**
 * @param absolute - a file
 * @returns its path relative to the repository, with `/`; `undefined` when it is not in it
 */
export function repositoryPath({ workspace }: GitHubContext, absolute: string): string | undefined {
  if (workspace === undefined) return undefined;
  const relative = path.relative(workspace, absolute).split(path.sep).join("/");
  return isPath(relative) ? relative : undefined;
}

/** The page where a file is edited, by its absolute path. */
export function editUrlOf(context: GitHubContext, absolute: string): string | undefined {
  const file = repositoryPath(context, absolute);
  return file === undefined ? undefined : editUrl(context, file);
}

/** Append Markdown to the summary of the step that runs. */
export async function appendStepSummary(file: string, markdown: string): Promise<void> {
  // What another part of the step appends starts a block of its own.
  await appendFile(file, `${markdown}\n`);
}

function branchOf(env: NodeJS.ProcessEnv, repository: string | undefined): GitHubContext["branch"] {
  const head = valueAt(readEvent(env), "pull_request", "head");
  if (head !== undefined || env.GITHUB_EVENT_NAME?.startsWith("pull_request")) {
    // Who deletes a fork takes its branches along, and `repo` is null.
    return branch(repositoryName(valueAt(head, "repo", "full_name")), valueAt(head, "ref"));
  }
  return env.GITHUB_REF_TYPE === "tag" ? undefined : branch(repository, env.GITHUB_REF_NAME);
}

function branch(repository: string | undefined, ref: unknown): GitHubContext["branch"] {
  return repository !== undefined && typeof ref === "string" && isPath(ref) ? { repository, ref } : undefined;
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

function encodePath(text: string): string {
  return text.split("/").map(encodeStep).join("/");
}

/** Unlike `encodeURIComponent` alone, with nothing left that Markdown or a shell could act on. */
function encodeStep(step: string): string {
  return encodeURIComponent(step.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
