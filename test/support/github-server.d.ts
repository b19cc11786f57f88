import { type IncomingMessage } from "node:http";
import { GitHubClient } from "../../scripts/github/client.ts";
import { Repository } from "../../scripts/github/repository.ts";

interface User {
  login: string;
}
export interface FakeIssue {
  number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  state_reason?: string | null;
  user: User;
  labels: {
    name: string;
  }[];
  html_url: string;
}
export interface FakeComment {
  id: number;
  /** Of the issue or pull request. */
  issue: number;
  body: string;
  user: User;
  html_url: string;
}
export interface FakePull {
  number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  user: User;
  html_url: string;
  head: {
    ref: string;
    sha: string;
    repo: {
      full_name: string;
    } | null;
  };
  base: {
    ref: string;
    sha: string;
  };
}
export interface Asked {
  method: string;
  /** With its query. */
  path: string;
  token: string | undefined;
  headers: IncomingMessage["headers"];
  body: unknown;
}
export interface Refusal {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON; a text as it is. */
  body?: unknown;
}
interface Cleanup {
  after: (fn: () => Promise<void>) => void;
}
export declare class FakeGitHub {
  #private;
  readonly issues: FakeIssue[];
  readonly comments: FakeComment[];
  readonly pulls: FakePull[];
  /** Every request, in order. */
  readonly asked: Asked[];
  /** What the client waited, in milliseconds; nobody really waits. */
  readonly waits: number[];
  /** The login of who asks, by token; any other token is that of a workflow. */
  readonly logins: Map<string, string>;
  /** Called before a request is answered: the place for what others do meanwhile. */
  meanwhile: ((asked: Asked) => void) | undefined;
  readonly name = "owner/list";
  /** No page is longer, whatever is asked for. */
  perPage: number;
  /** The clock of the client, in milliseconds since 1970. */
  now: number;
  url: string;
  /** A server that is gone when the test ends. */
  static start(test: Cleanup): Promise<FakeGitHub>;
  /** A client that does not really wait. */
  client(token?: string, patience?: number): GitHubClient;
  repository(token?: string): Repository;
  /** The environment in which a command asks this server. */
  env(token?: string): Record<string, string>;
  /** Refuse the next requests of this kind. */
  refuse(method: string, path: RegExp, refusal: Refusal | "hang up", times?: number): void;
  addIssue(issue?: Partial<FakeIssue>): FakeIssue;
  addPull(pull: Partial<FakePull> & Pick<FakePull, "head">): FakePull;
  addComment(issue: number, body: string, login?: string): FakeComment;
}
