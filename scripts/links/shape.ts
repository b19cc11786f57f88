// JSON that somebody may have edited → what is known of a link, or the first thing that is wrong with it.

import type { Death, Known } from "./known.ts";
import type { Answer, Repository, Verdict } from "./web/answer.ts";

/** The message follows “is damaged: ”. */
export class ShapeError extends Error {}

const VERDICTS: readonly Verdict[] = ["ok", "moved", "dead", "blocked", "unsure"];

/**
 * @param url - the key that it stands under
 * @throws {ShapeError} when it is not what `formatKnown` writes
 */
export function knownFrom(url: string, value: unknown): Known {
  const known = objectFrom(value, "it");
  const checked = timeFrom(known.checked, "checked");
  const answer = answerFrom(url, known.answer);
  return known.death === undefined ? { checked, answer } : { checked, answer, death: deathFrom(known.death) };
}

function answerFrom(url: string, value: unknown): Answer {
  const found = objectFrom(value, "answer");
  const verdict = VERDICTS.find((each) => each === found.verdict);
  if (!verdict) throw new ShapeError(`“answer.verdict” is none of ${VERDICTS.join(", ")}`);
  const repository = found.repository === undefined ? undefined : repositoryFrom(found.repository);
  return {
    url,
    verdict,
    reason: textFrom(found.reason, "answer.reason"),
    evidence: textFrom(found.evidence, "answer.evidence"),
    ...numbers(found, "answer", ["status"]),
    ...texts(found, "answer", ["target", "suggestion", "title", "etag", "lastModified"]),
    ...booleans(found, "answer", ["confirmed"]),
    ...(repository ? { repository } : {}),
  };
}

function repositoryFrom(value: unknown): Repository {
  const at = "answer.repository";
  const found = objectFrom(value, at);
  if (typeof found.archived !== "boolean") throw new ShapeError(`“${at}.archived” is neither true nor false`);
  const name = textFrom(found.name, `${at}.name`);
  return found.pushed === undefined
    ? { name, archived: found.archived }
    : { name, archived: found.archived, pushed: timeFrom(found.pushed, `${at}.pushed`) };
}

function deathFrom(value: unknown): Death {
  const found = objectFrom(value, "death");
  if (typeof found.runs !== "number" || !Number.isInteger(found.runs) || found.runs < 1) {
    throw new ShapeError("“death.runs” is not a number of runs");
  }
  return {
    since: timeFrom(found.since, "death.since"),
    last: timeFrom(found.last, "death.last"),
    runs: found.runs,
    reason: textFrom(found.reason, "death.reason"),
    evidence: textFrom(found.evidence, "death.evidence"),
    ...numbers(found, "death", ["status"]),
    ...booleans(found, "death", ["confirmed"]),
  };
}

function objectFrom(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ShapeError(`“${at}” is not an object`);
  return { ...value };
}

function textFrom(value: unknown, at: string): string {
  if (typeof value !== "string") throw new ShapeError(`“${at}” is not text`);
  return value;
}

/** A date or a time in UTC, as `Date` writes it: others could not be compared as text. */
function timeFrom(value: unknown, at: string): string {
  const text = textFrom(value, at);
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{3})?Z)?$/.test(text) || Number.isNaN(Date.parse(text))) {
    throw new ShapeError(`“${at}” is not a time such as 2026-11-24T15:00:00.000Z`);
  }
  return text;
}

function texts<Key extends string>(
  found: Readonly<Record<string, unknown>>,
  at: string,
  keys: readonly Key[],
): Partial<Record<Key, string>> {
  const values: Partial<Record<Key, string>> = {};
  for (const key of keys) if (found[key] !== undefined) values[key] = textFrom(found[key], `${at}.${key}`);
  return values;
}

function numbers<Key extends string>(
  found: Readonly<Record<string, unknown>>,
  at: string,
  keys: readonly Key[],
): Partial<Record<Key, number>> {
  const values: Partial<Record<Key, number>> = {};
  for (const key of keys) {
    const value = found[key];
    if (value === undefined) continue;
    if (typeof value !== "number") throw new ShapeError(`“${at}.${key}” is not a number`);
    values[key] = value;
  }
  return values;
}

function booleans<Key extends string>(
  found: Readonly<Record<string, unknown>>,
  at: string,
  keys: readonly Key[],
): Partial<Record<Key, boolean>> {
  const values: Partial<Record<Key, boolean>> = {};
  for (const key of keys) {
    const value = found[key];
    if (value === undefined) continue;
    if (typeof value !== "boolean") throw new ShapeError(`“${at}.${key}” is neither true nor false`);
    values[key] = value;
  }
  return values;
}
