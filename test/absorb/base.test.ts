// What is new against the base of a page, and is what today's data print, is no edit: nothing is carried, and nothing said.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { absorbPage } from "../../scripts/absorb/absorb.ts";
import { readSource, type Source } from "../../scripts/absorb/source.ts";
import { carriedLines, keptLines, notedLines } from "../../scripts/absorb/words.ts";
import { render } from "../../scripts/template/render.ts";
import { LISTS } from "../support/proof-lists.ts";
import { sublist } from "../support/sublists.ts";

const ROOT = path.join(LISTS, "self-hosted");
const ALL = readSource(ROOT);
const BASE = sublist(ALL, ({ id }) => id === "almanac");
const FILE = "data/software/almanac.yml";
const RECORD = ALL.loaded.files.find(({ file }) => file === FILE)?.source ?? "";
const OTHER = "data/software/zebra.yml";
const NEW = RECORD.replace("name: Almanac", "name: Zebra").replaceAll("almanac.example.org", "zebra.example.org");

const withDrafts = (base: Source, drafts: readonly (readonly [string, string | undefined])[]): Source =>
  readSource(ROOT, new Map(drafts), base);
const pageOf = ({ list, template }: Source): string => render(list, template).markdown;

function said(base: Source, today: Source, text: string): string[] {
  const found = absorbPage(today, text, () => base);
  return [
    ...[carriedLines, keptLines, notedLines].flatMap((lines) => lines(found, (file) => file)),
    ...found.drafts.keys(),
  ];
}

const TWO = withDrafts(BASE, [[OTHER, NEW]]);
const REWORDED = withDrafts(BASE, [[FILE, RECORD.replace(/^description: .*$/m, "description: Shows days.")]]);
const RENAMED = withDrafts(BASE, [[FILE, RECORD.replace("name: Almanac", "name: Almanack")]]);
const PROSE = withDrafts(BASE, [["templates/README.md", BASE.written.replace(/^(# .*)$/m, "$1 and more")]]);

for (const [name, base, today] of [
  ["a new row", BASE, TWO],
  ["a deleted row", TWO, BASE],
  ["a field", BASE, REWORDED],
  ["a name", BASE, RENAMED],
  ["prose", BASE, PROSE],
] as const) {
  test(`${name} that the data have already`, () => {
    assert.notEqual(pageOf(base), pageOf(today));
    assert.deepEqual(said(base, today, pageOf(today)), []);
  });

  test(`another edit beside ${name} that the data have already`, () => {
    const text = pageOf(today).replace("](https://spdx.org/licenses/MIT.html): MIT License", "$& of today");
    assert.notEqual(text, pageOf(today));
    const [line, ...others] = said(base, today, text);
    assert.match(line ?? "", /Name of MIT/);
    assert.deepEqual(others, ["data/licences/mit.yml"]);
  });
}

test("a field that the data have already, in a row with another edit", () => {
  // It stands under two tags.
  const text = pageOf(REWORDED).replaceAll(
    "Shows days. ([Demo](https://almanac",
    "Shows days. ([Demo](https://calendar",
  );
  const [line, ...others] = said(BASE, REWORDED, text);
  assert.match(line ?? "", /of Almanac → data/);
  assert.deepEqual(others, [FILE]);
});

test("an edit of a record that has another name today, and its old one as an alias, goes to that record", () => {
  const courses = readSource(path.join(LISTS, "courses"));
  const [old, now] = ["data/providers/open-campus.yml", "data/providers/wide-campus.yml"];
  const record = "name: Wide Campus\nurl: https://campus.example.org/\naliases: [OC, Open Campus]\n";
  const certificates = "certificates: [Statement of attendance, Diploma]\n";
  const drafts = new Map([
    [old, undefined],
    [now, record + certificates],
  ]);
  const today = readSource(courses.root, drafts, courses);
  const page = pageOf(courses);
  const edited = page.replace("Statement of attendance, Diploma", "Diploma, Statement of attendance");
  assert.notEqual(edited, page);
  const { drafts: found, kept } = absorbPage(today, edited, () => courses);
  assert.deepEqual(kept, []);
  assert.deepEqual([...found], [[now, `${record}certificates: [Diploma, Statement of attendance]\n`]]);
  const gone = said(courses, today, page.replace(/^\| \[Open Campus\].*\n/m, "")).join("\n");
  assert.match(gone, /Open Campus deleted .* is not carried: data\/providers\/wide-campus\.yml has changed meanwhile/);
});
