// Edits of a text: in whatever order they are given, each is made once, and nothing else changes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEdits, trimmed } from "../../scripts/text/edits.ts";

test("edits are made in any order, and those at one place in theirs", () => {
  const [first, last] = [
    { start: 0, end: 1, text: "A" },
    { start: 5, end: 6, text: "F" },
  ];
  for (const edits of [
    [first, last],
    [last, first],
  ])
    assert.equal(applyEdits("abcdef", edits), "AbcdeF");
  const inserted = ["x", "y"].map((text) => ({ start: 2, end: 2, text }));
  assert.equal(applyEdits("abcdef", inserted), "abxycdef");
});

test("what is put in front of something deleted does not bring that back", () => {
  const [deleted, inserted] = [
    { start: 2, end: 4, text: "" },
    { start: 2, end: 2, text: "X" },
  ];
  for (const edits of [
    [deleted, inserted],
    [inserted, deleted],
  ])
    assert.equal(applyEdits("abcdef", edits), "abXef");
});

test("an edit is made as short as it can be", () => {
  assert.deepEqual(trimmed({ start: 10, end: 14, text: "abxd" }, "abcd"), { start: 12, end: 13, text: "x" });
  assert.deepEqual(trimmed({ start: 0, end: 2, text: "aaa" }, "aa"), { start: 2, end: 2, text: "a" });
});
