// What the web says of a URL: the type that the checker makes, and that cache, history, reports and issues are made from.

/**
 * `ok`; `moved` for good (301, 308); `dead`; `blocked`: the site does not answer programs; `unsure`: nobody can say today.
 */
export type Verdict = "ok" | "moved" | "dead" | "blocked" | "unsure";

/** A repository on GitHub, as its API or its page tells. */
export interface Repository {
  /** `OWNER/NAME`, as it is called today. */
  name: string;
  archived: boolean;
  /** When somebody last pushed, as an ISO 8601 date (UTC); only the API says so. */
  pushed?: string;
}

/** All that one run found out about one URL. Texts that a page chose are cleaned before they stand here. */
export interface Answer {
  /** As it is listed, fragment included. */
  url: string;
  verdict: Verdict;
  /** Kebab-case and stable, such as `not-found`, `host-unknown`, `soft-404`, `challenge`, `timeout`. */
  reason: string;
  /** One sentence for people, such as “404 Not Found”. */
  evidence: string;
  /** The last HTTP status, if any came. */
  status?: number;
  /** Where it has moved to, for good. */
  target?: string;
  /** What to write instead, where somebody knows: https, the nearest anchor, a snapshot of the Wayback Machine. */
  suggestion?: string;
  /** Asked twice, with the same answer (404 and 410 need no more than that to be dead). */
  confirmed?: boolean;
  repository?: Repository;
  /** Of the page, to know it again. */
  title?: string;
  /** To ask again cheaply. */
  etag?: string;
  lastModified?: string;
}

/** What an earlier run left of a URL; the checker compares titles with it and asks with its validators. */
export type Remembered = Pick<Answer, "verdict" | "title" | "etag" | "lastModified">;
