// Findings that a branch brings, and those that were there before.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareFindings, type FoundIn } from "../../scripts/pull/review.ts";
import type { Diagnostic } from "../../scripts/text/diagnostic.ts";
import { finding, rangeOf } from "../support/findings.ts";
import { runs } from "../support/runs.ts";

function found(diagnostics: readonly Diagnostic[], sources: Record<string, string> = {}): FoundIn {
  return { diagnostics, read: (file) => sources[file] };
}

const words = ({ brought, existing }: ReturnType<typeof compareFindings>): [string[], string[]] => [
  brought.map(({ reason }) => reason),
  existing.map(({ reason }) => reason),
];

test("a finding that moved is an old one, and another is new", () => {
  const before = finding({ pointer: "/name", message: "Line 3 is wrong." });
  const range = { start: { line: 9, column: 1, offset: 90 }, end: { line: 9, column: 2, offset: 91 } };
  const moved = finding({ pointer: "/name", message: "Line 9 is wrong.", range });
  const other = finding({ pointer: "/url", message: "Another." });
  assert.deepEqual(words(compareFindings(found([before]), found([other, moved]))), [
    ["Another."],
    ["Line 9 is wrong."],
  ]);
});

test("two equal findings where there was one: one of them is new", () => {
  const same = (): Diagnostic => finding({ pointer: "/name" });
  const { brought, existing } = compareFindings(found([same()]), found([same(), same()]));
  assert.deepEqual([brought.length, existing.length], [1, 1]);
});

test("one that was mended pays for no other", () => {
  const { brought } = compareFindings(
    found([finding({ file: "data/tools/a.yml" }), finding({ pointer: "/x" })]),
    found([finding({ file: "data/tools/b.yml" }), finding({ pointer: "/y", message: "Other." })]),
  );
  assert.equal(brought.length, 2);
});

test("a file that has another name is existing by its earlier one, and no other file is", () => {
  const files = ["data/tools/new.yml", "data/tools/other.yml"];
  const before = found([finding({ file: "data/tools/old.yml", pointer: "/x" })]);
  const now = found(files.map((file) => finding({ file, pointer: "/x" })));
  const { brought, existing } = compareFindings(before, now, new Map([["data/tools/new.yml", "data/tools/old.yml"]]));
  assert.deepEqual(
    [existing, brought].map((list) => list.map(({ file }) => file)),
    [["data/tools/new.yml"], ["data/tools/other.yml"]],
  );
});

test("an item put in front of another makes the other's old finding no new one", () => {
  const [old, now] = ["- wrong\n", "- fine\n- wrong\n"];
  const before = finding({ pointer: "/technologies/0", range: rangeOf(old, "wrong") });
  const after = finding({ pointer: "/technologies/1", range: rangeOf(now, "wrong") });
  const file = before.file;
  const { brought } = compareFindings(found([before], { [file]: old }), found([after], { [file]: now }));
  assert.deepEqual(brought, []);
});

test("whatever was there before: as many are new as there are more of a kind, and none gets lost", () => {
  const kind = fc.constantFrom("A.", "B.", "C.");
  fc.assert(
    fc.property(fc.array(kind), fc.array(kind), (before, now) => {
      const of = (messages: string[]): FoundIn => found(messages.map((message) => finding({ message, pointer: "/x" })));
      const { brought, existing } = compareFindings(of(before), of(now));
      assert.equal(brought.length + existing.length, now.length);
      for (const message of ["A.", "B.", "C."]) {
        const count = (list: string[]): number => list.filter((each) => each === message).length;
        const more = Math.max(0, count(now) - count(before));
        assert.equal(count(brought.map(({ reason }) => reason)), more);
      }
    }),
    runs(200),
  );
});
