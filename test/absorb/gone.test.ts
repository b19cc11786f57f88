// What is gone from the page, beside what still tells of it: nothing is deleted that somebody edited or that has its section.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { absorbPage } from "../../scripts/absorb/absorb.ts";
import { readSource } from "../../scripts/absorb/source.ts";
import { absorbed, few, pageOf, said } from "../support/absorbed.ts";
import { MAIN_LIST } from "../support/lists.ts";
import { LISTS } from "../support/proof-lists.ts";
import { sublist } from "../support/sublists.ts";

const CLIPPER = few("self-hosted", ["clipper"]);
const CALENDAR = few("self-hosted", ["calendar", "monitoring"]);

test("a word of the template, beside what the template cannot do without", () => {
  const words = said(CLIPPER, [/^Software that people run/m, "Software that people keep"], [/^## Notes\n\n/m, ""]);
  assert.match(words, /“Software that people keep.*→ templates\/README.md/);
  assert.match(words, /“Notes” deleted is not carried: “each notes” stands by itself/);
});

test("a section that is gone with all that records make in it, which is one edit", () => {
  const words = said(CLIPPER, [/^## Licences\n\n- .*\n\n/m, ""]);
  assert.equal(
    words.replace(/^README.md:\d+ /gm, ""),
    "the whole section “Licences” deleted is not carried: it is made from records. " +
      "Delete its rows one by one, or the section in templates/README.md.",
  );
});

const IN_CONTENTS = /^- \[Calendar\]\(#calendar\)\n/m;
const SECTION = /^## Calendar\n\n[^#]*/m;

test("an entry that goes from the contents, and has its section still", () => {
  const words = said(CALENDAR, [IN_CONTENTS, ""], [/^Keep dates, /m, "Keep days, "]);
  assert.match(words, /Description of Calendar → data\/tags\/calendar.yml$/m);
  assert.match(words, /Calendar deleted under Contents is not carried: it is still under Calendar\./);
});

test("the section of an entry that is in the contents still", () => {
  const words = said(CALENDAR, [SECTION, ""]);
  assert.match(words, /the whole section “Calendar” deleted is not carried: it is made from records\./);
  assert.match(words, /Delete data\/tags\/calendar.yml, or the section in templates\/README.md/);
});

test("an entry that goes from the contents together with its section", () => {
  const words = said(CALENDAR, [IN_CONTENTS, ""], [SECTION, ""]);
  assert.match(words, /^README.md:\d+ Calendar deleted under Contents → data\/tags\/calendar.yml \(deleted\)$/);
});

test("an entry that goes, and whose footnote is edited", () => {
  const words = said(CLIPPER, [/^- \[Clipper\].*\n/gm, ""], [/Clipper is read-only/, "Clipper is finished"]);
  assert.match(words, /Footnote of Clipper → data\/software\/clipper.yml/m);
  assert.doesNotMatch(words, /deleted\)/);
});

test("a row that goes, and that a new text names, stays, and a line says so", () => {
  const books = readSource(path.join(LISTS, "books"));
  const words = said(
    books,
    [/^\| \[The \\\*Starred.*\n/m, ""],
    [/\n*$/, "\n\nSee [The \\*Starred\\* Expression](https://books.example.org/starred), which is gone.\n"],
  );
  assert.match(words, /^README\.md:63 “See \[The .* → templates\/README\.md$/m);
  assert.match(words, /^README\.md:46 “The \*Starred\* Expression” stays: line 63 names it\.$/m);
  assert.doesNotMatch(words, /deleted/);
});

test("a tool that goes takes along what its footnote alone tells of, and nothing else", () => {
  // Its template names components by their ids.
  const list = sublist(
    readSource(MAIN_LIST),
    ({ kind, id }) => kind.name === "component" || id === "faust" || id === "vector",
  );
  const words = said(list, [/^\| \[Faust\].*\n/m, ""]);
  assert.match(words, /^README\.md:\d+ Faust deleted under .* → data\/tools\/faust\.yml \(deleted\), /);
  assert.match(
    words,
    /, data\/tools\/faust-streaming\.yml \(deleted\) data\/tools\/faust-streaming\.yml goes, too: nothing/,
  );
  assert.doesNotMatch(words, /vector|not carried/);
});

test("a text behind all that goes, below a heading that cannot stay, is kept with it", () => {
  const list = few("public-apis", ["animals"]);
  const words = said(
    list,
    [/^## Index\n\n- .*\n/m, "## Contents\n"],
    [/^## Animals\n(?:.*\n)*## Contributing\n\n.*\n\n/m, ""],
    [/^➕ \[Add a category\].*/m, "A paragraph with {braces}."],
  );
  assert.match(words, /“A paragraph with \{braces\}\.” is not carried/);
  assert.doesNotMatch(words, /“A paragraph with \{braces\}\.” →/);
});

test("a drawing goes with the only row that shows it, also where another edit renames what it names", () => {
  const list = readSource(MAIN_LIST);
  const { drafts } = absorbed(
    list,
    [/^## Detection and Correlation Engine$/m, "## Detection and Correlation"],
    [/^\|.*img\/apple\.svg.*\n/m, ""],
    [/^\| \d+\. Apple \|.*\n/m, ""],
  );
  const gone = [...drafts].flatMap(([file, text]) => (text === undefined ? [file] : []));
  assert.ok(gone.includes("data/diagrams/apple.yml"), gone.join(" "));
  assert.ok(gone.includes("data/examples/apple.yml"), gone.join(" "));
});

test("a row that moved to another table, where it cannot be carried, is not taken for deleted", () => {
  const list = readSource(MAIN_LIST);
  const row = /^\| \[Gitea\].*\n/m.exec(pageOf(list))?.[0] ?? "";
  const { drafts, kept } = absorbed(list, [/^\| \[Gitea\].*\n/m, ""], [/^\| \[Vector\].*\n/m, `$&${row}`]);
  assert.deepEqual([...drafts.keys()], []);
  assert.deepEqual(kept.map(({ edit }) => edit.type).sort(), ["deleted", "new"]);
});

test("two rows of different tables that were swapped: neither record is deleted, or called like the other", () => {
  const books = few("books", ["a-compiler-for-two", "proofs-by-night"]);
  const page = pageOf(books);
  const [first = "", second = ""] = [/^\| \[A Compiler for Two.*$/m, /^\| Proofs by Night.*$/m].map(
    (row) => row.exec(page)?.[0] ?? "",
  );
  const swapped = page
    .replace(first, "Zqone")
    .replace(second, () => first)
    .replace("Zqone", () => second);
  const found = absorbPage(books, swapped, () => books);
  assert.deepEqual([...found.drafts.keys()], []);
  assert.equal(found.kept.length, 2);
});

test("a row with a bar in its name that a paragraph divides from its table: its record stays", () => {
  const found = absorbed(few("public-apis", ["cloud-atlas", "rain-not"]), [/^\| \[Rain \\\| Not\]/m, "Zqone.\n\n$&"]);
  assert.deepEqual([...found.drafts.keys()], []);
  assert.match(
    found.kept.map(({ reason }) => reason).join("\n"),
    /^this row has one cell, .*\nthese rows stand outside of a table$/,
  );
});
