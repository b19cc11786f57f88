// page-size: a page is short enough for GitHub to show it whole.
import { PAGE } from "../template/page.ts";
import { FILE_START } from "../text/diagnostic.ts";
import type { Report, Rule } from "./support/rule.ts";

export const pageSize: Rule = {
  severity: "warning",
  document({ source, markdown }, report) {
    checkSize(source.file, markdown, report);
  },
  list({ sources, isComplete, built }, report) {
    const size = sources.reduce((sum, { text }) => sum + text.length, 0);
    if (isComplete && size > LEAST_SOURCES) checkSize(PAGE, built().markdown, report);
  },
};

/** GitHub cuts a README off behind 500 KiB (docs.github.com, "About READMEs"). */
const LIMIT = 512_000;
/** From here on, the page should be split. */
const NEAR = 0.9 * LIMIT;
/** In characters. A page is rarely longer than its sources; to write one of 1,348 entries takes a fifth of the linter's time. */
const LEAST_SOURCES = LIMIT / 2;

function checkSize(file: string, text: string, report: Report): void {
  const bytes = Buffer.byteLength(text);
  if (bytes < NEAR) return;
  const counted = `This page has ${String(bytes).replace(/\B(?=(?:\d{3})+$)/g, ",")} bytes`;
  const isCut = bytes > LIMIT;
  const then = isCut ? ", and GitHub cuts off what stands behind 512,000." : ", near GitHub's limit of 512,000.";
  const hint = "Make two lists of it, or shorten the longest texts.";
  report({ file, range: FILE_START, severity: isCut ? "error" : "warning", message: `${counted}${then}`, hint });
}
