// A GitHub of our own on 127.0.0.1: issues, comments and pull requests in memory, with pages, refusals and races to order.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
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
  labels: { name: string }[];
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
  head: { ref: string; sha: string; repo: { full_name: string } | null };
  base: { ref: string; sha: string };
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

interface Order {
  method: string;
  path: RegExp;
  times: number;
  refusal: Refusal | "hang up";
}

interface Reply {
  status: number;
  data?: unknown;
  headers?: Record<string, string>;
}

interface Cleanup {
  after: (fn: () => Promise<void>) => void;
}

/** GitHub's own limit. */
const BODY_LENGTH = 65_536;

export class FakeGitHub {
  readonly issues: FakeIssue[] = [];
  readonly comments: FakeComment[] = [];
  readonly pulls: FakePull[] = [];
  /** Every request, in order. */
  readonly asked: Asked[] = [];
  /** What the client waited, in milliseconds; nobody really waits. */
  readonly waits: number[] = [];
  /** The login of who asks, by token; any other token is that of a workflow. */
  readonly logins = new Map<string, string>();
  /** Called before a request is answered: the place for what others do meanwhile. */
  meanwhile: ((asked: Asked) => void) | undefined;
  readonly name = "owner/list";
  /** No page is longer, whatever is asked for. */
  perPage = 100;
  /** The clock of the client, in milliseconds since 1970. */
  now = Date.UTC(2026, 0, 2, 3, 4, 5);
  url = "";
  #orders: Order[] = [];
  #last = 100;

