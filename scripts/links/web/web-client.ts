// Asking a host until it answers: turns, pauses, retries, all of them bounded.
import { lookup } from "node:dns/promises";
import { backoff, isRateLimit, isSpent, limitWait, retryAfter, SECONDARY_WAIT } from "../../github/retry.ts";
import { parseJson } from "../../text/json.ts";
import { Failure, toFailure } from "./failure.ts";
import { type Http, httpClient, type Reply, type Request } from "./http.ts";
import type { Settings } from "./options.ts";
import { Scheduler } from "./scheduler.ts";

interface Host {
  /** Whether any request ever got an answer. */
  answered: boolean;
  /** Requests in a row that got no answer. */
  silent: number;
  /** Requests in a row that were answered with 5xx. */
  serverErrors: number;
  /** Milliseconds of pauses that it asked for and got. */
  paused: number;
  /** When the pause that is granted ends: several requests in flight are told of one and the same. */
  pausedUntil: number;
  /** Why it is left alone for the rest of the run. */
  givenUp: Failure | undefined;
}

/** A host that never answered is left alone after so many requests in a row, each with its further tries. */
const MAX_UNANSWERED = 3;
/** The same for one that did answer: it may be that only some of its pages hang. */
const MAX_UNANSWERED_LATER = 6;
/** After so many requests in a row that were answered with 5xx in all of their tries, the next ones are tried once. */
const MAX_SERVER_ERRORS = 5;
/** Of JSON, in UTF-16 code units. A hundred repositories take 30,000. */
const LONGEST_JSON = 500_000;

/** A host that is always there: if it has no address, this machine has no network. */
const KNOWN_HOST = "github.com";
const GITHUB_API = "api.github.com";

/** How a request stands among the others. */
export interface Turn {
  /** Do not try again: for what is only nice to know. */
  once?: boolean;
  /** The first request for a listed page. Those that end a page go ahead, so that a run that is stopped leaves few half done. */
  begins?: boolean;
  /** Bears a token, which has limits of its own. */
  withToken?: boolean;
}

/** Why a host is to be left alone, and for how long. */
interface Pause {
  reason: "rate-limited" | "server-error";
  /** What the host says, as the beginning of a sentence. */
  says: string;
  /** In milliseconds. */
  wanted: number;
  /** The answer says nothing about the page, whatever its status. */
  isRefusal: boolean;
}

const WORTH_ANOTHER_TRY = new Set([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 527, 530]);
const ASKS_FOR_A_PAUSE = new Set([429, 503]);

export class WebClient {
  readonly scheduler: Scheduler;
  readonly settings: Settings;
  readonly #http: Http;
  readonly #hosts = new Map<string, Host>();

  constructor(settings: Settings) {
    this.settings = settings;
    this.scheduler = new Scheduler(settings, settings.clock);
    this.#http = httpClient(settings);
  }

  /** Makes a request, with retries and pauses, until the host answers. @throws {Failure} when no try brought a reply */
  async ask(url: URL, request: () => Request, turn: Turn = {}): Promise<Reply> {
    const { once = false, begins = false, withToken = false } = turn;
    const host = this.#host(withToken ? `${url.host} with a token` : url.host);
    const { retries, backoff: base, longestPause } = this.settings;
    for (let attempt = 0; ; attempt++) {
      const wait = backoff(attempt + 1, Math.random(), base, longestPause);
      const outcome = await this.#try(url, request, host, { ahead: !begins || attempt > 0, wait });
      const isLast = once || attempt >= (host.serverErrors >= MAX_SERVER_ERRORS * (retries + 1) ? 0 : retries);
      if (outcome instanceof Failure) {
        this.#failed(host, outcome);
        if (!outcome.isTemporary || isLast || host.givenUp) throw outcome;
        await this.sleep(wait);
        continue;
      }
      const { reply, pause } = outcome;
      host.answered = true;
      host.silent = 0;
      if (!WORTH_ANOTHER_TRY.has(reply.status)) host.serverErrors = 0;
      else if (reply.status >= 500) host.serverErrors++;
      if (pause?.isRefusal && (isLast || host.givenUp))
        throw host.givenUp ?? new Failure(pause.reason, `${pause.says}.`);
      if (pause?.isRefusal) continue;
      if (isLast || !WORTH_ANOTHER_TRY.has(reply.status)) return reply;
      if (!pause) await this.sleep(wait);
      else if (host.givenUp) return reply;
    }
  }

