// Random edits of a page, as people make them: a word, a URL, a row more or less, rows in another order, prose.

/** Gives a number from 0 up to, but not including, another. */
export type Random = (below: number) => number;

export interface EditedPage {
  text: string;
  /** Words that stand nowhere else, by which what was written is found again. */
  words: string[];
  /** What was done, for people. */
  done: string[];
}

/** A generator of the same numbers for the same seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const LETTERS = "bcdfghjklmnpqrstvwxz";

function freshWord(random: Random): string {
  const letters = Array.from({ length: 7 }, () => LETTERS[random(LETTERS.length)]);
  return `Zq${letters.join("")}`;
}

const isRow = (line: string): boolean => /^\| (?!---)/.test(line);
const isItem = (line: string): boolean => /^(?:-|\d+\.) \S/.test(line);
const isProse = (line: string): boolean => /^[A-Z].{20,}/.test(line);

function pick(lines: readonly string[], random: Random, wanted: (line: string, index: number) => boolean): number {
  const found = [...lines.keys()].filter((index) => wanted(lines[index] ?? "", index));
  return found.length === 0 ? -1 : (found[random(found.length)] ?? -1);
}

/** A row of records, and not the heading of a table. */
function isEntry(lines: readonly string[]): (line: string, index: number) => boolean {
  return (line, index) => isItem(line) || (isRow(line) && !/^\| (?:---|:-)/.test(lines[index + 1] ?? ""));
}

type Operation = (lines: string[], random: Random, words: string[]) => string | undefined;

/** Words of running text: not in a URL, a mark or a sign. */
function wordsIn(line: string): { start: number; end: number }[] {
  const hidden = [...line.matchAll(/\]\([^)]*\)|<[^>]*>|`[^`]*`|\[\[\d+\]\]\(#[^)]*\)/g)].map(({ 0: text, index }) => [
    index,
    index + text.length,
  ]);
  return [...line.matchAll(/[A-Za-z]{3,}/g)]
    .map(({ 0: text, index }) => ({ start: index, end: index + text.length }))
    .filter(({ start, end }) => !hidden.some(([from = 0, to = 0]) => start < to && end > from));
}

const changeWord: Operation = (lines, random, words) => {
  const at = pick(lines, random, (line, index) => isEntry(lines)(line, index) && wordsIn(line).length > 0);
  const line = lines[at];
  if (line === undefined) return undefined;
  const places = wordsIn(line);
  const place = places[random(places.length)];
  if (!place) return undefined;
  const word = freshWord(random);
  words.push(word);
  lines[at] = line.slice(0, place.start) + word + line.slice(place.end);
  return `word in line ${at + 1}`;
};

const addWord: Operation = (lines, random, words) => {
  const at = pick(lines, random, (line, index) => isEntry(lines)(line, index) && wordsIn(line).length > 0);
  const line = lines[at];
  if (line === undefined) return undefined;
  const place = wordsIn(line).at(-1);
  if (!place) return undefined;
  const word = freshWord(random);
  words.push(word);
  lines[at] = `${line.slice(0, place.end)} ${word}${line.slice(place.end)}`;
  return `one word more in line ${at + 1}`;
};

const changeUrl: Operation = (lines, random, words) => {
  const at = pick(lines, random, (line, index) => isEntry(lines)(line, index) && line.includes("](http"));
  const line = lines[at];
  if (line === undefined) return undefined;
  const word = freshWord(random).toLowerCase();
  words.push(word);
  lines[at] = line.replace(/\]\((https?:[^)\s]*)\)/, `](https://example.org/${word})`);
  return `URL in line ${at + 1}`;
};

const deleteRow: Operation = (lines, random) => {
  const at = pick(lines, random, isEntry(lines));
  if (at === -1) return undefined;
  const [line] = lines.splice(at, 1);
  return `deleted: ${line?.slice(0, 50)}`;
};

const addRow: Operation = (lines, random, words) => {
  const at = pick(lines, random, (line, index) => isEntry(lines)(line, index) && /\[[^\]]+\]\(http/.test(line));
  const line = lines[at];
  if (line === undefined) return undefined;
  const word = freshWord(random);
  words.push(word);
  const fresh = line
    .replace(/\[\[\d+\]\]\(#[^)]*\)/g, "")
    .replace(/\[[^\]]+\]\(https?:[^)\s]*\)/, `[${word}](https://example.org/${word.toLowerCase()})`);
  lines.splice(at + random(2), 0, fresh);
  return `new row ${word} at line ${at + 1}`;
};

const moveRow: Operation = (lines, random) => {
  const at = pick(
    lines,
    random,
    (line, index) => isEntry(lines)(line, index) && isEntry(lines)(lines[index + 1] ?? "", index + 1),
  );
  const [line, next] = [lines[at], lines[at + 1]];
  if (line === undefined || next === undefined) return undefined;
  [lines[at], lines[at + 1]] = [next, line];
  return `moved line ${at + 1}`;
};

