// How far a run has come: one line on a terminal that is written over, and nothing on a pipe.
import { clearLine, cursorTo } from "node:readline";
import type { Progress } from "../links/web/progress.ts";
import { counted } from "../text/counted.ts";
import type { Io } from "./io.ts";

/** The line is written at most this often, in milliseconds. */
const PAUSE = 100;
/** Of a terminal that does not say how wide it is. */
const WIDTH = 80;
/** Hosts that are named; of more, how many. */
const NAMED = 2;

/** @param now - in milliseconds */
export function showProgress(
  { stderr: stream, env }: Pick<Io, "stderr" | "env">,
  now = (): number => performance.now(),
) {
  const isSilent = !stream.isTTY || env.NO_COLOR;
  let last = Number.NEGATIVE_INFINITY;
  let isThere = false;
  const erase = (): void => {
    cursorTo(stream, 0);
    clearLine(stream, 0);
  };
  return {
    show(state: Progress): void {
      if (isSilent || (now() - last < PAUSE && state.left > 0)) return;
      last = now();
      if (isThere) erase();
      isThere = true;
      // One column less than the terminal has: a full line would wrap and could not be erased.
      stream.write(progressText(state).slice(0, Math.max(0, (stream.columns ?? WIDTH) - 1)));
    },
    /** Takes the line away, so that what is printed next starts where it stood. */
    end(): void {
      if (isThere) erase();
      isThere = false;
    },
  };
}

/** `41 asked, 60 left, 3.2 a second; 2 hosts asked us to wait: a.example, b.example` */
export function progressText({ done, left, perSecond, waitingHosts }: Progress): string {
  const rate = `${done} asked, ${left} left, ${perSecond.toFixed(1)} a second`;
  if (waitingHosts.length === 0) return rate;
  const named = waitingHosts.slice(0, NAMED).join(", ");
  const more = waitingHosts.length > NAMED ? " …" : "";
  return `${rate}; ${counted(waitingHosts.length, "host")} asked us to wait: ${named}${more}`;
}
