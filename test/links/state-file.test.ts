// Files of link states: the same bytes for the same states, damage that is told, and nothing lost at any byte.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { type LinkState, nextState } from "../../scripts/links/link-state.ts";
import { formatStates, openStates, parseStates, StateFileError, writeStates } from "../../scripts/links/state-file.ts";
import type { Answer, Verdict } from "../../scripts/links/web/answer.ts";
import { answer } from "../support/answers.ts";
import { character, hostileText } from "../support/values.ts";

async function folder(t: TestContext): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), "states-"));
  t.after(() => rm(made, { recursive: true, force: true }));
  return made;
}

function statesOf(...all: LinkState[]): Map<string, LinkState> {
  return new Map(all.map((state) => [state.answer.url, state]));
}

/** Without the keys that have no value. */
function plain(states: ReadonlyMap<string, LinkState>): unknown {
  return JSON.parse(JSON.stringify([...states].sort()));
}

const NOW = new Date("2026-11-24T04:23:00.000Z");
const DAY_1 = "2026-11-01T04:23:00.000Z";
const GONE = nextState(undefined, answer("https://example.org/b", "dead", { confirmed: true }), DAY_1);
const THERE = nextState(undefined, answer("https://example.org/a", "ok", { title: "The guide", etag: '"1"' }), DAY_1);
const KEPT = nextState(
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

test("a file is sorted, one link a line, whatever came first, and is read as it was written", async (t) => {
  assert.equal(formatStates(statesOf(KEPT, GONE, THERE)), WRITTEN);
  assert.equal(formatStates(statesOf(THERE, KEPT, GONE)), WRITTEN);
  const file = path.join(await folder(t), "history.json");
  writeStates(file, statesOf(GONE, THERE, KEPT));
  assert.equal(await readFile(file, "utf8"), WRITTEN);
  const states = statesOf(THERE, GONE, KEPT);
  assert.deepEqual(openStates(file, NOW), { states, unfinishedSince: undefined, damage: undefined });
  writeStates(file, states, DAY_1);
  assert.equal(await readFile(file, "utf8"), WRITTEN.replace('"links"', `"unfinishedSince":"${DAY_1}","links"`));
  assert.deepEqual(openStates(file, NOW), { states, unfinishedSince: DAY_1, damage: undefined });
  assert.deepEqual(openStates(`${file}.none`, NOW), { states: new Map() });
  assert.deepEqual(openStates(undefined, NOW), { states: new Map() });
});

test("any answer survives the way through a file", () => {
  const text = fc.oneof(hostileText, fc.string({ unit: character }));
  const address = fc.webUrl({ withFragments: true, withQueryParameters: true }).map((url) => new URL(url).href);
  const answers = fc.record<Answer, "url" | "verdict" | "reason" | "evidence">(
    {
      url: text,
      verdict: fc.constantFrom<Verdict>("ok", "moved", "dead", "blocked", "unsure"),
      reason: text,
      evidence: text,
      status: fc.integer({ min: 100, max: 999 }),
      target: address,
      suggestion: address,
      confirmed: fc.boolean(),
      title: text,
      etag: text,
      lastModified: text,
    },
    { requiredKeys: ["url", "verdict", "reason", "evidence"], noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.uniqueArray(answers, { selector: ({ url }) => url, maxLength: 5 }), (found) => {
      const states = statesOf(...found.map((each) => nextState(undefined, each, DAY_1)));
      const read = parseStates("a.json", formatStates(states));
      assert.deepEqual([plain(read.states), read.problem], [plain(states), undefined]);
    }),
    { seed: 5, numRuns: 300 },
  );
});

test("damage by hand is told, with the link and what is wrong with it; the other links are read", () => {
  const damaged: [string, string, RegExp][] = [
    [
      '"runs":1',
      '"runs":"1"',
      /^What it says of "https:\/\/example\.org\/b" is damaged: \/death\/runs must be integer\.$/,
    ],
    ['"since":"2026-11-01T04:23:00.000Z"', '"since":"yesterday"', /: \/death\/since must match pattern /],
    ['"since":"2026-11-01', '"since":"2026-13-01', /: \/death\/since must match pattern /],
    ['"verdict":"ok"', '"verdict":"fine"', /: \/answer\/verdict must be equal to one of the allowed values\.$/],
    ['"archived":false', '"archived":"no"', /: \/answer\/repository\/archived must be boolean\.$/],
    ['"status":404,', '"status":"404",', /: \/answer\/status must be number\.$/],
    ['"title":"The guide"', '"title":7', /: \/answer\/title must be string\.$/],
    [
      '{"checked":"2026-11-01T04:23:00.000Z","answer":{"etag',
      '{"answer":{"etag',
      /must have required property 'checked'/,
    ],
    ['"title":"The guide"', '"title":"The guide', /^It is not JSON: /],
  ];
  for (const [text, other, message] of damaged) {
    const { states, problem = "" } = parseStates("history.json", WRITTEN.replace(text, other));
    assert.match(problem, message);
    assert.equal(states.size, 2);
    for (const [url, state] of states) assert.deepEqual(state, statesOf(THERE, GONE, KEPT).get(url));
  }
  for (const source of ["", "\n", "\0\0\0", '{"ver', '{"version":1,"links":{', '{"version":1,"links":[]}']) {
    const { states, problem } = parseStates("history.json", source);
    assert.deepEqual([states.size, typeof problem], [0, "string"], JSON.stringify(source));
  }
});

test("what is another kind of file, or one of another version, is told", () => {
  const others: [string, RegExp][] = [
    ["[]", /^It holds no states of links: /],
    ['{"name": "A list"}', /^It holds no states of links: /],
    ["name: A list\n", /^It is not JSON: /],
    ['{"version":2,"links":{}}', /^Its version is 2, and only 1 is understood\.$/],
  ];
  for (const [source, message] of others) {
    assert.throws(
      () => parseStates("history.json", source),
      (error) => error instanceof StateFileError && error.file === "history.json" && message.test(error.message),
      source,
    );
  }
});

test("a file that is cut off, or damaged, at any byte keeps every link whose line is whole", () => {
  const all = [THERE, GONE, KEPT];
  const lines = WRITTEN.split("\n").slice(1, 4);
  fc.assert(
    fc.property(fc.nat(WRITTEN.length - 1), fc.constantFrom("cut", "\0", "}", '"', "\n"), (at, how) => {
      const source = how === "cut" ? WRITTEN.slice(0, at) : WRITTEN.slice(0, at) + how + WRITTEN.slice(at + 1);
      const whole = all.filter((_, index) => `\n${source}\n`.includes(`\n${lines[index]}\n`));
      const { states } = parseStates("history.json", source);
      for (const state of whole) assert.deepEqual(states.get(state.answer.url), state);
    }),
    { seed: 5, numRuns: 500 },
  );
});

test("of a damaged file a copy is kept, what could be read takes its place, and nothing is lost", async (t) => {
  const file = path.join(await folder(t), "history.json");
  const source = WRITTEN.replace('"verdict":"dead"', '"verdict":"de');
  await writeFile(file, source);
  const { states, damage } = openStates(file, NOW);
  assert.deepEqual(states, statesOf(THERE, KEPT));
  assert.equal(damage?.copy, `${file}.damaged-2026-11-24T04-23-00Z`);
  assert.match(damage?.what ?? "", /^It is not JSON: .* 2 links could be read\.$/);
  assert.equal(await readFile(damage?.copy ?? "", "utf8"), source);
  assert.deepEqual(openStates(file, NOW), { states, unfinishedSince: undefined, damage: undefined });
});

test("a target that is no address as the checker writes it is damage, and the others are read", () => {
  const line = (target: string): string =>
    JSON.stringify({
      checked: DAY_1,
      answer: { verdict: "moved", reason: "moved-permanently", evidence: "301", target },
    });
  const refused = [
    ...["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example/"],
    ...["/etc/passwd", "ftp://a.example/", "https://user:secret@a.example/", "https://a.example", "https:a.example/"],
    ...[`https://a.example/${"x".repeat(200_000)}`, "https://a.example/a b", "https://a.example/\u202e", "", "x", " "],
    ...["https://a.example/\nurl: https://evil.example/", "HTTPS://A.example/", "https://a.example/\\b", "\0"],
  ];
  for (const key of ["target", "suggestion"])
    for (const target of refused) {
      const own = line(target).replace('"target"', `"${key}"`);
      const source = `{"version":1,"links":{"https://b.example/":${own},"https://c.example/":${line("https://d.example/#e")}}}`;
      const { states, problem } = parseStates("cache.json", source);
      assert.deepEqual([...states.keys()], ["https://c.example/"], target.slice(0, 50));
      assert.match(problem ?? "", /https:\/\/b\.example\/.* is damaged: /);
    }
});
