// Findings for programs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { json } from "../../scripts/report/json.ts";
import { finding, findingsOf, rangeOf } from "../support/findings.ts";

test("no findings: an empty list and three noughts", () => {
  assert.equal(
    json(findingsOf([])),
    `{
  "version": 1,
  "diagnostics": [],
  "counts": {
    "error": 0,
    "warning": 0,
    "info": 0
  }
}
`,
  );
});

test("a finding with everything that there is to know", () => {
  const source = "name: A\nurl: http://a.example\n";
  const diagnostic = finding({
    range: rangeOf(source, "http"),
    rule: "https",
    severity: "warning",
    message: "The site answers to https.",
    hint: "Write https.",
    pointer: "/url",
    related: [{ file: "data/tools/b.yml", range: rangeOf(source, "url"), message: "the same site" }],
    fix: { edits: [{ start: 17, end: 17, text: "s" }] },
  });
  const report = json(
    findingsOf([diagnostic], {
      readSource: () => source,
      display: (file) => `lists/x/${file}`,
      editUrl: (file) => `https://github.com/o/r/edit/main/lists/x/${file}`,
      ruleUrl: (rule) => `https://github.com/o/r/blob/main/scripts/rules/${rule}.ts`,
    }),
  );
  assert.deepEqual(JSON.parse(report), {
    version: 1,
    diagnostics: [
      {
        file: "data/tools/a.yml",
        line: 2,
        column: 6,
        endLine: 2,
        endColumn: 10,
        severity: "warning",
        rule: "https",
        message: "The site answers to https.",
        hint: "Write https.",
        url: "https://github.com/o/r/blob/main/scripts/rules/https.ts",
        fixable: true,
        // sha256 of ["https","data/tools/a.yml","/url","The site answers to https."]
        fingerprint: "b92da7e568f0ff13",
        related: [{ file: "data/tools/b.yml", line: 2, column: 1, message: "the same site" }],
        edit: "https://github.com/o/r/edit/main/lists/x/data/tools/a.yml",
      },
    ],
    counts: { error: 0, warning: 1, info: 0 },
  });
});

test("a key without a value is left out", () => {
  const report = JSON.parse(json(findingsOf([finding(), finding({ severity: "info", fix: { edits: [] } })])));
  assert.equal(
    Object.keys(report.diagnostics[0]).join(" "),
    "file line column endLine endColumn severity rule message fixable fingerprint",
  );
  assert.deepEqual([report.diagnostics[0].fixable, report.diagnostics[1].fixable], [false, false]);
  assert.deepEqual(report.counts, { error: 1, warning: 0, info: 1 });
});

test("any text comes back as it was", () => {
  const message = 'a\n"b"\\ \u2028 \ud800 \u0000 </script>';
  assert.equal(JSON.parse(json(findingsOf([finding({ message })]))).diagnostics[0].message, message);
});
