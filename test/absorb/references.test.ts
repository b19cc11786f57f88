// A name that stands where a record refers to another one, with where it leads: another record is meant, and none is changed.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import type { Kept } from "../../scripts/absorb/carry/carrying.ts";
import { readSource } from "../../scripts/absorb/source.ts";
import { absorbed, few, pageOf, said } from "../support/absorbed.ts";
import { LISTS } from "../support/proof-lists.ts";

/** What is said of edits that are kept; the edits themselves hold the whole list. */
const reasons = (kept: readonly Kept[]): string[] => kept.map(({ what, reason }) => `${what}: ${reason}`);

const COURSES = few("courses", ["counting-to-four", "programs-without-computers"]);
const FILE = "data/courses/programs-without-computers.yml";
const LIBRARY = /(Programs without Computers.* by )\[Village Library\]\([^)]*\)/;

const providerAfter = (to: string): { files: string[]; provider: unknown } => {
  const { drafts } = absorbed(COURSES, [LIBRARY, `$1${to}`]);
  return { files: [...drafts.keys()].sort(), provider: parse(drafts.get(FILE) ?? "").provider };
};

test("another record, with its own URL", () => {
  const found = providerAfter("[Open Campus](https://campus.example.org/)");
  assert.deepEqual(found, { files: [FILE], provider: "Open Campus" });
});

test("another record, with the URL of the one before, or with one that is nobody's", () => {
  const [old, none] = ["https://village.example.org/", "https://zqone.example.org/"];
  for (const url of [old, none]) {
    const found = providerAfter(`[Open Campus](${url})`);
    assert.deepEqual(found, { files: [FILE], provider: "Open Campus" });
  }
  assert.match(
    said(COURSES, [LIBRARY, `$1[Open Campus](${none})`]),
    /the URL of “Open Campus” stays https:\/\/campus\.example\.org\/, and does not become https:\/\/zqone\./,
  );
});

test("a record that is new, with its URL", () => {
  const { drafts } = absorbed(COURSES, [LIBRARY, "$1[Town Hall](https://hall.example.org/)"]);
  assert.deepEqual([...drafts.keys()].sort(), [FILE, "data/providers/town-hall.yml"]);
  assert.match(
    drafts.get("data/providers/town-hall.yml") ?? "",
    /^name: Town Hall\nurl: https:\/\/hall\.example\.org\/$/m,
  );
});

test("the same record with another URL, which other places show, too", () => {
  const words = said(COURSES, [LIBRARY, "$1[Village Library](https://open.example.org/)"]);
  assert.match(words, /it is the URL of “Village Library”, which \d places show/);
});

test("what a new item refers to is not what it is called", () => {
  const item = "- [](https://zqtwo.example.org) by [Village Library](https://village.example.org/), for everybody: Go.";
  assert.match(said(COURSES, [/^- \[Counting to Four\].*/m, `$&\n${item}`]), /the row does not show its “Title”/);
});

