// The text of one file, as it is written, with a place for each of its offsets.
import type { Position } from "unist";
import { location } from "vfile-location";
import type { Point, Range } from "./diagnostic.ts";

let last: { text: string; places: ReturnType<typeof location> } | undefined;

/** Where the lines of a text start. That of the last text is kept: places in one file are asked for one after the other. */
function linesOf(text: string): ReturnType<typeof location> {
  if (last?.text !== text) last = { text, places: location(text) };
  return last.places;
}

/** @returns the range between two offsets of a text (0-based, UTF-16 code units, the end exclusive) */
export function rangeIn(text: string, start: number, end: number): Range {
  return { start: pointIn(text, start), end: pointIn(text, end) };
}

function pointIn(text: string, offset: number): Point {
  const { line, column } = linesOf(text).toPoint(Math.min(offset, text.length)) ?? { line: 1, column: 1 };
  return { line, column, offset };
}

/** @returns the text as the build writes one: without a byte order mark, and with LF for any line end */
export function normalText(text: string): string {
  return text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
}

export type Language = "yaml" | "markdown";

export class SourceText {
  /** Relative to the root, with `/`. */
  readonly file: string;
  readonly language: Language;
  /** Without a byte order mark. */
  readonly text: string;

  constructor(file: string, language: Language, text: string) {
    this.file = file;
    this.language = language;
    this.text = text;
  }

  /** @returns the range between two offsets */
  range(start: number, end: number): Range {
    return rangeIn(this.text, start, end);
  }

  /** @returns the range of a stretch whose lines and columns are right here, and its offsets perhaps not */
  rangeAt({ start, end }: Position): Range {
    const places = linesOf(this.text);
    return this.range(places.toOffset(start) ?? 0, places.toOffset(end) ?? 0);
  }

  /** The lines without their ends, and the offset at which each starts. */
  *lines(): Generator<{ text: string; start: number }> {
    for (const match of this.text.matchAll(/([^\r\n]*)(?:\r\n|\r|\n|$)/g)) {
      if (match[0] === "") return;
      yield { text: match[1] ?? "", start: match.index };
    }
  }
}
