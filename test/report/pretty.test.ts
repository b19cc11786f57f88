// Findings for people.
import assert from "node:assert/strict";
import { test } from "node:test";
import pico from "picocolors";
import stringWidth from "string-width";
import { type Findings, summary } from "../../scripts/report/findings.ts";
import { pretty } from "../../scripts/report/pretty.ts";
import type { Diagnostic, Severity } from "../../scripts/text/diagnostic.ts";
import { findingsOf, finding as findingWith, rangeIn, rangeOf } from "../support/findings.ts";

const plain = pico.createColors(false);

function finding(
  line: number,
  from: number,
  to: number,
  { severity = "error", hint, endLine = line }: { severity?: Severity; hint?: string; endLine?: number } = {},
): Diagnostic {
  const range = { start: { line, column: from, offset: 0 }, end: { line: endLine, column: to, offset: 0 } };
  return findingWith({ file: "data/a.yml", range, severity, hint });
}

function show(diagnostic: Diagnostic, source: string | undefined, values: Partial<Findings> = {}): string[] {
  const findings = { readSource: () => source, display: (file: string) => `lists/x/${file}`, ...values };
  return pretty(findingsOf([diagnostic], findings), plain).split("\n");
}

test("place, message, rule, the line with a mark under the range, and the hint", () => {
  assert.deepEqual(show(finding(2, 4, 7, { hint: "Mend it." }), "a: b\nc: ddd\n"), [
    "lists/x/data/a.yml:2:4: error: It is wrong. (some-rule)",
    "  2 | c: ddd",
    "    |    ^^^",
    "  hint: Mend it.",
    "  mend: lists/x/data/a.yml",
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
  assert.equal(text.length, 80);
  assert.match(text, /^ {2}1 \| …a+XYZb+…$/);
  assert.equal(text.indexOf("XYZ"), marks.indexOf("^^^"));
});

test("the code frame fits the terminal, whatever its characters", () => {
  for (const [before, after] of [
    ["a".repeat(300), "b".repeat(300)],
    ["漢".repeat(300), "字".repeat(300)],
    ["a".repeat(70), "b"],
    ["", "b".repeat(79)],
    ["🪵".repeat(50), "👩‍👩‍👧".repeat(50)],
  ] as const) {
    for (const width of [40, 80, 97]) {
      const source = `${before}XYZ${after}`;
      const diagnostic = findingWith({ range: rangeOf(source, "XYZ") });
      const findings = findingsOf([diagnostic], { readSource: () => source });
      const [, text = "", marks = ""] = pretty(findings, plain, width).split("\n");
      assert.ok(stringWidth(text) <= width, text);
      assert.equal(stringWidth(text.slice(0, text.indexOf("XYZ"))), marks.indexOf("^^^"));
    }
  }
});

test("no frame for a line that is not there, an empty line or a file that cannot be read", () => {
  for (const source of ["a\n", "\n\n\n\n\n\n\n\n\n\n", undefined])
    assert.equal(show(finding(9, 1, 2), source).length, 3);
});

test("the marks stand under wide characters, emoji and accents as a terminal shows them", () => {
  const marks = (before: string, words: string, after = ""): string => {
    const source = before + words + after;
    const [, , line = ""] = show(findingWith({ range: rangeOf(source, words) }), source);
    return line.replace("    | ", "");
  };
  assert.equal(marks("名前: ", "漢字", " x"), "      ^^^^");
  assert.equal(marks("🪵 ", "x"), "   ^");
  assert.equal(marks("", "🪵"), "^^");
  assert.equal(marks("ｶﾅＡ", "x"), "    ^");
  // An accent of its own, a family, a skin, a flag, and a heart that is an emoji only with what follows it.
  assert.equal(marks("cafe\u0301 ", "x"), "     ^");
  assert.equal(marks("👩‍👩‍👧 ", "x"), "   ^");
  assert.equal(marks("👍🏽 ", "x"), "   ^");
  assert.equal(marks("🇩🇪 ", "x"), "   ^");
  assert.equal(marks("❤️ ❤ ", "x"), "     ^");
  assert.equal(marks("\u200b\ufeff", "x"), "^");
  assert.equal(marks("\t\t", "x"), "  ^");
  // Persian and Hindi join and part letters with the characters that join emoji.
  assert.equal(marks("ن\u200dن ", "x"), "   ^");
});

test("a long line is never cropped inside a character", () => {
  for (const before of [300, 301]) {
    const source = `${"🪵".repeat(before)}a${"🪵".repeat(300)}${"🪵".repeat(before)}XYZ${"🪵".repeat(300)}`;
    const [, text = "", marks = ""] = show(findingWith({ range: rangeOf(source, "XYZ") }), source);
    assert.ok(text.isWellFormed());
    const [, shown = ""] = /…(🪵+)XYZ(?:🪵)+…$/u.exec(text) ?? [];
    assert.equal(marks.indexOf("^^^"), "  1 | …".length + shown.length);
  }
});

test("data cannot move the cursor or hide text", () => {
  const lines = show(finding(1, 1, 2), "a\u001b[2Jb\u202ec\td");
  assert.equal(lines[1], "  1 | a\ufffd[2Jb\ufffdc d");
});

test("data and files' names cannot command GitHub Actions", () => {
  const file = "::set-output name=a::b\n::c.md";
  const message = "##[add-mask]a\n::error::b";
  const diagnostic = findingWith({ file, message, hint: message, related: [{ ...finding(1, 1, 2), file, message }] });
  const lines = show(diagnostic, "##[error]a\n##[set-output name=a]b\n", { display: (name) => name });
  assert.deepEqual(lines, [
    "./::set-output name=a::b\ufffd::c.md:2:4: error: #\ufffd[add-mask]a\ufffd::error::b (some-rule)",
    "  2 | #\ufffd[set-output name=a]b",
    "    |    ^^^",
    "  hint: #\ufffd[add-mask]a\ufffd::error::b",
    "  see ./::set-output name=a::b\ufffd::c.md:1:1: #\ufffd[add-mask]a\ufffd::error::b",
    "",
  ]);
});

test("a finding in the data or in a template ends with where to mend it; one in a document is there already", () => {
  const last = (file: string, values: Partial<Findings> = {}): string | undefined =>
    show(findingWith({ file }), undefined, values).at(-2);
  assert.equal(last("data/tools/a.yml"), "  mend: lists/x/data/tools/a.yml");
  assert.equal(last("templates/README.md"), "  mend: lists/x/templates/README.md");
  const page = show(findingWith({ file: "README.md", mend: "data/tools/b.yml" }), undefined);
  assert.equal(page.at(-2), "  mend: lists/x/data/tools/b.yml");
  assert.match(last("docs/page.md") ?? "", /^lists\/x\/docs\/page\.md:2:4: error: /);
  const editUrl = (file: string): string => `https://github.com/o/r/edit/main/lists/x/${file}`;
  assert.equal(
    last("data/tools/a.yml", { editUrl }),
    "  mend: lists/x/data/tools/a.yml https://github.com/o/r/edit/main/lists/x/data/tools/a.yml",
  );
  // An entry that is not written yet, or one that was deleted.
  assert.doesNotMatch(last("data/tools/a.yml", { isThere: () => false }) ?? "", /mend:/);
});

test("a file with many findings is read once", () => {
  let reads = 0;
  const readSource = (): string => {
    reads++;
    return "a: b\nc: ddd\n";
  };
  const blocks = pretty(findingsOf([finding(2, 4, 7), finding(2, 1, 2)], { readSource }), plain).split("\n\n");
  assert.equal(blocks.length, 2);
  assert.equal(reads, 1);
});

test("a related place is named", () => {
  const range = { start: { line: 3, column: 5, offset: 0 }, end: { line: 3, column: 6, offset: 0 } };
  const related = [{ file: "data/b.yml", range, message: "first listed here" }];
  const diagnostic = findingWith({ range, message: "Twice.", related });
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

test("the same mistake, found many times over, is shown once, with a count and the places of the others", () => {
  const many = (count: number, fileOf = (_: number) => "data/a.yml"): Diagnostic[] =>
    Array.from({ length: count }, (_, index) => {
      const at = { line: index + 1, column: 1, offset: 0 };
      return findingWith({ file: fileOf(index), range: { start: at, end: at } });
    });
  const other = findingWith({ message: "Something else is wrong." });
  assert.equal(
    pretty(findingsOf([...many(60), other]), plain),
    `data/a.yml:1:1: error: It is wrong. (some-rule)
  mend: data/a.yml
  and 59 more like it: lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, …

data/tools/a.yml:2:4: error: Something else is wrong. (some-rule)
  mend: data/tools/a.yml
`,
  );
  const inFiles = pretty(findingsOf(many(40, (index) => `data/tools/tool-${index}.yml`)), plain);
  assert.match(inFiles, /\n {2}and 39 more like it: data\/tools\/tool-1\.yml:2, data\/tools\/tool-2\.yml:3, …\n$/);
  assert.equal(pretty(findingsOf(many(20)), plain).split("\n\n").length, 20);
});

test("of a line with many findings, each measures the columns around it only", (t) => {
  const line = "pаypal ".repeat(10_000);
  const diagnostics = Array.from({ length: 500 }, (_, index) =>
    findingWith({
      range: rangeIn(line, 7 * index, 7 * index + 6),
      message: `Word ${index} is written in two scripts.`,
    }),
  );
  let measured = 0;
  const segment = Intl.Segmenter.prototype.segment;
  t.mock.method(Intl.Segmenter.prototype, "segment", function (this: Intl.Segmenter, text: string) {
    measured += text.length;
    return segment.call(this, text);
  });
  pretty(findingsOf(diagnostics, { readSource: () => line }), plain);
  assert.ok(measured > 0 && measured < 1_000 * diagnostics.length, `${measured} characters`);
});
