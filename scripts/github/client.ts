// GitHub's API: one request after the other, a list's pages, and what to do about limits and outages.
// https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api

import { setTimeout } from "node:timers/promises";
import { counted } from "../text/counted.ts";
import { listAt, parseJson, textAt } from "../text/json.ts";
import { Trouble } from "../text/trouble.ts";
import { canParse } from "../text/url.ts";
import { type Answer, isRateLimit, waitFor } from "./retry.ts";

/** What GitHub refused, or that it does not answer. */
export class GitHubError extends Trouble {
  /** HTTP's status; 0 when there was no answer at all. */
  readonly status: number;

  constructor(message: string, status: number, hint?: string) {
    super(message, hint);
    this.status = status;
  }
}

const DEFAULTS = {
  /** Without a slash at the end. */
  api: "https://api.github.com",
  /** How long a request may wait in all before it is made again, in milliseconds. */
  patience: 120_000,
  /** Waits; replaced in tests, as are the next two. */
  sleep: (milliseconds: number): Promise<void> => setTimeout(milliseconds),
  now: Date.now,
  random: Math.random,
};

interface ClientOptions extends Partial<typeof DEFAULTS> {
  /** What GitHub is told who asks: https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api#user-agent-required */
  userAgent: string;
  /** Without one, GitHub answers sixty requests an hour, and only what is public. */
  token?: string | undefined;
}

interface ApiResponse extends Answer {
  data: unknown;
}

type Method = "GET" | "POST" | "PATCH" | "DELETE";

const VERSION = "2022-11-28";
/** Of a request, in milliseconds: GitHub itself gives up after ten seconds. */
const TIMEOUT = 30_000;
/** The most that GitHub puts on a page. */
const PER_PAGE = "100";
/** At most this many pages of a list are read. */
const PAGES = 100;

export class GitHubClient {
  readonly #options: typeof DEFAULTS & ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = { ...DEFAULTS, ...options };
  }

  /**
   * @param path - see `apiPath`
   * @returns parsed JSON; `undefined` when the answer has no body, or is none, as a proxy's page
   * @throws {GitHubError} when GitHub refuses, after all attempts that may help
   */
  async request(method: Method, path: string, body?: object): Promise<unknown> {
    return (await this.#ask(method, `${this.#options.api}${path}`, body, `${method} ${path}`)).data;
  }

  /** Yields every item of a list; a page is requested only when its items are needed. */
  async *list(path: string, query: Readonly<Record<string, string>> = {}): AsyncGenerator<unknown, void, undefined> {
    let url: string | undefined =
      `${this.#options.api}${path}?${new URLSearchParams({ per_page: PER_PAGE, ...query })}`;
    for (let page = 0; url !== undefined && page < PAGES; page++) {
      const { data, headers }: ApiResponse = await this.#ask("GET", url, undefined, `GET ${path}`);
      yield* listAt(data);
      url = this.#nextPage(headers);
    }
  }

  async #ask(method: Method, url: string, body: object | undefined, what: string): Promise<ApiResponse> {
    const { token, now, random, sleep } = this.#options;
    let { patience } = this.#options;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#once(method, url, body).catch(unanswered);
      if (answer.status >= 200 && answer.status < 300) return answer;
      const wait = waitFor(answer, method, attempt, now(), random());
      if (wait === undefined || wait > patience) throw refused(answer, what, wait, token !== undefined);
      patience -= wait;
      await sleep(wait);
    }
  }

  async #once(method: Method, url: string, body: object | undefined): Promise<ApiResponse> {
    const { userAgent, token } = this.#options;
    const response = await fetch(url, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        "user-agent": userAgent,
        "x-github-api-version": VERSION,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A moved repository redirects. Only GET follows: fetch would turn a redirected POST into a GET.
      redirect: method === "GET" ? "follow" : "manual",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const data = parseJson(await response.text());
    return { status: response.status, headers: response.headers, message: textAt(data, "message"), data };
  }

  /** @returns the URL of the next page; `undefined` for another host, which must not get the token */
  #nextPage(headers: Answer["headers"]): string | undefined {
    const { api } = this.#options;
    const link = headers.get("link")?.match(/<([^<>]+)>\s*;[^,]*\brel="?next"?/)?.[1];
    if (link === undefined || !canParse(link, api)) return undefined;
    const url = new URL(link, api);
    return url.origin === new URL(api).origin ? url.href : undefined;
  }
}

/** With GITHUB_API_URL and GITHUB_TOKEN (or GH_TOKEN, as GitHub's own command line has it). */
export function clientFor(userAgent: string, env: NodeJS.ProcessEnv, patience = DEFAULTS.patience): GitHubClient {
  const { GITHUB_API_URL, GITHUB_TOKEN, GH_TOKEN } = env;
  const api = (GITHUB_API_URL || DEFAULTS.api).replace(/\/+$/, "");
  return new GitHubClient({ userAgent, api, token: GITHUB_TOKEN || GH_TOKEN || undefined, patience });
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

function unanswered(error: unknown): ApiResponse {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const message = cause instanceof Error ? cause.message || cause.name : String(cause);
  return { status: 0, headers: new Headers(), message, data: undefined };
}

function refused(answer: ApiResponse, what: string, wait: number | undefined, hasToken: boolean): GitHubError {
  const { status, message, data } = answer;
  if (status === 0) return new GitHubError(`GitHub does not answer (${what}): ${message}`, 0);
  const details = listAt(data, "errors").map((each) => textAt(each, "message") || textAt(each, "code"));
  const said = [message, ...details].filter((text) => text !== "").join(" – ");
  const words = `GitHub refused ${what}: ${status}${said === "" ? "" : ` ${said}`}`;
  return new GitHubError(words, status, hintFor(answer, wait, hasToken));
}

function hintFor(answer: Answer, wait: number | undefined, hasToken: boolean): string | undefined {
  if (isRateLimit(answer)) {
    const minutes = Math.ceil((wait ?? 0) / 60_000);
    const when = wait === undefined ? "later" : `in ${counted(minutes, "minute")}`;
    return `There were too many requests. Run it again ${when}.`;
  }
  if (answer.status === 401 || (answer.status === 404 && !hasToken)) {
    return "GITHUB_TOKEN holds the token that GitHub is asked with.";
  }
  if (answer.status === 403)
    return "The token may not do this: the workflow's file says what it may, under permissions.";
  return undefined;
}
