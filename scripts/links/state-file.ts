// A file of link states: a cache, a history, or what a shard found. One link a line, sorted, and always written whole.
import { copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { compare } from "../text/compare.ts";
import { printable } from "../text/escape.ts";
import { FileError, fileError, readIfThere } from "../text/files.ts";
import { isObject, valueAt } from "../text/json.ts";
import { Trouble } from "../text/trouble.ts";
import { writeFile } from "../text/write-files.ts";
import { type LinkState, withoutFutureDates } from "./link-state.ts";
import type { Answer, Verdict } from "./web/answer.ts";
import { httpUrl } from "./web/http-url.ts";

/** By URL as it is listed. */
export type LinkStates = ReadonlyMap<string, LinkState>;

export interface StateFile {
  states: LinkStates;
  /** When the first of the runs started that did not come to their end (as `checked`); `undefined` if the last one did. */
  unfinishedSince?: string | undefined;
  damage?: Damage | undefined;
}

export interface Damage {
  /** Absolute. */
  file: string;
  /** What is wrong with it, in sentences. */
  what: string;
  /** Where it was copied to (absolute); `undefined` for a file that is only read. */
  copy: string | undefined;
}

/** A file that cannot be used. The message does not name it. */
export class StateFileError extends Trouble {
  constructor(file: string, message: string, hint = "Name another file: this one is left as it is.") {
    super(message, hint, file);
  }
}

/** The version of the format; files of other versions are refused. */
const VERSION = 1;
const START = `{"version":${VERSION},"`;

const TEXT = { type: "string" };
/** A date or a time in UTC, as `Date` writes it: others could not be compared as text. */
const TIME = {
  type: "string",
  pattern:
    "^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?:T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{3})?Z)?$",
};
const VERDICTS: readonly Verdict[] = ["ok", "moved", "dead", "blocked", "unsure"];

const object = (required: readonly string[], properties: object): object => ({ type: "object", required, properties });
const FOUND = { reason: TEXT, evidence: TEXT, status: { type: "number" }, confirmed: { type: "boolean" } };

/** A file may have been written by anybody, and `--fix` writes its targets into records: they are as the checker writes them. */
const HTTP_URL = { type: "string", format: "http-url" };
const ajv = new Ajv({ formats: { "http-url": (url: string) => httpUrl(url)?.href === url } });

const isLine = ajv.compile<Line>(
  object(["checked", "answer"], {
    checked: TIME,
    answer: object(["verdict", "reason", "evidence"], {
      ...FOUND,
      verdict: { enum: VERDICTS },
      target: HTTP_URL,
      suggestion: HTTP_URL,
      repository: object(["name", "archived"], { name: TEXT, archived: { type: "boolean" }, pushed: TIME }),
      title: TEXT,
      etag: TEXT,
      lastModified: TEXT,
    }),
    death: object(["since", "last", "runs", "reason", "evidence"], {
      ...FOUND,
      since: TIME,
      last: TIME,
      runs: { type: "integer", minimum: 1 },
    }),
  }),
);

/** What stands on a link's line, behind its URL. */
type Line = Omit<LinkState, "answer"> & { answer: Omit<Answer, "url"> };

/** A file that is ours to write. Of a damaged one a copy is kept, and what could be read takes its place. */
export function openStates(file: string | undefined, now: Date): StateFile {
  const found = file === undefined ? undefined : readStates(file, now);
  if (file === undefined || !found) return { states: new Map() };
  if (!found.damage) return found;
  // A colon cannot stand in a file's name everywhere.
  const copy = `${file}.damaged-${now.toISOString().replace(/\.\d+/, "").replaceAll(":", "-")}`;
  try {
    copyFileSync(file, copy);
  } catch (error) {
    throw fileError(error, copy);
  }
  writeStates(file, found.states);
  return { ...found, damage: { ...found.damage, copy } };
}

/** Reads a shard's file; mistakes in it become findings, and the other files are read all the same. */
export function readShard(file: string, now: Date): StateFile {
  const nothing = (what: string): StateFile => ({ states: new Map(), damage: { file, what, copy: undefined } });
  try {
    return readStates(file, now) ?? nothing("There is no such file.");
  } catch (error) {
    if (error instanceof StateFileError) return nothing(error.message);
    if (error instanceof FileError) return nothing(`It cannot be read: ${error.problem}.`);
    throw error;
  }
}

/** @returns `undefined` when there is no such file */
function readStates(file: string, now: Date): StateFile | undefined {
  const source = readIfThere(file);
  if (source === undefined) return undefined;
  const { states, unfinishedSince, problem } = parseStates(file, source);
  const count = states.size === 1 ? "1 link" : `${states.size} links`;
  return {
    states: new Map([...states].map(([url, state]) => [url, withoutFutureDates(state, now)])),
    unfinishedSince,
    damage: problem === undefined ? undefined : { file, what: `${problem} ${count} could be read.`, copy: undefined },
  };
}

/** The states that are whole, and the first thing that is wrong. @throws {StateFileError} for another kind of file */
export function parseStates(
  file: string,
  source: string,
): { states: Map<string, LinkState>; unfinishedSince: string | undefined; problem: string | undefined } {
  let value: unknown;
  let problem: string | undefined;
  try {
    value = JSON.parse(source);
  } catch (error) {
    problem = `It is not JSON: ${printable(error instanceof Error ? error.message : "")}.`;
  }
  const [version, links] = [valueAt(value, "version"), valueAt(value, "links")];
  if (version !== undefined && version !== VERSION) {
    throw new StateFileError(file, `Its version is ${JSON.stringify(version)}, and only ${VERSION} is understood.`);
  }
  if (version === undefined || !isObject(links)) {
    problem ??= "It holds no states of links: it has no “version” and “links”.";
  }
  const lines = isObject(links) && !problem ? Object.entries(links) : source.split("\n").flatMap(entriesIn);
  const states = new Map<string, LinkState>();
  for (const [url, line] of lines) {
    if (isLine(line)) {
      states.set(url, { checked: line.checked, answer: { ...line.answer, url }, death: line.death });
      continue;
    }
    const [{ instancePath, message } = { instancePath: "", message: "" }] = isLine.errors ?? [];
    problem ??= `What it says of ${JSON.stringify(url)} is damaged: ${instancePath} ${message}.`;
  }
  // An empty file or one of zero bytes is a damaged one of ours (a crash while it was written).
  const isOurs = source.startsWith(START) || START.startsWith(source) || /^[\s\0]*$/.test(source);
  if (problem !== undefined && states.size === 0 && !isOurs) throw new StateFileError(file, problem);
  const since = valueAt(value, "unfinishedSince");
  return { states, unfinishedSince: typeof since === "string" ? since : undefined, problem };
}

/** Reads a damaged file line by line, so that the good lines are kept. */
function entriesIn(line: string): [string, unknown][] {
  try {
    return Object.entries<unknown>(JSON.parse(`{${line.replace(/,\s*$/, "")}}`));
  } catch {
    return [];
  }
}

/** Write the whole file, or leave it as it was. @param unfinishedSince - of a run that has not come to its end */
export function writeStates(file: string, states: LinkStates, unfinishedSince?: string): void {
  makeFolderOf(file);
  writeFile(file, formatStates(states, unfinishedSince));
}

/** A cache may stand in a folder of its own, which nobody has made yet. */
export function makeFolderOf(file: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
  } catch (error) {
    throw fileError(error, file);
  }
}

export function formatStates(states: LinkStates, unfinishedSince?: string): string {
  const lines = [...states].sort(([a], [b]) => compare(a, b)).map(([url, state]) => lineOf(url, state));
  const since = unfinishedSince === undefined ? "" : `"unfinishedSince":${JSON.stringify(unfinishedSince)},`;
  return `{"version":${VERSION},${since}"links":{\n${lines.join(",\n")}\n}}\n`;
}

function lineOf(url: string, { checked, answer, death }: LinkState): string {
  // The URL stands in front of it.
  const line = { checked, answer: { ...answer, url: undefined }, death };
  const sorted = (key: string, value: unknown): unknown =>
    key !== "" && isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => compare(a, b))) : value;
  return `${JSON.stringify(url)}:${JSON.stringify(line, sorted)}`;
}
