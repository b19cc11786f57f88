// URLs → answers: the one way into the checker.
import { setMaxListeners } from "node:events";
import { Channel } from "./channel.ts";
import { runInGroups } from "./crowd.ts";
import { Examiner } from "./examiner.ts";
import { byHost, collect, notAUrl } from "./listing.ts";
import type { CheckOptions } from "./options.ts";
import { Rate } from "./rate.ts";
import { verdictOf } from "./reasons.ts";
import { settle } from "./settings.ts";
import type { Answer } from "./verdict.ts";
import { Web } from "./web.ts";

export type { CheckOptions, Progress, Resolve } from "./options.ts";
export type { Answer, Remembered, Verdict } from "./verdict.ts";

/** Questions under way for each request in flight: most of them wait, for their turn or before they ask again. */
const QUESTIONS_PER_REQUEST = 16;

/**
 * Yields an answer for each distinct URL as soon as it is known, in any order. Ends at once when the signal aborts, without
 * answers for what is left; when the budget is spent, what is left is `unsure`.
 */
export async function* checkLinks(urls: Iterable<string>, options: CheckOptions = {}): AsyncGenerator<Answer> {
  const { pages, others } = collect(urls);
  yield* others.map(notAUrl);
  const stop = new AbortController();
  // Every question that waits listens to it.
  setMaxListeners(0, stop.signal);
  const settings = settle(options, stop.signal);
  const web = new Web(settings);
  const answers = new Channel<Answer>();
  const left = new Set(pages);
  const count = pages.reduce((sum, { listed }) => sum + listed.length, 0);
  const rate = new Rate(settings, () => web.scheduler.paused(), count);

  const abort = (): void => stop.abort(options.signal?.reason);
  options.signal?.addEventListener("abort", abort, { once: true });
  const budget = setTimeout(() => {
    for (const { listed } of left) for (const url of listed) answers.push(unanswered(url));
    stop.abort(new Error("The time for the run is spent."));
  }, settings.budget);
  stop.signal.addEventListener("abort", () => {
    answers.end();
    void web.close(stop.signal.reason);
  });
  if (options.signal?.aborted) abort();

  try {
    const groups = byHost(pages);
    const examiner = new Examiner(web, pages, new Map([...groups].map(([host, { length }]) => [host, length])));
    const { concurrency, perHost } = settings.pace;
    const room = { all: concurrency * QUESTIONS_PER_REQUEST, perGroup: perHost * QUESTIONS_PER_REQUEST };
    runInGroups(groups.values(), room, async (listing) => {
      for await (const answer of examiner.examine(listing)) {
        if (stop.signal.aborted) return;
        answers.push(answer);
        rate.count();
      }
      left.delete(listing);
    }).then(
      () => answers.end(),
      (error) => answers.end(stop.signal.aborted ? undefined : { error }),
    );
    yield* answers;
  } finally {
    clearTimeout(budget);
    rate.stop();
    options.signal?.removeEventListener("abort", abort);
    // Also when the reader has had enough.
    stop.abort(new Error("The run is over."));
    await web.close(stop.signal.reason);
  }
}

function unanswered(url: string): Answer {
  return { url, verdict: verdictOf("budget"), reason: "budget", evidence: "The time for the run was spent before." };
}
