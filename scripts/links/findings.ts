// What is known of links → findings at the places where they are listed.
import type { LintedList } from "../rules/support/linted-list.ts";
import { Diagnostic, type Severity } from "../text/diagnostic.ts";
import { printable } from "../text/escape.ts";
import { memoized } from "../text/memoized.ts";
import type { Links, Place } from "./collect.ts";
import { exclusionTest } from "./exclusions.ts";
import { moveAt, targetOf } from "./fix.ts";
import { type Death, dayFound, dayOf, isProven, isRateLimited, type LinkState, PROOF } from "./link-state.ts";
import type { LinkStates } from "./state-file.ts";

/** The rules of `npm run links`, none of which the linter knows, because only the web does. */
export const LINK_RULES = [
  { name: "dead-link", severity: "error", summary: "What a link leads to is there." },
  { name: "moved-link", severity: "warning", summary: "A link leads to where the page is now, not to where it was." },
  { name: "better-link", severity: "info", summary: "A link leads to the best address of its page." },
  { name: "blocked-link", severity: "info", summary: "A program may see what a link leads to." },
  { name: "unsure-link", severity: "info", summary: "What a link leads to answers." },
  { name: "tool-status", severity: "warning", summary: "A record whose repository nobody keeps says so." },
  { name: "unread-exclusions", severity: "error", summary: "It is known which links a list excludes." },
  { name: "ended-exclusion", severity: "warning", summary: "An exclusion of links ends, or is given another day." },
] as const satisfies readonly { name: string; severity: Severity; summary: string }[];

type LinkRule = (typeof LINK_RULES)[number]["name"];

interface FindingsOptions {
  links: Links;
  /** What is known of each; of those that are missing, nothing is said. */
  states: LinkStates;
  /** Links that this run could not ask, and why. The earlier state is reported, if there is one. */
  unasked: ReadonlyMap<string, string>;
  now: Date;
  /** Whether the links are new: then one dead answer is enough for a finding. */
  isNew: boolean;
}

interface LinkFinding {
  diagnostic: Diagnostic;
  /** For a link that has moved, one finding at each of its places, with the edits that write its new address if it can be. */
  moves: readonly Diagnostic[];
  /** Whether the link was not asked: no time left, or the site asked us to wait. */
  isUnasked: boolean;
}

/** Reasons with which a server, a name server or GitHub says itself that a page is gone. No exclusion hides these. */
const EXPLICITLY_GONE: readonly string[] = ["not-found", "gone", "host-unknown", "repository-gone", "video-gone"];

/**
 * @returns findings in the order of the links' places, and how many links have nothing said of them: because of an exclusion
 * (`excluded`), or because the list's exclusions cannot be read (`withheld`)
 */
export function findingsOf({ links, states, unasked, now, isNew }: FindingsOptions) {
  const testOf = memoized((list: LintedList) => exclusionTest(list, now));
  const found: LinkFinding[] = [];
  let excluded = 0;
  let withheld = 0;
  for (const [url, places] of links) {
    const state = states.get(url);
    const why = unasked.get(url);
    // A new link is reported as dead at once only if this run has asked it.
    const known = state && problemOf(url, state, isNew && why === undefined);
    const problem = known ?? (why === undefined ? undefined : notAsked(url, why, state));
    if (!problem) continue;
    // A list's exclusions are about its own links.
    const shown = problem.isExplicitlyGone ? places : places.filter(({ list }) => testOf(list)?.(url) === false);
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
  /** Where it is not the rule's own. */
  severity?: Severity;
  message: string;
  hint: string | undefined;
  isExplicitlyGone?: boolean;
  /** What `--fix` writes instead. */
  target?: string;
}

function problemOf(url: string, { answer, death }: LinkState, isNew: boolean): Problem | undefined {
  const shown = printable(url);
  const evidence = clause(answer.evidence);
  // A snapshot of the Wayback Machine is named as a copy, not as the new address.
  const isSnapshot = /^https?:\/\/web\.archive\.org\//.test(answer.suggestion ?? "");
  const hint = answer.suggestion && `${isSnapshot ? "There is a copy:" : "Try:"} ${printable(answer.suggestion)}`;
  // A link that was proven dead stays dead although it could not be checked today.
  const isDead = answer.verdict === "dead" || (answer.verdict === "unsure" && death && isProven(death));
  if (isDead) return death && dead(shown, death, hint, isNew);
  if (answer.verdict === "unsure")
    return { rule: "unsure-link", message: `Nobody can say today whether ${shown} is there: ${evidence}.`, hint };
  if (answer.verdict === "blocked") {
    const message = `${shown} does not answer programs: ${evidence}.`;
    return { rule: "blocked-link", message, hint: hint ?? "Look at it in a browser." };
  }
  if (answer.verdict === "moved") {
    const [target, message] = [targetOf(answer), `${shown} has moved for good.`];
    return target ? { rule: "moved-link", message, hint: `Write: ${printable(target)}`, target } : undefined;
  }
  const message = `There is a better address of ${shown}.`;
  return hint ? { rule: "better-link", message, hint } : undefined;
}

function notAsked(url: string, why: string, state: LinkState | undefined): Problem {
  const day = state && dayFound(state);
  const hint =
    state && `What was found last${day === undefined ? "" : `, on ${day}`}: ${clause(state.answer.evidence)}.`;
  return { rule: "unsure-link", message: `${printable(url)} was not asked: ${clause(why)}.`, hint };
}

/** A sentence, as a part of another. */
function clause(sentence: string): string {
  return printable(sentence).replace(/[.\s]+$/, "");
}

function dead(shown: string, death: Death, suggestion: string | undefined, isNew: boolean): Problem {
  const { evidence, reason, runs, since } = death;
  const isSure = isNew || isProven(death);
  const isExplicitlyGone = EXPLICITLY_GONE.includes(reason);
  const seen = `${isSure && runs === 1 ? "" : `, since ${dayOf(since)}`}${runs === 1 ? "" : `, in ${runs} runs`}`;
  const message = `${shown} ${isSure ? "is" : "seems"} dead: ${clause(evidence)}${seen}.`;
  if (isSure) return { rule: "dead-link", message, hint: suggestion, isExplicitlyGone };
  const hint = `It is an error when ${PROOF.runs} runs over ${PROOF.days} days have found it so.`;
  return { rule: "dead-link", severity: "warning", message, hint: suggestion ?? hint, isExplicitlyGone };
}

function findingAt(problem: Problem, first: Place, others: readonly Place[], isUnasked: boolean): LinkFinding {
  const { rule, message, hint, target } = problem;
  const severity = problem.severity ?? LINK_RULES.find(({ name }) => name === rule)?.severity;
  const moves = target === undefined ? [] : [first, ...others].map((place) => moveAt(place, target));
  const edits = moves.flatMap(({ file, fix }) => (file === first.file ? (fix?.edits ?? []) : []));
  const left = moves.filter(({ fix }) => !fix).length;
  const byHand = left === 0 ? "" : left < moves.length ? " (at some places by hand)" : " (by hand: --fix cannot)";
  const diagnostic = new Diagnostic({
    file: first.file,
    range: first.range(),
    ...(severity && { severity }),
    rule,
    message,
    hint: hint && `${hint}${byHand}`,
    pointer: first.pointer,
    related: others.map(({ file, range }) => ({ file, range: range(), message: "it is listed here too" })),
    fix: edits.length > 0 ? { edits, changesData: true } : undefined,
  });
  return { diagnostic, moves, isUnasked };
}
