// How the web is asked: what a caller may set, and what holds otherwise.
import type { LookupAddress } from "node:dns";
import { isPublicAddress } from "../../text/private-hosts.ts";
import type { Remembered } from "./answer.ts";
import type { Progress } from "./progress.ts";
import { systemClock } from "./scheduler.ts";

/** Times are in milliseconds, sizes in bytes. */
const DEFAULTS = {
  /** Requests in flight at once, in all. */
  concurrency: 64,
  /** Requests in flight at once to one host. */
  perHost: 3,
  /** Between the starts of two requests to one host. */
  interval: 150,
  /** From the name to a connection, TLS included. */
  connectTimeout: 10_000,
  /** From the request to the end of the response's headers. */
  headersTimeout: 20_000,
  /** For the body as a whole, however slowly it drips. */
  bodyTimeout: 15_000,
  /** For the run; URLs without an answer are then `unsure`. */
  budget: 30 * 60_000,
  /** Further tries after a timeout, a reset, 429 or 5xx. */
  retries: 2,
  /** Before the first further try; doubles with each, with a jitter of half. */
  backoff: 1_000,
  /** The longest pause that is granted to a host; one that asks for more is left alone for the rest of the run. */
  longestPause: 90_000,
  /** Between 404 or 410 and asking again. */
  confirmAfter: 2_000,
  /** Redirects in a row. */
  redirects: 10,
  /** Of a body, unpacked. */
  bodyLimit: 2 * 1024 * 1024,
  /** Days since a certificate ended, from which its site is given up. */
  expiredDays: 30,
  userAgent: "Mozilla/5.0 (compatible; links/1)",
  githubApiUrl: "https://api.github.com/graphql",
  waybackUrl: "https://archive.org/wayback/available",
  oembedUrl: "https://www.youtube.com/oembed",
  /** `false` spares the requests that only look for something better to write (https, snapshots). */
  suggest: true,
  /** Time, for tests. */
  clock: systemClock,
};

/** Addresses of a name as `dns.lookup` with `all` gives them; throws an error with the code `ENOTFOUND` for an unknown host. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

interface Optional {
  /** Certificates (PEM) to trust as well: for tests only. */
  ca?: string;
  resolve?: Resolve;
  /** For GitHub's API, and sent nowhere else. Without it GitHub's pages are asked. */
  githubToken?: string;
  remembered?: (url: string) => Remembered | undefined;
  /** Called after each answer, and each second in between. */
  progress?: (state: Progress) => void;
}

export interface CheckOptions extends Partial<typeof DEFAULTS>, Optional {
  /** `false` lifts `perHost` and `interval`: for servers of one's own. Pauses that a host asks for are kept. */
  manners?: boolean;
  /** Loopback and private addresses too, or those for which it holds: for tests only. */
  allowPrivate?: boolean | ((address: string) => boolean);
  /** Aborted, the run ends at once, without answers for what is left. */
  signal?: AbortSignal;
}

export type Settings = typeof DEFAULTS &
  Optional & {
    signal: AbortSignal;
    isAllowed: (address: string) => boolean;
  };

export function withDefaults(options: CheckOptions, signal: AbortSignal): Settings {
  const { manners = true, allowPrivate = false, ...given } = options;
  const settings = { ...DEFAULTS, ...given, signal };
  const isExempt = typeof allowPrivate === "function" ? allowPrivate : () => allowPrivate;
  return {
    ...settings,
    ...(manners ? {} : { perHost: settings.concurrency, interval: 0 }),
    isAllowed: (address) => isPublicAddress(address) || isExempt(address),
  };
}
