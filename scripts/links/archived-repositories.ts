// Finds archived or abandoned repositories whose records do not say so.
import { stringify } from "yaml";
import { nameOf } from "../record/entry.ts";
import { hasStatus, STATUS, statusOf, statusWords, usualStatus } from "../record/status.ts";
import { Diagnostic } from "../text/diagnostic.ts";
import { printable } from "../text/escape.ts";
import type { Links, Place } from "./collect.ts";
import { dayOf } from "./link-state.ts";
import type { LinkStates } from "./state-file.ts";
import type { Repository } from "./web/answer.ts";

/** Without a push for so many years, a repository counts as unmaintained. */
const ABANDONED_YEARS = 2;

/** @returns a finding for each record whose repository is archived or abandoned, and which does not say so */
export function proposeStatus(links: Links, states: LinkStates, now: Date): Diagnostic[] {
  return [...links].flatMap(([url, places]) => {
    const repository = states.get(url)?.answer.repository;
    return places.flatMap((place) => (repository && proposal(place, repository, now)) ?? []);
  });
}

function proposal(place: Place, { name, archived, pushed }: Repository, now: Date): Diagnostic | undefined {
  const { entry, pointer } = place;
  const isOwnUrl = entry && hasStatus(entry.kind) && pointer === `/${entry.kind.urlField}`;
  if (!isOwnUrl || statusOf(entry) !== undefined) return undefined;
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() - ABANDONED_YEARS);
  const since = pushed !== undefined && new Date(pushed) < limit ? pushed : undefined;
  if (!archived && since === undefined) return undefined;
  const words = statusWords(entry.kind).filter((word) => word !== usualStatus(entry.kind));
  const fitting = archived ? ["archived", "unmaintained"] : ["unmaintained"];
  const status = words.length === 0 ? fitting[0] : fitting.find((word) => words.includes(word));
  const footnote = archived
    ? `${nameOf(entry)} is archived: its repository can only be read.`
    : `${nameOf(entry)} has had no commit since ${since?.slice(0, "2026-11".length)}.`;
  const evidence = archived ? "is archived" : `has had no push since ${dayOf(since ?? "")}`;
  const record = { [STATUS]: status, [entry.kind.noteField ?? "footnote"]: footnote };
  const lines = stringify(record, { lineWidth: 0 }).trimEnd().split("\n");
  const parts = [
    ...(status === undefined ? [`a ${STATUS} (${printable(words.join(", "))})`] : []),
    ...lines.map((line) => `“${printable(line)}”`),
  ];
  return new Diagnostic({
    file: place.file,
    range: place.range(),
    severity: "warning",
    rule: "tool-status",
    message: `The repository ${printable(name)} ${evidence}, and the ${entry.kind.noun}'s record does not say so.`,
    hint: `If that is right, write: ${parts.join(" and ")}`,
    pointer,
  });
}
