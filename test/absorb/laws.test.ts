// The laws of a page that can be edited: nothing edited changes nothing, what is absorbed is what the page says, and no word is lost.
import assert from "node:assert/strict";
import path from "node:path";
import process from "node:process";
import { after, describe, it } from "node:test";
import { type Absorbed, absorbPage, deletions } from "../../scripts/absorb/absorb.ts";
import type { Kept } from "../../scripts/absorb/carry/carrying.ts";
import { writable } from "../../scripts/absorb/remade-page.ts";
import { readSource, type Source } from "../../scripts/absorb/source.ts";
import { TEMPLATE } from "../../scripts/template/page.ts";
import { stringify } from "../../scripts/template/stringify.ts";
import { Trouble } from "../../scripts/text/trouble.ts";
import { MAIN_LIST, SECOND_LIST } from "../support/lists.ts";
import { corrupt, type EditedPage, editPage, type Random, randomFrom } from "../support/page-edits.ts";
import { LISTS } from "../support/proof-lists.ts";
import { isThorough, runs, tried } from "../support/runs.ts";
import { randomPart } from "../support/sublists.ts";

/** `SEED=… npx tsx --test test/absorb/laws.test.ts` starts with the part of a list that a failure names. */
const { seed } = runs(1);
/** `npm test` tries a few. */
const parts = (all: number): number => (isThorough ? all : Math.ceil(runs(all).numRuns / 40));
/** From one edit at once to so many: a page is edited, or damaged, at as many places. */
const MOST_AT_ONCE = 25;
const someAtOnce = (random: Random): number => 1 + random(MOST_AT_ONCE);
/** So many times, a part of a list is edited and absorbed, each time from what came of the last. */
const ROUNDS = 8;
/** So many pages of a part are damaged. */
const DAMAGED = 20;
/** What test:all is to try. */
const [MOST_EDITS, MOST_DAMAGES] = [20_000, 20_000];

/** How many random parts of each list are edited, and damaged, with all runs; of large lists, and deep ones, fewer. */
const TRIED: readonly { name: string; root: string; edited: number; damaged: number }[] = [
  { name: "books", root: path.join(LISTS, "books"), edited: 74, damaged: 20 },
  { name: "courses", root: path.join(LISTS, "courses"), edited: 36, damaged: 12 },
  { name: "self-hosted", root: path.join(LISTS, "self-hosted"), edited: 68, damaged: 20 },
  { name: "public-apis", root: path.join(LISTS, "public-apis"), edited: 68, damaged: 20 },
  { name: "the main list", root: MAIN_LIST, edited: 4, damaged: 2 },
  { name: "the second list", root: SECOND_LIST, edited: 5, damaged: 2 },
];
/** A list of which fewer parts are edited is for test:all. */
const MANY = 30;

const pageOf = ({ page }: Source): string => stringify(page.children).markdown;

