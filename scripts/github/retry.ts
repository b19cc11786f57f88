// Which of GitHub's answers are worth asking again, and after how long.
// https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately

/** A request is made so many times at most. */
export const ATTEMPTS = 5;
/** Behind a secondary limit that does not say how long it lasts: “wait for at least one minute”. */
const SECONDARY_WAIT = 60_000;
/** In milliseconds; doubled with each attempt. */
const FIRST_WAIT = 1_000;
/** GitHub's clock and ours are not the same. */
const CLOCK_SKEW = 1_000;

export interface Answer {
  status: number;
  headers: Headers;
  /** What GitHub says is wrong, if it does. */
  message: string;
}

/** May the request be made twice? One that creates something may have done so before the answer got lost. */
export function isRepeatable(method: string): boolean {
  return method !== "POST";
}

/** Did GitHub refuse because there were too many requests? It then did nothing, whatever the request was. */
export function isRateLimit({ status, headers, message }: Answer): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0" || /rate limit/i.test(message);
}

/**
 * @param attempt - how many times the request has been made, from 1
 * @param now - in milliseconds since 1970
 * @param random - from 0 to 1, so that those that were refused together do not come back together
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
  if (isRateLimit(answer)) return limitWait(answer.headers, attempt, now);
  if (answer.status >= 500 && isRepeatable(method)) {
    return secondsIn(answer.headers, "retry-after") ?? backoff(attempt, random);
  }
  return undefined;
}

/** After no answer at all. */
export function backoff(attempt: number, random: number): number {
  return FIRST_WAIT * 2 ** (attempt - 1) * (0.5 + random / 2);
}

function limitWait(headers: Headers, attempt: number, now: number): number {
  const asked = secondsIn(headers, "retry-after");
  if (asked !== undefined) return asked;
  const reset = secondsIn(headers, "x-ratelimit-reset");
  if (headers.get("x-ratelimit-remaining") === "0" && reset !== undefined) {
    return Math.max(0, reset - now) + CLOCK_SKEW;
  }
  return SECONDARY_WAIT * 2 ** (attempt - 1);
}

/** @returns milliseconds */
function secondsIn(headers: Headers, name: string): number | undefined {
  const value = headers.get(name);
  return value !== null && /^\d{1,12}$/.test(value) ? Number(value) * 1_000 : undefined;
}
