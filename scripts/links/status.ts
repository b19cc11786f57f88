// Repositories that nobody keeps any more → what the tool's record should say.
import { stringify } from "yaml";
import { nameOf } from "../record/entry.ts";
import { hasStatus, statusOf } from "../rules/support/status.ts";
import { Diagnostic } from "../text/diagnostic.ts";
import { printable } from "../text/escape.ts";
import type { Links, Place } from "./collect.ts";
import type { LinkStates } from "./state-file.ts";
import type { Repository } from "./web/answer.ts";

/** Without a push for so many years, a repository counts as unmaintained. */
const QUIET_YEARS = 2;

export interface Proposal {
  status: "archived" | "unmaintained";
  footnote: string;
  /** Follows “The repository NAME ”. */
  evidence: string;
}

/** @returns a finding for each tool whose repository is archived or quiet, and whose record does not say so */
export function proposeStatus(links: Links, states: LinkStates, now: Date): Diagnostic[] {
  return [...links].flatMap(([url, places]) => {
    const repository = states.get(url)?.answer.repository;
    if (!repository) return [];
    return places.flatMap((place) => {
      const name = silentEntry(place);
      const proposal = name === undefined ? undefined : proposalFor(name, repository, now);
      return proposal ? [finding(place, repository, proposal)] : [];
    });
  });
}

/** @returns the name of the record whose own address this is, if it could say that something is wrong and does not */
function silentEntry({ entry, pointer }: Place): string | undefined {
  if (!entry || !hasStatus(entry.kind) || pointer !== `/${entry.kind.urlField}`) return undefined;
  return statusOf(entry) === undefined ? nameOf(entry) : undefined;
}

/** @param name - of the record */
export function proposalFor(name: string, { archived, pushed }: Repository, now: Date): Proposal | undefined {
  if (archived) {
    return {
      status: "archived",
      footnote: `${name} is archived: its repository can only be read.`,
      evidence: "is archived",
    };
  }
  if (pushed === undefined || !isQuiet(new Date(pushed), now)) return undefined;
  const day = pushed.slice(0, "2026-11-24".length);
  return {
    status: "unmaintained",
    footnote: `${name} has had no commit since ${day.slice(0, "2026-11".length)}.`,
    evidence: `has had no push since ${day}`,
  };
}

function isQuiet(pushed: Date, now: Date): boolean {
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() - QUIET_YEARS);
  return pushed < limit;
}

function finding(place: Place, { name }: Repository, { status, footnote, evidence }: Proposal): Diagnostic {
  const written = stringify({ status, [place.entry?.kind.noteField ?? "footnote"]: footnote }, { lineWidth: 0 })
    .trimEnd()
    .split("\n");
  return new Diagnostic({
    file: place.file,
    range: place.range(),
    severity: "warning",
    rule: "tool-status",
    message: `The repository ${printable(name)} ${evidence}, and the ${place.entry?.kind.noun ?? "entry"}'s record does not say so.`,
    hint: `If that is right, write: ${written.map((line) => `“${printable(line)}”`).join(" and ")}`,
    pointer: place.pointer,
  });
}
