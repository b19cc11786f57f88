// Which answers, of GitHub's and of other servers, are worth asking again, and after how long.
// https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
import { setTimeout } from "node:timers/promises";

/** How often a request is made at most. */
export const ATTEMPTS = 5;
/** In milliseconds: behind a secondary limit that does not say how long it lasts, “wait for at least one minute”. */
export const SECONDARY_WAIT = 60_000;
/** In milliseconds; doubled with each attempt. */
const FIRST_WAIT = 1_000;
/** In milliseconds; added to times that GitHub names, because the two clocks may differ. */
const CLOCK_SKEW = 1_000;

export interface Answer {
  /** HTTP's; 0 when there was no answer. */
  status: number;
  headers: Pick<Headers, "get">;
  /** What GitHub says is wrong, if it does. */
  message: string;
}

/** Did GitHub refuse because there were too many requests? It then did nothing, whatever the request was. */
export function isRateLimit({ status, headers, message }: Answer): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return headers.get("retry-after") !== null || isSpent(headers) || /rate limit/i.test(message);
}

/**
 * A POST is not repeated: it may have created something before the answer got lost.
 *
 * @param attempt - how many times the request has been made, from 1
 * @param now - in milliseconds since 1970
 * @returns milliseconds to wait, or `undefined` when to ask again would not help
 */
export function waitFor(
  answer: Answer,
  method: string,
  attempt: number,
  now: number,
  random: number,
): number | undefined {
  if (attempt >= ATTEMPTS) return undefined;
  if (isRateLimit(answer)) return limitWait(answer.headers, now) ?? SECONDARY_WAIT * 2 ** (attempt - 1);
  if ((answer.status >= 500 || answer.status === 0) && method !== "POST") {
    return retryAfter(answer.headers.get("retry-after"), now) ?? backoff(attempt, random);
  }
  return undefined;
}

/** Is nothing left of GitHub's limit, whether or not this answer is a refusal? */
export function isSpent(headers: Answer["headers"]): boolean {
  return headers.get("x-ratelimit-remaining") === "0";
}

/** @returns milliseconds until GitHub's limit is reset, or until it says to come back; or `undefined` */
export function limitWait(headers: Answer["headers"], now: number): number | undefined {
  const asked = retryAfter(headers.get("retry-after"), now);
  if (asked !== undefined) return asked;
  const reset = headers.get("x-ratelimit-reset") ?? "";
  return isSpent(headers) && /^\d{1,12}$/.test(reset)
    ? Math.max(0, Number(reset) * 1_000 - now) + CLOCK_SKEW
    : undefined;
}

/** Milliseconds from now that the header `retry-after` asks for: seconds, or a date (RFC 9110, section 10.2.3). */
export function retryAfter(value: string | null | undefined, now: number): number | undefined {
  const text = value?.trim() ?? "";
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1_000;
  // Dates begin with the day's name; `Date.parse` would take `-1` and much else for one.
  const date = /^[a-z]{3,9},? /i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Milliseconds: doubled with each attempt (from 1), at random, so that those that failed together come back apart. */
export function backoff(
  attempt: number,
  random: number,
  first = FIRST_WAIT,
  longest = Number.POSITIVE_INFINITY,
): number {
  return Math.min(longest, first * 2 ** (attempt - 1)) * (0.5 + random / 2);
}

/** Waits after an attempt (from 1) that failed. */
export async function waitAfter(attempt: number): Promise<void> {
  await setTimeout(backoff(attempt, Math.random()));
}
