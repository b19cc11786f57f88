// Collects the answers for the links of a run: from the cache where they are recent enough, else from the web.
import { isCacheable, isYoung, type LinkState, later, nextState } from "./link-state.ts";
import { lock, whileLocked } from "./lock.ts";
import { type LinkStates, readStates, type StateFile, writeStates } from "./state-file.ts";
import type { Answer } from "./web/answer.ts";
import type { checkUrls } from "./web/check-urls.ts";
import type { CheckOptions } from "./web/options.ts";

/** See `CheckLinksOptions`. */
export interface AnswersOptions {
  wanted: readonly string[];
  /** All links that are listed; `undefined` when that cannot be known. States of other URLs are dropped from the history. */
  listed: ReadonlySet<string> | undefined;
  now: Date;
  cache: string | undefined;
  /** Of the cache's answers. */
  maxAge: number;
  history: string | undefined;
  merge: readonly string[] | undefined;
  checkUrls: typeof checkUrls;
  web: CheckOptions;
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
}

/** Of a run about no links. */
const NOTHING_ASKED = { asked: 0, resumed: 0, remembered: 0, unasked: new Map(), isOffline: false };
export const NO_ANSWERS: Answers = { ...NOTHING_ASKED, states: new Map() };

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
  const { cache, merge } = options;
  // The cache is locked for the whole run; the history, which shards share, only while it is written.
  const release = cache === undefined ? undefined : await lock(cache);
  try {
    return await (merge ? joinShards(options, merge) : askWeb(options));
  } finally {
    release?.();
  }
}

async function joinShards(options: AnswersOptions, files: readonly string[]): Promise<Answers> {
  const { wanted, now, cache: cacheFile } = options;
  const history = await openHistory(options);
  const cache = readStates(cacheFile, now);
  const shards = files.map((file) => readStates(file, now));
  const joined = new Map<string, LinkState>();
  for (const shard of [cache, ...shards])
    for (const [url, state] of shard.states) joined.set(url, later(joined.get(url), state));
  const isWanted = new Set(wanted);
  const states = new Map([...joined].filter(([url]) => isWanted.has(url)));
  const remembered = states.size;
  await updateHistory(options, states);
  if (cacheFile !== undefined) writeStates(cacheFile, new Map([...listedOf(joined, options), ...states]));
  const unasked = new Map(wanted.filter((url) => !joined.has(url)).map((url) => [url, NOT_JOINED]));
  for (const [url, state] of history.states) if (unasked.has(url)) states.set(url, state);
  return { ...NOTHING_ASKED, states, remembered, unasked };
}

async function askWeb(options: AnswersOptions): Promise<Answers> {
  const { wanted, now, maxAge, cache: cacheFile } = options;
  const checked = now.toISOString();
  const history = await openHistory(options);
  const cache = readStates(cacheFile, now);
  const before = (url: string): LinkState | undefined => history.states.get(url) ?? cache.states.get(url);

  const states = new Map<string, LinkState>();
  let resumed = 0;
  for (const url of wanted) {
    const state = cache.states.get(url);
    if (!state || !isYoung(state, now, maxAge)) continue;
    const isOfUnfinished = cache.unfinishedSince !== undefined && state.checked >= cache.unfinishedSince;
    if (isOfUnfinished) resumed++;
    if (isOfUnfinished || isCacheable(state)) states.set(url, state);
  }
  const remembered = states.size - resumed;
  const open = wanted.filter((url) => !states.has(url));

  const unfinishedSince = [cache.unfinishedSince ?? checked, checked].sort()[0];
  const save = (found: LinkStates, isFinished = false): void => {
    if (cacheFile === undefined) return;
    const all = new Map([...listedOf(cache.states, options), ...found]);
    writeStates(cacheFile, all, isFinished ? undefined : unfinishedSince);
  };
  const answered = new Map<string, LinkState>();
  const saveAnswered = (): void =>
    save(new Map([...states, ...[...answered].filter(([, state]) => isAnswered(state))]));
  const start = performance.now();
  let saved = start;
  const onAnswer = (answer: Answer): void => {
    answered.set(answer.url, nextState(before(answer.url), answer, checked));
    if (performance.now() - saved < SAVE_EVERY) return;
    saveAnswered();
    saved = performance.now();
  };
  try {
    const web = { ...options.web, remembered: (url: string) => before(url)?.answer };
    if (open.length > 0) await options.checkUrls(open, web, onAnswer);
  } catch (error) {
    saveAnswered();
    throw error;
  }

  const isOffline = hasNoNetwork([...answered.values()].map(({ answer }) => answer));
  const unasked = new Map(open.map((url) => [url, STOPPED]));
  for (const [url, state] of answered) {
    const { reason, evidence } = state.answer;
    if (isOffline ? NEVER_ASKED.includes(reason) : isAnswered(state)) {
      states.set(url, state);
      unasked.delete(url);
    } else unasked.set(url, isOffline ? NO_NETWORK : evidence);
  }
  const asked = open.length - unasked.size;
  const result = { asked, resumed, remembered, unasked, isOffline };
  if (isOffline) {
    if (cacheFile !== undefined && saved > start) writeStates(cacheFile, cache.states, cache.unfinishedSince);
    return { ...result, states };
  }
  await updateHistory(options, states);
  save(states, unasked.size === 0);
  for (const url of unasked.keys()) {
    const last = before(url);
    if (last) states.set(url, last);
  }
  return { ...result, states };
}

/** Locked here too, so that a history that cannot be written is noticed before anybody is asked. */
async function openHistory({ history, now }: AnswersOptions): Promise<StateFile> {
  return history === undefined ? readStates(undefined, now) : whileLocked(history, () => readStates(history, now));
}

/** @param states - what this run found; merged with the history in place */
async function updateHistory(options: AnswersOptions, states: Map<string, LinkState>): Promise<void> {
  const { history, now } = options;
  if (history === undefined) return;
  await whileLocked(history, () => {
    // Another run may have written it meanwhile.
    const { states: current } = readStates(history, now);
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
