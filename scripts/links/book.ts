// A file of what is known of links: a cache, a history, or the results of a shard; sorted, one link a line.
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import writeFileAtomic from "write-file-atomic";
import { compare } from "../text/compare.ts";
import { about } from "../text/system-error.ts";
import type { Known } from "./known.ts";
import { safe } from "./safe.ts";
import { knownFrom, ShapeError } from "./shape.ts";

/** What is known, by URL as it is listed. */
export type Book = ReadonlyMap<string, Known>;

/** Any other is another format. */
export const VERSION = 1;

/** What stands in front of the links. */
const HEAD = `{"version":${VERSION},"links":{\n`;

/** A book that cannot be used; message and hint are for the person whose file it is. */
export class BookError extends Error {
  readonly file: string;
  readonly hint: string;

  constructor(file: string, message: string, hint = "Name another file: this one is left as it is.") {
    super(message);
    this.file = file;
    this.hint = hint;
  }
}

export interface ReadBook {
  /** All of it that is whole. */
  book: Map<string, Known>;
  /** What is wrong with the rest, in sentences. */
  damage: string | undefined;
}

/**
 * @returns what the file holds; `undefined` when there is none
 * @throws {BookError} when it is no book at all, or one of another version
 */
export async function readBook(file: string): Promise<ReadBook | undefined> {
  let source: string;
  try {
    source = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw about(file, error);
  }
  return parseBook(file, source);
}

/** @throws {BookError} when it is no book at all, or one of another version */
export function parseBook(file: string, source: string): ReadBook {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    return parseLines(file, source, `It is not JSON: ${safe(error instanceof Error ? error.message : "")}.`);
  }
  if (typeof value !== "object" || value === null || !("version" in value) || !("links" in value)) {
    return parseLines(file, source, "It is no book of links: it has no “version” and “links”.");
  }
  if (value.version !== VERSION) {
    throw new BookError(file, `Its version is ${JSON.stringify(value.version)}, and only ${VERSION} is understood.`);
  }
  const { links } = value;
  if (typeof links !== "object" || links === null || Array.isArray(links)) {
    return { book: new Map(), damage: damaged("Its “links” are not an object.", 0) };
  }
  const book = new Map<string, Known>();
  let problem: string | undefined;
  for (const [url, entry] of Object.entries(links)) {
    try {
      book.set(url, knownFrom(url, entry));
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      problem ??= `What it says of ${JSON.stringify(url)} is damaged: ${error.message}.`;
    }
  }
  return { book, damage: problem && damaged(problem, book.size) };
}

/** A link stands on a line of its own, so what happened to one of them did not happen to the others. */
function parseLines(file: string, source: string, problem: string): ReadBook {
  const book = new Map<string, Known>();
  for (const line of source.split("\n")) {
    const known = lineFrom(`{${line.replace(/,\s*$/, "")}}`);
    if (known) book.set(known.answer.url, known);
  }
  // A file that was cut off at its start, or that the computer went down under: empty, or nothing but zeros.
  const isOurs = book.size > 0 || source.startsWith(HEAD) || HEAD.startsWith(source) || /^[\s\0]*$/.test(source);
  if (!isOurs) throw new BookError(file, problem);
  return { book, damage: damaged(problem, book.size) };
}

function lineFrom(json: string): Known | undefined {
  try {
    const [[url, value] = ["", undefined], ...others] = Object.entries<unknown>(JSON.parse(json));
    return others.length === 0 ? knownFrom(url, value) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ShapeError) return undefined;
    throw error;
  }
}

function damaged(problem: string, whole: number): string {
  return `${problem} ${whole === 1 ? "1 link" : `${whole} links`} could be read.`;
}

/** Write the whole file, or leave it as it was; the same links make the same bytes. */
export async function writeBook(file: string, book: Book): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFileAtomic(file, formatBook(book));
  } catch (error) {
    throw about(file, error);
  }
}

export function formatBook(book: Book): string {
  const lines = [...book]
    .sort(([a], [b]) => compare(a, b))
    .map(([url, known]) => `${JSON.stringify(url)}:${formatKnown(known)}`);
  return `${HEAD}${lines.join(",\n")}\n}}\n`;
}

/** On one line, with keys in one order. The URL is the key that it stands under. */
export function formatKnown({ checked, answer, death }: Known): string {
  const { url: _, repository, ...rest } = answer;
  const written = {
    checked,
    answer: sorted({ ...rest, ...(repository ? { repository: sorted(repository) } : {}) }),
    ...(death ? { death: sorted(death) } : {}),
  };
  return JSON.stringify(written);
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => compare(a, b)));
}
