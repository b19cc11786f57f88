// What is known of the links that a run is about: from earlier runs where that is recent enough, else from the web.
import { isLasting, isYoung, type LinkState, later, nextState } from "./link-state.ts";
import { lock, whileLocked } from "./lock.ts";
import { type Damage, type LinkStates, openStates, readShard, type StateFile, writeStates } from "./state-file.ts";
import type { Answer } from "./web/answer.ts";
import type { checkUrls } from "./web/check-urls.ts";
import type { CheckOptions } from "./web/options.ts";

export interface AnswersOptions {
  /** The links that the run is about. */
  wanted: readonly string[];
  /** All links that are listed; `undefined` when that cannot be known. What is no longer listed is forgotten. */
  listed: ReadonlySet<string> | undefined;
  /** When the run started. */
  now: Date;
  /** The file (absolute) that answers are kept in as they come, and found again. */
  cache: string | undefined;
  /** How old an answer may be that is not asked for again, in milliseconds. */
  maxAge: number;
  /** The file (absolute) that tells since when links have been dead. */
  history: string | undefined;
  /** Files of a run's shards (absolute) that are joined; then nobody is asked. */
  merge: readonly string[] | undefined;
  /** How the web is asked. */
  checkUrls: typeof checkUrls;
  web: CheckOptions;
}

export interface Answers {
  /** Of the links that the run is about. */
  states: LinkStates;
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

/** Of a run about no links. */
export const NO_ANSWERS: Answers = {
  states: new Map(),
  asked: 0,
  resumed: 0,
  remembered: 0,
  unasked: new Map(),
  damages: [],
  isOffline: false,
};

/** Reasons that say nothing about a link. */
const [OFFLINE, SPENT] = ["offline", "budget"];
/** Reasons that a machine without a network has for all that it asks. Any other is one of somebody who answered. */
const SILENCE: readonly string[] = [OFFLINE, SPENT, "resolver", "unreachable", "timeout"];
/** Reasons for which nobody is asked, network or not. */
const REFUSED: readonly string[] = ["private-address", "not-a-url"];
/** When of so many hosts none answers, there is no network: some systems then give up on names as late as on servers. */
const MANY_HOSTS = 5;

/** In milliseconds: a run that is killed loses the answers of no longer time. */
const SAVE_EVERY = 1_000;

const NO_NETWORK = "No server answers: this machine seems to be offline.";
const STOPPED = "The run was stopped before.";
const NOT_JOINED = "None of the files that were joined has an answer of it.";

/**
 * @throws {StateFileError} when a file is not what it should be, or is in use by another run
 * @throws {NodeJS.ErrnoException} when one cannot be read or written
 */
export async function findAnswers(options: AnswersOptions): Promise<Answers> {
  const { cache, merge } = options;
  // For the whole run. A history is locked while it is written, since several shards may have one.
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
  const cache = openStates(cacheFile, now);
  const shards = files.map((file) => readShard(file, now));
  const joined = new Map<string, LinkState>();
  for (const shard of [cache, ...shards])
    for (const [url, state] of shard.states) joined.set(url, later(joined.get(url), state));
  const isWanted = new Set(wanted);
  const states = new Map([...joined].filter(([url]) => isWanted.has(url)));
  const remembered = states.size;
  await updateHistory(options, states);
  if (cacheFile !== undefined) writeStates(cacheFile, new Map([...listedOf(joined, options), ...states]));
  const unasked = new Map(wanted.filter((url) => !joined.has(url)).map((url) => [url, NOT_JOINED]));
  for (const url of unasked.keys()) {
    const last = history.states.get(url);
    if (last) states.set(url, last);
  }
  return {
    states,
    asked: 0,
    resumed: 0,
    remembered,
    unasked,
    damages: damagesOf(history, cache, ...shards),
    isOffline: false,
  };
}

async function askWeb(options: AnswersOptions): Promise<Answers> {
  const { wanted, now, maxAge, cache: cacheFile } = options;
  const checked = now.toISOString();
  const history = await openHistory(options);
  const cache = openStates(cacheFile, now);
  const before = (url: string): LinkState | undefined => history.states.get(url) ?? cache.states.get(url);

  const states = new Map<string, LinkState>();
  let resumed = 0;
  for (const url of wanted) {
    const state = cache.states.get(url);
    if (!state || !isYoung(state, now, maxAge)) continue;
    const isOfUnfinished = cache.unfinishedSince !== undefined && state.checked >= cache.unfinishedSince;
    if (isOfUnfinished) resumed++;
    if (isOfUnfinished || isLasting(state)) states.set(url, state);
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
    if (isOffline ? REFUSED.includes(reason) : isAnswered(state)) {
      states.set(url, state);
      unasked.delete(url);
    } else unasked.set(url, isOffline ? NO_NETWORK : evidence);
  }
  const asked = open.length - unasked.size;
  const result = { asked, resumed, remembered, unasked, damages: damagesOf(history, cache), isOffline };
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

async function openHistory({ history, now }: AnswersOptions): Promise<StateFile> {
  return history === undefined ? openStates(undefined, now) : whileLocked(history, () => openStates(history, now));
}

/** @param states - what this run found; afterwards, what is known with what the history knew */
async function updateHistory(options: AnswersOptions, states: Map<string, LinkState>): Promise<void> {
  const { history, now } = options;
  if (history === undefined) return;
  await whileLocked(history, () => {
    // Another run may have written it meanwhile.
    const { states: current } = openStates(history, now);
    for (const [url, state] of states) {
      const previous = current.get(url);
      if (previous) states.set(url, later(previous, nextState(previous, state.answer, state.checked)));
    }
    writeStates(history, new Map([...listedOf(current, options), ...states]));
  });
}

/** When some lists could not be read, nobody knows what they list. */
function listedOf(states: LinkStates, { listed }: AnswersOptions): LinkStates {
  return listed === undefined ? states : new Map([...states].filter(([url]) => listed.has(url)));
}

function damagesOf(...files: readonly StateFile[]): Damage[] {
  return files.flatMap(({ damage }) => damage ?? []);
}

/** Some links may have failed otherwise before that was clear; but one answer of a server, and there is a network. */
function hasNoNetwork(answers: readonly Answer[]): boolean {
  const asked = answers.filter(({ reason }) => !REFUSED.includes(reason));
  if (asked.some(({ reason }) => !SILENCE.includes(reason))) return false;
  const silent = new Set(asked.filter(({ reason }) => reason !== SPENT).map(({ url }) => new URL(url).host));
  return silent.size >= MANY_HOSTS || asked.some(({ reason }) => reason === OFFLINE);
}

/** If not, the next run is to ask. */
function isAnswered({ answer: { reason } }: LinkState): boolean {
  return reason !== OFFLINE && reason !== SPENT;
}
