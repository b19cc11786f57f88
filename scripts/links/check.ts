// URLs → answers: the one way into the checker.
import type { CheckOptions } from "./options.ts";
import type { Answer } from "./verdict.ts";

export type { CheckOptions, Progress, Resolve } from "./options.ts";

/** Yields an answer for each distinct URL as soon as it is known, in any order; ends at once when the signal aborts. */
export async function* checkLinks(urls: Iterable<string>, _options: CheckOptions = {}): AsyncGenerator<Answer> {
  for (const url of new Set(urls))
    yield { url, verdict: "unsure", reason: "not-asked", evidence: "Nobody has asked yet." };
}
