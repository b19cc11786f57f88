// One run over the links of lists: what need not be asked is remembered, the rest is asked, and all of it is kept.
import type { CheckOptions } from "../links/check.ts";
import type { Answer } from "../links/verdict.ts";
import { type Book, BookError, readBook, writeBook } from "./book.ts";
import { type Journal, openJournal } from "./journal.ts";
import { isFresh, type Known, later, learn } from "./known.ts";

/** How the web is asked; `checkLinks` in scripts/links/check.ts. */
export type Ask = (urls: Iterable<string>, options: CheckOptions) => AsyncIterable<Answer>;

export interface SurveyOptions {
  /** All links that are listed. */
  listed: ReadonlySet<string>;
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

const NO_NETWORK = "No host has an address: this machine seems to be offline.";
const STOPPED = "The run was stopped before.";
const NOT_JOINED = "None of the files that were joined has an answer of it.";

/**
 * @throws {BookError} when a file is not what it should be
 * @throws {NodeJS.ErrnoException} when one cannot be read or written
 */
export async function survey(options: SurveyOptions): Promise<Survey> {
  const history = options.history === undefined ? undefined : ((await readBook(options.history)) ?? new Map());
  const cache = options.cache === undefined ? undefined : ((await readBook(options.cache)) ?? new Map());
  return options.merge ? mergeBooks(options, options.merge, cache, history) : askWeb(options, cache, history);
}

async function mergeBooks(
  { listed, wanted, cache: cacheFile, history: historyFile }: SurveyOptions,
  files: readonly string[],
  cache: Book | undefined,
  history: Book | undefined,
): Promise<Survey> {
  // Of what no shard came to ask, the last run knows more than nobody.
  const joined = new Map<string, Known>(history);
  const books = cache ? [cache] : [];
  for (const file of files) books.push(await mustRead(file));
  for (const book of books) for (const [url, known] of book) joined.set(url, later(joined.get(url), known));
  const known = new Map<string, Known>();
  const unasked = new Map<string, string>();
  for (const url of wanted) {
    if (!books.some((book) => book.has(url))) unasked.set(url, NOT_JOINED);
    const found = joined.get(url);
    if (found)
      known.set(url, history ? learn(history.get(url) ?? deathAlone(found), found.answer, found.checked) : found);
  }
  if (historyFile !== undefined) await writeBook(historyFile, nextBook(history, known, listed));
  if (cacheFile !== undefined) await writeBook(cacheFile, nextBook(joined, known, listed));
  return { known, asked: 0, resumed: 0, remembered: wanted.length - unasked.size, unasked, isOffline: false };
}

async function askWeb(options: SurveyOptions, cache: Book | undefined, history: Book | undefined): Promise<Survey> {
  const { listed, wanted, now, maxAge } = options;
  const journal = options.cache === undefined ? undefined : openJournal(options.cache);
  const before = (url: string): Known | undefined => history?.get(url) ?? cache?.get(url);
  const known = new Map<string, Known>();
  let resumed = 0;
  for (const url of wanted) {
    const finished = journal?.left.get(url);
    const fresh = cache?.get(url);
    if (finished && now.getTime() - Date.parse(finished.checked) <= maxAge) {
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
  if (isOffline) {
    journal?.undo();
    return { known, asked, resumed, remembered, unasked, isOffline };
  }

  if (options.history !== undefined) {
    const told = new Map<string, Known>();
    for (const [url, { answer, checked }] of known) told.set(url, learn(history?.get(url), answer, checked));
    for (const [url, entry] of told) known.set(url, entry);
    await writeBook(options.history, nextBook(history, told, listed));
  }
  if (options.cache !== undefined && journal) {
    await writeBook(options.cache, nextBook(cache, known, listed));
    // As long as there is one, the next run goes on with this one.
    if (unasked.size > 0) journal.close();
    else journal.remove();
  }
  for (const url of unasked.keys()) {
    const last = before(url);
    if (last) known.set(url, last);
  }
  return { known, asked, resumed, remembered, unasked, isOffline };
}

/** Some may have failed otherwise before it was clear; one answer of a server, and there is a network. */
function hasNoNetwork(answers: readonly Known[]): boolean {
  const reasons = answers.map(({ answer }) => answer.reason).filter((reason) => !REFUSED.includes(reason));
  return reasons.includes(OFFLINE) && reasons.every((reason) => SILENCE.includes(reason));
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
  for await (const answer of ask(urls, { ...options, remembered: (url) => before(url)?.answer })) {
    const known = learn(before(answer.url), answer, checked);
    answers.push(known);
    if (isAnswered(known)) journal?.add(known);
  }
  return answers;
}

/** If not, the next run is to ask. */
function isAnswered({ answer: { reason } }: Known): boolean {
  return reason !== OFFLINE && reason !== SPENT;
}

async function mustRead(file: string): Promise<Book> {
  const book = await readBook(file);
  if (!book) throw new BookError(file, "There is no such file.");
  return book;
}

/** What was known and is listed still, with what this run knows. */
function nextBook(before: Book | undefined, known: Book, listed: ReadonlySet<string>): Book {
  const book = new Map<string, Known>();
  for (const [url, entry] of before ?? []) if (listed.has(url)) book.set(url, entry);
  for (const [url, entry] of known) book.set(url, entry);
  return book;
}

/** Of a link that the history does not know, what a shard knew of its death before this run. */
function deathAlone({ death, answer }: Known): Known | undefined {
  return death && { answer, checked: "", death };
}
