// When each request may start: so many at once in all, so many to one host and so far apart, and pauses that a host asks for.

/** Time, whose hands a test can turn. */
export interface Clock {
  /** Milliseconds since some moment; never runs backwards. */
  now(): number;
  /** Calls back once, later. @returns how to call it off */
  after(milliseconds: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

export interface Pace {
  /** At once, in all. */
  concurrency: number;
  /** At once, to one host. */
  perHost: number;
  /** Milliseconds between two starts to one host. */
  interval: number;
}

interface Waiting {
  start: () => void;
  fail: (reason: unknown) => void;
}

interface Host {
  name: string;
  /** Requests that end a page which is begun; they go first. */
  ahead: Waiting[];
  waiting: Waiting[];
  active: number;
  /** Nothing starts before. */
  notBefore: number;
  /** What the host asked for; `notBefore` is that or the interval. */
  pausedUntil: number;
  /** Stands in the line of those that could start. */
  inLine: boolean;
  /** Calls off the alarm for `notBefore`. */
  cancel: (() => void) | undefined;
}

/** Hosts take turns, so that one with many URLs does not keep the others waiting. */
export class Scheduler {
  readonly #pace: Pace;
  readonly #clock: Clock;
  readonly #hosts = new Map<string, Host>();
  /** Hosts whose first waiting task may start as soon as there is room. */
  #line: Host[] = [];
  #active = 0;
  #closed: { reason: unknown } | undefined;

  constructor(pace: Pace, clock: Clock) {
    this.#pace = pace;
    this.#clock = clock;
  }

  /**
   * Runs a task when its host's turn comes.
   *
   * @param ahead - before all of the host's tasks that are not: what is begun is ended before more is begun
   * @throws what the task throws, or the reason that `close` was given
   */
  async run<T>(name: string, task: () => Promise<T>, ahead = false): Promise<T> {
    if (this.#closed) throw this.#closed.reason;
    const host = this.#host(name);
    await new Promise<void>((start, fail) => {
      (ahead ? host.ahead : host.waiting).push({ start, fail });
      this.#enqueue(host);
    });
    try {
      return await task();
    } finally {
      host.active--;
      this.#active--;
      this.#enqueue(host);
      this.#pump();
      if (!isWaiting(host) && host.active === 0 && host.notBefore <= this.#clock.now()) this.#hosts.delete(name);
    }
  }

  /** Starts nothing to this host for so long. A shorter pause than one that is granted changes nothing. */
  pause(name: string, milliseconds: number): void {
    const host = this.#host(name);
    host.pausedUntil = Math.max(host.pausedUntil, this.#clock.now() + milliseconds);
    host.notBefore = Math.max(host.notBefore, host.pausedUntil);
  }

  /** Hosts that asked for a pause which is not over, and for which something waits. */
  paused(): string[] {
    const now = this.#clock.now();
    return [...this.#hosts.values()]
      .filter((host) => host.pausedUntil > now && isWaiting(host))
      .map(({ name }) => name);
  }

  /** Nothing starts any more; what waits fails with this reason. */
  close(reason: unknown): void {
    this.#closed = { reason };
    for (const host of this.#hosts.values()) {
      host.cancel?.();
      for (const { fail } of [...host.ahead.splice(0), ...host.waiting.splice(0)]) fail(reason);
    }
    this.#line = [];
  }

  #host(name: string): Host {
    let host = this.#hosts.get(name);
    if (!host) {
      host = {
        name,
        ahead: [],
        waiting: [],
        active: 0,
        notBefore: 0,
        pausedUntil: 0,
        inLine: false,
        cancel: undefined,
      };
      this.#hosts.set(name, host);
    }
    return host;
  }

  /** Puts a host in line, now or when its time has come. */
  #enqueue(host: Host): void {
    if (host.inLine || host.cancel || !isWaiting(host) || host.active >= this.#pace.perHost) return;
    const wait = host.notBefore - this.#clock.now();
    if (wait > 0) {
      host.cancel = this.#clock.after(wait, () => {
        host.cancel = undefined;
        this.#enqueue(host);
      });
      return;
    }
    host.inLine = true;
    this.#line.push(host);
    this.#pump();
  }

  #pump(): void {
    while (this.#active < this.#pace.concurrency) {
      const host = this.#line.shift();
      if (!host) return;
      host.inLine = false;
      const now = this.#clock.now();
      // A pause may have begun while it stood in line.
      if (host.notBefore > now) {
        this.#enqueue(host);
        continue;
      }
      const next = host.ahead.shift() ?? host.waiting.shift();
      if (!next) continue;
      host.active++;
      this.#active++;
      host.notBefore = Math.max(host.notBefore, now + this.#pace.interval);
      next.start();
      this.#enqueue(host);
    }
  }
}

function isWaiting({ ahead, waiting }: Host): boolean {
  return ahead.length > 0 || waiting.length > 0;
}
