// Edits of a text: in whatever order they are given, each is made once, and nothing else changes.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Edit } from "../../scripts/text/diagnostic.ts";
import { applyEdits, trimmed } from "../../scripts/text/edits.ts";

/** Whichever of two edits is given first. */
function assertMade([one, other]: readonly [Edit, Edit], expected: string): void {
  assert.equal(applyEdits("abcdef", [one, other]), expected);
  assert.equal(applyEdits("abcdef", [other, one]), expected);
}

test("edits are made in any order, and those at one place in theirs", () => {
  const first = { start: 0, end: 1, text: "A" };
  assertMade([first, { start: 5, end: 6, text: "F" }], "AbcdeF");
  const inserted = ["x", "y"].map((text) => ({ start: 2, end: 2, text }));
  assert.equal(applyEdits("abcdef", inserted), "abxycdef");
});

test("what is put in front of something deleted does not bring that back", () => {
  const deleted = { start: 2, end: 4, text: "" };
  assertMade([deleted, { start: 2, end: 2, text: "X" }], "abXef");
});

test("an edit is made as short as it can be", () => {
  assert.deepEqual(trimmed({ start: 10, end: 14, text: "abxd" }, "abcd"), { start: 12, end: 13, text: "x" });
  assert.deepEqual(trimmed({ start: 0, end: 2, text: "aaa" }, "aa"), { start: 2, end: 2, text: "a" });
});
