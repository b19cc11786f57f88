// What somebody wrote where something is computed goes from the page, and is quoted where other edits are told.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { absorbPage } from "../../scripts/absorb/absorb.ts";
import { readSource, type Source } from "../../scripts/absorb/source.ts";
import { carriedLines, keptLines, notedLines } from "../../scripts/absorb/words.ts";
import { render } from "../../scripts/template/render.ts";
import { LISTS } from "../support/proof-lists.ts";
import { sublist } from "../support/sublists.ts";

const few = (name: string, ids: readonly string[]): Source =>
  sublist(readSource(path.join(LISTS, name)), ({ id }) => ids.includes(id));
const COURSES = few("courses", ["programs-without-computers", "mathematics"]);
const SOFTWARE = few("self-hosted", ["almanac"]);
const CLIPPER = few("self-hosted", ["clipper"]);

/** What is said of a page with other lines. */
function said(list: Source, ...changes: readonly (readonly [RegExp, string])[]): string {
  const page = render(list.list, "templates/README.md", list.template).markdown;
  const text = changes.reduce((current, [from, to]) => {
    assert.match(current, from);
    return current.replace(from, to);
  }, page);
  const found = absorbPage(list, text, () => list);
  return [carriedLines, keptLines, notedLines].flatMap((lines) => lines(found, (file) => file)).join("\n");
}

const COMPUTED = /^\| \[Village Library\](.*)\| Programs without Computers \|$/m;

test("a word in a computed cell, beside another field that is carried", () => {
  const words = said(COURSES, [COMPUTED, "| [Village Books]$1| Programs without Computers and Zqone |"]);
  assert.match(words, /“Village Library” is “Village Books” now/);
  assert.match(words, /“Courses” \(“Programs without Computers and Zqone”\): something of this is computed/);
});

test("a word where something is computed, in a row that else only follows another name", () => {
  const words = said(SOFTWARE, [/^(- \[Almanac\].*— )MIT,(.*)$/m, "$1MITT,$2 and Zqtwo"], [/^- \[MIT\]/m, "- [MITT]"]);
  assert.match(words, /“MIT” is “MITT” now/);
  assert.match(words, /and Zqtwo”: something of this is computed/);
});

test("a new row that stands in another order, with a computed text that its record will not make", () => {
  const words = said(SOFTWARE, [
    /^- \[Almanac\]\(.*?\)(.*also in .*)\n/m,
    "- [Zebra](https://zebra.example.org)$1 and Zqthree\n$&",
  ]);
  assert.match(words, /the order is computed/);
  assert.match(words, /Zqthree”: something of this is computed/);
});

test("a word where something is computed, in a row of which another edit changes a field", () => {
  const words = said(
    SOFTWARE,
    [/^- \[Almanac\]\(.*?\)/m, "- [Almanac](https://zqfour.example.org)"],
    [/^(- \[Almanac\]\(https:\/\/almanac.*also in \[Calendar)/m, "$1 and Zqfive"],
  );
  assert.match(words, /Website of Almanac/);
  assert.match(words, /Zqfive” is computed/);
});

test("a word of the template, beside what the template cannot do without", () => {
  const words = said(CLIPPER, [/^Software that people run/m, "Software that people keep"], [/^## Notes\n\n/m, ""]);
  assert.match(words, /“Software that people keep.*→ templates\/README.md/);
  assert.match(words, /“Notes” deleted is not carried: “each notes” stands by itself/);
});

test("a section that is gone with all that records make in it, which is one edit", () => {
  const words = said(CLIPPER, [/^## Licences\n\n- .*\n\n/m, ""]);
  assert.equal(
    words.replace(/^README.md:\d+ /gm, ""),
    "The whole section “Licences” is gone is not carried: it is made from records.\n" +
      "  Delete its rows one by one, or the section in templates/README.md.",
  );
});
