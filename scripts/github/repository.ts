// What one repository has: issues, pull requests, and the comments on both.
// https://docs.github.com/en/rest/issues, https://docs.github.com/en/rest/pulls

import { numberAt, textAt, valueAt } from "../text/json.ts";
import { apiPath, type GitHubClient, GitHubError } from "./client.ts";
import { type HeadCommit, headIn } from "./context.ts";

/** An issue or a pull request can be in it. */
type State = "open" | "closed";

/** What of an issue or a pull request is written. */
interface IssueText {
  title: string;
  body: string;
}

export interface Issue extends IssueText {
  number: number;
  /** The login of who filed it; `github-actions[bot]` for a workflow. */
  author: string;
  /** Its page. */
  url: string;
}

export interface IssueComment extends Pick<Issue, "body" | "author"> {
  id: number;
}

export interface PullRequest {
  number: number;
  isOpen: boolean;
  /** Its page. */
  url: string;
  head: HeadCommit;
  /** The name of the branch that it is for. */
  base: string;
}

type Query = { state?: State | "all" };

/** GitHub refuses the body of an issue, a pull request or a comment that has more characters. */
export const BODY_LENGTH = 65_536;

export class Repository {
  /** `owner/name` */
  readonly name: string;
  readonly client: GitHubClient;

  constructor(client: GitHubClient, name: string) {
    this.client = client;
    this.name = name;
  }

  /** The newest first; pull requests are left out. */
  async *issues(query: Query = {}): AsyncGenerator<Issue, void, undefined> {
    for await (const each of this.client.list(apiPath`/repos/${this.name}/issues`, query)) {
      if (valueAt(each, "pull_request") === undefined) yield issueFrom(each);
    }
  }

  async createIssue(issue: IssueText): Promise<Issue> {
    return issueFrom(await this.client.request("POST", apiPath`/repos/${this.name}/issues`, issue));
  }

  async updateIssue(
    number: number,
    change: Partial<IssueText> & { state?: State; state_reason?: "completed" | "not_planned" | "reopened" },
  ): Promise<Issue> {
    return issueFrom(await this.client.request("PATCH", apiPath`/repos/${this.name}/issues/${number}`, change));
  }

  /** The comments on an issue or a pull request, the oldest first. */
  async *comments(number: number): AsyncGenerator<IssueComment, void, undefined> {
    for await (const each of this.client.list(apiPath`/repos/${this.name}/issues/${number}/comments`)) {
      yield { id: idIn(each, "id"), body: textAt(each, "body"), author: textAt(each, "user", "login") };
    }
  }

  async createComment(number: number, body: string): Promise<void> {
    await this.client.request("POST", apiPath`/repos/${this.name}/issues/${number}/comments`, { body });
  }

  async updateComment(id: number, body: string): Promise<void> {
    await this.client.request("PATCH", apiPath`/repos/${this.name}/issues/comments/${id}`, { body });
  }

  /** Deletes a comment; one that is deleted already is no error. */
  async deleteComment(id: number): Promise<void> {
    await ifThere(this.client.request("DELETE", apiPath`/repos/${this.name}/issues/comments/${id}`));
  }

  /** @param query - `head` is `owner:branch` */
  async *pullRequests(query: Query & { head?: string; base?: string } = {}): AsyncGenerator<PullRequest> {
    const path = apiPath`/repos/${this.name}/pulls`;
    for await (const each of this.client.list(path, query)) yield pullRequestFrom(each);
  }

  /** @returns `undefined` when there is none of this number */
  async pullRequest(number: number): Promise<PullRequest | undefined> {
    return ifThere(this.client.request("GET", apiPath`/repos/${this.name}/pulls/${number}`).then(pullRequestFrom));
  }

  /** @param pullRequest - `head` is the branch with the changes, `base` the one that they are for */
  async createPullRequest(pullRequest: IssueText & { head: string; base: string }): Promise<PullRequest> {
    return pullRequestFrom(await this.client.request("POST", apiPath`/repos/${this.name}/pulls`, pullRequest));
  }

  async closePullRequest(number: number): Promise<void> {
    await this.client.request("PATCH", apiPath`/repos/${this.name}/pulls/${number}`, { state: "closed" });
  }
}

/** @returns `undefined` for what GitHub does not have (404), or has no more (410) */
async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GitHubError && (error.status === 404 || error.status === 410)) return undefined;
    throw error;
  }
}

function issueFrom(data: unknown): Issue {
  return {
    number: idIn(data, "number"),
    title: textAt(data, "title"),
    body: textAt(data, "body"),
    author: textAt(data, "user", "login"),
    url: textAt(data, "html_url"),
  };
}

function pullRequestFrom(data: unknown): PullRequest {
  return {
    number: idIn(data, "number"),
    isOpen: textAt(data, "state") === "open",
    url: textAt(data, "html_url"),
    head: headIn(valueAt(data, "head")),
    base: textAt(data, "base", "ref"),
  };
}

function idIn(data: unknown, key: "id" | "number"): number {
  const found = numberAt(data, key);
  if (found === undefined) throw new GitHubError(`GitHub's answer has no ${key}.`, 200);
  return found;
}