const changeProse: Operation = (lines, random, words) => {
  const at = pick(lines, random, (line) => isProse(line) && wordsIn(line).length > 0);
  const line = lines[at];
  const places = line === undefined ? [] : wordsIn(line);
  const place = places[random(places.length)];
  if (line === undefined || !place) return undefined;
  const word = freshWord(random);
  words.push(word);
  lines[at] = line.slice(0, place.start) + word + line.slice(place.end);
  return `prose in line ${at + 1}`;
};

const addProse: Operation = (lines, random, words) => {
  const at = pick(lines, random, (line) => /^#{2,4} /.test(line));
  if (at === -1) return undefined;
  const word = freshWord(random);
  words.push(word);
  lines.splice(at + 1, 0, "", `A paragraph with ${word} and {braces}.`);
  return `paragraph behind line ${at + 1}`;
};

const changeHeading: Operation = (lines, random, words) => {
  const at = pick(lines, random, (line) => /^#{1,4} \w/.test(line));
  const line = lines[at];
  if (line === undefined) return undefined;
  const word = freshWord(random);
  words.push(word);
  lines[at] = `${line} ${word}`;
  return `heading in line ${at + 1}`;
};

/** A section with all that stands under its heading. */
const deleteSection: Operation = (lines, random) => {
  const at = pick(lines, random, (line) => /^#{2,4} /.test(line));
  if (at === -1) return undefined;
  const depth = /^#+/.exec(lines[at] ?? "")?.[0].length ?? 0;
  const next = lines.findIndex((line, index) => index > at && (/^#+(?= )/.exec(line)?.[0].length ?? 9) <= depth);
  const gone = lines.splice(at, (next === -1 ? lines.length : next) - at);
  return `deleted section: ${gone[0]}`;
};

const addSection: Operation = (lines, random, words) => {
  const at = pick(lines, random, (line) => /^#{2,4} /.test(line));
  if (at === -1) return undefined;
  const [word, other] = [freshWord(random), freshWord(random)];
  words.push(word, other);
  lines.splice(at, 0, `## ${word}`, "", `Words on ${other}.`, "");
  return `new section in front of line ${at + 1}`;
};

/** An entry that is a section, as others are: a heading of their depth, and a paragraph. */
const addEntry: Operation = (lines, random, words) => {
  const at = pick(lines, random, (line, index) => /^#{2,4} /.test(line) && isProse(lines[index + 2] ?? ""));
  if (at === -1) return undefined;
  const [word, other] = [freshWord(random), freshWord(random)];
  words.push(word, other);
  const [sign = ""] = lines[at]?.split(" ") ?? [];
  lines.splice(at, 0, `${sign} ${word}`, "", `What ${other} is about.`, "");
  return `new entry with a heading in front of line ${at + 1}`;
};

/** Most edits are of entries. */
const OPERATIONS: readonly Operation[] = [
  ...[changeWord, changeWord, changeWord, addWord, addWord, addWord, changeUrl, changeUrl],
  ...[deleteRow, deleteRow, addRow, addRow, addRow, moveRow, addEntry],
  ...[changeProse, addProse, changeHeading, deleteSection, addSection],
];

/** Some edits have no place on a page: then others are tried, as often as this. */
const TRIES = 3;

/** @param count - so many edits, or fewer where the page has no place for them */
export function editPage(page: string, random: Random, count: number): EditedPage {
  const lines = page.split("\n");
  const words: string[] = [];
  const done: string[] = [];
  for (let tried = 0; tried < count * TRIES && done.length < count; tried++) {
    const said = OPERATIONS[random(OPERATIONS.length)]?.(lines, random, words);
    if (said !== undefined) done.push(said);
  }
  return { text: lines.join("\n"), words, done };
}

/** What falls into a file when it is damaged: characters, lines, halves. */
export function corrupt(page: string, random: Random, count: number): string {
  let text = page;
  for (let index = 0; index < count; index++) {
    const at = random(text.length + 1);
    const lines = text.split("\n");
    const line = random(lines.length);
    switch (random(8)) {
      case 0:
        text = text.slice(0, at) + String.fromCharCode(32 + random(95)) + text.slice(at + 1);
        break;
      case 1:
        text = text.slice(0, at) + String.fromCodePoint(random(0x2ff)) + text.slice(at + 1 + random(3));
        break;
      case 2:
        lines.splice(line, 1 + random(5));
        text = lines.join("\n");
        break;
      case 3:
        lines.splice(line, 0, lines[random(lines.length)] ?? "");
        text = lines.join("\n");
        break;
      case 4: {
        const other = random(lines.length);
        [lines[line], lines[other]] = [lines[other] ?? "", lines[line] ?? ""];
        text = lines.join("\n");
        break;
      }
      case 5:
        text = random(4) === 0 ? text.slice(0, text.length >> 1) : text.slice(0, at) + text.slice(at + random(30));
        break;
      case 6:
        text =
          text.slice(0, at) +
          (["|", "[", "](", "\n\n", "<br>", "```", "{", "<!--", "\r", "\u0000"][random(10)] ?? "") +
          text.slice(at);
        break;
      default:
        text = text.replaceAll("\n", random(3) === 0 ? "\r\n" : "\n");
    }
  }
  return text;
}
