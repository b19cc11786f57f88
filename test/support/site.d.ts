import { type IncomingMessage, type ServerResponse } from "node:http";
export type Page = (request: IncomingMessage, response: ServerResponse) => void;
interface Cleanup {
  after: (fn: () => Promise<void>) => void;
}
export declare class Site {
  #private;
  /** Paths that were asked for, in order, as often as they were. */
  readonly asked: string[];
  url: string;
  private constructor();
  /** @param pages - by path; `*` is every other one. Gone when the test ends. */
  static start(test: Cleanup, pages?: Readonly<Record<string, Page>>): Promise<Site>;
  /** How often one of these paths was asked for since a moment, which is a length of `asked`. */
  askedSince(moment: number): string[];
}
/** A page that is like no other. */
export declare const page: Page;
export declare function status(code: number, headers?: Record<string, string>): Page;
/** The same, after some milliseconds. */
export declare function slowly(milliseconds: number, what: Page): Page;
