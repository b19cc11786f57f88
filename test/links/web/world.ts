// The web of all behaviours, and what a checker says of it beside what is true.
import type { Answer } from "../../../scripts/links/web/answer.ts";
import { checkUrls } from "../../../scripts/links/web/check-urls.ts";
import type { CheckOptions } from "../../../scripts/links/web/options.ts";
import { type Clock, systemClock } from "../../../scripts/links/web/scheduler.ts";
import { table } from "../../support/table.ts";
import { ADDRESSES, BEHAVIOURS, type Behaviour, CERTIFICATES, otherwise, SITES, type Truth } from "./behaviours.ts";
import { startWeb, type Web } from "./server.ts";

export interface Case extends Behaviour {
  url: string;
}

export interface World {
  web: Web;
  cases: Case[];
  /** How to ask this web: by its names, with a test's patience. */
  options: CheckOptions;
}

export async function startWorld(latency = 0): Promise<World> {
  const web = await startWeb({ sites: SITES, otherwise, addresses: ADDRESSES, certificates: CERTIFICATES, latency });
  const cases = BEHAVIOURS.map((behaviour) => {
    const { name, host = "pages.test", scheme = "http", path = `/${name}/1` } = behaviour;
    const fill = (text: string): string =>
      text
        .replace(/^http:\/\/([\w.-]+\.test)\//, (_, other) => `${web.origin(other)}/`)
        .replaceAll("{http}", web.origin(host))
        .replaceAll("{https}", web.origin(host, "https"));
    const { target, suggestion } = behaviour;
    return {
      ...behaviour,
      url: `${web.origin(host, scheme)}${path}`,
      ...(target === undefined ? {} : { target: fill(target) }),
      ...(suggestion === undefined ? {} : { suggestion: fill(suggestion) }),
    };
  });
  return {
    web,
    cases,
    options: {
      ...patience,
      resolve: web.resolve,
      ca: web.ca,
      allowPrivate: (address) => address === "127.0.0.1",
      oembedUrl: `${web.origin("www.youtube.com")}/oembed`,
      waybackUrl: `${web.origin("archive.org")}/wayback/available`,
      remembered: (url) => cases.find((one) => one.url === url)?.remembered,
    },
  };
}

/** Time that runs so many times as fast: pauses, and waits between tries. Timeouts of requests are real. */
export function fastClock(times: number): Clock {
  return {
    now: () => systemClock.now() * times,
    after: (milliseconds, callback) => systemClock.after(milliseconds / times, callback),
  };
}

/** Long enough for a machine that is busy with other tests; those who never answer are few, and wait beside each other. */
const patience: CheckOptions = {
  interval: 1,
  // Beside the server in one process, and other tests on the machine: who is asked waits for a turn, not for an answer.
  concurrency: 16,
  connectTimeout: 3_000,
  headersTimeout: 3_000,
  bodyTimeout: 1_500,
  retries: 1,
  backoff: 20,
  confirmAfter: 20,
  longestPause: 3_000,
};

export async function answersOf(urls: Iterable<string>, options: CheckOptions): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>();
  await checkUrls(urls, options, (answer) => answers.set(answer.url, answer));
  return answers;
}

const TRUTHS: readonly Truth[] = ["alive", "blocked", "trouble", "dead"];

/** @param verdicts - what the checker calls each thing, beside what it is */
export function confusion(pairs: Iterable<readonly [Truth, string]>, columns: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const [truth, verdict] of pairs) {
    const key = `${truth} ${verdict}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const rows = TRUTHS.map((truth) => [
    truth,
    ...columns.map((column) => String(counts.get(`${truth} ${column}`) ?? 0)),
  ]);
  return table(["is \\ is called", ...columns], rows);
}
