// One run over the links of lists: what need not be asked is remembered, the rest is asked, and all of it is kept.

import type { Book } from "./book.ts";
import { type Opened, openBook, openShards, updateBook } from "./books.ts";
import type { Damage } from "./damage.ts";
import { type Journal, openJournal } from "./journal.ts";
import { isFresh, isYoung, type Known, later, learn } from "./known.ts";
import { lock, whileLocked } from "./lock.ts";
import type { checkUrls } from "./web/check-urls.ts";
import type { CheckOptions } from "./web/options.ts";

/** How the web is asked. */
export type Ask = typeof checkUrls;

export interface SurveyOptions {
  /** All links that are listed; `undefined` when that cannot be known. What is no longer listed is forgotten. */
  listed: ReadonlySet<string> | undefined;
  /** Those of them that this run is about. */
  wanted: readonly string[];
  ask: Ask;
  /** For the checker. */
  options: CheckOptions;
  /** When the run started. */
  now: Date;
  /** How old an answer may be that is not asked for again, in milliseconds. */
  maxAge: number;
  /** Books of this run that are joined; then nobody is asked. */
  merge: readonly string[] | undefined;
  /** The file that answers are kept in as they come, and found again. */
  cache: string | undefined;
  /** The file that tells since when links have been dead. */
  history: string | undefined;
}

export interface Survey {
  /** What is known of the links that the run is about. */
  known: ReadonlyMap<string, Known>;
  /** Links that were asked about, and answered. */
  asked: number;
  /** Links that a run before this one, which did not come to its end, had asked about. */
  resumed: number;
  /** Links of which an answer was known that is not too old. */
  remembered: number;
  /** Links that got no answer in this run, and why, as a sentence; of some of them, an earlier run's answer is known. */
  unasked: ReadonlyMap<string, string>;
  /** Files of earlier runs that are damaged. */
  damages: readonly Damage[];
  /** Was no network there? Then nothing was kept. */
  isOffline: boolean;
}

/** Reasons of the checker that say nothing about a link. */
const OFFLINE = "offline";
const SPENT = "budget";
/** Reasons that a machine without a network has for all that it asks. Any other is one of somebody who answered. */
const SILENCE: readonly string[] = [OFFLINE, SPENT, "resolver", "unreachable", "timeout"];
/** Reasons for which nobody is asked, network or not. */
const REFUSED: readonly string[] = ["private-address", "not-a-url"];

/** When of so many hosts none answers, it is us: without a network, a system may give up on names as late as on servers. */
const MANY_HOSTS = 5;

const NO_NETWORK = "No server answers: this machine seems to be offline.";
const STOPPED = "The run was stopped before.";
const NOT_JOINED = "None of the files that were joined has an answer of it.";

/**
 * @throws {BookError} when a file is not what it should be, or is in use by another run
 * @throws {NodeJS.ErrnoException} when one cannot be read or written
 */
export async function survey(options: SurveyOptions): Promise<Survey> {
  const { cache, merge } = options;
  // Its journal is of one run. A history is written in a moment, and shards may have one together.
  const release = cache === undefined ? undefined : lock(cache);
  try {
    return await (merge ? mergeBooks(options, merge) : askWeb(options));
  } finally {
    release?.();
  }
}

async function mergeBooks(options: SurveyOptions, files: readonly string[]): Promise<Survey> {
  const { wanted, now, cache: cacheFile, history: historyFile } = options;
  const [history, cache, ...shards] = [
    historyFile === undefined ? NOTHING : await openHistory(historyFile, now),
    cacheFile === undefined ? NOTHING : await openBook(cacheFile, now),
    ...(await openShards(files, now)),
  ];
  const joined = new Map<string, Known>();
  for (const { book } of [cache, ...shards])
    for (const [url, known] of book) joined.set(url, later(joined.get(url), known));
  const found = wanted.flatMap((url): [string, Known][] => {
    const known = joined.get(url);
    return known ? [[url, known]] : [];
  });
  const known = new Map(found);
  if (historyFile !== undefined) {
    const learnt = found.map(([url, each]): Learnt => [url, learning(each, deathAlone(each))]);
    for (const [url, told] of await updateHistory(options, historyFile, new Map(learnt))) known.set(url, told);
  }
  if (cacheFile !== undefined) {
    const all = new Map([...joined].filter(([url]) => isListed(options, url)).concat([...known]));
    await updateBook(cacheFile, now, constants(all), (url) => isListed(options, url));
  }
  const unasked = new Map<string, string>();
  for (const url of wanted) {
    if (joined.has(url)) continue;
    unasked.set(url, NOT_JOINED);
    // Of what no shard came to ask, the last run knows more than nobody.
    const last = history.book.get(url);
    if (last) known.set(url, last);
  }
  const damages = [history, cache, ...shards].flatMap(({ damage }) => damage ?? []);
  return { known, asked: 0, resumed: 0, remembered: found.length, unasked, damages, isOffline: false };
}

