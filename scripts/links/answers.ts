// Collects the answers for the links of a run: from the cache where they are recent enough, else from the web.
import { A_DAY, isCacheable, isYoung, type LinkState, later, nextState } from "./link-state.ts";
import { lock, whileLocked } from "./lock.ts";
import { type LinkStates, readHistory, readStates, writeStates } from "./state-file.ts";
import type { Answer } from "./web/answer.ts";
import { checkUrls } from "./web/check-urls.ts";
import type { CheckOptions } from "./web/options.ts";

/** How a run goes. */
export interface RunOptions {
  now?: Date;
  /** A file (absolute) that keeps answers as they come, so that the next run need not ask again. */
  cache?: string | undefined;
  /** How old an answer of the cache may be, in milliseconds; unless said, a day. */
  cacheMaxAge?: number | undefined;
  /** A file (absolute) that keeps since when links are dead, from run to run. */
  history?: string | undefined;
  /** Ask nobody; join the results of shards: files (absolute); `checkLinks` also takes folders with files. */
  merge?: readonly string[] | undefined;
  web?: CheckOptions;
  /** Instead of the web, for tests. */
  checkUrls?: typeof checkUrls;
}

export interface AnswersOptions extends RunOptions {
  wanted: readonly string[];
  /** All links that are listed; `undefined` when that cannot be known. States of other URLs are dropped from the history. */
  listed: ReadonlySet<string> | undefined;
  now: Date;
}

export interface Answers {
  states: LinkStates;
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
  /** What is wrong with the history, so that it is begun anew. */
  damage?: string | undefined;
}

/** Of a run about no links. */
export const NO_ANSWERS: Answers = {
  states: new Map(),
  unasked: new Map(),
  asked: 0,
  resumed: 0,
  remembered: 0,
  isOffline: false,
};

/** Reasons that say nothing about a link. */
const [OFFLINE, SPENT] = ["offline", "budget"];
/** Reasons that a machine without a network gives for every URL; any other reason proves that there is a network. */
const NO_NETWORK_REASONS: readonly string[] = [OFFLINE, SPENT, "resolver", "unreachable", "timeout"];
/** Reasons for which no request is made at all. */
const NEVER_ASKED: readonly string[] = ["private-address", "not-a-url"];
/** If this many hosts all fail, there is no network. (Without one, some systems report a timeout instead of “no such host”.) */
const MANY_HOSTS = 5;

/** How often answers are saved, in milliseconds: a run that is killed loses no more than that. */
const SAVE_EVERY = 1_000;

const NO_NETWORK = "No server answers: this machine seems to be offline.";
const STOPPED = "The run was stopped before.";
const NOT_JOINED = "None of the files that were joined has an answer of it.";

/** @throws {StateFileError} when a file is not what it should be, or is in use by another run */
export async function findAnswers(options: AnswersOptions): Promise<Answers> {
  const { cache } = options;
  // The cache is locked for the whole run; the history, which shards share, only while it is written.
  const release = cache === undefined ? undefined : await lock(cache);
  try {
    return await answersOf(options);
  } finally {
    release?.();
  }
}

