// GitHub's API: one request after the other, a list's pages, and what to do about limits and outages.
// https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api

import { listAt, parseJson, textAt } from "../text/json.ts";
import { Trouble } from "../text/trouble.ts";
import { canParse } from "../text/url.ts";
import { type Answer, ATTEMPTS, backoff, isRateLimit, isRepeatable, waitFor } from "./retry.ts";

/** What GitHub refused, or that it does not answer. */
export class GitHubError extends Trouble {
  /** HTTP's status; 0 when there was no answer at all. */
  readonly status: number;

  constructor(message: string, status: number, hint?: string) {
    super(message, hint);
    this.status = status;
  }
}

export interface ClientOptions {
  /** What GitHub is told who asks: https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api#user-agent-required */
  userAgent: string;
  /** Without a slash at the end; `https://api.github.com` unless said. */
  api?: string;
  /** Without one, GitHub answers sixty requests an hour, and only what is public. */
  token?: string | undefined;
  /** How long a request may wait in all before it is made again, in milliseconds; two minutes unless said. */
  patience?: number;
  /** How time passes. Tests have one of their own. */
  sleep?: (milliseconds: number) => Promise<void>;
  now?: () => number;
  random?: () => number;
}

export interface RequestOptions {
  query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON. */
  body?: unknown;
}

export interface ApiResponse {
  status: number;
  headers: Headers;
  /** Parsed JSON; `undefined` when the answer has no body, or is none, as a proxy's page. */
  data: unknown;
}

export type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

const VERSION = "2022-11-28";
/** GitHub answers within ten seconds or gives up; the rest is for the way. In milliseconds. */
const TIMEOUT = 30_000;
/** Of an answer, in bytes. A hundred comments of the greatest length are a third of it. */
const LARGEST = 32 * 1024 * 1024;
/** The most that GitHub puts on a page. */
const PER_PAGE = 100;
/** Whoever needs more than so many pages needs something else. */
const PAGES = 100;

export class GitHubClient {
  readonly #userAgent: string;
  readonly #api: string;
  readonly #token: string | undefined;
  readonly #patience: number;
  readonly #sleep: (milliseconds: number) => Promise<void>;
  readonly #now: () => number;
  readonly #random: () => number;

  constructor({ userAgent, api = "https://api.github.com", token, patience = 120_000, ...time }: ClientOptions) {
    this.#userAgent = userAgent;
    this.#api = api.replace(/\/+$/, "");
    this.#token = token;
    this.#patience = patience;
    this.#sleep = time.sleep ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)));
    this.#now = time.now ?? Date.now;
    this.#random = time.random ?? Math.random;
  }

  /**
   * @param path - from `/` on, with its parts encoded: see `apiPath`
   * @returns the answer, if GitHub accepted the request
   * @throws {GitHubError} when it did not, after all attempts that may help
   */
  async request(method: Method, path: string, options: RequestOptions = {}): Promise<ApiResponse> {
    return this.#ask(method, `${this.#api}${path}${queryOf(options.query)}`, options.body, `${method} ${path}`);
  }

  /** @returns the answer's JSON; `undefined` when GitHub does not have it (404, or 410 for what was deleted) */
  async find(path: string, query?: RequestOptions["query"]): Promise<unknown> {
    try {
      const { data } = await this.request("GET", path, query && { query });
      return data;
    } catch (error) {
      if (error instanceof GitHubError && (error.status === 404 || error.status === 410)) return undefined;
      throw error;
    }
  }

  /** Every item of a list, page after page. Who stops asking gets no further page. */
  async *list(path: string, query: RequestOptions["query"] = {}): AsyncGenerator<unknown, void, undefined> {
    let url: string | undefined = `${this.#api}${path}${queryOf({ per_page: PER_PAGE, ...query })}`;
    for (let page = 0; url !== undefined && page < PAGES; page++) {
      const { data, headers }: ApiResponse = await this.#ask("GET", url, undefined, `GET ${path}`);
      yield* listAt(data);
      url = this.#nextPage(headers);
    }
  }

