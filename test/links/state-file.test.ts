// Files of link states: the same bytes for the same states; a damaged one is refused, and left as it is.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { type LinkState, nextState } from "../../scripts/links/link-state.ts";
import { formatStates, parseStates, readStates, StateFileError, writeStates } from "../../scripts/links/state-file.ts";
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
  assert.deepEqual(readStates(file, NOW), { states, unfinishedSince: undefined });
  writeStates(file, states, DAY_1);
  assert.equal(await readFile(file, "utf8"), WRITTEN.replace('"links"', `"unfinishedSince":"${DAY_1}","links"`));
  assert.deepEqual(readStates(file, NOW), { states, unfinishedSince: DAY_1 });
  assert.deepEqual(readStates(`${file}.none`, NOW), { states: new Map() });
  assert.deepEqual(readStates(undefined, NOW), { states: new Map() });
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
      assert.deepEqual(plain(read.states), plain(states));
    }),
    { seed: 5, numRuns: 300 },
  );
});

/** Takes an error about `history.json` that says so. */
function refusal(message: RegExp): (error: unknown) => boolean {
  return (error) =>
    error instanceof StateFileError &&
    error.file === "history.json" &&
    message.test(error.message) &&
    error.hint === "If an earlier run made this file, delete it: it is made anew. If not, name another.";
}

test("damage is told, with the link and what is wrong with it", () => {
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
    assert.throws(() => parseStates("history.json", WRITTEN.replace(text, other)), refusal(message));
  }
});

test("what is another kind of file, or one of another version, is told", () => {
  const others: [string, RegExp][] = [
    ["", /^It is not JSON: Unexpected end of JSON input\.$/],
    ["\0\0\0", /^It is not JSON: /],
    [WRITTEN.slice(0, -1 - "}}".length), /^It is not JSON: /],
    ["[]", /^It holds no states of links: /],
    ['{"version":1,"links":[]}', /^It holds no states of links: /],
    ['{"name": "A list"}', /^It holds no states of links: /],
    ["name: A list\n", /^It is not JSON: /],
    ['{"version":2,"links":{}}', /^Its version is 2, and only 1 is understood\.$/],
  ];
  for (const [source, message] of others) {
    assert.throws(() => parseStates("history.json", source), refusal(message), source);
  }
});

test("a target that is no address as the checker writes it is damage", () => {
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
      const source = `{"version":1,"links":{"https://b.example/":${own}}}`;
      assert.throws(() => parseStates("history.json", source), refusal(/https:\/\/b\.example\/.* is damaged: /));
    }
});
