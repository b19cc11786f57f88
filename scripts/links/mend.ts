// Moved links → files with the new addresses in them, and nothing else changed.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import writeFileAtomic from "write-file-atomic";
import { fixText } from "../lint/fix.ts";
import { parseYaml } from "../record/yaml.ts";
import { urlsOf } from "../rules/support/links.ts";
import type { RecordText } from "../rules/support/values.ts";
import { templateTree } from "../template/parse.ts";
import { Diagnostic } from "../text/diagnostic.ts";
import { MarkdownDocument } from "../text/document.ts";
import { markdownUrls } from "../text/markdown.ts";
import { SourceText } from "../text/source.ts";
import { about } from "../text/system-error.ts";
import type { Place } from "./collect.ts";
import { addressAt, editsAt, isMendable, writtenAt } from "./written.ts";

export interface Move {
  place: Place;
  target: string;
}

/**
 * Write new addresses at all places where that can be done without changing anything else.
 *
 * @param base - the folder (absolute) that the places are named from
 * @returns the moves that were written
 * @throws {NodeJS.ErrnoException} when a file cannot be read or written
 */
export async function mendMoves(base: string, moves: readonly Move[]): Promise<Move[]> {
  const written: Move[] = [];
  for (const [file, there] of byFile(moves)) written.push(...(await mendFile(path.join(base, file), there)));
  return written;
}

/** @returns the moves that `mendMoves` would write into the files as they were read */
export function writableMoves(moves: readonly Move[]): Move[] {
  return [...byFile(moves).values()].flatMap((there) => {
    const [first] = there;
    return first ? mendText(sourceOf(first.place), there).mended : [];
  });
}

function byFile(moves: readonly Move[]): Map<string, Move[]> {
  const files = new Map<string, Move[]>();
  for (const move of moves) {
    if (!isMendable(move.place) || addressAt(move.place, move.target) === move.place.url) continue;
    const there = files.get(move.place.file);
    if (there) there.push(move);
    else files.set(move.place.file, [move]);
  }
  return files;
}

function sourceOf({ text }: Place): string {
  return text instanceof MarkdownDocument ? text.source.text : text.record.source;
}

async function mendFile(target: string, moves: readonly Move[]): Promise<Move[]> {
  const bytes = await readFile(target, "utf8");
  const mark = bytes.startsWith("\ufeff") ? "\ufeff" : "";
  const source = bytes.slice(mark.length);
  const { text, mended } = mendText(source, moves);
  if (mended.length === 0) return [];
  try {
    await writeFileAtomic(target, mark + text);
  } catch (error) {
    throw about(target, error);
  }
  return mended;
}

/**
 * @param source - the file's text, from which the places were read
 * @param moves - of this file
 */
export function mendText(source: string, moves: readonly Move[]): { text: string; mended: Move[] } {
  const all = attempt(source, moves);
  if (all) return { text: all, mended: [...moves] };
  // One that cannot be written keeps no other from being written.
  let [text, mended] = [source, [] as Move[]];
  for (const move of moves) {
    const found = attempt(source, [...mended, move]);
    if (found) [text, mended] = [found, [...mended, move]];
  }
  return { text, mended };
}

/** @returns the text with all of these moves, or nothing when it would not say exactly that */
function attempt(source: string, moves: readonly Move[]): string | undefined {
  const fixes = moves
    .map(({ place, target }) => {
      const { file } = place;
      const range = place.range();
      const edits = editsAt(place, target);
      return new Diagnostic({ file, range, rule: "moved-link", message: "", fix: { edits, changesData: true } });
    })
    .sort((a, b) => a.range.start.offset - b.range.start.offset);
  const [first] = moves;
  if (!first) return undefined;
  const { text, mended } = fixText(first.place.file, source, fixes);
  if (mended.length < moves.length) return undefined;
  return saysWhatItShould(source, text, moves) ? text : undefined;
}

function saysWhatItShould(before: string, after: string, moves: readonly Move[]): boolean {
  const byText = new Map<RecordText | MarkdownDocument, Move[]>();
  for (const move of moves) {
    const there = byText.get(holderOf(move.place));
    if (there) there.push(move);
    else byText.set(holderOf(move.place), [move]);
  }
  const old = recordIn(before);
  const fresh = recordIn(after);
  for (const [text, there] of byText) {
    if (text instanceof MarkdownDocument) return sameUrls(templateUrls(before), templateUrls(after), there);
    const wanted = replaced(text.value, there);
    if (text.kind === "markdown" && !sameUrls(markdownUrls(text.value), markdownUrls(wanted), there)) return false;
    if (!setAt(old, text.path, wanted)) return false;
  }
  return isDeepStrictEqual(old, fresh);
}

/** The value of a record, or a document that is a file. */
function holderOf({ text }: Place): RecordText | MarkdownDocument {
  return text instanceof MarkdownDocument ? (text.text ?? text) : text;
}

function replaced(value: string, moves: readonly Move[]): string {
  let text = value;
  for (const { place, target } of [...moves].sort((a, b) => b.place.start - a.place.start)) {
    text = text.slice(0, place.start) + writtenAt(place, target) + text.slice(place.end);
  }
  return text;
}

function sameUrls(before: readonly string[], after: readonly string[], moves: readonly Move[]): boolean {
  const targets = new Map(moves.map(({ place, target }) => [place.url, addressAt(place, target)]));
  if (before.length !== after.length) return false;
  return before.every((url, index) => after[index] === url || after[index] === targets.get(url));
}

function templateUrls(text: string): string[] {
  const tree = templateTree(text);
  if (!tree) return [];
  const source = new SourceText("", "markdown", text);
  return urlsOf(new MarkdownDocument({ kind: "template", source, tree, folder: "", anchors: new Set() })).map(
    ({ url }) => url,
  );
}

function recordIn(source: string): unknown {
  return parseYaml("", source).value;
}

/** @returns whether there was a text to replace */
function setAt(record: unknown, path: readonly (string | number)[], value: string): boolean {
  let found = record;
  for (const step of path.slice(0, -1)) {
    if (typeof found !== "object" || found === null) return false;
    found = Reflect.get(found, step);
  }
  const last = path.at(-1);
  if (typeof found !== "object" || found === null || last === undefined) return false;
  return Reflect.set(found, last, value);
}
