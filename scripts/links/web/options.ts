// How the web is asked: what a caller may set, what holds otherwise, and why.
import type { LookupAddress } from "node:dns";
import type { Remembered } from "./verdict.ts";

/** How far a run has come. */
export interface Progress {
  /** URLs with an answer. */
  done: number;
  /** URLs without. */
  left: number;
  /** Answers a second, over the last ten seconds. */
  perSecond: number;
  /** Hosts that asked for a pause (429, 503) and get it. */
  waitingHosts: readonly string[];
}

/** Names of addresses as `dns.lookup` with `all` gives them; throws an error with the code `ENOTFOUND` for an unknown host. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** Everything is optional; times are in milliseconds, sizes in bytes. */
export interface CheckOptions {
  /** Requests in flight at once, in all. Default: 64. */
  concurrency?: number;
  /** Requests in flight at once to one host. Default: 3. */
  perHost?: number;
  /** Between the starts of two requests to one host. Default: 150. */
  interval?: number;
  /** `false` lifts `perHost` and `interval`: for servers of one's own. Pauses that a host asks for are kept. */
  manners?: boolean;
  /** From the name to a connection, TLS included. Default: 10,000. */
  connectTimeout?: number;
  /** From the request to the end of the response's headers. Default: 20,000. */
  headersTimeout?: number;
  /** For the body as a whole, however slowly it drips. Default: 15,000. */
  bodyTimeout?: number;
  /** For the run; URLs without an answer are then `unsure`. Default: 30 minutes. */
  budget?: number;
  /** Further tries after a timeout, a reset, 429 or 5xx. Default: 2. */
  retries?: number;
  /** Before the first further try; doubles with each, with a jitter of half. Default: 1,000. */
  backoff?: number;
  /** The longest pause that is granted to a host; who asks for more is left alone for the rest of the run. Default: 90,000. */
  longestPause?: number;
  /** Between 404 or 410 and asking again. Default: 2,000. */
  confirmAfter?: number;
  /** Redirects in a row. Default: 10. */
  redirects?: number;
  /** Of a body, unpacked. Default: 2 MiB. */
  bodyLimit?: number;
  /** Days since a certificate ended, from which its site is given up. Default: 30. */
  expiredDays?: number;
  /**
   * A host with more URLs than that is asked with HEAD first. Only GET shows a challenge, a login or a soft 404, and where
   * HEAD would leave a doubt it costs a request more; so HEAD is for hosts that would have to send a lot. Default: 250.
   */
  headFrom?: number;
  /** With the project's URL in it, so that who is bothered knows where to complain. */
  userAgent?: string;
  /** Loopback and private addresses too, or those for which it holds: for tests only. */
  allowPrivate?: boolean | ((address: string) => boolean);
  /** Certificates (PEM) to trust as well: for tests only. */
  ca?: string;
  /** Instead of the system's resolver. */
  resolve?: Resolve;
  /** For GitHub's API, and sent nowhere else. Without it GitHub's pages are asked. */
  githubToken?: string;
  /** Default: `https://api.github.com/graphql`. */
  githubApiUrl?: string;
  /** Default: `https://archive.org/wayback/available`. */
  waybackUrl?: string;
  /** Default: `https://www.youtube.com/oembed`. */
  oembedUrl?: string;
  /** `false` spares the requests that only look for something better to write (https, snapshots). Default: `true`. */
  suggest?: boolean;
  /** What an earlier run knew of a URL. */
  remembered?: (url: string) => Remembered | undefined;
  /** Aborted, the run ends at once, without answers for what is left. */
  signal?: AbortSignal;
  /** Called after each answer, and each second in between. */
  progress?: (state: Progress) => void;
  /** Time, for tests. */
  clock?: import("./clock.ts").Clock;
}
