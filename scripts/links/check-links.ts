// `npm run links`, without the process: collect the lists' links, ask the web about them, and say what is wrong with them.
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { fixFiles } from "../lint/lint-all.ts";
import { compare } from "../text/compare.ts";
import { type Diagnostic, inOrder } from "../text/diagnostic.ts";
import { Trouble } from "../text/trouble.ts";
import { type Answers, findAnswers, NO_ANSWERS, type RunOptions } from "./answers.ts";
import { proposeStatus } from "./archived-repositories.ts";
import { collectLinks } from "./collect.ts";
import { endedExclusions, unreadExclusions } from "./exclusions.ts";
import { findingsOf } from "./findings.ts";
import { isInShard, newLinks, type Shard } from "./select.ts";
import { StateFileError } from "./state-file.ts";

const SHARDS = "--merge takes what runs with --shard and --cache wrote: the files, or a folder with them.";

export interface CheckLinksOptions extends RunOptions {
  /** The folder (absolute) that findings' files are named from. */
  base: string;
  /** Folders (absolute) of lists, `base` or below it. */
  roots: readonly string[];
  /**
   * Only links that a branch adds or changes, which are called dead at once. `before`: a folder (absolute) with the files of
   * the commit that the branch began at; `undefined` for a branch without a beginning, of which everything is new.
   */
  changed?: { before: string | undefined } | undefined;
  shard?: Shard | undefined;
  fix?: boolean | undefined;
}

type Counted = Pick<ReturnType<typeof findingsOf>, "excluded" | "withheld">;

export interface CheckedLinks extends Omit<Answers, "states" | "unasked">, Counted {
  /** By place; relative to `base`. */
  findings: Diagnostic[];
  /** Findings that reports for people leave out (there are dozens in most lists). */
  minor: ReadonlySet<Diagnostic>;
  /** How many links the run was about: asked, resumed, remembered, or not asked. */
  links: number;
  unasked: number;
  /** How many new addresses of moved links could be written. */
  fixable: number;
  /** New addresses that were written, as findings at their places. */
  fixed: Diagnostic[];
  /** The signal of `web` ended the run. */
  isStopped: boolean;
}

/** @throws {Trouble} when there is nothing to ask about, or a cache, a history or a shard's file cannot be used */
export async function checkLinks(options: CheckLinksOptions): Promise<CheckedLinks> {
  const { base, roots, changed, shard, web, now = new Date() } = options;
  const { links: all, lists } = await collectLinks(base, roots);
  if (all.size === 0) throw new Trouble(`${base} has no links to ask about.`);
  const changes = changed?.before === undefined ? all : await newLinks(all, changed.before, base, roots);
  const links = shard ? new Map([...changes].filter(([url]) => isInShard(url, shard))) : changes;
  const isNew = changed !== undefined;
  const listed = lists.every(({ isComplete }) => isComplete) ? new Set(all.keys()) : undefined;
  const merge = options.merge?.flatMap(stateFilesIn);
  const isEmpty = isNew && links.size === 0;
  const { states, unasked, ...answers } = isEmpty
    ? NO_ANSWERS
    : await findAnswers({ ...options, wanted: [...links.keys()], listed, now, merge });

  const { found, excluded, withheld } = findingsOf({ links, states, unasked, now, isNew });
  const writable = inOrder(found.flatMap(({ moves }) => moves).filter(({ fix }) => fix));
  const fixed = options.fix && !answers.isOffline ? await fixFiles(base, writable) : [];
  const isFixed = new Set(fixed);
  const left = found.filter(({ moves }) => moves.length === 0 || !moves.every((move) => isFixed.has(move)));
  const findings = inOrder([
    ...left.map(({ diagnostic }) => diagnostic),
    // In a pull request only a warning: the linter reports the unreadable settings as an error.
    ...unreadExclusions(base, lists, isNew ? "warning" : "error"),
    ...(isNew ? [] : endedExclusions(base, lists, now)),
    ...proposeStatus(links, states, now),
  ]);
  // New links that could not be asked are shown.
  const shown = new Set(left.filter(({ isUnasked }) => isNew && isUnasked).map(({ diagnostic }) => diagnostic));
  return {
    ...answers,
    findings,
    minor: new Set(findings.filter((finding) => finding.severity === "info" && !shown.has(finding))),
    links: links.size,
    unasked: unasked.size,
    excluded,
    withheld,
    fixable: writable.length,
    fixed,
    isStopped: web?.signal?.aborted ?? false,
  };
}

/** A folder stands for the files of states below it. */
function stateFilesIn(target: string): string[] {
  const found = statSync(target, { throwIfNoEntry: false });
  if (!found) throw new StateFileError(target, "there is no such file or folder.", SHARDS);
  if (!found.isDirectory()) return [target];
  const names = readdirSync(target, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => name.endsWith(".json")).sort(compare);
  if (files.length === 0) throw new StateFileError(target, "it holds no cache of links: no .json file.", SHARDS);
  return files.map((name) => path.join(target, name));
}
