// The laws of a page that can be edited: nothing edited changes nothing, what is absorbed is what the page says, and no word is lost.
import assert from "node:assert/strict";
import path from "node:path";
import { after, describe, it } from "node:test";
import { type Absorbed, absorbPage, deletions } from "../../scripts/absorb/absorb.ts";
import { readSource, type Source } from "../../scripts/absorb/source.ts";
import { TEMPLATE } from "../../scripts/template/page.ts";
import { render } from "../../scripts/template/render.ts";
import { Trouble } from "../../scripts/text/trouble.ts";
import { MAIN_LIST, SECOND_LIST } from "../support/lists.ts";
import { corrupt, type EditedPage, editPage, type Random, randomFrom } from "../support/page-edits.ts";
import { LISTS } from "../support/proof-lists.ts";
import { isThorough, runs, tried } from "../support/runs.ts";
import { sublist } from "../support/sublists.ts";

const { seed } = runs(1);
/** A page takes some hundredths of a second, so that `npm test` tries few of them. */
const pages = (all: number): number => (isThorough ? all : Math.ceil(runs(all).numRuns / 40));
/** What is edited at once, and how often a page is damaged. */
const EDITS = 5;
/** The lists of which fewer pages are tried are large. */
const LARGE = 100;
/** So many pages are of one part of a list. */
const OF_ONE = 25;

/** How many pages of random parts of each list are edited, and damaged, with all runs. */
const TRIED: readonly { name: string; root: string; edited: number; damaged: number }[] = [
  { name: "books", root: path.join(LISTS, "books"), edited: 1300, damaged: 1200 },
  { name: "courses", root: path.join(LISTS, "courses"), edited: 1000, damaged: 900 },
  { name: "self-hosted", root: path.join(LISTS, "self-hosted"), edited: 900, damaged: 800 },
  { name: "public-apis", root: path.join(LISTS, "public-apis"), edited: 1000, damaged: 1000 },
  { name: "the main list", root: MAIN_LIST, edited: 30, damaged: 20 },
  { name: "the second list", root: SECOND_LIST, edited: 60, damaged: 40 },
];

/** With a few records; all of what the template names by its id, and of the lists that are all about each other. */
function part(all: Source, random: Random): Source {
  const named = new Set(all.parsed.byId.flatMap(({ path: [folder = "", id = ""] }) => `${folder}/${id}`));
  const many = all.list.entries.length;
  const found = sublist(all, ({ kind, id }) => named.has(`${kind.folder}/${id}`) || random(many) < 3);
  return found.errors.length === 0 ? found : all;
}

const pageOf = ({ list, template }: Source): string => render(list, TEMPLATE, template).markdown;

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

let edits = 0;
let damaged = 0;

for (const { name, root, ...counts } of tried(TRIED, ({ edited }) => edited >= LARGE)) {
  const all = readSource(root);
  const whole = isThorough ? all : part(all, randomFrom(seed));
  const page = pageOf(whole);
  /** A page that was changed, and the part of the list that it was. */
  const each = (count: number, change: (text: string, random: Random, run: number, today: Source) => void): void => {
    let today = all;
    for (let run = 0; run < count; run++) {
      if (run % OF_ONE === 0) today = part(all, randomFrom(seed + run));
      change(pageOf(today), randomFrom(seed + run), run, today);
    }
  };

  describe(`the page of ${name}`, () => {
    it("that nobody edited changes no byte of any file", () => {
      const variants = [page, page.replaceAll("\n", "\r\n"), `\ufeff${page}`, page.trimEnd(), aligned(page)];
      for (const text of variants) {
        const { drafts, carried, kept, noted } = absorbPage(whole, text, () => whole);
        assert.deepEqual([[...drafts.keys()], carried, kept, noted], [[], [], [], []]);
      }
    });

    it("is made of the records as somebody edited it, and no word is lost", () => {
      each(pages(counts.edited), (text, random, run, today) => {
        const edited = editPage(text, random, EDITS);
        edits += edited.done.length;
        const found = absorbPage(today, edited.text, () => today);
        const built = found.drafts.size === 0 ? text : pageOf(readSource(root, found.drafts, today));
        const problems = broken(edited, text, built, found);
        assert.deepEqual(problems, [], `seed ${seed + run}: ${edited.done.join("; ")}`);
      });
    });

    it("may be damaged in any way, and the records still load", () => {
      each(pages(counts.damaged), (page, random, run, today) => {
        const text = corrupt(page, random, EDITS);
        damaged += EDITS;
        let found: Absorbed;
        try {
          found = absorbPage(today, text, () => today);
        } catch (error) {
          assert.ok(error instanceof Trouble, `seed ${seed + run}: ${error instanceof Error ? error.stack : error}`);
          return;
        }
        if (found.drafts.size === 0) return;
        const { loaded } = readSource(root, found.drafts, today);
        const errors = loaded.diagnostics.filter(({ severity }) => severity === "error");
        assert.deepEqual(errors, [], `seed ${seed + run}`);
        // What goes is told, so that the command can ask.
        const gone = [...found.drafts].filter(([, draft]) => draft === undefined).length;
        assert.ok(deletions(found).length <= gone);
      });
    });
  });
}

after(() => console.log(`${edits} edits, ${damaged} damages`));

/** As formatters align tables. */
function aligned(text: string): string {
  return text.replace(/^\|.*\|$/gm, (row) => row.replace(/ \|/g, "    |").replace(/\| /g, "|  "));
}
