// The kind of a new entry, wherever it stands on the command line.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kindFrom, rootFrom } from "../../scripts/cli/kind-from.ts";
import { NEW_KINDS } from "../../scripts/forms/entry.ts";
import { fieldsOf } from "../../scripts/forms/fields.ts";
import { BUILTIN_SCHEMAS } from "../../scripts/record/kinds.ts";

const FIELDS = NEW_KINDS.flatMap((kind) => fieldsOf(BUILTIN_SCHEMAS[kind]));

for (const [line, kind] of [
  ["", undefined],
  ["example", "example"],
  ["--dry-run example", "example"],
  ["--url https://example.org/ resource", "resource"],
  ["--reference-old example", "example"],
  ["--no-component --root lists/x tool --name example", "tool"],
  ["--name tool", undefined],
  ["--name=tool resource", "resource"],
  ["-h example", "example"],
  // Which options there are is said by who reads them.
  ["--nam X", undefined],
] as const) {
  test(`“${line}” is about ${kind ?? "nothing that is said"}`, () => {
    assert.equal(kindFrom(line.split(" ").filter(Boolean), FIELDS), kind);
  });
}

test("a word that is no kind is refused wherever it stands", () => {
  assert.throws(() => kindFrom(["--dry-run", "exmple"], FIELDS), {
    message: "“exmple” is nothing that can be added.",
    hint: "Did you mean “example”?",
  });
});

test("the list is the one that --root names", () => {
  assert.equal(rootFrom(["example", "--root", "lists/x", "--name", "A"]), "lists/x");
  assert.equal(rootFrom(["--root=lists/x"]), "lists/x");
  assert.equal(rootFrom(["--name", "A"]), undefined);
  assert.equal(rootFrom(["--root"]), undefined);
});
