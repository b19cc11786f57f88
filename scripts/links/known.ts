// What is known of a link: the answer of the run that asked last, and since when it has been dead.
import type { Answer, Verdict } from "./web/answer.ts";

export interface Known {
  answer: Answer;
  /** When the run started that asked: ISO 8601 in UTC, with milliseconds, so that earlier means less. */
  checked: string;
  /** Not gone before the link answers again. */
  death?: Death;
}

/** Everything in a row that spoke for a link's death. */
export interface Death {
  /** The first run that found it so, as `checked`. */
  since: string;
  /** The last one. */
  last: string;
  /** How many found it so. */
  runs: number;
  /** What the last one saw, as in its answer. */
  reason: string;
  evidence: string;
  status?: number;
  confirmed?: boolean;
}

/** So many runs over so long a time, in milliseconds: a server may be down for a weekend. */
export const PROOF = { runs: 3, time: 3 * 24 * 60 * 60 * 1000 } as const;

/** Statuses with which a server says itself that the page is gone; to ask twice is enough. */
const GONE: readonly (number | undefined)[] = [404, 410];

/**
 * @param previous - what was known before; the same run's answer, seen again, counts once
 * @param checked - when the run started that got the answer
 */
export function learn(previous: Known | undefined, answer: Answer, checked: string): Known {
  const death = nextDeath(previous?.death, answer, checked);
  const told = previous ? withMemory(previous.answer, answer) : answer;
  return death ? { answer: told, checked, death } : { answer: told, checked };
}

/** A bad day must not make us forget what the page looked like on a good one. */
function withMemory({ title, etag, lastModified }: Answer, answer: Answer): Answer {
  if (answer.verdict === "ok" || answer.verdict === "moved") return answer;
  const remembered = Object.entries({ title, etag, lastModified }).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(remembered), ...answer };
}

function nextDeath(previous: Death | undefined, answer: Answer, checked: string): Death | undefined {
  if (answer.verdict === "ok" || answer.verdict === "moved") return undefined;
  // Who blocks programs or is down today says nothing about what was found before.
  if (answer.verdict !== "dead" || (previous && checked <= previous.last)) return previous;
  const { reason, evidence, status, confirmed } = answer;
  return {
    since: previous?.since ?? checked,
    last: checked,
    runs: (previous?.runs ?? 0) + 1,
    reason,
    evidence,
    ...(status === undefined ? {} : { status }),
    ...(confirmed === undefined ? {} : { confirmed }),
  };
}

/** Is it surely dead, and not only down for a while? */
export function isProven({ since, last, runs, status, confirmed }: Death): boolean {
  if (confirmed && GONE.includes(status)) return true;
  return runs >= PROOF.runs && Date.parse(last) - Date.parse(since) >= PROOF.time;
}

/** So far may the clocks of two computers be apart, in milliseconds. */
const SKEW = 60 * 60 * 1000;
/** Of an answer that nobody knows the time of: any other is later. */
const LONG_AGO = new Date(0).toISOString();

/**
 * Of an entry that a wrong clock dated into the future, what holds whenever it was written: no age, and no time for which a
 * link was dead.
 */
export function believable({ answer, checked, death }: Known, now: Date): Known {
  const limit = new Date(now.getTime() + SKEW).toISOString();
  const believed: Known = { answer, checked: checked > limit ? LONG_AGO : checked };
  if (!death || death.since > limit) return believed;
  return { ...believed, death: death.last > limit ? { ...death, last: death.since, runs: 1 } : death };
}

/** @returns the day on which it was found; `undefined` when nobody knows it */
export function dayFound({ checked }: Known): string | undefined {
  return checked === LONG_AGO ? undefined : checked.slice(0, "2026-11-24".length);
}

/** Answers that need not be asked for again soon. Whatever is wrong may have been mended in the meantime. */
const LASTING: readonly Verdict[] = ["ok", "moved", "blocked"];

/** @param maxAge - in milliseconds */
export function isFresh(known: Known, now: Date, maxAge: number): boolean {
  return LASTING.includes(known.answer.verdict) && !isPutOff(known.answer) && isYoung(known, now, maxAge);
}

/** Did the site only tell us to come back later? */
export function isPutOff({ reason }: Answer): boolean {
  return reason === "rate-limited";
}

/** @param maxAge - in milliseconds */
export function isYoung({ checked }: Known, now: Date, maxAge: number): boolean {
  const age = now.getTime() - Date.parse(checked);
  // An answer of the future is one of a wrong clock.
  return age >= 0 && age <= maxAge;
}

/** Of two answers about one link the later. */
export function later(one: Known | undefined, other: Known): Known {
  return one && one.checked > other.checked ? one : other;
}
