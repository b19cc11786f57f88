// When each request may start: so many at once in all, so many to one host and so far apart, and pauses that a host asks for.

/** A clock that tests can replace. */
export interface Clock {
  /** Milliseconds since some moment; never runs backwards. */
  now(): number;
  /** Calls back once, later. @returns how to call it off */
  after(milliseconds: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};

interface Pace {
  concurrency: number;
  perHost: number;
  /** Milliseconds between two starts to one host. */
  interval: number;
}

interface Waiting {
  start: () => void;
  fail: (reason: unknown) => void;
}

interface Host {
  /** Requests for a page of which a request was made already; they go first. */
  ahead: Waiting[];
  waiting: Waiting[];
  active: number;
  notBefore: number;
  /** What the host asked for; `notBefore` is that or the interval. */
  pausedUntil: number;
}

/** Hosts take turns, so that one with many URLs does not keep the others waiting. */
export class Scheduler {
  readonly #pace: Pace;
  readonly #clock: Clock;
  /** The next turn is the first one's. */
  readonly #hosts = new Map<string, Host>();
  #active = 0;
  #cancelTimer = (): void => {};
  #closed: { reason: unknown } | undefined;

  constructor(pace: Pace, clock: Clock) {
    this.#pace = pace;
    this.#clock = clock;
  }

  /** Runs a task when its host's turn comes; one that goes `ahead` ends a page before new ones are begun. */
  async run<T>(name: string, task: () => Promise<T>, ahead = false): Promise<T> {
    if (this.#closed) throw this.#closed.reason;
    const host = this.#host(name);
    await new Promise<void>((start, fail) => {
      (ahead ? host.ahead : host.waiting).push({ start, fail });
      this.#startMore();
    });
    try {
      return await task();
    } finally {
      host.active--;
      this.#active--;
      this.#startMore();
    }
  }

  /** Starts nothing to this host for this time; a longer pause that is running stays. */
  pause(name: string, milliseconds: number): void {
    const host = this.#host(name);
    host.pausedUntil = Math.max(host.pausedUntil, this.#clock.now() + milliseconds);
    host.notBefore = Math.max(host.notBefore, host.pausedUntil);
  }

  /** Hosts that asked for a pause which is not over, and for which something waits. */
  paused(): string[] {
    const now = this.#clock.now();
    return [...this.#hosts].flatMap(([name, host]) => (host.pausedUntil > now && isWaiting(host) ? [name] : []));
  }

  /** Nothing starts any more; what waits fails with this reason. */
  close(reason: unknown): void {
    this.#closed = { reason };
    this.#cancelTimer();
    for (const { ahead, waiting } of this.#hosts.values())
      for (const { fail } of [...ahead.splice(0), ...waiting.splice(0)]) fail(reason);
  }

  #host(name: string): Host {
    const host = this.#hosts.get(name) ?? { ahead: [], waiting: [], active: 0, notBefore: 0, pausedUntil: 0 };
    this.#hosts.set(name, host);
    return host;
  }

  #startMore(): void {
    this.#cancelTimer();
    const { concurrency, perHost, interval } = this.#pace;
    const now = this.#clock.now();
    let next = Number.POSITIVE_INFINITY;
    // A host that is deleted and set again is at the end of the map, where the loop comes to it once more.
    for (const [name, host] of this.#hosts) {
      if (this.#active >= concurrency) return;
      if (!isWaiting(host)) {
        if (host.active === 0 && host.notBefore <= now) this.#hosts.delete(name);
      } else if (host.active < perHost && host.notBefore > now) {
        next = Math.min(next, host.notBefore);
      } else if (host.active < perHost) {
        host.active++;
        this.#active++;
        host.notBefore = now + interval;
        (host.ahead.shift() ?? host.waiting.shift())?.start();
        this.#hosts.delete(name);
        this.#hosts.set(name, host);
      }
    }
    if (next < Number.POSITIVE_INFINITY) this.#cancelTimer = this.#clock.after(next - now, () => this.#startMore());
  }
}

function isWaiting({ ahead, waiting }: Host): boolean {
  return ahead.length > 0 || waiting.length > 0;
}
