// Asking a host until it answers: turns, pauses, retries, all of them bounded.
import { lookup } from "node:dns/promises";
import { limitOf } from "./allowance.ts";
import { Failure, toFailure } from "./failure.ts";
import { Http, type Reply, type Request } from "./http.ts";
import { backoff, retryAfter } from "./retry-after.ts";
import { Scheduler } from "./scheduler.ts";
import type { Settings } from "./settings.ts";

/** What a run has learned of a host. */
interface Host {
  /** Whether any request ever got an answer. */
  answered: boolean;
  /** Requests in a row that got no answer. */
  silent: number;
  /** Requests in a row that were answered with 5xx. */
  troubled: number;
  /** Milliseconds of pauses that it asked for and got. */
  paused: number;
  /** When the pause that is granted ends: several requests in flight are told of one and the same. */
  pausedUntil: number;
  /** Why it is left alone for the rest of the run. */
  left: Failure | undefined;
}

/** A host that never answered is left alone after so many questions' requests in a row, first and further tries. */
const SILENT = 3;
/** The same for one that did answer: it may be that only some of its pages hang. */
const SILENT_LATER = 6;
/** After the requests of so many questions were answered with 5xx, one after the other, the next ones are asked once. */
const TROUBLED = 5;

/** The home of the project: if it has no address, nothing can be said of other hosts. */
const KNOWN_HOST = "github.com";
const GITHUB_API = "api.github.com";

/** How a request stands among the others. */
export interface Turn {
  /** Do not try again: for what is only nice to know. */
  once?: boolean;
  /**
   * The first request for something that is listed. It waits until its host has answered what others need to be ended, so
   * that a run that is stopped has lost few of the answers that it was given.
   */
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
  /** The answer has nothing else to say, whatever its status. */
  isRefusal: boolean;
}

const WORTH_ANOTHER_TRY = new Set([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 527, 530]);
const ASKS_FOR_A_PAUSE = new Set([429, 503]);

export class Web {
  readonly scheduler: Scheduler;
  readonly settings: Settings;
  readonly #http: Http;
  readonly #hosts = new Map<string, Host>();

  constructor(settings: Settings) {
    this.settings = settings;
    this.scheduler = new Scheduler(settings.pace, settings.clock);
    this.#http = new Http(settings);
  }

  /**
   * One request, and what more it takes until the host answers, or does not.
   *
   * @throws {Failure} when no try brought a reply
   */
  async ask(url: URL, request: () => Request, turn: Turn = {}): Promise<Reply> {
    const { once = false, begins = false, withToken = false } = turn;
    const host = this.#host(withToken ? `${url.host} with a token` : url.host);
    const { retries, backoff: base, longestPause } = this.settings;
    for (let attempt = 0; ; attempt++) {
      const wait = backoff(attempt, base, longestPause);
      const outcome = await this.#try(url, request, host, { ahead: !begins || attempt > 0, wait });
      const isLast = once || attempt >= (host.troubled >= TROUBLED * (retries + 1) ? 0 : retries);
      if (outcome instanceof Failure) {
        this.#failed(host, outcome);
        if (!outcome.passing || isLast || host.left) throw outcome;
        await this.sleep(wait);
        continue;
      }
      const { reply, pause } = outcome;
      host.answered = true;
      host.silent = 0;
      if (!WORTH_ANOTHER_TRY.has(reply.status)) host.troubled = 0;
      else if (reply.status >= 500) host.troubled++;
      if (pause?.isRefusal && (isLast || host.left)) throw host.left ?? new Failure(pause.reason, `${pause.says}.`);
      if (pause?.isRefusal) continue;
      if (isLast || !WORTH_ANOTHER_TRY.has(reply.status)) return reply;
      if (!pause) await this.sleep(wait);
      else if (host.left) return reply;
    }
  }

  /** @throws the signal's reason when the run ends before */
  sleep(milliseconds: number): Promise<void> {
    const { clock, signal } = this.settings;
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const stop = (): void => {
        cancel();
        reject(signal.reason);
      };
      const cancel = clock.after(milliseconds, () => {
        signal.removeEventListener("abort", stop);
        resolve();
      });
      signal.addEventListener("abort", stop, { once: true });
    });
  }

  /** @returns whether a host that is always there has an address, now: a network may be lost in the middle of a run */
  isOnline(): Promise<boolean> {
    const { resolve = lookup } = this.settings;
    return resolve(KNOWN_HOST).then(
      () => true,
      () => false,
    );
  }

  /** Cuts off what is in flight; what waits fails with this reason. */
  async close(reason: unknown): Promise<void> {
    this.scheduler.close(reason);
    await this.#http.close();
  }

  async #try(
    url: URL,
    request: () => Request,
    host: Host,
    { ahead, wait }: { ahead: boolean; wait: number },
  ): Promise<{ reply: Reply; pause: Pause | undefined } | Failure> {
    try {
      return await this.scheduler.run(
        url.host,
        async () => {
          if (host.left) throw host.left;
          const reply = await this.#http.request(url, request());
          const pause = this.#pauseFor(url, reply, wait);
          // While this request has its place, so that no other takes it before the pause begins.
          if (pause) this.#pause(url.host, host, pause);
          return { reply, pause };
        },
        ahead,
      );
    } catch (error) {
      if (this.settings.signal.aborted) throw this.settings.signal.reason;
      return toFailure(error);
    }
  }

  /** @param otherwise - milliseconds, where the answer does not say how long */
  #pauseFor({ hostname }: URL, reply: Reply, otherwise: number): Pause | undefined {
    const { status, statusLine, header } = reply;
    const isGitHubApi = hostname === GITHUB_API || hostname === new URL(this.settings.githubApiUrl).hostname;
    const limit = isGitHubApi ? limitOf(reply, Date.now()) : undefined;
    if (limit) {
      const says = `GitHub's API is over its limit (${statusLine})`;
      return { reason: "rate-limited", says, wanted: limit.wait, isRefusal: limit.refused };
    }
    if (!ASKS_FOR_A_PAUSE.has(status)) return undefined;
    const reason = status === 429 ? "rate-limited" : "server-error";
    const wanted = retryAfter(header("retry-after"), Date.now()) ?? otherwise;
    return { reason, says: `The host answers ${statusLine}`, wanted, isRefusal: false };
  }

  /** A bounded pause, and all of them together bounded; a host that wants more is left alone. */
  #pause(name: string, host: Host, { reason, says, wanted }: Pause): void {
    const { longestPause, clock } = this.settings;
    const now = clock.now();
    const longer = Math.max(0, now + wanted - Math.max(now, host.pausedUntil));
    if (wanted > longestPause || host.paused + longer > 2 * longestPause) {
      const asks =
        wanted > longestPause ? `asks to be left alone for ${Math.round(wanted / 1000)} seconds` : "goes on so";
      host.left = new Failure(reason, `${says} and ${asks}.`);
      return;
    }
    host.paused += longer;
    host.pausedUntil = Math.max(host.pausedUntil, now + wanted);
    this.scheduler.pause(name, wanted);
  }

  #failed(host: Host, failure: Failure): void {
    if (host.left || !failure.passing) return;
    host.silent++;
    const most = host.answered ? SILENT_LATER : SILENT;
    if (host.silent >= most * (this.settings.retries + 1)) host.left = new Failure(failure.reason, failure.message);
  }

  #host(name: string): Host {
    let host = this.#hosts.get(name);
    if (!host) {
      host = { answered: false, silent: 0, troubled: 0, paused: 0, pausedUntil: 0, left: undefined };
      this.#hosts.set(name, host);
    }
    return host;
  }
}
