// A journal beside a book: each answer is appended as it comes, so that a crash loses none of them.
import {
  appendFileSync,
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
} from "node:fs";
import path from "node:path";
import writeFileAtomic from "write-file-atomic";
import { about } from "../text/system-error.ts";
import { BookError, formatKnown, VERSION } from "./book.ts";
import { copyAside, type Damage } from "./damage.ts";
import type { Known } from "./known.ts";
import { knownFrom, ShapeError } from "./shape.ts";

/** Runs that never come to their end would let it grow without end: more lines than that, most of them old, are cleared up. */
const LINES = 1_000;

/** The first line: what the file is. */
const HEAD = `{"journal":${VERSION}}\n`;

export interface Journal {
  /** A file whose first line was no longer ours: what could be read went into a new one. */
  readonly damage: Damage | undefined;
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
 * @param now - when the run started
 * @throws {BookError} when there is a file of this name that is no journal
 */
export function openJournal(book: string, now: Date): Journal {
  const file = `${book}.journal`;
  let descriptor: number;
  let left: Map<string, Known>;
  let start: number;
  let damage: Damage | undefined;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const bytes = readBytes(file);
    const replayed = replay(file, bytes);
    left = replayed.known;
    if (replayed.damage !== undefined) {
      damage = { file, what: replayed.damage, aside: copyAside(file, now) };
    }
    const isFull = replayed.lines > LINES && replayed.lines > 2 * left.size;
    const isRewritten = damage !== undefined || isFull;
    if (isRewritten) writeFileAtomic.sync(file, HEAD + [...left.values()].map(lineOf).join(""));
    descriptor = openSync(file, "a");
    // A line that was cut off would swallow the next one.
    if (!isRewritten && replayed.length < bytes.length) ftruncateSync(descriptor, replayed.length);
    if (fstatSync(descriptor).size === 0) appendFileSync(descriptor, HEAD);
    start = fstatSync(descriptor).size;
  } catch (error) {
    throw error instanceof BookError ? error : about(file, error);
  }
  return {
    damage,
    left,
    add(known) {
      appendFileSync(descriptor, lineOf(known));
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

function lineOf(known: Known): string {
  return `{"url":${JSON.stringify(known.answer.url)},"known":${formatKnown(known)}}\n`;
}

interface Replayed {
  known: Map<string, Known>;
  length: number;
  lines: number;
  damage?: string;
}

/**
 * @returns what the whole lines hold, how many they are, and how many bytes those are; the damage, when the first line is no longer ours
 * @throws {BookError} when no line is
 */
function replay(file: string, bytes: Buffer): Replayed {
  const known = new Map<string, Known>();
  const length = bytes.lastIndexOf("\n") + 1;
  if (HEAD.startsWith(bytes.toString("utf8"))) return { known, length, lines: 0 };
  const whole = bytes.subarray(0, length).toString("utf8");
  const lines = whole.split("\n");
  for (const line of lines) {
    const entry = entryOf(line);
    if (entry) known.set(entry.answer.url, entry);
  }
  if (whole.startsWith(HEAD)) return { known, length, lines: lines.length };
  const isOurs = known.size > 0 || /^[\s\0]*$/.test(bytes.toString("utf8"));
  if (!isOurs) throw new BookError(file, "It is no journal of links, or one of another version.");
  return {
    known,
    length,
    lines: lines.length,
    damage: `It does not begin as a journal of links. ${known.size} of its lines could be read.`,
  };
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
