// `npm run links` from the lists to its exit status: collect, ask, judge, report, mend.
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { BookError } from "../links/book.ts";
import { linksBefore, newLinks } from "../links/changed.ts";
import { type Collected, collectLinks, type Links } from "../links/collect.ts";
import { damageFindings } from "../links/damage.ts";
import { endedExclusions, unreadExclusions } from "../links/exclusions.ts";
import { type Judged, judgeLinks, LINK_RULES } from "../links/judge.ts";
import { type Move, mendMoves } from "../links/mend.ts";
import { type Shard, shardTest } from "../links/shard.ts";
import { proposeStatus } from "../links/status.ts";
import { type Ask, type Survey, survey } from "../links/survey.ts";
import type { CheckOptions } from "../links/web/check.ts";
import { summary } from "../report/findings.ts";
import { compare } from "../text/compare.ts";
import { type Diagnostic, inOrder } from "../text/diagnostic.ts";
import { EXIT, type ExitStatus, Trouble } from "./exit.ts";
import { type Format, report } from "./formats.ts";
import { type Io, say } from "./io.ts";
import { displayPath, findLists, homeOf, resolvePath } from "./lists.ts";
import { showProgress } from "./progress.ts";
import { compareWith } from "./pull-request.ts";
import { findingsIn, type ListFindings } from "./report.ts";
import { trackLinks } from "./track.ts";

/** How old an answer may be that is not asked for again, in milliseconds. */
const A_DAY = 24 * 60 * 60 * 1000;

const SHARDS = "--merge takes what runs with --shard and --cache wrote: the files, or a folder with them.";
const NO_NETWORK = "No host could be found, so no link was asked.";

/** What somebody typed about lists, files and reports. */
export interface SurveyFlags {
  root?: string;
  format: Format | undefined;
  outputFile: string | undefined;
  verbose?: boolean;
  fix?: boolean;
  cache?: string;
  /** In milliseconds. */
  cacheMaxAge?: number;
  history?: string;
  /** `true` for the branch that this one is for. */
  changedSince?: string | true;
  shard?: Shard;
  merge?: readonly string[];
  track?: boolean;
}

export interface SurveyCommand extends SurveyFlags {
  now: Date;
  ask: Ask;
  options: CheckOptions;
}

/** @throws {Trouble} when there is nothing to ask about, nobody to ask, or a file is not what it should be */
export async function surveyLists(io: Io, command: SurveyCommand): Promise<ExitStatus> {
  const start = performance.now();
  const base = command.root === undefined ? homeOf(io) : resolvePath(io, command.root);
  const roots = await findLists(io, command.root);
  const collected = await collectLinks(base, roots);
  if (collected.links.size === 0) throw new Trouble(`${displayPath(io, base)} has no links to ask about.`);
  const links = await chosen(io, command, base, roots, collected.links);

  if (links.size === 0 && command.changedSince !== undefined) {
    say(io, "No link was added or changed.");
    return EXIT.clean;
  }
  const { found, isStopped } = await asked(io, command, collected, links);
  for (const { file, aside } of found.damages) {
    const copy = aside === undefined ? "" : ` It is kept as ${displayPath(io, aside)}.`;
    say(io, `warning: ${displayPath(io, file)} is damaged, and holds less than it did.${copy}`);
  }
  const isNew = command.changedSince !== undefined;
  if (found.isOffline && !isNew) throw new Trouble(NO_NETWORK, "Is this computer online? Try again when it is.");

  const { known, unasked } = found;
  const judged = judgeLinks({ links, known, unasked, now: command.now, isNew });
  const mended = command.fix ? await mendMoves(base, [...judged.moves.values()].flat()) : [];
  const all = inOrder([
    ...withoutMended(judged, mended),
    // Of a pull request it is the linter that says so.
    ...unreadExclusions(base, collected.lists, isNew ? "warning" : "error"),
    ...(isNew ? [] : endedExclusions(base, collected.lists, command.now)),
    ...proposeStatus(links, known, command.now),
    ...damageFindings(base, found.damages),
  ]);
  const shown = all.filter((diagnostic) => isShown(command, diagnostic, judged));
  await reportFindings(io, command, base, shown);
  // A runner without a network is no fault of the pull request.
  if (found.isOffline) say(io, `warning: ${NO_NETWORK}`);
  sayResult(io, command, { found, judged, mended, all, shown, count: links.size, isStopped, start });
  const isUnread = all.some(({ rule }) => rule === "unread-exclusions");
  if (command.track && isUnread) say(io, "The issue stays as it is.");
  else if (command.track) await trackLinks(io, findingsIn(io, reported(base, all)));
  if (isStopped || found.damages.length > 0) return EXIT.trouble;
  const isRed = command.track ? isUnread : all.some(({ severity }) => severity === "error");
  return isRed ? EXIT.findings : EXIT.clean;
}

/** The links that this run is about. */
async function chosen(
  io: Io,
  { changedSince, shard }: SurveyCommand,
  base: string,
  roots: readonly string[],
  all: Links,
): Promise<Links> {
  let links = all;
  if (changedSince !== undefined) {
    const compared = compareWith(base, changedSince === true ? undefined : changedSince, io.env);
    try {
      const { base: before } = compared;
      // Of a branch without a beginning, everything is new.
      if (before !== undefined) links = newLinks(links, await linksBefore(before, base, roots));
    } finally {
      compared.remove();
    }
  }
  if (shard) {
    const isOurs = shardTest(shard);
    links = new Map([...links].filter(([url]) => isOurs(url)));
  }
  return links;
}

