// What one repository has: issues, pull requests, and the comments on both.
// https://docs.github.com/en/rest/issues, https://docs.github.com/en/rest/pulls

import { numberAt, textAt, valueAt } from "../text/json.ts";
import { apiPath, type GitHubClient, GitHubError } from "./client.ts";

export interface Issue {
  number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  /** The login of who filed it; `github-actions[bot]` for a workflow. */
  author: string;
  /** Its page. */
  url: string;
}

export interface IssueComment {
  id: number;
  body: string;
  author: string;
}

export interface PullRequest {
  number: number;
  state: "open" | "closed";
  /** Its page. */
  url: string;
  /** `repository` is `undefined` when the fork was deleted. */
  head: { repository: string | undefined; ref: string; sha: string };
  base: { ref: string; sha: string };
}

export interface NewIssue {
  title: string;
  body: string;
}

export interface IssueChange extends Partial<NewIssue> {
  state?: "open" | "closed";
  /** With `state`. */
  state_reason?: "completed" | "not_planned" | "reopened";
}

export interface NewPullRequest {
  title: string;
  body: string;
  /** The branch with the changes. */
  head: string;
  /** The branch that they are for. */
  base: string;
}

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
  async *issues(query: { state?: "open" | "closed" | "all" } = {}): AsyncGenerator<Issue, void, undefined> {
    for await (const each of this.client.list(apiPath`/repos/${this.name}/issues`, query)) {
      if (valueAt(each, "pull_request") === undefined) yield issueFrom(each);
    }
  }

  async createIssue(issue: NewIssue): Promise<Issue> {
    return issueFrom(await this.#write("POST", apiPath`/repos/${this.name}/issues`, issue));
  }

  async updateIssue(number: number, change: IssueChange): Promise<Issue> {
    return issueFrom(await this.#write("PATCH", apiPath`/repos/${this.name}/issues/${number}`, change));
  }

  /** The comments on an issue or a pull request, the oldest first. */
  async *comments(number: number): AsyncGenerator<IssueComment, void, undefined> {
    for await (const each of this.client.list(apiPath`/repos/${this.name}/issues/${number}/comments`)) {
      yield commentFrom(each);
    }
  }

  async createComment(number: number, body: string): Promise<IssueComment> {
    const path = apiPath`/repos/${this.name}/issues/${number}/comments`;
    return commentFrom(await this.#write("POST", path, { body }));
  }

  async updateComment(id: number, body: string): Promise<IssueComment> {
    return commentFrom(await this.#write("PATCH", apiPath`/repos/${this.name}/issues/comments/${id}`, { body }));
  }

  /** One that is gone already is no trouble. */
  async deleteComment(id: number): Promise<void> {
    try {
      await this.client.request("DELETE", apiPath`/repos/${this.name}/issues/comments/${id}`);
    } catch (error) {
      if (!(error instanceof GitHubError && error.status === 404)) throw error;
    }
  }

  /** @param query - `head` is `owner:branch` */
  async *pullRequests(
    query: { state?: "open" | "closed" | "all"; head?: string; base?: string } = {},
  ): AsyncGenerator<PullRequest, void, undefined> {
    for await (const each of this.client.list(apiPath`/repos/${this.name}/pulls`, query)) yield pullRequestFrom(each);
  }

  /** @returns `undefined` when there is none of this number */
  async pullRequest(number: number): Promise<PullRequest | undefined> {
    const data = await this.client.find(apiPath`/repos/${this.name}/pulls/${number}`);
    return data === undefined ? undefined : pullRequestFrom(data);
  }

  async createPullRequest(pullRequest: NewPullRequest): Promise<PullRequest> {
    return pullRequestFrom(await this.#write("POST", apiPath`/repos/${this.name}/pulls`, pullRequest));
  }

  async closePullRequest(number: number): Promise<PullRequest> {
    return pullRequestFrom(
      await this.#write("PATCH", apiPath`/repos/${this.name}/pulls/${number}`, { state: "closed" }),
    );
  }

  async #write(method: "POST" | "PATCH", path: string, body: object): Promise<unknown> {
    const { data } = await this.client.request(method, path, { body });
    return data;
  }
}

function issueFrom(data: unknown): Issue {
  return {
    number: idIn(data, "number"),
    title: textAt(data, "title"),
    body: textAt(data, "body"),
    state: stateIn(data),
    author: textAt(data, "user", "login"),
    url: textAt(data, "html_url"),
  };
}

function commentFrom(data: unknown): IssueComment {
  return {
    id: idIn(data, "id"),
    body: textAt(data, "body"),
    author: textAt(data, "user", "login"),
  };
}

function pullRequestFrom(data: unknown): PullRequest {
  return {
    number: idIn(data, "number"),
    state: stateIn(data),
    url: textAt(data, "html_url"),
    head: {
      repository: textAt(data, "head", "repo", "full_name") || undefined,
      ref: textAt(data, "head", "ref"),
      sha: textAt(data, "head", "sha"),
    },
    base: { ref: textAt(data, "base", "ref"), sha: textAt(data, "base", "sha") },
  };
}

function idIn(data: unknown, key: "id" | "number"): number {
  const found = numberAt(data, key);
  if (found === undefined) throw new GitHubError(`GitHub's answer has no ${key}.`, 200);
  return found;
}

function stateIn(data: unknown): "open" | "closed" {
  return textAt(data, "state") === "closed" ? "closed" : "open";
}
