// Retry-After: how long a server wants to be left alone (RFC 9110, section 10.2.3).

/**
 * @param value - the header: seconds, or a date of HTTP
 * @param now - milliseconds since 1970
 * @returns milliseconds from now, never below 0; `undefined` when there is no such header or it says nothing
 */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? "";
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1_000;
  // Dates begin with the day's name; `Date.parse` would take `-1` and much else for one.
  const date = /^[a-z]{3,9},? /i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * Exponential backoff: doubles with each try, and a jitter of half keeps many that failed together from coming back
 * together.
 *
 * @param attempt - 0 for the first
 */
export function backoff(attempt: number, base: number, longest: number): number {
  const whole = Math.min(longest, base * 2 ** attempt);
  return whole * (0.5 + Math.random() * 0.5);
}
