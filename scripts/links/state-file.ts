// A file of link states: a cache, a history, or what a shard found. One link a line, sorted, and always written whole.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { compare } from "../text/compare.ts";
import { printable } from "../text/escape.ts";
import { fileError, readIfThere } from "../text/files.ts";
import { isObject, valueAt } from "../text/json.ts";
import { Trouble } from "../text/trouble.ts";
import { writeFile } from "../text/write-files.ts";
import { type LinkState, withoutFutureDates } from "./link-state.ts";
import { type Answer, VERDICTS } from "./web/answer.ts";
import { httpUrl } from "./web/http-url.ts";

/** By URL as it is listed. */
export type LinkStates = ReadonlyMap<string, LinkState>;

export interface StateFile {
  states: LinkStates;
  /** When the first of the runs started that did not come to their end (as `checked`); `undefined` if the last one did. */
  unfinishedSince?: string | undefined;
}

/** A file that cannot be used, and is left as it is. The message does not name it. */
export class StateFileError extends Trouble {
  constructor(
    file: string,
    message: string,
    hint = "If an earlier run made this file, delete it: it is made anew. If not, name another.",
  ) {
    super(message, hint, file);
  }
}

/** The version of the format; files of other versions are refused. */
const VERSION = 1;

const TEXT = { type: "string" };
/** A date or a time in UTC, as `Date` writes it: others could not be compared as text. */
const TIME = {
  type: "string",
  pattern:
    "^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?:T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{3})?Z)?$",
};

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

/** @returns no states, when there is no such file. @throws {StateFileError} when anything in it is not as it was written */
export function readStates(file: string | undefined, now: Date): StateFile {
  const source = file === undefined ? undefined : readIfThere(file);
  if (file === undefined || source === undefined) return { states: new Map() };
  const { states, unfinishedSince } = parseStates(file, source);
  return {
    states: new Map([...states].map(([url, state]) => [url, withoutFutureDates(state, now)])),
    unfinishedSince,
  };
}

/** How every file starts that was written here. */
const OURS = new RegExp(`^\\{"version":${VERSION},"(?:unfinishedSince|links)":`);

/**
 * A history that is damaged is begun anew: what it knew, the next runs find out.
 *
 * @returns what is wrong with it, too, as a sentence. @throws {StateFileError} when it is no history
 */
export function readHistory(file: string | undefined, now: Date): StateFile & { damage?: string } {
  try {
    return readStates(file, now);
  } catch (error) {
    const isOurs = file !== undefined && OURS.test(readIfThere(file) ?? "");
    if (!isOurs || !(error instanceof StateFileError)) throw error;
    return { states: new Map(), damage: error.message };
  }
}

/** @throws {StateFileError} */
export function parseStates(file: string, source: string): StateFile {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    throw new StateFileError(file, `It is not JSON: ${printable(error instanceof Error ? error.message : "")}.`);
  }
  const [version, links, since] = ["version", "links", "unfinishedSince"].map((key) => valueAt(value, key));
  if (version !== undefined && version !== VERSION) {
    throw new StateFileError(file, `Its version is ${JSON.stringify(version)}, and only ${VERSION} is understood.`);
  }
  if (version === undefined || !isObject(links)) {
    throw new StateFileError(file, "It holds no states of links: it has no “version” and “links”.");
  }
  const states = new Map<string, LinkState>();
  for (const [url, line] of Object.entries(links)) {
    if (!isLine(line)) {
      const [{ instancePath, message } = { instancePath: "", message: "" }] = isLine.errors ?? [];
      throw new StateFileError(file, `What it says of ${JSON.stringify(url)} is damaged: ${instancePath} ${message}.`);
    }
    states.set(url, { checked: line.checked, answer: { ...line.answer, url }, death: line.death });
  }
  return { states, unfinishedSince: typeof since === "string" ? since : undefined };
}

/** Write the whole file, which is locked, or leave it as it was. @param unfinishedSince - of a run that has not come to its end */
export function writeStates(file: string, states: LinkStates, unfinishedSince?: string): void {
  makeFolderOf(file);
  writeFile(file, formatStates(states, unfinishedSince));
}

/** A cache may stand in a folder of its own, which nobody has made yet, or which is gone since. */
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
