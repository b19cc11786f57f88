// URLs → answers, by asking the web.
import { once, setMaxListeners } from "node:events";
import { groupBy } from "../../text/group-by.ts";
import { type Answer, pageAnswer } from "./answer.ts";
import { type ListedPage, pageChecker } from "./check-page.ts";
import { httpUrl } from "./http-url.ts";
import { type CheckOptions, withDefaults } from "./options.ts";
import { countAnswers } from "./progress.ts";
import { WebClient } from "./web-client.ts";

/**
 * Asks about each page once, whatever the fragments under which it is listed. When the signal aborts, it ends at once,
 * without answers for what is left; when the time for the run is spent, what is left is `unsure`.
 *
 * @param onAnswer - gets an answer for each distinct URL as soon as it is known, in any order
 */
export async function checkUrls(
  urls: Iterable<string>,
  options: CheckOptions,
  onAnswer: (answer: Answer) => void,
): Promise<void> {
  const byPage = groupBy(new Set(urls), pageOf);
  const pages = [...byPage].flatMap(([href, listed]) => (href === undefined ? [] : [{ url: new URL(href), listed }]));
  for (const url of byPage.get(undefined) ?? [])
    onAnswer({ url, ...pageAnswer("not-a-url", "This is no URL of http or https.") });

  if (options.signal?.aborted) return;
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, options.signal ?? stop.signal]);
  // Every request that waits listens to it.
  setMaxListeners(0, signal);
  const settings = withDefaults(options, signal);
  const client = new WebClient(settings);
  const left = new Set<ListedPage>(pages);
  const budget = setTimeout(() => {
    for (const { listed } of left)
      for (const url of listed) onAnswer({ url, ...pageAnswer("budget", "The time for the run was spent before.") });
    stop.abort(new Error("The time for the run is spent."));
  }, settings.budget);
  const count = pages.reduce((sum, { listed }) => sum + listed.length, 0);
  const counter = countAnswers(settings, count, () => client.scheduler.paused());
  const answersFor = pageChecker(client, pages);
  const check = async (page: ListedPage): Promise<void> => {
    const answers = await answersFor(page);
    if (signal.aborted) return;
    left.delete(page);
    for (const answer of answers) {
      onAnswer(answer);
      counter.count();
    }
  };
  try {
    // All at once: the client lets them wait for their turn.
    const all = Promise.all(pages.map(check));
    await Promise.race([
      once(signal, "abort"),
      all.catch((error) => (signal.aborted ? undefined : Promise.reject(error))),
    ]);
  } finally {
    clearTimeout(budget);
    counter.stop();
    stop.abort(new Error("The run is over."));
    await client.close(signal.reason);
  }
}

/** @returns the page behind a URL. http and https, `www.` and without it, stay two: what is to be said of them differs. */
function pageOf(listed: string): string | undefined {
  const url = httpUrl(listed);
  if (url) url.hash = "";
  return url?.href;
}
