// Books and journals: the same bytes for the same links, damage that is told, and nothing lost at any byte.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { BookError, formatBook, parseBook, readBook, writeBook } from "../../scripts/links/book.ts";
import { openBook } from "../../scripts/links/books.ts";
import { openJournal } from "../../scripts/links/journal.ts";
import { type Known, learn } from "../../scripts/links/known.ts";
import type { Answer, Verdict } from "../../scripts/links/web/verdict.ts";
import { answer } from "../support/answers.ts";
import { runs } from "../support/runs.ts";
import { hostileText } from "../support/values.ts";

async function folder(t: TestContext): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), "book-"));
  t.after(() => rm(made, { recursive: true, force: true }));
  return made;
}

function bookOf(...all: Known[]): Map<string, Known> {
  return new Map(all.map((known) => [known.answer.url, known]));
}

const NOW = new Date("2026-11-24T04:23:00.000Z");
const DAY_1 = "2026-11-01T04:23:00.000Z";
const GONE = learn(undefined, answer("https://example.org/b", "dead", { confirmed: true }), DAY_1);
const THERE = learn(undefined, answer("https://example.org/a", "ok", { title: "The guide", etag: '"1"' }), DAY_1);
const KEPT = learn(
  undefined,
  answer("https://github.com/example/a", "ok", {
    repository: { name: "example/a", archived: false, pushed: "2026-01-02" },
  }),
  DAY_1,
);

const WRITTEN = `{"version":1,"links":{
"https://example.org/a":{"checked":"2026-11-01T04:23:00.000Z","answer":{"etag":"\\"1\\"","evidence":"200 OK","reason":"found","status":200,"title":"The guide","verdict":"ok"}},
"https://example.org/b":{"checked":"2026-11-01T04:23:00.000Z","answer":{"confirmed":true,"evidence":"404 Not Found","reason":"not-found","status":404,"verdict":"dead"},"death":{"confirmed":true,"evidence":"404 Not Found","last":"2026-11-01T04:23:00.000Z","reason":"not-found","runs":1,"since":"2026-11-01T04:23:00.000Z","status":404}},
"https://github.com/example/a":{"checked":"2026-11-01T04:23:00.000Z","answer":{"evidence":"200 OK","reason":"found","repository":{"archived":false,"name":"example/a","pushed":"2026-01-02"},"status":200,"verdict":"ok"}}
}}
`;

test("a book is sorted, one link a line, whatever came first, and is read as it was written", async (t) => {
  assert.equal(formatBook(bookOf(KEPT, GONE, THERE)), WRITTEN);
  assert.equal(formatBook(bookOf(THERE, KEPT, GONE)), WRITTEN);
  const file = path.join(await folder(t), "history.json");
  await writeBook(file, bookOf(GONE, THERE, KEPT));
  assert.equal(await readFile(file, "utf8"), WRITTEN);
  assert.deepEqual(await readBook(file), { book: bookOf(THERE, GONE, KEPT), damage: undefined });
  assert.equal(await readBook(`${file}.none`), undefined);
});

test("any answer survives the way through a file", () => {
  const text = fc.oneof(hostileText, fc.string({ unit: "binary" }));
  const answers = fc.record<Answer, "url" | "verdict" | "reason" | "evidence">(
    {
      url: text,
      verdict: fc.constantFrom<Verdict>("ok", "moved", "dead", "blocked", "unsure"),
      reason: text,
      evidence: text,
      status: fc.integer({ min: 100, max: 999 }),
      target: text,
      suggestion: text,
      confirmed: fc.boolean(),
      title: text,
      etag: text,
      lastModified: text,
    },
    { requiredKeys: ["url", "verdict", "reason", "evidence"], noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.uniqueArray(answers, { selector: ({ url }) => url, maxLength: 5 }), (found) => {
      const book = bookOf(...found.map((each) => learn(undefined, each, DAY_1)));
      assert.deepEqual([...parseBook("a.json", formatBook(book)).book].sort(), [...book].sort());
    }),
    runs(300),
  );
});

