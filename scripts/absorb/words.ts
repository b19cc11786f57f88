// What was absorbed, in people's words: a line an edit, then what is kept, with the reason and the question.

import path from "node:path";
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { PAGE } from "../template/page.ts";
import { readIfThere } from "../text/files.ts";
import type { Absorbed } from "./absorb.ts";
import { type NewPart, whatIs } from "./edit.ts";
import { roomFor, roomForSection } from "./make-room.ts";

/** @param display - names a file, relative to the list, to people */
export function carriedLines({ carried }: Absorbed, display: (file: string) => string): string[] {
  return carried.flatMap(({ edit, what, where, says }) => [
    `${display(PAGE)}:${edit.line} ${what} → ${someOf(where.map(display)).join(", ")}`,
    ...says.flatMap(below),
  ]);
}

function someOf(files: readonly string[]): readonly string[] {
  return files.length > 3 ? [...files.slice(0, 2), `${files.length - 2} more files`] : files;
}

const COLUMNS = 80;
/** Words of a sentence. A command counts as one word, so that it stays in one line and can be copied. */
const WORDS = /(?:npm run|npx \w+|rm) .*|\S+/g;

/** The indented lines of a sentence, below the line that it is about. */
function below(sentence: string): string[] {
  const lines: string[] = [];
  for (const word of sentence.match(WORDS) ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= COLUMNS) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines;
}

export function keptLines(found: Absorbed, display: (file: string) => string): string[] {
  return found.kept.flatMap(({ edit, what, reason, question }) => [
    `${display(PAGE)}:${edit.line} ${what} is not carried: ${reason}.`,
    ...below(question),
    ...(edit.type === "refused" && edit.patch ? roomLines(found, edit.patch, display) : []),
  ]);
}

function roomLines(found: Absorbed, part: NewPart, display: (file: string) => string): string[] {
  const drafts = roomForSection(found, part);
  if (drafts)
    return patchOf({ ...found, drafts }, display)
      .trimEnd()
      .split("\n");
  const room = roomFor(found.root, part);
  return typeof room === "string" ? below(room) : room;
}

/** Lines about moved rows and computed words, which the build makes in its own way. */
export function notedLines({ noted }: Absorbed, display: (file: string) => string): string[] {
  const moves = noted.filter(({ type }) => type === "moved");
  const [first] = moves;
  const others = moves.length > 1 ? ` and ${moves.length - 1} more` : "";
  return [
    ...(first ? [`${display(PAGE)}:${first.line} ${whatIs(first)}${others}: the order is computed, and stays.`] : []),
    ...noted.flatMap((edit) => (edit.type === "noted" ? [`${display(PAGE)}:${edit.line} ${edit.what}.`] : [])),
  ];
}

/** A unified diff of records and template, as `git apply` takes it: there, or in a list that is elsewhere. */
export function patchOf(
  { root, drafts }: Pick<Absorbed, "root" | "drafts">,
  display: (file: string) => string,
): string {
  return [...drafts]
    .map(([file, text]) => {
      const before = readIfThere(path.join(root, file));
      if (before === text) return "";
      const name = path.isAbsolute(display(file)) ? file : display(file);
      const [from, to] = [
        before === undefined ? "/dev/null" : `a/${name}`,
        text === undefined ? "/dev/null" : `b/${name}`,
      ];
      return createTwoFilesPatch(from, to, before ?? "", text ?? "", undefined, undefined, {
        context: 3,
        headerOptions: FILE_HEADERS_ONLY,
      });
    })
    .join("");
}
