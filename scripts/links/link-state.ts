// What is known of a link from run to run: its last answer, and since when it has been dead.
import { type Answer, isThere, type Verdict } from "./web/answer.ts";

export interface LinkState {
  answer: Answer;
  /** When the run started that asked: ISO 8601 in UTC, with milliseconds, so that earlier means less. */
  checked: string;
  /** Since when it has been dead; `undefined` once it answers again. */
  death?: Death | undefined;
}

/** The runs in a row that found the link dead, with what the last one saw; runs with an unclear answer do not count. */
export interface Death extends Pick<Answer, "reason" | "evidence" | "status" | "confirmed"> {
  /** The first run that found it so, as `checked`. */
  since: string;
  /** The last one. */
  last: string;
  runs: number;
}

/** A link counts as dead after this many runs over at least this many days: a server may be down for a weekend. */
export const PROOF = { runs: 3, days: 3 } as const;
/** In milliseconds. */
export const A_DAY = 24 * 60 * 60 * 1000;

/** Statuses with which a server says itself that the page is gone; the same answer twice is proof. */
const GONE: readonly (number | undefined)[] = [404, 410];

/** @param previous - what was known before; the same run's answer, seen again, counts once */
export function nextState(previous: LinkState | undefined, answer: Answer, checked: string): LinkState {
  const death = nextDeath(previous?.death, answer, checked);
  return { answer: previous ? withTitle(previous.answer, answer) : answer, checked, death };
}

/** If the page could not be read, the last title and validators are kept. */
function withTitle({ title, etag, lastModified }: Answer, answer: Answer): Answer {
  if (isThere(answer)) return answer;
  return {
    ...answer,
    title: title ?? answer.title,
    etag: etag ?? answer.etag,
    lastModified: lastModified ?? answer.lastModified,
  };
}

function nextDeath(previous: Death | undefined, answer: Answer, checked: string): Death | undefined {
  if (isThere(answer)) return undefined;
  // A site that blocks programs or is down today neither confirms a death nor ends it.
  if (answer.verdict !== "dead" || (previous && checked <= previous.last)) return previous;
  const { reason, evidence, status, confirmed } = answer;
  const [since, runs] = [previous?.since ?? checked, (previous?.runs ?? 0) + 1];
  return { since, last: checked, runs, reason, evidence, status, confirmed };
}

/** Is it dead for certain, and not only down for a while? */
export function isProven({ since, last, runs, status, confirmed }: Death): boolean {
  if (confirmed && GONE.includes(status)) return true;
  return runs >= PROOF.runs && Date.parse(last) - Date.parse(since) >= PROOF.days * A_DAY;
}

/** So far may the clocks of two computers be apart, in milliseconds. */
const CLOCK_SKEW = 60 * 60 * 1000;
/** The time of an answer whose real time is not known: any other is later. */
const LONG_AGO = new Date(0).toISOString();

/** A state without the dates that a wrong clock put into the future: the answer is old, and such runs prove no death. */
export function withoutFutureDates({ answer, checked, death }: LinkState, now: Date): LinkState {
  const limit = new Date(now.getTime() + CLOCK_SKEW).toISOString();
  const known = death && death.since <= limit ? death : undefined;
  return {
    answer,
    checked: checked > limit ? LONG_AGO : checked,
    death: known && known.last > limit ? { ...known, last: known.since, runs: 1 } : known,
  };
}

/** @returns the day on which it was found; `undefined` when nobody knows it */
export function dayFound({ checked }: LinkState): string | undefined {
  return checked === LONG_AGO ? undefined : dayOf(checked);
}

/** @param time - ISO 8601 */
export function dayOf(time: string): string {
  return time.slice(0, "2026-11-24".length);
}

/** Verdicts that the cache may answer; anything wrong is asked again, because it may be repaired. */
const CACHEABLE: readonly Verdict[] = ["ok", "moved", "blocked"];

/** May the next run use this answer, if it is recent enough? */
export function isCacheable({ answer }: LinkState): boolean {
  return CACHEABLE.includes(answer.verdict) && !isRateLimited(answer);
}

/** Did the site only tell us to come back later? */
export function isRateLimited({ reason }: Answer): boolean {
  return reason === "rate-limited";
}

/** @param maxAge - in milliseconds */
export function isYoung({ checked }: LinkState, now: Date, maxAge: number): boolean {
  const age = now.getTime() - Date.parse(checked);
  // A negative age: the file was written by a computer with a wrong clock.
  return age >= 0 && age <= maxAge;
}

/** The later of two answers about one link. */
export function later(one: LinkState | undefined, other: LinkState): LinkState {
  return one && one.checked > other.checked ? one : other;
}
