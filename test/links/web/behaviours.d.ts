import type { Remembered, Verdict } from "../../../scripts/links/web/answer.ts";
import type { Certificate, Handler, Visitor } from "./server.ts";
/** What is the case, whoever asks. */
export type Truth = "alive" | "dead" | "blocked" | "trouble";
export interface Behaviour {
  /** A page's behaviour is served under `/NAME/…` of every host that is no site of its own. */
  name: string;
  truth: Truth;
  verdict: Verdict;
  reason: string;
  /** What of the page is listed: a path, a query, a fragment. Default: `/NAME/1`. */
  path?: string;
  /** Default: `pages.test`. */
  host?: string;
  scheme?: "https";
  /** Without the origin; `{http}` and `{https}` are origins of the same host. */
  target?: string;
  suggestion?: string;
  remembered?: Remembered;
}
export declare const HTML: {
  "content-type": string;
};
/** A page that has something to say: its text is its own. */
export declare function html(title: string, body: string, head?: string): string;
/** Words that differ from page to page. */
export declare function prose(path: string, length?: number): string;
export declare function send(
  { request, response }: Visitor,
  status: number,
  body?: string | Buffer,
  headers?: Record<string, string | string[]>,
): void;
/** Served under `/NAME/…` of any host. */
export declare const PAGES: Readonly<Record<string, Handler>>;
/** Hosts that behave in one way as a whole, by name. */
export declare const SITES: Readonly<Record<string, Handler>>;
export declare const otherwise: Handler;
export declare const ADDRESSES: Readonly<Record<string, readonly string[]>>;
export declare const CERTIFICATES: Readonly<Record<string, Certificate>>;
/** The table of truth, written by hand. */
export declare const BEHAVIOURS: readonly Behaviour[];