  async #ask(method: Method, url: string, body: unknown, what: string): Promise<ApiResponse> {
    let patience = this.#patience;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#once(method, url, body).catch((error: unknown) => unanswered(error, what));
      if (!(answer instanceof GitHubError) && answer.status < 300) return answer;
      const wait =
        answer instanceof GitHubError ? this.#afterSilence(method, attempt) : this.#after(answer, method, attempt);
      if (wait === undefined || wait > patience) {
        throw answer instanceof GitHubError ? answer : refused(answer, what, wait, this.#token !== undefined);
      }
      patience -= wait;
      await this.#sleep(wait);
    }
  }

  #after(answer: ApiResponse, method: Method, attempt: number): number | undefined {
    return waitFor(readable(answer), method, attempt, this.#now(), this.#random());
  }

  #afterSilence(method: Method, attempt: number): number | undefined {
    return isRepeatable(method) && attempt < ATTEMPTS ? backoff(attempt, this.#random()) : undefined;
  }

  async #once(method: Method, url: string, body: unknown): Promise<ApiResponse> {
    const response = await fetch(url, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        "user-agent": this.#userAgent,
        "x-github-api-version": VERSION,
        ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A moved repository answers with its new place. Anything but a question would become one on the way there.
      redirect: method === "GET" ? "follow" : "manual",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const text = await textOf(response);
    return { status: response.status, headers: response.headers, data: parseJson(text) };
  }

  /** @returns the URL behind `rel="next"`; one that leads elsewhere would take the token along */
  #nextPage(headers: Headers): string | undefined {
    const link = headers.get("link")?.match(/<([^<>]+)>\s*;[^,]*\brel="?next"?/)?.[1];
    if (link === undefined || !canParse(link, this.#api)) return undefined;
    const url = new URL(link, this.#api);
    return url.origin === new URL(this.#api).origin ? url.href : undefined;
  }
}

/**
 * A client for what GitHub Actions, or the person who runs a command, says: GITHUB_API_URL and GITHUB_TOKEN
 * (or GH_TOKEN, as GitHub's own command line has it).
 */
export function clientFor(userAgent: string, env: NodeJS.ProcessEnv = process.env): GitHubClient {
  const { GITHUB_API_URL: api } = env;
  const token = env.GITHUB_TOKEN || env.GH_TOKEN || undefined;
  return new GitHubClient({ userAgent, ...(api ? { api } : {}), token });
}

/** A path whose parts cannot lead elsewhere: `` apiPath`/repos/${"owner/name"}/issues/${7}` ``; a slash stays. */
export function apiPath(texts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const encoded = values.map((value) => {
    const steps = String(value).toWellFormed().split("/");
    if (steps.some((step) => step === "" || step === "." || step === "..")) {
      throw new GitHubError(`“${value}” cannot be part of a path of GitHub's API.`, 0);
    }
    return steps.map(encodeURIComponent).join("/");
  });
  return String.raw({ raw: texts }, ...encoded);
}

function queryOf(query: RequestOptions["query"] = {}): string {
  const written = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) written.append(key, String(value));
  return written.size === 0 ? "" : `?${written}`;
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > LARGEST) throw new GitHubError("GitHub's answer is too long.", response.status);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function readable({ status, headers, data }: ApiResponse): Answer {
  return { status, headers, message: textAt(data, "message") };
}

function unanswered(error: unknown, what: string): GitHubError {
  if (error instanceof GitHubError) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const why = cause instanceof Error ? cause.message || cause.name : String(cause);
  return new GitHubError(`GitHub does not answer (${what}): ${why}`, 0);
}

function refused(answer: ApiResponse, what: string, wait: number | undefined, hasToken: boolean): GitHubError {
  const { status, message } = readable(answer);
  const details = listAt(answer.data, "errors").map((each) => textAt(each, "message") || textAt(each, "code"));
  const said = [message, ...details].filter((text) => text !== "").join(" – ");
  return new GitHubError(
    `GitHub refused ${what}: ${status}${said === "" ? "" : ` ${said}`}`,
    status,
    hintFor(readable(answer), wait, hasToken),
  );
}

function hintFor(answer: Answer, wait: number | undefined, hasToken: boolean): string | undefined {
  if (isRateLimit(answer)) {
    const minutes = wait === undefined ? undefined : Math.ceil(wait / 60_000);
    const when = minutes === undefined ? "later" : `in ${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
    return `There were too many requests. Run it again ${when}.`;
  }
  if (answer.status === 401 || (answer.status === 404 && !hasToken)) {
    return "GITHUB_TOKEN holds the token that GitHub is asked with.";
  }
  if (answer.status === 403)
    return "The token may not do this: the workflow's file says what it may, under permissions.";
  return undefined;
}