async function askWeb(options: SurveyOptions): Promise<Survey> {
  const { wanted, now, maxAge } = options;
  const history = options.history === undefined ? NOTHING : await openHistory(options.history, now);
  const cache = options.cache === undefined ? NOTHING : await openBook(options.cache, now);
  const journal = options.cache === undefined ? undefined : openJournal(options.cache, now);
  const before = (url: string): Known | undefined => history.book.get(url) ?? cache.book.get(url);
  const known = new Map<string, Known>();
  let resumed = 0;
  for (const url of wanted) {
    const finished = journal?.left.get(url);
    const fresh = cache.book.get(url);
    if (finished && isYoung(finished, now, maxAge)) {
      known.set(url, finished);
      resumed++;
    } else if (fresh && isFresh(fresh, now, maxAge)) {
      known.set(url, fresh);
    }
  }
  const remembered = known.size - resumed;
  const open = wanted.filter((url) => !known.has(url));

  const answers = await gather(options, open, before, journal);
  const isOffline = hasNoNetwork(answers);
  const isKept = isOffline ? ({ answer }: Known): boolean => REFUSED.includes(answer.reason) : isAnswered;
  const unasked = new Map(open.map((url) => [url, STOPPED]));
  for (const found of answers) {
    const { url, evidence } = found.answer;
    if (isKept(found)) {
      known.set(url, found);
      unasked.delete(url);
    } else unasked.set(url, isOffline ? NO_NETWORK : evidence);
  }
  const asked = answers.filter(isKept).length;
  const damages = [history, cache, { damage: journal?.damage }].flatMap(({ damage }) => damage ?? []);
  const result = { known, asked, resumed, remembered, unasked, damages, isOffline };
  if (isOffline) {
    journal?.undo();
    return result;
  }

  if (options.history !== undefined) {
    const learnt = new Map([...known].map(([url, found]): Learnt => [url, learning(found)]));
    for (const [url, told] of await updateHistory(options, options.history, learnt)) known.set(url, told);
  }
  if (options.cache !== undefined && journal) {
    await updateBook(options.cache, now, constants(known), (url) => isListed(options, url));
    // As long as there is one, the next run goes on with this one.
    if (unasked.size > 0) journal.close();
    else journal.remove();
  }
  for (const url of unasked.keys()) {
    const last = before(url);
    if (last) known.set(url, last);
  }
  return result;
}

/** A link, and what is known of it now when something was known before. */
type Learnt = [string, (previous: Known | undefined) => Known];

const NOTHING: Opened = { book: new Map(), damage: undefined };

function openHistory(file: string, now: Date): Promise<Opened> {
  return whileLocked(file, () => openBook(file, now));
}

function updateHistory(options: SurveyOptions, file: string, learnt: ReadonlyMap<string, Learnt[1]>): Promise<Book> {
  return whileLocked(file, () => updateBook(file, options.now, learnt, (url) => isListed(options, url)));
}

/** @param otherwise - what was known before, when the history knows nothing */
function learning({ answer, checked }: Known, otherwise?: Known): Learnt[1] {
  return (previous) => later(previous, learn(previous ?? otherwise, answer, checked));
}

function constants(book: Book): Map<string, () => Known> {
  return new Map([...book].map(([url, known]) => [url, () => known]));
}

/** When some lists could not be read, nobody knows what they list. */
function isListed({ listed }: SurveyOptions, url: string): boolean {
  return listed === undefined || listed.has(url);
}

/** Some may have failed otherwise before it was clear; one answer of a server, and there is a network. */
function hasNoNetwork(answers: readonly Known[]): boolean {
  const asked = answers.map(({ answer }) => answer).filter(({ reason }) => !REFUSED.includes(reason));
  if (asked.some(({ reason }) => !SILENCE.includes(reason))) return false;
  const silent = new Set(asked.filter(({ reason }) => reason !== SPENT).map(({ url }) => new URL(url).host));
  return silent.size >= MANY_HOSTS || asked.some(({ reason }) => reason === OFFLINE);
}

async function gather(
  { ask, options, now }: SurveyOptions,
  urls: readonly string[],
  before: (url: string) => Known | undefined,
  journal: Journal | undefined,
): Promise<Known[]> {
  if (urls.length === 0) return [];
  const checked = now.toISOString();
  const answers: Known[] = [];
  await ask(urls, { ...options, remembered: (url) => before(url)?.answer }, (answer) => {
    const known = learn(before(answer.url), answer, checked);
    answers.push(known);
    if (isAnswered(known)) journal?.add(known);
  });
  return answers;
}

/** If not, the next run is to ask. */
function isAnswered({ answer: { reason } }: Known): boolean {
  return reason !== OFFLINE && reason !== SPENT;
}

/** Of a link that the history does not know, what a shard knew of its death before this run. */
function deathAlone({ death, answer }: Known): Known | undefined {
  return death && { answer, checked: "", death };
}