  /** `undefined` for what is none, or too long. Redirects are not followed: what is sent reaches no other host. */
  async askForJson(url: URL, request: Request, turn: Turn = {}): Promise<{ reply: Reply; value: unknown }> {
    let text = "";
    const withReader = (): Request => {
      text = "";
      const read = (chunk: string): boolean => {
        text += chunk;
        return text.length < LONGEST_JSON;
      };
      return { ...request, headers: { accept: "application/json", ...request.headers }, read };
    };
    const reply = await this.ask(url, withReader, turn);
    return { reply, value: parseJson(text) };
  }

  /** Who sleeps when the run ends makes no request any more, and keeps nobody waiting. */
  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.settings.clock.after(milliseconds, resolve));
  }

  /** @returns whether a host that is always there has an address, now: a network may be lost in the middle of a run */
  isOnline(): Promise<boolean> {
    const { resolve = lookup } = this.settings;
    return resolve(KNOWN_HOST).then(Boolean, () => false);
  }

  /** Cuts off what is in flight; what waits fails with this reason. */
  async close(reason: unknown): Promise<void> {
    this.scheduler.close(reason);
    await this.#http.close();
  }

  async #try(url: URL, request: () => Request, host: Host, { ahead, wait }: { ahead: boolean; wait: number }) {
    const task = async (): Promise<{ reply: Reply; pause: Pause | undefined }> => {
      if (host.givenUp) throw host.givenUp;
      const reply = await this.#http.request(url, request());
      const pause = this.#pauseFor(url, reply, wait);
      // The pause has to be set before the next request to this host starts.
      if (pause) this.#pause(url.host, host, pause);
      return { reply, pause };
    };
    try {
      return await this.scheduler.run(url.host, task, ahead);
    } catch (error) {
      if (this.settings.signal.aborted) throw this.settings.signal.reason;
      return toFailure(error);
    }
  }

  /** @param otherwise - milliseconds, where the answer does not say how long */
  #pauseFor({ hostname }: URL, reply: Reply, otherwise: number): Pause | undefined {
    const { status, statusLine, header } = reply;
    const now = Date.now();
    if (hostname === GITHUB_API || hostname === new URL(this.settings.githubApiUrl).hostname) {
      const headers = { get: (name: string) => header(name) ?? null };
      const isRefusal = isRateLimit({ status, headers, message: "" });
      const told = isRefusal || isSpent(headers) ? limitWait(headers, now) : undefined;
      const wanted = told ?? (isRefusal ? SECONDARY_WAIT : undefined);
      const says = `GitHub's API is over its limit (${statusLine})`;
      if (wanted !== undefined) return { reason: "rate-limited", says, wanted, isRefusal };
    }
    if (!ASKS_FOR_A_PAUSE.has(status)) return undefined;
    const reason = status === 429 ? "rate-limited" : "server-error";
    const wanted = retryAfter(header("retry-after"), now) ?? otherwise;
    return { reason, says: `The host answers ${statusLine}`, wanted, isRefusal: false };
  }

  /** Grants the pause that a host asks for, up to twice `longestPause` in all; a host that asks for more is given up. */
  #pause(name: string, host: Host, { reason, says, wanted }: Pause): void {
    const { longestPause, clock } = this.settings;
    const now = clock.now();
    const longer = Math.max(0, now + wanted - Math.max(now, host.pausedUntil));
    const isTooLong = wanted > longestPause;
    if (isTooLong || host.paused + longer > 2 * longestPause) {
      const asks = isTooLong ? `asks to be left alone for ${Math.round(wanted / 1000)} seconds` : "goes on so";
      host.givenUp = new Failure(reason, `${says} and ${asks}.`);
      return;
    }
    host.paused += longer;
    host.pausedUntil = Math.max(host.pausedUntil, now + wanted);
    this.scheduler.pause(name, wanted);
  }

  #failed(host: Host, failure: Failure): void {
    if (host.givenUp || !failure.isTemporary) return;
    host.silent++;
    const most = host.answered ? MAX_UNANSWERED_LATER : MAX_UNANSWERED;
    if (host.silent >= most * (this.settings.retries + 1)) host.givenUp = new Failure(failure.reason, failure.message);
  }

  #host(name: string): Host {
    const fresh = { answered: false, silent: 0, serverErrors: 0, paused: 0, pausedUntil: 0, givenUp: undefined };
    const host = this.#hosts.get(name) ?? fresh;
    this.#hosts.set(name, host);
    return host;
  }
}
