// Finds text that was UTF-8 and was read as Mac Roman, Windows-1252 or Latin-1, and what it was meant to be.
import { memoized } from "../../text/memoized.ts";
import type { SourceText } from "../../text/source.ts";
import { isWithin, type Stretch } from "../../text/stretches.ts";

export interface Mojibake extends Stretch {
  encoding: "Mac Roman" | "Windows-1252" | "Latin-1";
  /** What it was meant to be; `undefined` where a part of it is lost. */
  repaired: string | undefined;
}

/** How sure it is that a sequence is mojibake: by itself, beside others, or only where there is more of it. */
type Grade = "sure" | "likely" | "possible";

interface Sequence extends Stretch {
  character: string;
  grade: Grade;
}

interface Encoding {
  name: "Mac Roman" | "Windows-1252";
  /** The byte that a character was read from. */
  bytes: ReadonlyMap<string, number>;
  grade: (lead: number, character: string, around: Around) => Grade;
}

/** What stands around a sequence, and the sequence without its first character. */
interface Around {
  before: string;
  rest: string;
  after: string;
}

/** 0x80 to 0x9f; written out, as the decoder of Node 20 takes Windows-1252 for Latin-1. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Punctuation that may follow a word directly, so that it proves nothing. */
const CLOSING = new Set("\u00a0«»‘’“”…–—›‹•·");
const MARKS = new Set("™®©¹²³†‡´¡¿");
/** What stands behind √, ¬, ≈ and ƒ in formulas. */
const IN_FORMULAS = new Set("πΩ∞∂∑∏∫µ±");

const HIGH_BYTES = Buffer.from(Array.from({ length: 0x80 }, (_, index) => 0x80 + index));

const ENCODINGS: readonly Encoding[] = [
  {
    name: "Windows-1252",
    // Latin-1 first: what read it may have had no character for 0x80 to 0x9f, and kept the bytes.
    bytes: new Map([...bytesOf(HIGH_BYTES.toString("latin1")), ...bytesOf(WINDOWS_1252)]),
    grade: gradeWindows,
  },
  { name: "Mac Roman", bytes: bytesOf(new TextDecoder("macintosh").decode(HIGH_BYTES)), grade: gradeMac },
];

/** The first half of a quotation mark, dash or emoji whose last byte stands for no character, and was dropped. */
const TORN = /(?:â€|ðŸ)\ufffd*|(?:‚Ä|\uf8ffü)\ufffd+/g;

/** @returns the runs of a file, in order, none of which overlaps another */
export const mojibakeIn = memoized(({ text }: SourceText): readonly Mojibake[] => {
  const sure: Mojibake[] = [];
  const others: Mojibake[] = [];
  for (const encoding of ENCODINGS) {
    const runs = runsOf(text, encoding);
    // Once one sequence of a file is certain, the probable ones count as well.
    const isProven = runs.some(isSure);
    for (const run of runs) {
      if (isSure(run)) sure.push(describe(text, run, encoding));
      else if (isProven && run.some(isProbable)) others.push(describe(text, run, encoding));
    }
  }
  const torn = [...text.matchAll(TORN)].map(({ 0: { length }, index }): Mojibake => {
    const encoding = /[âð]/.test(text.charAt(index)) ? "Windows-1252" : "Mac Roman";
    return { start: index, end: index + length, encoding, repaired: undefined };
  });
  return withOthers(withOthers(withoutOverlaps(sure), withoutOverlaps(others)), torn);
});

/** @param characters - that the bytes from 0x80 on stand for */
function bytesOf(characters: string): Map<string, number> {
  return new Map([...characters].map((character, index) => [character, 0x80 + index]));
}

/** Sequences that touch each other. */
function runsOf(text: string, encoding: Encoding): Sequence[][] {
  const runs: Sequence[][] = [];
  for (const { index } of text.matchAll(/[^\0-\x7f]/g)) {
    const last = runs.at(-1);
    const end = last?.at(-1)?.end ?? 0;
    const sequence = index < end ? undefined : sequenceAt(text, index, encoding);
    if (!sequence) continue;
    if (last && end === index) last.push(sequence);
    else runs.push([sequence]);
  }
  return runs;
}