test("damage by hand is told, with the link and what is wrong with it; the other links are read", () => {
  const ended = / 2 links could be read\.$/;
  const damaged: [string, RegExp][] = [
    [
      WRITTEN.replace('"runs":1', '"runs":"1"'),
      /^What it says of "https:\/\/example\.org\/b" is damaged: “death\.runs” is not a number of runs\. 2 links could be read\.$/,
    ],
    [
      WRITTEN.replace('"since":"2026-11-01T04:23:00.000Z"', '"since":"yesterday"'),
      /“death\.since” is not a time such as /,
    ],
    [WRITTEN.replace('"since":"2026-11-01', '"since":"2026-13-01'), /“death\.since” is not a time such as /],
    [
      WRITTEN.replace('"verdict":"ok"', '"verdict":"fine"'),
      /“answer\.verdict” is none of ok, moved, dead, blocked, unsure/,
    ],
    [
      WRITTEN.replace('"archived":false', '"archived":"no"'),
      /“answer\.repository\.archived” is neither true nor false/,
    ],
    [WRITTEN.replace('"status":404,', '"status":"404",'), /“answer\.status” is not a number/],
    [WRITTEN.replace('"title":"The guide"', '"title":7'), /“answer\.title” is not text/],
    [
      WRITTEN.replace('{"checked":"2026-11-01T04:23:00.000Z","answer":{"etag', '{"answer":{"etag'),
      /“checked” is not text/,
    ],
    [WRITTEN.replace('"title":"The guide"', '"title":"The guide'), /^It is not JSON: /],
  ];
  for (const [source, message] of damaged) {
    const { book, damage = "" } = parseBook("history.json", source);
    assert.match(damage, message);
    assert.match(damage, ended);
    assert.equal(book.size, 2);
    for (const [url, known] of book) assert.deepEqual(known, bookOf(THERE, GONE, KEPT).get(url));
  }
  for (const source of ["", "\n", "\0\0\0", '{"ver', '{"version":1,"links":{', '{"version":1,"links":[]}']) {
    const { book, damage = "" } = parseBook("history.json", source);
    assert.equal(book.size, 0);
    assert.match(damage, / 0 links could be read\.$/, JSON.stringify(source));
  }
});

test("what is no book, or one of another version, is told", () => {
  const others: [string, RegExp][] = [
    ["[]", /^It is no book of links/],
    ['{"name": "A list"}', /^It is no book of links/],
    ["name: A list\n", /^It is not JSON: /],
    ['{"version":2,"links":{}}', /^Its version is 2, and only 1 is understood\.$/],
  ];
  for (const [source, message] of others) {
    assert.throws(
      () => parseBook("history.json", source),
      (error) => error instanceof BookError && error.file === "history.json" && message.test(error.message),
      source,
    );
  }
});

test("a book that is cut off, or damaged, at any byte keeps every link whose line is whole", () => {
  const all = [THERE, GONE, KEPT];
  const lines = WRITTEN.split("\n").slice(1, 4);
  fc.assert(
    fc.property(fc.nat(WRITTEN.length - 1), fc.constantFrom("cut", "\0", "}", '"', "\n"), (at, how) => {
      const source = how === "cut" ? WRITTEN.slice(0, at) : WRITTEN.slice(0, at) + how + WRITTEN.slice(at + 1);
      const whole = all.filter((_, index) => `\n${source}\n`.includes(`\n${lines[index]}\n`));
      const { book } = parseBook("history.json", source);
      for (const known of whole) assert.deepEqual(book.get(known.answer.url), known);
    }),
    runs(500),
  );
});

test("of a damaged book a copy is set aside, what could be read takes its place, and nothing is lost", async (t) => {
  const file = path.join(await folder(t), "history.json");
  const source = WRITTEN.replace('"verdict":"dead"', '"verdict":"de');
  await writeFile(file, source);
  const { book, damage } = await openBook(file, NOW);
  assert.deepEqual(book, bookOf(THERE, KEPT));
  assert.equal(damage?.aside, `${file}.damaged-2026-11-24T04-23-00Z`);
  assert.match(damage?.what ?? "", /^It is not JSON: .* 2 links could be read\.$/);
  assert.equal(await readFile(damage?.aside ?? "", "utf8"), source);
  assert.deepEqual(await openBook(file, NOW), { book, damage: undefined });
  // Damaged again in the same second, the first copy stays.
  await writeFile(file, "");
  assert.equal((await openBook(file, NOW)).damage?.aside, `${file}.damaged-2026-11-24T04-23-00Z-2`);
  assert.equal(await readFile(damage?.aside ?? "", "utf8"), source);
});

