// How far a run has come, and how fast it goes.
import type { Clock } from "./scheduler.ts";

export interface Progress {
  /** URLs with an answer. */
  done: number;
  /** URLs without. */
  left: number;
  /** Answers a second, over the last ten seconds. */
  perSecond: number;
  /** Hosts that asked for a pause (429, 503) and get it. */
  waitingHosts: readonly string[];
}

/** In milliseconds: what the rate is an average over. */
const WINDOW = 10_000;
const EVERY = 1_000;

/** Tells the progress with each of `all` answers, and each second in between. */
export function countAnswers(
  { progress, clock }: { progress?: (state: Progress) => void; clock: Clock },
  all: number,
  waitingHosts: () => readonly string[],
): { count: () => void; stop: () => void } {
  const start = clock.now();
  let done = 0;
  /** When the answers of the last seconds came. */
  let recent: number[] = [];
  const tell = (): void => {
    const now = clock.now();
    recent = recent.filter((time) => time >= now - WINDOW);
    const seconds = Math.max(1, Math.min(WINDOW, now - start)) / 1_000;
    progress?.({ done, left: all - done, perSecond: recent.length / seconds, waitingHosts: waitingHosts() });
  };
  const timer = setInterval(tell, EVERY).unref();
  return {
    count: () => {
      done++;
      recent.push(clock.now());
      tell();
    },
    stop: () => clearInterval(timer),
  };
}
