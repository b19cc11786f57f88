// What is known of links → findings at the places where they are listed.

import type { LintedList } from "../rules/support/linted-list.ts";
import { Diagnostic, type Severity } from "../text/diagnostic.ts";
import type { Links, Place } from "./collect.ts";
import { exclusionTest } from "./exclusions.ts";
import { type Death, dayFound, isProven, isPutOff, type Known, PROOF } from "./known.ts";
import { type Move, writableMoves } from "./mend.ts";
import { safe } from "./safe.ts";
import { editsAt, targetOf } from "./written.ts";

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

export interface Judging {
  links: Links;
  /** What is known of each; of those that are missing, nothing is said. */
  known: ReadonlyMap<string, Known>;
  /** Those that got no answer today, and why. What an earlier run found is said of them, if it found anything. */
  unasked: ReadonlyMap<string, string>;
  now: Date;
  /** Are the links new, so that one that is dead today was never seen alive? */
  isNew: boolean;
}

export interface Judged {
  /** In the order of the links' places. */
  diagnostics: Diagnostic[];
  /** How many links have nothing said of them because of an exclusion. */
  excluded: number;
  /** How many have nothing said of them because nobody can know what is excluded. */
  withheld: number;
  /** What could be written for a finding: its link's new address at every place. */
  moves: ReadonlyMap<Diagnostic, readonly Move[]>;
  /** Those of them that can be written. */
  writable: ReadonlySet<Move>;
  /** The findings that say that nobody could look: there was no time to ask, or the site puts us off. */
  unasked: ReadonlySet<Diagnostic>;
}

/** Reasons with which a server, a name server or GitHub says itself that a thing is gone. No exclusion hides these. */
const PLAIN_DEATHS: readonly string[] = ["not-found", "gone", "host-unknown", "repository-gone", "video-gone"];

export function judgeLinks(judging: Judging): Judged {
  const tests = new Map<LintedList, ReturnType<typeof exclusionTest>>();
  const testOf = (list: LintedList): ReturnType<typeof exclusionTest> => {
    if (!tests.has(list)) tests.set(list, exclusionTest(list, judging.now));
    return tests.get(list);
  };
  const told: Told[] = [];
  let excluded = 0;
  let withheld = 0;
  for (const [url, places] of judging.links) {
    const known = judging.known.get(url);
    const why = judging.unasked.get(url);
    // What nobody looked at today is not dead at once.
    const found = known && verdictOn(url, known, places, judging.isNew && why === undefined);
    const verdict = found ?? (why === undefined ? undefined : notAsked(url, why, known));
    if (!verdict) continue;
    // A list's exclusions are about its own links; where they are not known, they may be about any.
    const shown = verdict.isPlainDeath ? places : places.filter(({ list }) => testOf(list)?.(url) === false);
    const [first, ...others] = shown;
    if (first) {
      const { target } = verdict;
      const moves = target === undefined ? [] : shown.map((place) => ({ place, target }));
      told.push({ verdict, first, others, moves, isUnasked: !found || isPutOff(known.answer) });
    } else if (places.every(({ list }) => testOf(list))) excluded++;
    else withheld++;
  }
  const writable = new Set(writableMoves(told.flatMap(({ moves }) => moves)));
  const diagnostics = new Map(told.map((each) => [finding(each, writable), each]));
  const moves = new Map<Diagnostic, readonly Move[]>();
  const unasked = new Set<Diagnostic>();
  for (const [diagnostic, each] of diagnostics) {
    if (each.moves.length > 0) moves.set(diagnostic, each.moves);
    if (each.isUnasked) unasked.add(diagnostic);
  }
  return { diagnostics: [...diagnostics.keys()], excluded, withheld, moves, writable, unasked };
}

interface Told {
  verdict: Verdict;
  first: Place;
  others: readonly Place[];
  /** To its new address, at all places. */
  moves: readonly Move[];
  isUnasked: boolean;
}

interface Verdict {
  rule: LinkRule;
  severity: Severity;
  message: string;
  hint: string | undefined;
  isPlainDeath?: boolean;
  /** What `--fix` writes instead. */
  target?: string;
}

function verdictOn(url: string, known: Known, places: readonly Place[], isNew: boolean): Verdict | undefined {
  const { answer, death } = known;
  const shown = safe(url);
  const evidence = clause(answer.evidence);
  const suggestion = answer.suggestion === undefined ? undefined : tryInstead(answer.suggestion);
  switch (answer.verdict) {
    case "dead":
      return death && dead(shown, death, suggestion, isNew);
    case "unsure":
      // What is surely dead does not come back to life because nobody could look today.
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
        hint: `Write: ${safe(target)}`,
        target,
      };
    }
    case "ok":
      if (answer.suggestion === undefined || places.length === 0) return undefined;
      return {
        rule: "better-link",
        severity: "info",
        message: `There is a better address of ${shown}.`,
        hint: suggestion,
      };
  }
}

function notAsked(url: string, why: string, known: Known | undefined): Verdict {
  const day = known && dayFound(known);
  return {
    rule: "unsure-link",
    severity: "info",
    message: `${safe(url)} was not asked: ${clause(why)}.`,
    hint: known && `What was found last${day === undefined ? "" : `, on ${day}`}: ${clause(known.answer.evidence)}.`,
  };
}

/** A sentence, as a part of another. */
function clause(sentence: string): string {
  return safe(sentence).replace(/[.\s]+$/, "");
}

function dead(shown: string, death: Death, suggestion: string | undefined, isNew: boolean): Verdict {
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
  return `${isSnapshot ? "There is a copy:" : "Try:"} ${safe(suggestion)}`;
}

function finding({ verdict, first, others, moves }: Told, writable: ReadonlySet<Move>): Diagnostic {
  const { rule, severity, message, hint } = verdict;
  const edits = moves
    .filter((move) => move.place.file === first.file && writable.has(move))
    .flatMap(({ place, target }) => editsAt(place, target));
  const left = moves.filter((move) => !writable.has(move)).length;
  const byHand = left === 0 ? "" : left < moves.length ? " (at some places by hand)" : " (by hand: --fix cannot)";
  return new Diagnostic({
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
}