async function asked(
  io: Io,
  { ask, options, cache, cacheMaxAge = A_DAY, history, merge, now }: SurveyCommand,
  { links: all, lists }: Collected,
  links: Links,
): Promise<{ found: Survey; isStopped: boolean }> {
  const signal = io.interrupted();
  const progress = showProgress(io);
  try {
    const found = await survey({
      listed: lists.every(({ isComplete }) => isComplete) ? new Set(all.keys()) : undefined,
      wanted: [...links.keys()],
      ask,
      options: { ...options, signal, progress: progress.show },
      now,
      maxAge: cacheMaxAge,
      merge: merge && (await Promise.all(merge.map((typed) => booksAt(io, typed)))).flat(),
      cache: cache === undefined ? undefined : resolvePath(io, cache),
      history: history === undefined ? undefined : resolvePath(io, history),
    });
    return { found, isStopped: signal.aborted };
  } catch (error) {
    if (!(error instanceof BookError)) throw error;
    throw new Trouble(`${displayPath(io, error.file)}: ${error.message}`, error.hint);
  } finally {
    progress.end();
  }
}

/** A folder stands for the books below it. */
async function booksAt(io: Io, typed: string): Promise<string[]> {
  const target = resolvePath(io, typed);
  const found = await stat(target).catch(() => undefined);
  if (!found) throw new Trouble(`${displayPath(io, target)}: there is no such file or folder.`, SHARDS);
  if (!found.isDirectory()) return [target];
  const names = await readdir(target, { recursive: true });
  const books = names.filter((name) => name.endsWith(".json")).sort(compare);
  if (books.length === 0)
    throw new Trouble(`${displayPath(io, target)} holds no cache of links: no .json file.`, SHARDS);
  return books.map((name) => path.join(target, name));
}

/** A finding is gone when all its places are mended. */
function withoutMended({ diagnostics, moves }: Judged, mended: readonly Move[]): Diagnostic[] {
  const done = new Set(mended);
  return diagnostics.filter((diagnostic) => !moves.get(diagnostic)?.every((move) => done.has(move)));
}

/**
 * Programs get everything; people get notes when they ask for them, because most lists have dozens. That a new link was not
 * asked has to be seen by who merges it.
 */
function isShown({ verbose, format, changedSince }: SurveyCommand, found: Diagnostic, { unasked }: Judged): boolean {
  const isForPrograms = format === "json" || format === "sarif";
  const isMissing = changedSince !== undefined && unasked.has(found);
  return verbose === true || isForPrograms || isMissing || found.severity !== "info";
}

function reported(root: string, diagnostics: readonly Diagnostic[]): ListFindings {
  const page = `${packageJson.repository}/blob/HEAD/CONTRIBUTING.md#links`;
  return { root, diagnostics, command: "npm run links", ruleUrl: () => page };
}

async function reportFindings(
  io: Io,
  command: SurveyCommand,
  base: string,
  shown: readonly Diagnostic[],
): Promise<void> {
  const help = "CONTRIBUTING.md, section “Links”, says how to read it.";
  await report(io, {
    ...reported(base, shown),
    rules: LINK_RULES.map((rule) => ({ ...rule, help })),
    format: command.format,
    outputFile: command.outputFile,
  });
}

interface Said {
  found: Survey;
  judged: Judged;
  mended: readonly Move[];
  all: readonly Diagnostic[];
  shown: readonly Diagnostic[];
  count: number;
  isStopped: boolean;
  start: number;
}

function sayResult(
  io: Io,
  command: SurveyCommand,
  { found, judged, mended, all, shown, count, isStopped, start }: Said,
): void {
  const { asked, remembered, resumed, unasked } = found;
  if (mended.length > 0) {
    const files = new Set(mended.map(({ place }) => place.file)).size;
    say(
      io,
      `Wrote ${counted(mended.length, "new address", "new addresses")} into ${counted(files, "file")}. Next: npm run build`,
    );
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  const ways = [
    [asked, "asked"],
    [resumed, "known from a run that was stopped"],
    [remembered, "remembered"],
    [unasked.size, "not asked"],
  ].flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`]));
  const result = shown.length === 0 ? "Nothing to report" : summary(shown);
  say(io, `${[`${result} in ${counted(count, "link")}`, ...ways].join(", ")}; ${seconds} s.`);
  if (shown.length < all.length) {
    const isSeen = new Set(shown);
    const hidden = all.filter((diagnostic) => !isSeen.has(diagnostic));
    const kinds = LINK_RULES.map(({ name }) => [hidden.filter(({ rule }) => rule === name).length, name]);
    const told = kinds.flatMap(([number, name]) => (number === 0 ? [] : [`${number} ${name}`])).join(", ");
    say(io, `Not shown: ${counted(hidden.length, "note")} (${told}). --verbose shows them.`);
  }
  if (judged.excluded > 0) say(io, `data/list.yml excludes ${counted(judged.excluded, "link")} of these.`);
  if (judged.withheld > 0) say(io, `Not judged until data/list.yml can be read: ${counted(judged.withheld, "link")}.`);
  const fixable = judged.writable.size;
  if (fixable > 0 && !command.fix) say(io, `--fix can write ${counted(fixable, "new address", "new addresses")}.`);
  if (unasked.size === 0 || found.isOffline) return;
  const why = isStopped ? "Stopped" : command.merge ? "These files do not know all" : "Not everything was asked";
  const next = command.merge
    ? ""
    : command.cache === undefined
      ? " With --cache FILE the next run goes on from here."
      : ` The next run with --cache ${command.cache} goes on from here.`;
  say(io, `${why}: ${counted(unasked.size, "link has", "links have")} no answer of today.${next}`);
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
