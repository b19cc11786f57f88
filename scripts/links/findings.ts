// What is known of links → findings at the places where they are listed.
import path from "node:path";
import type { LintedList } from "../rules/support/linted-list.ts";
import { Diagnostic, FILE_START, type Severity } from "../text/diagnostic.ts";
import { printable } from "../text/escape.ts";
import type { Links, Place } from "./collect.ts";
import { exclusionTest } from "./exclusions.ts";
import { moveAt, targetOf } from "./fix.ts";
import { type Death, dayFound, isProven, isRateLimited, type LinkState, PROOF } from "./link-state.ts";
import type { Damage, LinkStates } from "./state-file.ts";

/** The rules of `npm run links`, none of which the linter knows, because only the web does. */
export const LINK_RULES = [
  { name: "dead-link", severity: "error", summary: "What a link leads to is there." },
  { name: "moved-link", severity: "warning", summary: "A link leads to where the page is now, not to where it was." },
  { name: "better-link", severity: "info", summary: "A link leads to the best address of its page." },
  { name: "blocked-link", severity: "info", summary: "A program may see what a link leads to." },
  { name: "unsure-link", severity: "info", summary: "What a link leads to answers." },
  { name: "tool-status", severity: "warning", summary: "A tool whose repository nobody keeps says so." },
  { name: "damaged-file", severity: "warning", summary: "What earlier runs found out can be read." },
  { name: "unread-exclusions", severity: "error", summary: "It is known which links a list excludes." },
  { name: "ended-exclusion", severity: "warning", summary: "An exclusion of links ends, or is given another day." },
] as const satisfies readonly { name: string; severity: Severity; summary: string }[];

export type LinkRule = (typeof LINK_RULES)[number]["name"];

export interface FindingsOptions {
  links: Links;
  /** What is known of each; of those that are missing, nothing is said. */
  states: LinkStates;
  /** Those that got no answer today, and why. What an earlier run found is said of them, if it found anything. */
  unasked: ReadonlyMap<string, string>;
  now: Date;
  /** Are the links new, so that one that is dead today was never seen alive? */
  isNew: boolean;
}

export interface LinkFinding {
  diagnostic: Diagnostic;
  /** For a link that has moved, one finding at each of its places, with the edits that write its new address if it can be. */
  moves: readonly Diagnostic[];
  /** Nobody could look: there was no time to ask, or the site told us to come back later. */
  isUnasked: boolean;
}

export interface LinkFindings {
  /** In the order of the links' places. */
  found: LinkFinding[];
  /** How many links have nothing said of them because of an exclusion. */
  excluded: number;
  /** How many have nothing said of them because the list's exclusions cannot be read. */
  withheld: number;
}

/** Reasons with which a server, a name server or GitHub says itself that a page is gone. No exclusion hides these. */
const PLAIN_DEATHS: readonly string[] = ["not-found", "gone", "host-unknown", "repository-gone", "video-gone"];

export function findingsOf({ links, states, unasked, now, isNew }: FindingsOptions): LinkFindings {
  const tests = new Map<LintedList, ReturnType<typeof exclusionTest>>();
  const testOf = (list: LintedList): ReturnType<typeof exclusionTest> => {
    if (!tests.has(list)) tests.set(list, exclusionTest(list, now));
    return tests.get(list);
  };
  const found: LinkFinding[] = [];
  let excluded = 0;
  let withheld = 0;
  for (const [url, places] of links) {
    const state = states.get(url);
    const why = unasked.get(url);
    // Only a link that was asked today can be called dead at once.
    const known = state && problemOf(url, state, isNew && why === undefined);
    const problem = known ?? (why === undefined ? undefined : notAsked(url, why, state));
    if (!problem) continue;
    // A list's exclusions are about its own links.
    const shown = problem.isPlainDeath ? places : places.filter(({ list }) => testOf(list)?.(url) === false);
    const [first, ...others] = shown;
    if (first) found.push(findingAt(problem, first, others, !known || isRateLimited(state.answer)));
    else if (places.every(({ list }) => testOf(list))) excluded++;
    else withheld++;
  }
  return { found, excluded, withheld };
}

/** What is wrong with a link, wherever it is listed. */
interface Problem {
  rule: LinkRule;
  severity: Severity;
  message: string;
  hint: string | undefined;
  isPlainDeath?: boolean;
  /** What `--fix` writes instead. */
  target?: string;
}

