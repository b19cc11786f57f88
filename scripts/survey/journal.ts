// A journal beside a book: each answer is appended as it comes, so that a crash loses none of them.
import { appendFileSync, closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { about } from "../data/system-error.ts";
import { BookError, formatKnown, VERSION } from "./book.ts";
import type { Known } from "./known.ts";
import { knownFrom, ShapeError } from "./shape.ts";

/** The first line: what the file is. */
const HEAD = `{"journal":${VERSION}}\n`;

export interface Journal {
  /** What a run that did not come to its end left here. */
  readonly left: ReadonlyMap<string, Known>;
  /** Written when this returns, also if the process ends the moment after. */
  add(known: Known): void;
  /** Keep the file for the next run. */
  close(): void;
  /** Keep only what an earlier run left: what this one added says nothing. */
  undo(): void;
  /** The book holds everything now. */
  remove(): void;
}

/**
 * @param book - the book's file; the journal has its name and `.journal` behind it
 * @throws {BookError} when there is a file of this name that is no journal
 */
export function openJournal(book: string): Journal {
  const file = `${book}.journal`;
  let descriptor: number;
  let left: Map<string, Known>;
  let start: number;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const bytes = readBytes(file);
    const { known, length } = replay(file, bytes);
    left = known;
    descriptor = openSync(file, "a");
    // A line that was cut off would swallow the next one.
    if (length < bytes.length) ftruncateSync(descriptor, length);
    if (length === 0) appendFileSync(descriptor, HEAD);
    start = Math.max(length, HEAD.length);
  } catch (error) {
    throw error instanceof BookError ? error : about(file, error);
  }
  return {
    left,
    add(known) {
      appendFileSync(descriptor, `{"url":${JSON.stringify(known.answer.url)},"known":${formatKnown(known)}}\n`);
    },
    close() {
      closeSync(descriptor);
    },
    undo() {
      ftruncateSync(descriptor, start);
      closeSync(descriptor);
    },
    remove() {
      closeSync(descriptor);
      rmSync(file, { force: true });
    },
  };
}

/** @returns what the whole lines hold, and how many bytes those are */
function replay(file: string, bytes: Buffer): { known: Map<string, Known>; length: number } {
  const known = new Map<string, Known>();
  const length = bytes.lastIndexOf("\n") + 1;
  if (length === 0) {
    if (HEAD.startsWith(bytes.toString("utf8"))) return { known, length };
    throw new BookError(file, "It is no journal of links.");
  }
  const whole = bytes.subarray(0, length).toString("utf8");
  if (!whole.startsWith(HEAD)) throw new BookError(file, "It is no journal of links, or one of another version.");
  for (const line of whole.slice(HEAD.length).split("\n")) {
    const entry = entryOf(line);
    if (entry) known.set(entry.answer.url, entry);
  }
  return { known, length };
}

/** @returns nothing for a line that nobody could have written whole: its link is asked again */
function entryOf(line: string): Known | undefined {
  try {
    const { url, known } = JSON.parse(line);
    return typeof url === "string" ? knownFrom(url, known) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ShapeError) return undefined;
    throw error;
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}
