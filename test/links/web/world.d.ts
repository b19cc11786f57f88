import type { Answer } from "../../../scripts/links/web/answer.ts";
import type { CheckOptions } from "../../../scripts/links/web/options.ts";
import { type Clock } from "../../../scripts/links/web/scheduler.ts";
import { type Behaviour, type Truth } from "./behaviours.ts";
import { type Web } from "./server.ts";
export interface Case extends Behaviour {
  url: string;
}
export interface World {
  web: Web;
  cases: Case[];
  /** How to ask this web: by its names, with a test's patience. */
  options: CheckOptions;
}
export declare function startWorld(latency?: number): Promise<World>;
/** Time that runs so many times as fast: pauses, and waits between tries. Timeouts of requests are real. */
export declare function fastClock(times: number): Clock;
export declare function answersOf(urls: Iterable<string>, options: CheckOptions): Promise<Map<string, Answer>>;
/** @param verdicts - what the checker calls each thing, beside what it is */
export declare function confusion(pairs: Iterable<readonly [Truth, string]>, columns: readonly string[]): string;