  /** A server that is gone when the test ends. */
  static async start(test: Cleanup): Promise<FakeGitHub> {
    const github = new FakeGitHub();
    const server = createServer((request, response) => {
      github.#answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // It listens on a port, not on a pipe.
    github.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    test.after(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return github;
  }

  /** A client that does not really wait. */
  client(token = "secret", patience?: number): GitHubClient {
    return new GitHubClient({
      userAgent: "a-list",
      api: this.url,
      token,
      ...(patience === undefined ? {} : { patience }),
      now: () => this.now,
      random: () => 1,
      sleep: async (milliseconds) => {
        this.waits.push(milliseconds);
        this.now += milliseconds;
      },
    });
  }

  repository(token?: string): Repository {
    return new Repository(this.client(token), this.name);
  }

  /** The environment in which a command asks this server. */
  env(token = "secret"): Record<string, string> {
    return { GITHUB_API_URL: this.url, GITHUB_TOKEN: token, GITHUB_REPOSITORY: this.name };
  }

  /** Refuse the next requests of this kind. */
  refuse(method: string, path: RegExp, refusal: Refusal | "hang up", times = 1): void {
    this.#orders.push({ method, path, times, refusal });
  }

  addIssue(issue: Partial<FakeIssue> = {}): FakeIssue {
    const number = issue.number ?? ++this.#last;
    const made: FakeIssue = {
      ...{ number, title: `Issue ${number}`, body: "", state: "open", user: { login: "somebody" }, labels: [] },
      html_url: `https://github.com/${this.name}/issues/${number}`,
      ...issue,
    };
    this.issues.push(made);
    return made;
  }

  addPull(pull: Partial<FakePull> & Pick<FakePull, "head">): FakePull {
    const number = pull.number ?? ++this.#last;
    const made: FakePull = {
      ...{ number, title: `Pull request ${number}`, body: "", state: "open", user: { login: "somebody" } },
      html_url: `https://github.com/${this.name}/pull/${number}`,
      base: { ref: "main", sha: "0".repeat(40) },
      ...pull,
    };
    this.pulls.push(made);
    return made;
  }

  addComment(issue: number, body: string, login = "somebody"): FakeComment {
    const id = ++this.#last;
    const html_url = `https://github.com/${this.name}/issues/${issue}#issuecomment-${id}`;
    const made = { id, issue, body, user: { login }, html_url };
    this.comments.push(made);
    return made;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString("utf8");
    const asked: Asked = {
      method: request.method ?? "",
      path: request.url ?? "",
      token: request.headers.authorization?.replace(/^Bearer /, ""),
      headers: request.headers,
      body: text === "" ? undefined : JSON.parse(text),
    };
    this.asked.push(asked);
    this.meanwhile?.(asked);
    const order = this.#orders.find(({ method, path, times }) => {
      return times > 0 && method === asked.method && path.test(asked.path);
    });
    if (order) {
      order.times--;
      if (order.refusal === "hang up") {
        request.socket.destroy();
        return;
      }
      const { status, headers = {}, body = { message: "refused" } } = order.refusal;
      response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
      return;
    }
    const { status, data, headers = {} } = this.#reply(asked);
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(data === undefined ? undefined : JSON.stringify(data));
  }

  #reply(asked: Asked): Reply {
    const url = new URL(asked.path, this.url);
    const page = (items: readonly unknown[]): Reply => this.#page(url, items);
    const missing: Reply = { status: 404, data: { message: "Not Found" } };
    const login = this.logins.get(asked.token ?? "") ?? "github-actions[bot]";
    const body: Record<string, unknown> = isRecord(asked.body) ? asked.body : {};
    if (String(body.body ?? "").length > BODY_LENGTH) {
      const message = "body is too long (maximum is 65536 characters)";
      return { status: 422, data: { message: "Validation Failed", errors: [{ message }] } };
    }
    if (asked.method !== "GET" && asked.token === undefined) {
      return { status: 401, data: { message: "Requires authentication" } };
    }

    const base = `/repos/${this.name}`;
    const [, kind = "", rest = ""] = new RegExp(`^${base}(?:/(\\w+)(.*))?$`).exec(url.pathname) ?? ["", "none"];
    const number = Number(/^\/(\d+)/.exec(rest)?.[1]);
    const query = (name: string): string => url.searchParams.get(name) ?? "";
    switch (`${asked.method} ${kind}${rest.replace(/\d+/, "N")}`) {
      case "GET ":
        return { status: 200, data: { full_name: this.name, default_branch: "main" } };
      case "GET issues": {
        const state = query("state") || "open";
        const labels = query("labels").split(",").filter(Boolean);
        const found = this.issues.filter(
          (issue) =>
            (state === "all" || issue.state === state) &&
            (query("creator") === "" || issue.user.login === query("creator")) &&
            labels.every((label) => issue.labels.some(({ name }) => name === label)),
        );
        // As GitHub has it, pull requests are issues too.
        const pulls = this.pulls.filter((pull) => labels.length === 0 && (state === "all" || pull.state === state));
        return page([...found.reverse(), ...pulls.map((pull) => ({ ...pull, labels: [], pull_request: {} }))]);
      }
      case "POST issues": {
        const labels = (Array.isArray(body.labels) ? body.labels : []).map((name) => ({ name: String(name) }));
        const issue = this.addIssue({ title: String(body.title), body: String(body.body), labels, user: { login } });
        return { status: 201, data: issue };
      }
      case "GET issues/N": {
        const issue = this.issues.find((each) => each.number === number);
        return issue ? { status: 200, data: issue } : missing;
      }
      case "PATCH issues/N": {
        const issue = this.issues.find((each) => each.number === number);
        if (!issue) return missing;
        const { labels, ...values } = body;
        Object.assign(issue, values);
        if (Array.isArray(labels)) issue.labels = labels.map((name) => ({ name: String(name) }));
        return { status: 200, data: issue };
      }
      case "GET issues/N/comments":
        return page(this.comments.filter(({ issue }) => issue === number));
      case "POST issues/N/comments":
        return { status: 201, data: this.addComment(number, String(body.body), login) };
      case "PATCH issues/comments/N": {
        const id = Number(/\d+$/.exec(rest)?.[0]);
        const comment = this.comments.find((each) => each.id === id);
        if (!comment) return missing;
        comment.body = String(body.body);
        return { status: 200, data: comment };
      }
      case "DELETE issues/comments/N": {
        const id = Number(/\d+$/.exec(rest)?.[0]);
        const index = this.comments.findIndex((each) => each.id === id);
        if (index < 0) return missing;
        this.comments.splice(index, 1);
        return { status: 204 };
      }
      case "GET pulls": {
        const state = query("state") || "open";
        const [owner, ref] = query("head").split(":");
        return page(
          this.pulls.filter(
            (pull) =>
              (state === "all" || pull.state === state) &&
              (query("base") === "" || pull.base.ref === query("base")) &&
              (!ref || (pull.head.ref === ref && pull.head.repo?.full_name.split("/")[0] === owner)),
          ),
        );
      }
      case "GET pulls/N": {
        const pull = this.pulls.find((each) => each.number === number);
        return pull ? { status: 200, data: pull } : missing;
      }
      case "PATCH pulls/N": {
        const pull = this.pulls.find((each) => each.number === number);
        if (!pull) return missing;
        Object.assign(pull, body);
        return { status: 200, data: pull };
      }
      case "POST pulls": {
        const [ref = "", base_ref = ""] = [String(body.head), String(body.base)];
        if (this.pulls.some(({ head, state }) => head.ref === ref && state === "open")) {
          const message = `A pull request already exists for owner:${ref}.`;
          return { status: 422, data: { message: "Validation Failed", errors: [{ message }] } };
        }
        const head = { ref, sha: "1".repeat(40), repo: { full_name: this.name } };
        const values = { title: String(body.title), body: String(body.body), user: { login } };
        return { status: 201, data: this.addPull({ ...values, head, base: { ref: base_ref, sha: "0".repeat(40) } }) };
      }
      default:
        return missing;
    }
  }

  #page(url: URL, items: readonly unknown[]): Reply {
    const size = Math.min(Number(url.searchParams.get("per_page") ?? 30), this.perPage);
    const page = Number(url.searchParams.get("page") ?? 1);
    const links: string[] = [];
    const linkTo = (number: number, rel: string): void => {
      const other = new URL(url);
      other.searchParams.set("page", String(number));
      links.push(`<${other.href}>; rel="${rel}"`);
    };
    if (page > 1) linkTo(page - 1, "prev");
    if (page * size < items.length) linkTo(page + 1, "next");
    const headers = links.length === 0 ? {} : { link: links.join(", ") };
    return { status: 200, data: items.slice((page - 1) * size, page * size), headers };
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
