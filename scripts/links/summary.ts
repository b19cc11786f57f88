// What a run of `npm run links` says at its end, beside its findings.
import { summary } from "../report/findings.ts";
import { counted } from "../text/counted.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import type { CheckedLinks } from "./check-links.ts";
import { LINK_RULES } from "./findings.ts";

export interface SummaryOptions {
  /** The findings that the report shows. */
  shown: readonly Diagnostic[];
  seconds: number;
  fix?: boolean | undefined;
  merge?: readonly string[] | undefined;
  /** As it was typed. */
  cache?: string | undefined;
}

/** @returns lines */
export function summaryOf(checked: CheckedLinks, options: SummaryOptions): string[] {
  const { findings, links, asked, resumed, remembered, unasked, excluded, withheld, fixable, fixed, damage } = checked;
  const { shown } = options;
  const lines: string[] = [];
  if (damage) lines.push(`warning: The history is damaged, and begun anew. ${damage}`);
  if (fixed.length > 0) {
    const files = new Set(fixed.map(({ file }) => file)).size;
    lines.push(`Wrote ${addresses(fixed.length)} into ${counted(files, "file")}. Next: npm run build`);
  }
  const ways = [
    [asked, "asked"],
    [resumed, "known from a run that was stopped"],
    [remembered, "remembered"],
    [unasked, "not asked"],
  ].flatMap(([number, word]) => (number === 0 ? [] : [`, ${number} ${word}`]));
  const result = shown.length === 0 ? "Nothing to report" : summary(shown);
  lines.push(`${result} in ${counted(links, "link")}${ways.join("")}; ${options.seconds.toFixed(2)} s.`);
  const isShown = new Set(shown);
  const hidden = findings.filter((finding) => !isShown.has(finding));
  if (hidden.length > 0) {
    const counts = LINK_RULES.map(({ name }) => [hidden.filter(({ rule }) => rule === name).length, name]);
    const rules = counts.flatMap(([number, name]) => (number === 0 ? [] : [`${number} ${name}`]));
    lines.push(`Not shown: ${counted(hidden.length, "note")} (${rules.join(", ")}). --verbose shows them.`);
  }
  if (excluded > 0) lines.push(`data/list.yml excludes ${counted(excluded, "link")} of these.`);
  if (withheld > 0) lines.push(`Not judged until data/list.yml can be read: ${counted(withheld, "link")}.`);
  if (fixable > 0 && !options.fix) lines.push(`--fix can write ${addresses(fixable)}.`);
  if (unasked > 0 && !checked.isOffline) lines.push(unfinished(checked, options));
  return lines;
}

function unfinished({ unasked, isStopped }: CheckedLinks, { merge, cache }: SummaryOptions): string {
  const why = isStopped ? "Stopped" : merge ? "These files do not know all" : "Not everything was asked";
  const file = cache === undefined ? "With --cache FILE the next run" : `The next run with --cache ${cache}`;
  const next = merge ? "" : ` ${file} goes on from here.`;
  return `${why}: ${counted(unasked, "link has", "links have")} no answer of today.${next}`;
}

function addresses(count: number): string {
  return counted(count, "new address", "new addresses");
}