async function answersOf(options: AnswersOptions): Promise<Answers> {
  const { wanted, now, cacheMaxAge = A_DAY, cache: cacheFile, history: historyFile, merge } = options;
  const read = (): ReturnType<typeof readHistory> => readHistory(historyFile, now);
  // Locked here too, so that a history that cannot be written is noticed before anybody is asked.
  const history = historyFile === undefined ? read() : await whileLocked(historyFile, read);
  const cache = readStates(cacheFile, now);
  const known = new Map(cache.states);
  for (const file of merge ?? [])
    for (const [url, state] of readStates(file, now).states) known.set(url, later(known.get(url), state));
  const before = (url: string): LinkState | undefined => history.states.get(url) ?? known.get(url);

  const states = new Map<string, LinkState>();
  let resumed = 0;
  for (const url of wanted) {
    const state = known.get(url);
    if (!state || !(merge || isYoung(state, now, cacheMaxAge))) continue;
    const isOfUnfinished = !merge && cache.unfinishedSince !== undefined && state.checked >= cache.unfinishedSince;
    if (isOfUnfinished) resumed++;
    if (merge || isOfUnfinished || isCacheable(state)) states.set(url, state);
  }
  const remembered = states.size - resumed;
  const open = wanted.filter((url) => !states.has(url));
  const unasked = new Map(open.map((url) => [url, merge ? NOT_JOINED : STOPPED]));

  const checked = now.toISOString();
  const unfinishedSince = [cache.unfinishedSince ?? checked, checked].sort()[0];
  let isSaved = false;
  const save = (found: LinkStates, isFinished = false): void => {
    if (cacheFile === undefined) return;
    const all = new Map([...listedOf(known, options), ...states, ...found]);
    writeStates(cacheFile, all, isFinished ? undefined : unfinishedSince);
    isSaved = true;
  };
  const answered = merge ? new Map<string, LinkState>() : await askWeb(open, before, save, options);

  const isOffline = hasNoNetwork([...answered.values()].map(({ answer }) => answer));
  for (const [url, state] of answered) {
    const { reason, evidence } = state.answer;
    if (isOffline ? NEVER_ASKED.includes(reason) : isAnswered(state)) {
      states.set(url, state);
      unasked.delete(url);
    } else unasked.set(url, isOffline ? NO_NETWORK : evidence);
  }
  if (isOffline) {
    if (cacheFile !== undefined && isSaved) writeStates(cacheFile, cache.states, cache.unfinishedSince);
  } else {
    await updateHistory(options, states);
    save(states, merge !== undefined || unasked.size === 0);
    for (const url of unasked.keys()) {
      const last = before(url);
      if (last) states.set(url, last);
    }
  }
  const asked = merge ? 0 : open.length - unasked.size;
  return { states, asked, resumed, remembered, unasked, isOffline, damage: history.damage };
}

/** @param save - is given the answers so far, now and then. @returns all of them */
async function askWeb(
  urls: readonly string[],
  before: (url: string) => LinkState | undefined,
  save: (found: LinkStates) => void,
  { now, checkUrls: check = checkUrls, web }: AnswersOptions,
): Promise<LinkStates> {
  const answered = new Map<string, LinkState>();
  const saveAnswered = (): void => save(new Map([...answered].filter(([, state]) => isAnswered(state))));
  let saved = performance.now();
  const onAnswer = (answer: Answer): void => {
    answered.set(answer.url, nextState(before(answer.url), answer, now.toISOString()));
    if (performance.now() - saved < SAVE_EVERY) return;
    saveAnswered();
    saved = performance.now();
  };
  try {
    if (urls.length > 0) await check(urls, { ...web, remembered: (url) => before(url)?.answer }, onAnswer);
  } catch (error) {
    saveAnswered();
    throw error;
  }
  return answered;
}

/** @param states - what this run found; merged with the history in place */
async function updateHistory(options: AnswersOptions, states: Map<string, LinkState>): Promise<void> {
  const { history, now } = options;
  if (history === undefined) return;
  await whileLocked(history, () => {
    // Another run may have written it meanwhile.
    const { states: current } = readHistory(history, now);
    for (const [url, state] of states) {
      const previous = current.get(url);
      if (previous) states.set(url, later(previous, nextState(previous, state.answer, state.checked)));
    }
    writeStates(history, new Map([...listedOf(current, options), ...states]));
  });
}

/** Drops states of URLs that are no longer listed; keeps all if a list could not be read. */
function listedOf(states: LinkStates, { listed }: AnswersOptions): LinkStates {
  return listed === undefined ? states : new Map([...states].filter(([url]) => listed.has(url)));
}

/** Whether no request got through: no server has answered, and either the resolver said “offline” or many hosts failed. */
function hasNoNetwork(answers: readonly Answer[]): boolean {
  const asked = answers.filter(({ reason }) => !NEVER_ASKED.includes(reason));
  if (asked.some(({ reason }) => !NO_NETWORK_REASONS.includes(reason))) return false;
  const silent = new Set(asked.filter(({ reason }) => reason !== SPENT).map(({ url }) => new URL(url).host));
  return silent.size >= MANY_HOSTS || asked.some(({ reason }) => reason === OFFLINE);
}

/** Whether the link was really asked; if not, the next run asks. */
function isAnswered({ answer: { reason } }: LinkState): boolean {
  return reason !== OFFLINE && reason !== SPENT;
}
