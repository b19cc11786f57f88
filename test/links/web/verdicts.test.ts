// Every behaviour of the web gets the verdict that a person would give: nothing alive is called dead, nothing dead alive.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Answer } from "../../../scripts/links/web/answer.ts";
import { answersOf, confusion, startWorld, type World } from "./world.ts";

let world: World;
let answers: Map<string, Answer>;

before(async () => {
  world = await startWorld();
  answers = await answersOf(
    world.cases.map(({ url }) => url),
    world.options,
  );
});
after(() => world.web.close());

test("each behaviour gets its verdict, for its reason", () => {
  const expected = world.cases.map(({ name, url, verdict, reason }) => `${name} ${url}: ${verdict}, ${reason}`);
  const actual = world.cases.map(({ name, url }) => {
    const { verdict, reason } = answers.get(url) ?? {};
    return `${name} ${url}: ${verdict}, ${reason}`;
  });
  assert.deepEqual(actual, expected);
});

test("nothing alive is called dead, nothing blocked is called dead, nothing dead is called alive", (t) => {
  const pairs = world.cases.map(({ url, truth }) => [truth, answers.get(url)?.verdict ?? "unanswered"] as const);
  const lines = confusion(pairs, ["ok", "moved", "blocked", "unsure", "dead"]);
  for (const line of lines.trimEnd().split("\n")) t.diagnostic(line);
  const called = (truth: string, ...verdicts: string[]): number =>
    pairs.filter(([each, verdict]) => each === truth && verdicts.includes(verdict)).length;
  assert.ok(called("alive", "ok", "moved") >= 40);
  assert.equal(called("alive", "dead", "blocked"), 0);
  assert.equal(called("blocked", "dead"), 0);
  assert.equal(called("trouble", "dead"), 0);
  assert.equal(called("dead", "ok", "moved"), 0);
});

test("targets and suggestions are what one would write", () => {
  for (const { url, target, suggestion } of world.cases) {
    const answer = answers.get(url);
    if (target !== undefined) assert.equal(answer?.target, target, url);
    if (suggestion !== undefined) assert.equal(answer?.suggestion, suggestion, url);
    if (answer?.verdict === "moved") assert.ok(target, url);
  }
});
