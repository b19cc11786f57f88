// Annotations in GitHub Actions: one line a finding, whatever the finding says.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { github } from "../../scripts/report/github.ts";
import type { Severity } from "../../scripts/text/diagnostic.ts";
import { finding, findingsOf } from "../support/findings.ts";
import { runs } from "../support/runs.ts";
import { hostileText } from "../support/values.ts";

interface Command {
  name: string;
  properties: Record<string, string>;
  message: string;
}

/** As the runner reads a line: the name, the properties up to the next two colons, and the message. */
function parse(line: string): Command {
  const [, name = "", properties = "", message = ""] = /^::(\w+) (.*?)::(.*)$/su.exec(line) ?? [];
  const pairs = properties.split(",").map((pair) => {
    const equals = pair.indexOf("=");
    return [pair.slice(0, equals), decode(pair.slice(equals + 1), true)] as const;
  });
  return { name, properties: Object.fromEntries(pairs), message: decode(message, false) };
}

/** In the order that the runner does it: the percent sign last. */
function decode(text: string, isProperty: boolean): string {
  const plain = text.replaceAll("%0D", "\r").replaceAll("%0A", "\n");
  return (isProperty ? plain.replaceAll("%3A", ":").replaceAll("%2C", ",") : plain).replaceAll("%25", "%");
}

test("place, rule, message, hint, related places, and where to mend it", () => {
  const range = { start: { line: 3, column: 5, offset: 0 }, end: { line: 3, column: 6, offset: 1 } };
  const related = [{ file: "data/tools/b.yml", range, message: "first listed here" }];
  const diagnostic = finding({ hint: "Keep one: the first.", related });
  const report = github(
    findingsOf([diagnostic], {
      display: (file) => `lists/x/${file}`,
      editUrl: (file) => `https://github.com/o/r/edit/fix%231/lists/x/${file}`,
    }),
  );
  assert.equal(
    report,
    "::error file=lists/x/data/tools/a.yml,line=2,endLine=2,col=4,endColumn=7,title=some-rule::" +
      "It is wrong.%0Ahint: Keep one: the first.%0Asee lists/x/data/tools/b.yml:3:5: first listed here%0A" +
      "Mend it in lists/x/data/tools/a.yml: https://github.com/o/r/edit/fix%25231/lists/x/data/tools/a.yml\n",
  );
});

test("what is mended in another file says in which", () => {
  const values = {
    display: (file: string) => `lists/x/${file}`,
    editUrl: (file: string) => `https://e.example/${file}`,
  };
  const report = github(findingsOf([finding({ file: "README.md", mend: "data/tools/b.yml" })], values));
  assert.match(report, /^::error file=lists\/x\/README\.md,/);
  assert.match(report, /%0AMend it in lists\/x\/data\/tools\/b\.yml: https:\/\/e\.example\/data\/tools\/b\.yml\n$/);
  const gone = github(findingsOf([finding()], { isThere: () => false }));
  assert.match(gone, /::It is wrong\.\n$/);
});

test("no findings: nothing", () => {
  assert.equal(github(findingsOf([])), "");
});

test("errors come first, then warnings, then notices", () => {
  const severities: Severity[] = ["info", "warning", "error", "warning"];
  const report = github(findingsOf(severities.map((severity) => finding({ severity }))));
  assert.deepEqual(report.match(/^::\w+/gm), ["::error", "::warning", "::warning", "::notice"]);
});

test("no columns across lines, and no line of which the range has nothing", () => {
  const start = { line: 2, column: 4, offset: 8 };
  const report = (line: number, column: number): string =>
    github(findingsOf([finding({ range: { start, end: { line, column, offset: 20 } } })]));
  assert.match(report(4, 2), /^::error file=data\/tools\/a\.yml,line=2,endLine=4,title=some-rule::/);
  assert.match(report(4, 1), /^::error file=data\/tools\/a\.yml,line=2,endLine=3,title=some-rule::/);
  assert.match(report(3, 1), /^::error file=data\/tools\/a\.yml,line=2,endLine=2,title=some-rule::/);
});

test("of more than GitHub shows, the last notice says how many there are", () => {
  const report = (error: number, warning: number, info: number): string[] => {
    const many = (count: number, severity: Severity) => Array.from({ length: count }, () => finding({ severity }));
    const all = [...many(info, "info"), ...many(warning, "warning"), ...many(error, "error")];
    return github(findingsOf(all)).trimEnd().split("\n");
  };
  const count = (lines: string[]) =>
    ["error", "warning", "notice"].map((name) => lines.filter((line) => line.startsWith(`::${name} `)).length);
  assert.deepEqual(count(report(10, 10, 10)), [10, 10, 10]);

  const many = report(12, 11, 0);
  assert.deepEqual(count(many), [10, 10, 1]);
  assert.equal(
    many.at(-1),
    "::notice title=npm run lint::There is more: 2 errors, 1 warning. GitHub shows ten of a kind; the log and the summary of this step have all.",
  );

  const notices = report(11, 0, 10);
  assert.deepEqual(count(notices), [10, 0, 10]);
  assert.match(notices.at(-1) ?? "", /There is more: 1 error, 1 note\./);
});

test("a message that the runner would cut keeps the link to mend it", () => {
  const editUrl = () => "https://github.com/o/r/edit/main/a.yml";
  const [line = ""] = github(findingsOf([finding({ message: "🪵".repeat(9999) })], { editUrl })).split("\n");
  const { message } = parse(line);
  assert.ok(message.length > 4090 && message.length <= 4096);
  assert.ok(message.isWellFormed());
  assert.match(message, /🪵…\nMend it in data\/tools\/a\.yml: https:\/\/github\.com\/o\/r\/edit\/main\/a\.yml$/u);
});

test("no message and no file's name can start another command", () => {
  const hostile = "a\n::set-output name=x::y\r::add-mask::b %0A::error::c ::stop-commands::d ##[error]e";
  const report = github(findingsOf([finding({ message: hostile, hint: hostile, file: `${hostile},line=9::f` })]));
  assert.equal(report.split(/[\r\n]/).length, 2);
  assert.ok(
    report.startsWith(
      "::error file=a%0A%3A%3Aset-output name=x%3A%3Ay%0D%3A%3Aadd-mask%3A%3Ab %250A%3A%3Aerror%3A%3Ac " +
        "%3A%3Astop-commands%3A%3Ad ##[error]e%2Cline=9%3A%3Af,line=2,endLine=2,col=4,endColumn=7,title=some-rule::" +
        "a%0A::set-output name=x::y%0D::add-mask::b %250A::error::c ::stop-commands::d ##[error]e%0Ahint: a%0A",
    ),
  );
});

test("whatever the text is, the runner reads exactly it from exactly one line", () => {
  const text = fc.oneof(
    hostileText,
    fc
      .array(fc.constantFrom("%", "%0A", "%25", "%3A", "\n", "\r", ":", "::", ",", "=", "a", " ", "::error", "##["))
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, text, text, (message, hint, file) => {
      const report = github(findingsOf([finding({ message, hint, file })]));
      assert.match(report, /^[^\r\n]+\n$/);
      const { name, properties, message: read } = parse(report.slice(0, -1));
      const hinted = hint === "" ? "" : `\nhint: ${hint}`;
      assert.equal(name, "error");
      assert.equal(read, `${message}${hinted}\nMend it in ${file}`);
      assert.deepEqual(properties, { file, line: "2", endLine: "2", col: "4", endColumn: "7", title: "some-rule" });
    }),
    runs(1000),
  );
});
