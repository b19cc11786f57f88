import type { Answer, Verdict } from "../../scripts/links/web/answer.ts";
import type { checkUrls } from "../../scripts/links/web/check-urls.ts";
export declare function answer(url: string, verdict: Verdict, values?: Partial<Answer>): Answer;
export interface FakeWeb {
  checkUrls: typeof checkUrls;
  /** Every URL that was asked about, in order. */
  asked: string[];
}
/** @param answers - by URL; what has none is `ok` */
export declare function fakeWeb(answers?: Readonly<Record<string, Answer>>): FakeWeb;
