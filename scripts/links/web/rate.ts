// How far a run has come, and how fast it goes.
import type { Settings } from "./settings.ts";

/** In milliseconds: what the rate is an average over. */
const WINDOW = 10_000;
const EVERY = 1_000;

export class Rate {
  readonly #settings: Settings;
  readonly #waiting: () => string[];
  readonly #all: number;
  readonly #start: number;
  /** When the answers of the last seconds came. */
  #recent: number[] = [];
  #done = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(settings: Settings, waiting: () => string[], all: number) {
    this.#settings = settings;
    this.#waiting = waiting;
    this.#all = all;
    this.#start = settings.clock.now();
    if (settings.progress) this.#timer = setInterval(() => this.#tell(), EVERY).unref();
  }

  count(): void {
    this.#done++;
    if (!this.#settings.progress) return;
    this.#recent.push(this.#settings.clock.now());
    this.#tell();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tell(): void {
    const now = this.#settings.clock.now();
    const since = Math.max(this.#start, now - WINDOW);
    const first = this.#recent.findIndex((time) => time >= since);
    if (first > 0) this.#recent = this.#recent.slice(first);
    const seconds = Math.max(now - since, 1) / 1_000;
    this.#settings.progress?.({
      done: this.#done,
      left: this.#all - this.#done,
      perSecond: first === -1 ? 0 : this.#recent.length / seconds,
      waitingHosts: this.#waiting(),
    });
  }
}