/** A line of a page without what is computed: numbers, marks, and anchors of links to headings. */
function comparable(line: string): string {
  return line
    .replace(/\[\[\d+\]\]\(#[^)]*\)/g, "")
    .replace(/\]\(#[^)]*\)/g, "](#)")
    .replace(/^(?:\| )?\d+\.? /, "")
    .replace(/\\([{}&#])/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

/** Fields that are shown where others refer to their record: they follow there. */
const FOLLOWED = /URL|Website| is “/;

function broken({ text, words }: EditedPage, page: string, built: string, found: Absorbed): string[] {
  const [before, now] = [page.split("\n"), text.split("\n")];
  const [old, fresh] = [before, built.split("\n")].map((lines) => new Set(lines.map(comparable)));
  const kept = new Set(found.kept.map(({ edit }) => edit.line));
  const said = new Set(found.carried.filter(({ says }) => says.length > 0).map(({ edit }) => edit.line));
  const keptText = found.kept.map(({ edit }) => ("text" in edit ? edit.text : "")).join("\n");
  const drafts = [...found.drafts.values()].join("\n").toLowerCase();
  const follows = found.carried.some(({ what }) => FOLLOWED.test(what));
  const problems = now.flatMap((line, index) => {
    const own = comparable(line);
    if (old?.has(own) || fresh?.has(own) || kept.has(index + 1) || said.has(index + 1)) return [];
    if (keptText.includes(line)) return [];
    const own_words = words.filter((word) => line.includes(word));
    if (follows && own_words.every((word) => built.includes(word))) return [];
    return [`line ${index + 1} is neither built nor kept: ${line}`];
  });
  const saidText = found.carried.flatMap(({ says }) => says).join("\n");
  const lost = words.filter((word) => {
    const line = now.findIndex((each) => each.toLowerCase().includes(word.toLowerCase()));
    if (line === -1 || drafts.includes(word.toLowerCase()) || kept.has(line + 1)) return false;
    return !`${keptText}\n${saidText}`.toLowerCase().includes(word.toLowerCase());
  });
  const isWhole = found.kept.length === 0 && said.size === 0;
  const shown = new Set(now.map(comparable));
  const back = before.filter((line) => {
    const own = comparable(line);
    return isWhole && own !== "" && !shown.has(own) && fresh?.has(own);
  });
  return [
    ...problems,
    ...lost.map((word) => `${word} is lost`),
    ...back.map((line) => `this was deleted, and is back: ${line}`),
  ];
}

/** Is the page anew as it is built, but for what was kept, which is in it? */
function brokenAnew({ text, words }: EditedPage, built: string, found: Absorbed): string[] {
  if (!found.after || found.kept.length === 0) return [];
  const anew = writable({ ...found, page: text });
  if (anew?.page === undefined) return [];
  const [now, page] = [text.split("\n"), anew.page.split("\n")];
  const made = new Set(built.split("\n"));
  const textOf = ({ edit }: Kept, lines: readonly string[]): string => {
    return "text" in edit ? edit.text : (lines[edit.line - 1] ?? "");
  };
  const isThere = anew.kept.map((each) => textOf(each, page)).join("\n");
  // Where a row is kept under a heading that has no others, it stands in a table of its own.
  const isHeading = (at: number): boolean => [page[at], page[at + 1]].some((line) => /^\| :?---/.test(line ?? ""));
  const strange = page.filter((line, at) => !made.has(line) && !isThere.includes(line) && !isHeading(at));
  const wasKept = found.kept.map((each) => textOf(each, now)).join("\n");
  const lost = words.filter((word) => wasKept.includes(word) && !page.join().includes(word));
  return [
    ...strange.map((line) => `anew, this is neither built nor kept: ${line}`),
    ...lost.map((word) => `${word} is lost`),
  ];
}

let edits = 0;
let damages = 0;

/** @returns the list that comes of a page that was edited, and its page */
function edit(today: Source, text: string, random: Random, said: string): { today: Source; text: string } {
  const edited = editPage(text, random, someAtOnce(random));
  edits += edited.done.length;
  const found = absorbPage(today, edited.text, () => today);
  const after = found.after ?? today;
  for (const [file, draft] of found.drafts) {
    const written = file === TEMPLATE ? after.written : after.loaded.files.find((each) => each.file === file)?.source;
    assert.equal(written, draft);
  }
  const built = found.after ? pageOf(after) : text;
  const problems = [...broken(edited, text, built, found), ...brokenAnew(edited, built, found)];
  assert.deepEqual(problems, [], `${said}: ${edited.done.join("; ")}`);
  return { today: after, text: built };
}

function damage(today: Source, text: string, random: Random, said: string): void {
  const count = someAtOnce(random);
  damages += count;
  let found: Absorbed;
  try {
    found = absorbPage(today, corrupt(text, random, count), () => today);
  } catch (error) {
    assert.ok(error instanceof Trouble, `${said}: ${error instanceof Error ? error.stack : error}`);
    return;
  }
  assert.deepEqual(found.after?.errors ?? [], [], said);
  // What goes is told, so that the command can ask.
  const gone = [...found.drafts].filter(([, draft]) => draft === undefined).length;
  assert.ok(deletions(found).length <= gone, said);
}

/** Nobody edited it. */
function assertUntouched(today: Source, text: string): void {
  const { drafts, carried, kept, noted } = absorbPage(today, text, () => today);
  assert.deepEqual([[...drafts.keys()], carried, kept, noted], [[], [], [], []]);
}

for (const { name, root, ...counts } of tried(TRIED, ({ edited }) => edited >= MANY)) {
  const all = readSource(root);
  const each = (count: number, run: (part: Source, random: Random, said: string) => void): void => {
    for (let own = seed; own < seed + parts(count); own++) {
      const random = randomFrom(own);
      run(randomPart(all, random), random, `seed ${own}`);
    }
  };

  describe(`the page of ${name}`, () => {
    it("that nobody edited changes no byte of any file", () => {
      const whole = isThorough ? all : randomPart(all, randomFrom(seed));
      const page = pageOf(whole);
      const variants = [page, page.replaceAll("\n", "\r\n"), `\ufeff${page}`, page.trimEnd(), aligned(page)];
      for (const text of variants) assertUntouched(whole, text);
    });

    it("is made of the records as somebody edited it, and no word is lost", () => {
      each(counts.edited, (part, random, said) => {
        let [today, text] = [part, pageOf(part)];
        for (let round = 1; round <= ROUNDS; round++)
          ({ today, text } = edit(today, text, random, `${said}, round ${round}`));
        // What came of all of them is a list like any other.
        const files = new Map(today.loaded.files.map(({ file, source }) => [file, source]));
        const gone = part.loaded.files
          .filter(({ file }) => !files.has(file))
          .map(({ file }) => [file, undefined] as const);
        assertUntouched(today, text);
        assert.equal(pageOf(readSource(root, new Map([...files, ...gone, [TEMPLATE, today.written]]), part)), text);
      });
    });

    it("may be damaged in any way, and the records still load", () => {
      each(counts.damaged, (part, random, said) => {
        const text = pageOf(part);
        for (let page = 1; page <= DAMAGED; page++) damage(part, text, random, `${said}, page ${page}`);
      });
    });
  });
}

after(() => console.log(`${edits} edits, ${damages} damages`));

// Another seed makes somewhat more or fewer.
if (isThorough && process.env.SEED === undefined) {
  it("was edited and damaged often enough", () => {
    assert.ok(edits >= MOST_EDITS && damages >= MOST_DAMAGES, `${edits} edits, ${damages} damages`);
  });
}

/** As formatters align tables. */
function aligned(text: string): string {
  return text.replace(/^\|.*\|$/gm, (row) => row.replace(/ \|/g, "    |").replace(/\| /g, "|  "));
}
