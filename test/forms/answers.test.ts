// Answers in any order → a record, or what is wrong with them in the words of whoever gave them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Answered, recordOf } from "../../scripts/forms/answers.ts";
import { fieldsOf } from "../../scripts/forms/fields.ts";
import { loadList } from "../../scripts/record/load.ts";
import { kindOf, MAIN_LIST } from "../support/lists.ts";

const { list } = loadList(MAIN_LIST);

/** @param typed - flags without dashes, each with its value */
function answered(kind: "tool" | "example", ...typed: readonly [flag: string, value: string][]): Answered {
  const fields = fieldsOf(kindOf(list, kind));
  const answers = typed.map(([flag, value]) => {
    const field = fields.find((each) => each.flag === flag);
    assert.ok(field, flag);
    return { field, value };
  });
  return recordOf(answers, ({ flag }) => `--${flag}`);
}

/** Maps without a prototype are maps. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("what a tool does belongs to the component named last, or to the first if none was yet", () => {
  const first = answered("tool", ["purpose", "A"], ["purpose", "B"], ["component", "x"]);
  assert.deepEqual(plain(first.record), { components: { x: { purposes: ["A", "B"] } } });
  assert.deepEqual(first.problems, []);
  const last = answered("tool", ["description", "A"], ["component", "x"], ["component", "y"], ["purpose", "B"]);
  assert.deepEqual(plain(last.record), { components: { x: { description: "A" }, y: { purposes: ["B"] } } });
  assert.deepEqual(answered("tool", ["purpose", "A"], ["name", "Mill"]).problems, [
    "--purpose is about one of the components, and none is named.",
  ]);
});

test("a field of one value is said once", () => {
  assert.deepEqual(answered("tool", ["name", "Mill"], ["name", "Log Mill"]).problems, [
    "--name was said twice, and only one value can count.",
  ]);
  const same = answered("tool", ["name", "Mill"], ["name", "Mill"]);
  assert.deepEqual([same.record, same.problems], [{ name: "Mill" }, []]);
  const places = answered("tool", ["component", "x"], ["description", "A"], ["component", "y"], ["description", "B"]);
  assert.deepEqual(places.problems, []);
  const twice = answered("tool", ["component", "x"], ["description", "A"], ["description", "B"]);
  assert.deepEqual(twice.problems, ["--description was said twice, and only one value can count."]);
  // What is so anyway is left out, and contradicts what else is said.
  for (const typed of [
    ["active", "archived"],
    ["archived", "active"],
  ] as const) {
    const status = answered("tool", ["status", typed[0]], ["status", typed[1]]);
    assert.deepEqual(status.problems, ["--status was said twice, and only one value can count."]);
  }
  assert.deepEqual(answered("tool", ["name", "Mill"], ["status", "active"]).record, { name: "Mill" });
  // The next title is that of the next reference.
  const references = answered("example", ["reference-title", "A"], ["reference-title", "B"]);
  assert.deepEqual(plain(references.record), { references: [{ title: "A" }, { title: "B" }] });
  assert.deepEqual(references.problems, []);
});