function problemOf(url: string, { answer, death }: LinkState, isNew: boolean): Problem | undefined {
  const shown = printable(url);
  const evidence = clause(answer.evidence);
  const suggestion = answer.suggestion === undefined ? undefined : tryInstead(answer.suggestion);
  switch (answer.verdict) {
    case "dead":
      return death && dead(shown, death, suggestion, isNew);
    case "unsure":
      // That nobody could look today takes nothing back from a death that is proven.
      if (death && isProven(death)) return dead(shown, death, suggestion, isNew);
      return {
        rule: "unsure-link",
        severity: "info",
        message: `Nobody can say today whether ${shown} is there: ${evidence}.`,
        hint: suggestion,
      };
    case "blocked":
      return {
        rule: "blocked-link",
        severity: "info",
        message: `${shown} does not answer programs: ${evidence}.`,
        hint: suggestion ?? "Look at it in a browser.",
      };
    case "moved": {
      const target = targetOf(answer);
      if (target === undefined) return undefined;
      return {
        rule: "moved-link",
        severity: "warning",
        message: `${shown} has moved for good.`,
        hint: `Write: ${printable(target)}`,
        target,
      };
    }
    case "ok":
      if (suggestion === undefined) return undefined;
      return {
        rule: "better-link",
        severity: "info",
        message: `There is a better address of ${shown}.`,
        hint: suggestion,
      };
  }
}

function notAsked(url: string, why: string, state: LinkState | undefined): Problem {
  const day = state && dayFound(state);
  return {
    rule: "unsure-link",
    severity: "info",
    message: `${printable(url)} was not asked: ${clause(why)}.`,
    hint: state && `What was found last${day === undefined ? "" : `, on ${day}`}: ${clause(state.answer.evidence)}.`,
  };
}

/** A sentence, as a part of another. */
function clause(sentence: string): string {
  return printable(sentence).replace(/[.\s]+$/, "");
}

function dead(shown: string, death: Death, suggestion: string | undefined, isNew: boolean): Problem {
  const evidence = clause(death.evidence);
  const isPlainDeath = PLAIN_DEATHS.includes(death.reason);
  const seen = death.runs === 1 ? "" : `, since ${dayIn(death.since)}, in ${death.runs} runs`;
  if (isNew || isProven(death)) {
    return {
      rule: "dead-link",
      severity: "error",
      message: `${shown} is dead: ${evidence}${seen}.`,
      hint: suggestion,
      isPlainDeath,
    };
  }
  const hint = `It is an error when ${PROOF.runs} runs over ${PROOF.time / DAY} days have found it so.`;
  return {
    rule: "dead-link",
    severity: "warning",
    message: `${shown} seems dead: ${evidence}, since ${dayIn(death.since)}${death.runs === 1 ? "" : `, in ${death.runs} runs`}.`,
    hint: suggestion ?? hint,
    isPlainDeath,
  };
}

const DAY = 24 * 60 * 60 * 1000;

function dayIn(time: string): string {
  return time.slice(0, "2026-11-24".length);
}

/** A snapshot is no place to link to as if it were the thing. */
function tryInstead(suggestion: string): string {
  const isSnapshot = /^https?:\/\/web\.archive\.org\//.test(suggestion);
  return `${isSnapshot ? "There is a copy:" : "Try:"} ${printable(suggestion)}`;
}

function findingAt(problem: Problem, first: Place, others: readonly Place[], isUnasked: boolean): LinkFinding {
  const { rule, severity, message, hint, target } = problem;
  const moves = target === undefined ? [] : [first, ...others].map((place) => moveAt(place, target));
  const edits = moves.flatMap(({ file, fix }) => (file === first.file ? (fix?.edits ?? []) : []));
  const left = moves.filter(({ fix }) => !fix).length;
  const byHand = left === 0 ? "" : left < moves.length ? " (at some places by hand)" : " (by hand: --fix cannot)";
  const diagnostic = new Diagnostic({
    file: first.file,
    range: first.range(),
    severity,
    rule,
    message,
    hint: hint && `${hint}${byHand}`,
    pointer: first.pointer,
    related: others.map(({ file, range }) => ({ file, range: range(), message: "it is listed here too" })),
    fix: edits.length > 0 ? { edits, changesData: true } : undefined,
  });
  return { diagnostic, moves, isUnasked };
}

/** @param base - the folder (absolute) that findings' files are relative to */
export function damageFindings(base: string, damages: readonly Damage[]): Diagnostic[] {
  const relative = (file: string): string => path.relative(base, file).split(path.sep).join("/");
  return damages.map(
    ({ file, what, copy }) =>
      new Diagnostic({
        file: relative(file),
        range: FILE_START,
        severity: "warning",
        rule: "damaged-file",
        message: `This file is damaged. ${printable(what)}`,
        hint:
          copy === undefined
            ? "Links that are missing count as not asked."
            : `It is kept as ${printable(relative(copy))}. Links that are missing start anew.`,
      }),
  );
}
