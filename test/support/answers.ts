// Answers for tests, made from a few words, and a checker that gives them.

import type { Answer, Verdict } from "../../scripts/links/web/answer.ts";
import type { checkUrls } from "../../scripts/links/web/check-urls.ts";

const EVIDENCE: Record<Verdict, Partial<Answer>> = {
  ok: { reason: "found", evidence: "200 OK", status: 200 },
  moved: { reason: "moved-permanently", evidence: "301 Moved Permanently", status: 200 },
  dead: { reason: "not-found", evidence: "404 Not Found", status: 404 },
  blocked: { reason: "forbidden", evidence: "403 Forbidden", status: 403 },
  unsure: { reason: "timeout", evidence: "No answer in 20 s" },
};

export function answer(url: string, verdict: Verdict, values: Partial<Answer> = {}): Answer {
  return { url, verdict, reason: "", evidence: "", ...EVIDENCE[verdict], ...values };
}

export interface FakeWeb {
  checkUrls: typeof checkUrls;
  /** Every URL that was asked about, in order. */
  asked: string[];
}

/** @param answers - by URL; what has none is `ok` */
export function fakeWeb(answers: Readonly<Record<string, Answer>> = {}): FakeWeb {
  const asked: string[] = [];
  return {
    asked,
    async checkUrls(urls, _, onAnswer) {
      for (const url of urls) {
        asked.push(url);
        onAnswer(answers[url] ?? answer(url, "ok"));
      }
    },
  };
}
