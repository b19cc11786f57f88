// What is said of a URL: the verdict, the reason for it, and the rest of an answer, as caches and histories keep it.

/** `moved`: for good (301, 308). `blocked`: the site does not answer programs. `unsure`: nobody can say today. */
export const VERDICTS = ["ok", "moved", "dead", "blocked", "unsure"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A repository on GitHub, as its API or its page tells. */
export interface Repository {
  /** `OWNER/NAME`, as it is called today. */
  name: string;
  archived: boolean;
  /** When somebody last pushed, as an ISO 8601 date (UTC); only the API says so. */
  pushed?: string | undefined;
}

/** All that one run found out about one URL. What a page or a server wrote has passed `printable` or `httpUrl`. */
export interface Answer {
  /** As it is listed, fragment included. */
  url: string;
  verdict: Verdict;
  /** One of `REASONS`; an answer that was kept may have one of an earlier version. */
  reason: string;
  /** One sentence for people, such as “404 Not Found”. */
  evidence: string;
  status?: number | undefined;
  target?: string | undefined;
  /** What to write instead, where somebody knows: https, the nearest anchor, a snapshot of the Wayback Machine. */
  suggestion?: string | undefined;
  /** Asked twice, with the same answer (404 and 410 need no more than that to be dead). */
  confirmed?: boolean | undefined;
  repository?: Repository | undefined;
  /** Of the page, to know it again. */
  title?: string | undefined;
  /** To ask again cheaply. */
  etag?: string | undefined;
  lastModified?: string | undefined;
}

/** What an earlier run left of a URL; the checker compares titles with it and asks with its validators. */
export type Remembered = Pick<Answer, "verdict" | "title" | "etag" | "lastModified">;

/** Does the page answer, here or elsewhere? */
export function isThere({ verdict }: Pick<Answer, "verdict">): boolean {
  return verdict === "ok" || verdict === "moved";
}

/**
 * Every reason that an answer can have, its verdict, and what it means. The names are kept in files and reports: they stay.
 * `dead` needs proof that the page is gone; a temporary failure, a bot challenge or our own network is `unsure`.
 */
const REASONS = {
  // It is there.
  found: "ok", // The page answers.
  "not-modified": "ok", // The page is the one that an earlier run saw (304).
  "video-found": "ok", // The video's oEmbed description answers.
  "repository-found": "ok", // GitHub's API knows the repository.
  "moves-each-time": "ok", // 301 or 308, to another address with each visit, or to one that is a visit's own.

  // It is there, elsewhere.
  "moved-permanently": "moved", // 301 or 308 all the way, and the last page answers.
  "repository-renamed": "moved", // GitHub knows the repository by another name.

  // It is gone.
  "not-found": "dead", // 404, twice.
  gone: "dead", // 410, twice.
  "host-unknown": "dead", // The host's name has no address, twice, while other names have.
  "certificate-expired": "dead", // The certificate ended long ago, and nobody noticed.
  "repository-gone": "dead", // GitHub's API knows no such repository, and its page says 404.
  "video-gone": "dead", // YouTube has no oEmbed description of the video.
  "soft-404": "dead", // It says 200, and shows what a path shows that cannot exist, with words that say so.
  "redirected-home": "dead", // A page inside of a site leads to its front page, so what was listed is not there.
  parked: "dead", // The domain is parked or for sale.
  hijacked: "dead", // It shows nothing of what was known of it, or every path leads for good to a site full of spam.
  "fragment-missing": "dead", // The page is there, and nothing on it has this id or name.

  // It does not answer programs.
  unauthorized: "blocked", // 401, 402 or 407: only for those who have an account.
  forbidden: "blocked", // 403: often for programs only.
  "rate-limited": "blocked", // 429, however long we waited.
  "legal-reasons": "blocked", // 451: not shown where we are.
  "bots-refused": "blocked", // 999 and the like, or an answer that browsers do not get: the site does not answer programs.
  challenge: "blocked", // A page that wants to see a person.
  login: "blocked", // Every path leads to a login.

  // Nobody can say today.
  "bad-request": "unsure", // A 4xx that says nothing about whether the page exists.
  "server-error": "unsure", // 5xx, however often we asked.
  timeout: "unsure", // No connection, no headers or no body in time.
  reset: "unsure", // The connection was cut.
  refused: "unsure", // Nobody listens at the host's port.
  unreachable: "unsure", // No route to the host.
  resolver: "unsure", // The resolver did not answer: that is no “unknown host”.
  offline: "unsure", // No host has an address: this machine has no network.
  certificate: "unsure", // A certificate that browsers refuse, and that has not ended long ago.
  tls: "unsure", // No common version or cipher of TLS.
  "not-http": "unsure", // Bytes that are not HTTP.
  "headers-too-long": "unsure", // More headers than we read.
  "private-address": "unsure", // Loopback, private, link-local, multicast or metadata: refused, never asked.
  "redirect-loop": "unsure", // Redirects in a circle.
  "redirect-limit": "unsure", // More redirects than browsers follow.
  "bad-redirect": "unsure", // A redirect without a target, or to what is not http.
  "like-nonsense": "unsure", // It shows what a path shows that cannot exist, but does not say so: it may be made by scripts.
  "says-not-found": "unsure", // Its title says that there is no page, while its status says that there is.
  "led-home": "unsure", // A page inside of a site leads to its front page, for now or while the site is mended.
  "moved-to-spam": "unsure", // It leads to another site, whose title is what bought domains are filled with.
  "title-changed": "unsure", // Its title has nothing in common with the one that was seen last.
  "fragment-unknown": "unsure", // Scripts make the page's ids, or the page is too long to read: nobody can say.
  "not-a-url": "unsure", // Not a URL of http or https.
  trouble: "unsure", // Any other failure.
  budget: "unsure", // The time for the whole run was spent before.
} as const satisfies Record<string, Verdict>;

export type Reason = keyof typeof REASONS;

/** What is said of a page, before it is known under which of its fragments it is listed. */
export type PageAnswer = Omit<Answer, "url" | "reason"> & { reason: Reason };

export function pageAnswer(reason: Reason, evidence: string, more: Partial<PageAnswer> = {}): PageAnswer {
  return { verdict: REASONS[reason], reason, evidence, ...more };
}
