// What somebody wrote where something is computed goes from the page, and is quoted where other edits are told.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { whatIs } from "../../scripts/absorb/edit.ts";
import { readSource, type Source } from "../../scripts/absorb/source.ts";
import { absorbed, few, said } from "../support/absorbed.ts";
import { type Cleanup, makeList } from "../support/lists.ts";

const COURSES = few("courses", ["programs-without-computers", "mathematics"]);
const LANGUAGES = few("courses", ["programs-without-computers", "languages", "mathematics"]);
const SOFTWARE = few("self-hosted", ["almanac"]);

const COMPUTED = /^\| \[Village Library\](.*)\| Programs without Computers \|$/m;

test("a word in a computed cell, beside another field that is carried", () => {
  const words = said(COURSES, [COMPUTED, "| [Village Books]$1| Programs without Computers and Zqone |"]);
  assert.match(words, /“Village Library” is “Village Books” now/);
  assert.match(words, /“Courses” \(“Programs without Computers and Zqone”\): something of this is computed/);
});

test("a list of the records that name the one of the row: those are to be edited", () => {
  assert.match(
    said(COURSES, [COMPUTED, "| [Village Library]$1| Programs without Computers, Zqeight |"]),
    /“Courses” is computed\. It follows from the records in data\/courses\/ that name “Village Library”: edit those\./,
  );
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

test("a word where something is computed, in a row whose own name another edit changes", () => {
  const words = said(
    LANGUAGES,
    [/^(- \[Programming\].*\[Languages)\]/m, "$1 Zqsix]"],
    [/^- \[Mathematics\].*\n/m, ""],
    [/^## Programming$/m, "## Programming Zqseven"],
  );
  assert.match(words, /“Programming” is “Programming Zqseven” now/);
  assert.match(words, /Languages Zqsix.*” is computed/);
});

test("an entry of the contents that leads to the same heading is the same record, at its own line", () => {
  const books = few("books", ["a-compiler-for-one", "corner-bookshop", "paper-moon"]);
  assert.match(
    said(books, [/^- \[Corner Bookshop\]/m, "- [Korner Bookshop]"]),
    /^README\.md:9 “Corner Bookshop” is “Korner Bookshop” now → data\/shops\/korner-bookshop\.yml, /,
  );
  assert.equal(
    said(books, [/^- \[Paper Moon\].*/m, "- [The Moon](#paper-moon) and more"]),
    "README.md:10 “The Moon and more” is not carried: this is not written as the template writes it. " +
      "Write it as the other rows are written, such as: Paper Moon",
  );
});

test("a new item of a legend, of which only what others refer to is printed", () => {
  const words = said(SOFTWARE, [/^- \[MIT\].*/m, "$&\n- [ZQ-1](https://zqnine.example.org): Zqnine"]);
  assert.match(words, /a new item under Licences → data\/licences\/zq-1\.yml \(new\) it is not printed, since nothing/);
});

test("an item of a legend without a URL, of another name at the same place, is the same record", async (t) => {
  const language = {
    "x-kind": { folder: "languages", name: "name", legend: true },
    type: "object",
    properties: { name: { type: "string" }, note: { type: "string" } },
  };
  const game = {
    "x-kind": { folder: "games", name: "name" },
    type: "object",
    properties: { name: { type: "string" }, language: { type: "string", "x-ref": "language" } },
  };
  for (const item of ["**{name}**", "{name}", "**{name}**: {note}", "{name} ({note})"]) {
    const root = await makeList(t, {
      "schemas/language.schema.json": JSON.stringify(language),
      "schemas/game.schema.json": JSON.stringify(game),
      "data/games/go.yml": "name: Go\nlanguage: german\n",
      "data/games/chess.yml": "name: Chess\nlanguage: latin\n",
      "data/languages/german.yml": "name: German\nnote: It has cases\n",
      "data/languages/latin.yml": "name: Latin\nnote: It is old\n",
      "templates/README.md": `# Games\n\n<!-- each games -->\n- {name}, {language}\n\n## Legend\n\n<!-- each languages -->\n* ${item}\n`,
    });
    const { drafts, kept } = absorbed(readSource(root), [/^([*-] (?:\*\*)?)German/m, "$1Deutsch"]);
    assert.deepEqual(
      kept.map(({ what, reason }) => `${what}: ${reason}`),
      [],
      item,
    );
    assert.deepEqual([...drafts.keys()].sort(), [
      "data/games/go.yml",
      "data/languages/deutsch.yml",
      "data/languages/german.yml",
    ]);
    assert.equal(drafts.get("data/languages/german.yml"), undefined);
    assert.match(drafts.get("data/languages/deutsch.yml") ?? "", /^name: Deutsch\nnote: It has cases\n/);
  }
});

/** Games that are sorted by a number, of which the page shows it or not. */
async function games(t: Cleanup, number: object, isShown: boolean, state: object = {}): Promise<Source> {
  const schema = {
    title: "Game",
    "x-kind": { folder: "games", name: "name", order: ["year"] },
    type: "object",
    properties: { name: { type: "string" }, year: { type: "integer", ...number }, state: { type: "string", ...state } },
  };
  const record = (number: number): string => `name: Game ${number}\nyear: ${number}\n`;
  const root = await makeList(t, {
    "schemas/game.schema.json": JSON.stringify(schema),
    ...Object.fromEntries([1, 2, 3].map((number) => [`data/games/game-${number}.yml`, record(number)])),
    "templates/README.md": `# Games\n\n<!-- each games -->\n- {name}${isShown ? ", {year}" : ""}\n`,
  });
  return readSource(root);
}

const MOVED: [RegExp, string] = [/^(- Game 1.*\n)(- Game 2.*\n)/m, "$2$1"];

for (const isShown of [true, false]) {
  test(`items that a number sorts, which is ${isShown ? "" : "not "}printed: it says something, and moving one is no edit`, async (t) => {
    const { drafts, kept, noted } = absorbed(await games(t, {}, isShown), MOVED);
    assert.deepEqual([...drafts.keys()], []);
    assert.equal(kept.length, 0);
    assert.deepEqual(noted.map(whatIs), ["Game 2 moved"]);
  });
}

test("items that a number sorts which says only where they stand: moving one changes it", async (t) => {
  const { drafts } = absorbed(await games(t, { "x-new": { value: 99 } }, false), MOVED);
  const numbers = [1, 2].map((number) => parse(drafts.get(`data/games/game-${number}.yml`) ?? "").year);
  assert.deepEqual(numbers, [2, 1]);
});

test("a new item does not get the number of the one below it, nor do those below get the next ones", async (t) => {
  const { drafts } = absorbed(await games(t, {}, false), [/^- Game 2.*\n/m, "- Zqten\n$&"]);
  assert.deepEqual([...drafts.keys()], ["data/games/zqten.yml"]);
  assert.equal(parse(drafts.get("data/games/zqten.yml") ?? "").year, undefined);
});

test("a new item gets what new records start with, but for what it says, and that is said", async (t) => {
  const source = await games(t, { maximum: 9, "x-new": { value: 9 } }, false, { "x-new": { value: "Draft" } });
  const { drafts, carried } = absorbed(source, [/^- Game 3.*\n/m, "$&- Zqten\n"]);
  assert.deepEqual(parse(drafts.get("data/games/zqten.yml") ?? ""), { name: "Zqten", year: 4, state: "Draft" });
  assert.deepEqual(
    carried.map(({ says }) => says),
    [["its state is “Draft”, as of new records: is that right?"]],
  );
});

test("an item that says a name alone, which nothing refers to: another name is another record", async (t) => {
  const { drafts } = absorbed(await games(t, {}, false), [/^- Game 2$/m, "- Quite another"]);
  assert.deepEqual([...drafts.keys()].sort(), ["data/games/game-2.yml", "data/games/quite-another.yml"]);
  assert.equal(drafts.get("data/games/game-2.yml"), undefined);
  assert.equal(parse(drafts.get("data/games/quite-another.yml") ?? "").number, undefined);
});
