// Findings for people.
import assert from "node:assert/strict";
import { test } from "node:test";
import pico from "picocolors";
import { Diagnostic, type Severity } from "../../scripts/data/diagnostic.ts";
import { pretty, summary } from "../../scripts/report/pretty.ts";

const plain = pico.createColors(false);

function finding(
  line: number,
  from: number,
  to: number,
  { severity = "error", hint, endLine = line }: { severity?: Severity; hint?: string; endLine?: number } = {},
): Diagnostic {
  const range = { start: { line, column: from, offset: 0 }, end: { line: endLine, column: to, offset: 0 } };
  return new Diagnostic({ file: "data/a.yml", range, rule: "some-rule", message: "It is wrong.", severity, hint });
}

function show(diagnostic: Diagnostic, source: string | undefined): string[] {
  const options = { colors: plain, readSource: () => source, display: (file: string) => `lists/x/${file}` };
  return pretty([diagnostic], options).split("\n");
}

test("place, message, rule, the line with a mark under the range, and the hint", () => {
  assert.deepEqual(show(finding(2, 4, 7, { hint: "Mend it." }), "a: b\nc: ddd\n"), [
    "lists/x/data/a.yml:2:4: error: It is wrong. (some-rule)",
    "  2 | c: ddd",
    "    |    ^^^",
    "  hint: Mend it.",
    "",
  ]);
});

test("a range over several lines is marked to the end of its first; an empty one by one mark", () => {
  assert.deepEqual(show(finding(1, 3, 2, { endLine: 3 }), "ab: cd\nx\ny\n").slice(1, 3), [
    "  1 | ab: cd",
    "    |   ^^^^",
  ]);
  assert.deepEqual(show(finding(1, 3, 3), "\uFEFFab: cd\r\nx\r\n").slice(1, 3), ["  1 | ab: cd", "    |   ^"]);
});

test("a long line is cropped around the range", () => {
  const source = `${"a".repeat(300)}XYZ${"b".repeat(300)}`;
  const [, text = "", marks = ""] = show(finding(1, 301, 304), source);
  assert.equal(text.length, "  1 | ".length + 102);
  assert.match(text, /^ {2}1 \| …a+XYZb+…$/);
  assert.equal(text.indexOf("XYZ"), marks.indexOf("^^^"));
});

test("no frame for a line that is not there, an empty line or a file that cannot be read", () => {
  for (const source of ["a\n", "\n\n\n\n\n\n\n\n\n\n", undefined])
    assert.equal(show(finding(9, 1, 2), source).length, 2);
});

test("data cannot move the cursor or hide text", () => {
  const lines = show(finding(1, 1, 2), "a\u001b[2Jb\u202ec\td");
  assert.equal(lines[1], "  1 | a\ufffd[2Jb\ufffdc d");
});

test("a related place is named", () => {
  const range = { start: { line: 3, column: 5, offset: 0 }, end: { line: 3, column: 6, offset: 0 } };
  const related = [{ file: "data/b.yml", range, message: "first listed here" }];
  const diagnostic = new Diagnostic({ file: "data/a.yml", range, rule: "r", message: "Twice.", related });
  assert.deepEqual(show(diagnostic, undefined).slice(1, 2), ["  see lists/x/data/b.yml:3:5: first listed here"]);
});

test("a diagnostic is a VFileMessage: fatal for an error, not for a warning, undefined for information", () => {
  const fatal = (["error", "warning", "info"] as const).map((severity) => finding(1, 1, 2, { severity }).fatal);
  assert.deepEqual(fatal, [true, false, undefined]);
  assert.equal(finding(4, 1, 2).line, 4);
});

test("the summary counts by severity", () => {
  const all = [
    finding(1, 1, 1),
    finding(1, 1, 1),
    finding(1, 1, 1, { severity: "warning" }),
    finding(1, 1, 1, { severity: "info" }),
  ];
  assert.equal(summary(all), "2 errors, 1 warning, 1 note");
  assert.equal(summary([]), "");
});