test("a heading whose name is in another script leaves the file of its record its name", () => {
  const { drafts, kept } = absorbed(COURSES, [/^## Music$/m, "## 音楽"]);
  assert.deepEqual(reasons(kept), []);
  assert.match(drafts.get("data/topics/music.yml") ?? "", /^name: 音楽$/m);
});

const HOSTED = few("self-hosted", ["almanac"]);
const ISC: [RegExp, string] = [/^- \[MIT\]/m, "- [ISC](https://spdx.org/licenses/ISC.html): ISC License\n$&"];

test("a new item that names a new entry of a legend, which stands further down", () => {
  const { drafts, kept } = absorbed(HOSTED, ISC, [
    /^- \[Almanac\].*\n/m,
    "- [Agenda](https://agenda.example.org/): A simple agenda. — ISC on Docker\n$&",
  ]);
  assert.deepEqual(reasons(kept), []);
  assert.match(drafts.get("data/licences/isc.yml") ?? "", /^identifier: ISC$/m);
  assert.deepEqual(parse(drafts.get("data/software/agenda.yml") ?? "").licences, ["ISC"]);
});

test("a changed item that names a new entry of a legend", () => {
  const { drafts, kept } = absorbed(HOSTED, ISC, [/^(- \[Almanac\].* — MIT), Apache-2\.0/m, "$1, ISC"]);
  assert.deepEqual(reasons(kept), []);
  assert.deepEqual(parse(drafts.get("data/software/almanac.yml") ?? "").licences, ["MIT", "ISC"]);
});

test("a new item that names an entry which cannot be made is kept, and says so once", () => {
  const words = said(
    HOSTED,
    [/^- \[MIT\]/m, "- [](https://spdx.org/licenses/ISC.html)\n$&"],
    [/^- \[Almanac\].*\n/m, "- [Agenda](https://agenda.example.org/): A simple agenda. — ISC on Docker\n$&"],
  );
  assert.equal(words.match(/there is no licence “ISC”/g)?.length, 1);
});

test("a technology that is a new tool is that tool, and one that is none stays a text", () => {
  const list = readSource(path.join(LISTS, "detection-and-response-pipeline"));
  const tool: [RegExp, string] = [
    /^(\| \[)Vector(\]\(https:\/\/github\.com\/)[^)]*(\).*\n)/m,
    "$&$1Qzqone$2zqone/zqone$3",
  ];
  for (const [written, wanted] of [
    ["Qzqone", "Qzqone"],
    ["Zqtwo", { text: "Zqtwo" }],
  ]) {
    const { drafts, kept } = absorbed(list, tool, [/^\| 4 \| /m, `$&• ${written}<br>`]);
    assert.deepEqual(reasons(kept), []);
    assert.match(drafts.get("data/tools/qzqone.yml") ?? "", /^name: Qzqone$/m);
    assert.deepEqual(parse(drafts.get("data/examples/dropbox.yml") ?? "").technologies[0], wanted);
  }
});

test("a record that stands in a second place with something that it did not say: that is added", () => {
  const list = few("self-hosted", ["linkbox", "monitoring", "beacon"]);
  const item = (source: string): string =>
    `- [Linkbox](https://linkbox.example.org/): Keeps links, and makes a feed or a calendar of them.${source} — MIT on Node.js, Docker`;
  const { drafts } = absorbed(list, [
    /^- \[Beacon\].*$/m,
    `$&\n${item(" ([Source](https://git.example.org/linkbox))")}`,
  ]);
  const { tags, source } = parse(drafts.get("data/software/linkbox.yml") ?? "");
  assert.equal(source, "https://git.example.org/linkbox");
  assert.ok(tags.includes("monitoring"));
});

test("a new row together with its footnote", () => {
  const list = readSource(path.join(LISTS, "detection-and-response-pipeline"));
  const { drafts, kept } = absorbed(
    list,
    [/^\| \[Vector\].*\n/m, "$&| [Qzqfour](https://github.com/zq/four)[[7]](#note-qzqfour) | Stream processing |\n"],
    [/(^\d+\. <a id="note-.*\n)(?!\d+\. )/m, '$17. <a id="note-qzqfour"></a>Qzqfour is dead.\n'],
  );
  assert.deepEqual(reasons(kept), []);
  assert.equal(parse(drafts.get("data/tools/qzqfour.yml") ?? "").footnote, "Qzqfour is dead.");
});

test("a row that moved to another section, and names a new record of its own kind or another, keeps its record", () => {
  const item = /^- \[Programs without Computers\].*$/m;
  const list = readSource(path.join(LISTS, "courses"));
  const row =
    item.exec(pageOf(list))?.[0].replace(/ by \[.*?\]\(.*?\)/, " by [Zqprov](https://zqprov.example.org/)") ?? "";
  const { drafts } = absorbed(
    list,
    [new RegExp(`${item.source}\\n`, "m"), ""],
    [/^- \[Counting to Four\].*$/m, `$&\n${row}`],
    [/^\| \[Village Library\].*$/m, "$&\n| [Zqprov](https://zqprov.example.org/) | |"],
  );
  assert.notEqual(drafts.get(FILE), undefined, [...drafts.keys()].join(" "));
  assert.match(drafts.get(FILE) ?? "", /^provider: Zqprov$/m);
});
