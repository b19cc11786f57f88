// How much of GitHub's API is left to us, which each of its answers tells.
// https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#checking-the-status-of-your-rate-limit
import type { Reply } from "./http.ts";
import { retryAfter } from "./retry-after.ts";

/** A limit that is reached. */
export interface Limit {
  /** Milliseconds until there is more. */
  wait: number;
  /** Whether this very answer is a refusal. */
  refused: boolean;
}

/** In milliseconds: behind a secondary limit that does not say how long it lasts, “wait for at least one minute”. */
const SECONDARY_WAIT = 60_000;
/** In milliseconds: GitHub's clock and ours are not the same. */
const CLOCK_SKEW = 1_000;

/** @returns how many requests are left; `undefined` where the answer does not say */
export function remainingOf({ header }: Pick<Reply, "header">): number | undefined {
  return wholeNumber(header("x-ratelimit-remaining"));
}

/**
 * @param now - milliseconds since 1970
 * @returns `undefined` as long as there is more
 */
export function limitOf(reply: Pick<Reply, "header" | "status">, now: number): Limit | undefined {
  const { header, status } = reply;
  const isSpent = remainingOf(reply) === 0;
  const asked = retryAfter(header("retry-after"), now);
  const refused = status === 429 || (status === 403 && (isSpent || asked !== undefined));
  if (refused && asked !== undefined) return { wait: asked, refused };
  const reset = wholeNumber(header("x-ratelimit-reset"));
  if (isSpent && reset !== undefined) return { wait: Math.max(0, reset * 1_000 - now) + CLOCK_SKEW, refused };
  return refused ? { wait: SECONDARY_WAIT, refused } : undefined;
}

function wholeNumber(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}