test("a journal cut off at any byte keeps every line that was written whole, and goes on", async (t) => {
  const book = path.join(await folder(t), "cache.json");
  const file = `${book}.journal`;
  const journal = openJournal(book, NOW);
  const ends = [(await readFile(file)).length];
  for (const known of [THERE, GONE, KEPT]) {
    journal.add(known);
    ends.push((await readFile(file)).length);
  }
  journal.close();
  const bytes = await readFile(file);
  for (let length = 0; length <= bytes.length; length++) {
    await writeFile(file, bytes.subarray(0, length));
    const again = openJournal(book, NOW);
    const whole = ends.filter((end) => end <= length).length - 1;
    assert.deepEqual(
      [...again.left.keys()],
      [THERE, GONE, KEPT].slice(0, Math.max(0, whole)).map((known) => known.answer.url),
      `cut at ${length}`,
    );
    again.add(KEPT);
    again.close();
    const third = openJournal(book, NOW);
    assert.deepEqual(third.left.get(KEPT.answer.url), KEPT);
    assert.equal(third.left.size, new Set([...again.left.keys(), KEPT.answer.url]).size);
    third.close();
  }
  openJournal(book, NOW).remove();
  assert.equal(existsSync(file), false);
});

test("a line that nobody wrote whole is asked again, and another file is left alone", async (t) => {
  const book = path.join(await folder(t), "cache.json");
  const file = `${book}.journal`;
  const journal = openJournal(book, NOW);
  journal.add(THERE);
  journal.add(GONE);
  journal.close();
  const [head, first, second] = (await readFile(file, "utf8")).split("\n");
  await writeFile(file, `${head}\n${first?.slice(0, -9)}\n${second}\n`);
  const again = openJournal(book, NOW);
  assert.deepEqual([...again.left.keys()], [GONE.answer.url]);
  again.close();

  await writeFile(file, "My own journal.\n");
  assert.throws(() => openJournal(book, NOW), BookError);
  assert.equal(await readFile(file, "utf8"), "My own journal.\n");
});

test("a journal that no run came to remove does not grow for ever, and loses nothing when it is cleared up", async (t) => {
  const book = path.join(await folder(t), "cache.json");
  for (let run = 0; run < 3; run++) {
    const journal = openJournal(book, NOW);
    for (let again = 0; again < 500; again++) for (const known of [THERE, GONE, KEPT]) journal.add(known);
    journal.close();
  }
  const last = openJournal(book, NOW);
  assert.deepEqual([...last.left.values()], [THERE, GONE, KEPT]);
  last.add(GONE);
  last.close();
  assert.equal((await readFile(`${book}.journal`, "utf8")).split("\n").length, 1 + 3 + 1 + 1);
});

test("a journal whose first line is damaged is set aside, and its other lines go on in a new one", async (t) => {
  const book = path.join(await folder(t), "cache.json");
  const file = `${book}.journal`;
  const journal = openJournal(book, NOW);
  for (const known of [THERE, GONE]) journal.add(known);
  journal.close();
  const source = (await readFile(file, "utf8")).replace('{"journal"', "\0\0\0\0\0\0");
  await writeFile(file, source);
  const again = openJournal(book, NOW);
  assert.equal(again.damage?.aside, `${file}.damaged-2026-11-24T04-23-00Z`);
  assert.equal(await readFile(again.damage?.aside ?? "", "utf8"), source);
  again.add(KEPT);
  again.close();
  const third = openJournal(book, NOW);
  assert.deepEqual([third.damage, [...third.left.values()]], [undefined, [THERE, GONE, KEPT]]);
  third.close();
});
