// A finding is known again when its line moves, and not taken for another.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { fingerprint } from "../../scripts/report/findings.ts";
import type { Finding } from "../../scripts/text/diagnostic.ts";
import { finding, rangeOf } from "../support/findings.ts";

const print = (source: string, words: string, values: Partial<Finding> = {}): string =>
  fingerprint(finding({ range: rangeOf(source, words), ...values }), source);

test("it is made from rule, file, pointer and message", () => {
  const identity = '["some-rule","data/tools/a.yml","/url","It is wrong."]';
  const expected = createHash("sha256").update(identity).digest("hex").slice(0, 16);
  assert.equal(fingerprint(finding({ pointer: "/url" }), undefined), expected);
});

test("it stays the same for the same mistake on another line, or with other numbers in its message", () => {
  const pointer = "/url";
  const expected = print("url: x\n", "x", { pointer, message: "Line 1 has 80 characters." });
  assert.equal(print("name: a\n\nurl: y\n", "y", { pointer, message: "Line 3 has 1234 characters." }), expected);
  assert.match(expected, /^[\da-f]{16}$/);
});

test("in Markdown it is known by its text, whichever line ends the file has", () => {
  const expected = print("# Title\n\nTwo\nlines.\n", "Two\nlines");
  assert.equal(print("Two\nlines.\n", "Two\nlines"), expected);
  assert.equal(print("# Title\r\n\r\nTwo\r\nlines.\r\n", "Two\r\nlines"), expected);
  assert.notEqual(print("Two\nlines.\n", "lines"), expected);
});

test("another rule, file, pointer or message makes it another", () => {
  const values: Partial<Finding>[] = [
    {},
    { rule: "other-rule" },
    { file: "data/tools/b.yml" },
    { pointer: "/url" },
    { pointer: "/name" },
    { message: "It is very wrong." },
    // What belongs to the one does not run into the other.
    { rule: "some-ruled", file: "ata/tools/a.yml" },
  ];
  const prints = values.map((value) => fingerprint(finding(value), undefined));
  assert.equal(new Set(prints).size, values.length);
});