/** Strict UTF-8: nothing that is longer than it needs to be, no halves of surrogate pairs. */
function sequenceAt(text: string, start: number, { bytes, grade }: Encoding): Sequence | undefined {
  const lead = bytes.get(text.charAt(start)) ?? 0;
  const next = bytes.get(text.charAt(start + 1)) ?? 0;
  if (lead < 0xc2 || lead > 0xf4 || next < 0x80 || next > 0xbf) return undefined;
  const end = start + (lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
  const written = Buffer.from([...text.slice(start, end)].map((each) => bytes.get(each) ?? 0));
  const character = written.toString("utf8");
  if (!Buffer.from(character).equals(written) || /[\p{Cn}\p{Co}]/u.test(character)) return undefined;
  const around = {
    before: text.slice(Math.max(0, start - 2), start),
    rest: text.slice(start + 1, end),
    after: text.slice(end, end + 2),
  };
  return { start, end, character, grade: grade(lead, character, around) };
}

/** What people write in such lists: Latin letters, punctuation and symbols, emoji. */
const COMMON = /[\u00a0-\u024f\u1e00-\u1eff\u2000-\u2b7f\ufb00-\ufb06\ufeff\ufffd\u{1f000}-\u{1faff}]|\ufe0e|\ufe0f/u;
/** Greek, Cyrillic, Hebrew, Arabic. */
const OTHER_SCRIPT = /[\u0370-\u052f\u0590-\u06ff]/;

function gradeWindows(lead: number, character: string, { before, rest, after }: Around): Grade {
  const [previous, next] = [before.slice(-1), after.charAt(0)];
  const isTelling = [...rest].some((character) => !CLOSING.has(character) && !MARKS.has(character));
  if (lead >= 0xe0) {
    // A byte order mark is followed by anything.
    if (character === "\ufeff") return "sure";
    if (!isTelling) return "possible";
    return COMMON.test(character) ? "sure" : "likely";
  }
  // `Â©` and `Ã©`: no capital Ã stands there, unless the whole word is in capitals.
  if (lead === 0xc2 || lead === 0xc3) {
    if (character < "\u00a0") return "possible";
    if (CLOSING.has(rest)) {
      if (/[\p{Ll}\d]/u.test(previous)) return "sure";
      return lead === 0xc3 && /\p{Ll}/u.test(next) && !/\p{L}/u.test(previous) ? "sure" : "possible";
    }
    return isTelling || !/\p{Lu}/u.test(previous) ? "sure" : "possible";
  }
  if (lead <= 0xc5) {
    if (/\p{Ll}/u.test(previous)) return "sure";
    if (!isTelling) return "possible";
    return /\p{Ll}/u.test(next) ? "sure" : "likely";
  }
  if (!isTelling) return "possible";
  const isGreek = lead === 0xce || lead === 0xcf;
  return isGreek && !/\p{Lu}/u.test(previous) ? "sure" : "likely";
}

function gradeMac(lead: number, character: string, { before, rest, after }: Around): Grade {
  if (lead >= 0xe0) {
    const isOpening = lead === 0xe0 || lead === 0xe3;
    return COMMON.test(character) && !isOpening ? "sure" : "likely";
  }
  const isBehindWord = /[A-Za-z]$/.test(before);
  const isBeforeWord = /^[A-Za-z]/.test(after);
  if (lead === 0xc2) {
    if (character < "\u00a0") return "possible";
    return !IN_FORMULAS.has(rest) || /[A-Za-z\d]$/.test(before) ? "sure" : "possible";
  }
  if (lead === 0xc3) {
    if (!IN_FORMULAS.has(rest)) return isBehindWord || isBeforeWord ? "sure" : "possible";
    return /[A-Za-z]{2}$/.test(before) && /^[A-Za-z]{2}/.test(after) ? "sure" : "possible";
  }
  if (lead === 0xc4 || lead === 0xc5) return isBehindWord && !IN_FORMULAS.has(rest) ? "sure" : "possible";
  return "possible";
}

function isSure(run: readonly Sequence[]): boolean {
  if (run.some(({ grade }) => grade === "sure")) return true;
  // Dashes, quotation marks and letters in turn: `–ü—Ä–∏`.
  if (run.filter(({ character }) => OTHER_SCRIPT.test(character)).length > 2) return true;
  const likely = run.filter(({ grade }) => grade === "likely").length;
  return likely > 1 || (likely > 0 && run.length > 2);
}

function isProbable({ grade, character }: Sequence): boolean {
  return grade === "likely" || COMMON.test(character);
}

function describe(text: string, run: readonly Sequence[], { name }: Encoding): Mojibake {
  const [start, end] = [run[0]?.start ?? 0, run.at(-1)?.end ?? 0];
  const repaired = run.map(({ character }) => character).join("");
  const hasBytes = /[\u0080-\u009f]/.test(text.slice(start, end));
  return {
    start,
    end,
    encoding: name === "Windows-1252" && hasBytes ? "Latin-1" : name,
    repaired: repaired.includes("\ufffd") ? undefined : repaired,
  };
}

/** Of two that overlap, the longer. */
function withoutOverlaps(runs: readonly Mojibake[]): Mojibake[] {
  const kept: Mojibake[] = [];
  for (const run of runs.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (!last || last.end <= run.start) kept.push(run);
    else if (run.end - run.start > last.end - last.start) kept[kept.length - 1] = run;
  }
  return kept;
}

/** @returns the runs, and those of the others that overlap none of them, in order */
function withOthers(runs: readonly Mojibake[], others: readonly Mojibake[]): Mojibake[] {
  const separate = others.filter(({ start, end }) => !isWithin(runs, start) && !isWithin(runs, end - 1));
  return [...runs, ...separate].sort((a, b) => a.start - b.start);
}
