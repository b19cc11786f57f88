// A file of what is known of links: a cache, a history, or the results of a shard; sorted, one link a line.
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import writeFileAtomic from "write-file-atomic";
import { compare } from "../data/compare.ts";
import { about } from "../data/system-error.ts";
import type { Known } from "./known.ts";
import { knownFrom, ShapeError } from "./shape.ts";

/** What is known, by URL as it is listed. */
export type Book = ReadonlyMap<string, Known>;

/** Any other is another format. */
export const VERSION = 1;

/** A book that cannot be read; the message is for the person whose file it is. */
export class BookError extends Error {
  readonly file: string;

  constructor(file: string, message: string) {
    super(message);
    this.file = file;
  }
}

/**
 * @returns what the file holds; `undefined` when there is none
 * @throws {BookError} when it holds something else
 */
export async function readBook(file: string): Promise<Map<string, Known> | undefined> {
  let source: string;
  try {
    source = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw about(file, error);
  }
  return parseBook(file, source);
}

/** @throws {BookError} */
export function parseBook(file: string, source: string): Map<string, Known> {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    throw new BookError(file, `It is not JSON: ${error instanceof Error ? error.message : error}.`);
  }
  if (typeof value !== "object" || value === null || !("version" in value) || !("links" in value)) {
    throw new BookError(file, "It is no book of links: it has no “version” and “links”.");
  }
  if (value.version !== VERSION) {
    throw new BookError(file, `Its version is ${JSON.stringify(value.version)}, and only ${VERSION} is understood.`);
  }
  const { links } = value;
  if (typeof links !== "object" || links === null || Array.isArray(links)) {
    throw new BookError(file, "Its “links” are not an object.");
  }
  const book = new Map<string, Known>();
  for (const [url, entry] of Object.entries(links)) {
    try {
      book.set(url, knownFrom(url, entry));
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      throw new BookError(file, `What it says of ${JSON.stringify(url)} is damaged: ${error.message}.`);
    }
  }
  return book;
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
  return `{"version":${VERSION},"links":{\n${lines.join(",\n")}\n}}\n`;
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
