// Books and journals: the same bytes for the same links, damage that is told, and nothing lost at any byte.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import type { Answer, Verdict } from "../../scripts/links/verdict.ts";
import { BookError, formatBook, parseBook, readBook, writeBook } from "../../scripts/survey/book.ts";
import { openJournal } from "../../scripts/survey/journal.ts";
import { type Known, learn } from "../../scripts/survey/known.ts";
import { answer } from "../support/answers.ts";
import { hostileText } from "../support/values.ts";

async function folder(t: TestContext): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), "book-"));
  t.after(() => rm(made, { recursive: true, force: true }));
  return made;
}

function bookOf(...all: Known[]): Map<string, Known> {
  return new Map(all.map((known) => [known.answer.url, known]));
}

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
  assert.deepEqual(await readBook(file), bookOf(THERE, GONE, KEPT));
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
      assert.deepEqual([...parseBook("a.json", formatBook(book))].sort(), [...book].sort());
    }),
    { seed: 5, numRuns: 300 },
  );
});

test("damage by hand is told, with the link and what is wrong with it", () => {
  const damaged: [string, RegExp][] = [
    ["{", /^It is not JSON: /],
    ["[]", /^It is no book of links/],
    ['{"name": "A list"}', /^It is no book of links/],
    ['{"version":2,"links":{}}', /^Its version is 2, and only 1 is understood\.$/],
    ['{"version":1,"links":[]}', /^Its “links” are not an object\.$/],
    [
      WRITTEN.replace('"runs":1', '"runs":"1"'),
      /^What it says of "https:\/\/example\.org\/b" is damaged: “death\.runs” is not a number of runs\.$/,
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
    ['{"version":1,"links":{"https://example.org/":null}}', /“it” is not an object/],
  ];
  for (const [source, message] of damaged) {
    assert.throws(
      () => parseBook("history.json", source),
      (error) => error instanceof BookError && error.file === "history.json" && message.test(error.message),
      source,
    );
  }
});

test("a journal cut off at any byte keeps every line that was written whole, and goes on", async (t) => {
  const book = path.join(await folder(t), "cache.json");
  const file = `${book}.journal`;
  const journal = openJournal(book);
  const ends = [(await readFile(file)).length];
  for (const known of [THERE, GONE, KEPT]) {
    journal.add(known);
    ends.push((await readFile(file)).length);
  }
  journal.close();
  const bytes = await readFile(file);
  for (let length = 0; length <= bytes.length; length++) {
    await writeFile(file, bytes.subarray(0, length));
    const again = openJournal(book);
    const whole = ends.filter((end) => end <= length).length - 1;
    assert.deepEqual(
      [...again.left.keys()],
      [THERE, GONE, KEPT].slice(0, Math.max(0, whole)).map((known) => known.answer.url),
      `cut at ${length}`,
    );
    again.add(KEPT);
    again.close();
    const third = openJournal(book);
    assert.deepEqual(third.left.get(KEPT.answer.url), KEPT);
    assert.equal(third.left.size, new Set([...again.left.keys(), KEPT.answer.url]).size);
    third.close();
  }
  openJournal(book).remove();
  assert.equal(existsSync(file), false);
});

test("a line that nobody wrote whole is asked again, and another file is left alone", async (t) => {
  const book = path.join(await folder(t), "cache.json");
  const file = `${book}.journal`;
  const journal = openJournal(book);
  journal.add(THERE);
  journal.add(GONE);
  journal.close();
  const [head, first, second] = (await readFile(file, "utf8")).split("\n");
  await writeFile(file, `${head}\n${first?.slice(0, -9)}\n${second}\n`);
  const again = openJournal(book);
  assert.deepEqual([...again.left.keys()], [GONE.answer.url]);
  again.close();

  await writeFile(file, "My own journal.\n");
  assert.throws(() => openJournal(book), BookError);
  assert.equal(await readFile(file, "utf8"), "My own journal.\n");
});
