// The summary of a step in GitHub Actions: a table that no text can break or make GitHub link from.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Token } from "markdown-it";
import { stepSummary } from "../../scripts/report/step-summary.ts";
import { finding, findingsOf } from "../support/findings.ts";
import { type Line, markdownIt, plain, readPage, visible } from "../support/page.ts";
import { runs } from "../support/runs.ts";
import { hostileText } from "../support/values.ts";

/** The cells of each row below the heading. */
function rows(markdown: string): Line[][][] {
  return readPage(markdown)
    .blocks.filter(({ kind }) => kind === "table tbody tr")
    .map(({ cells }) => cells);
}

/** Everything outside of code that GitHub could read something into. */
function risky(markdown: string): string[] {
  const texts = (tokens: readonly Token[]): string[] =>
    tokens.flatMap(({ type, content, children }) =>
      type === "text" || type === "text_special" ? [content] : texts(children ?? []),
    );
  return texts(markdownIt.parse(markdown, {})).flatMap((text) => text.match(/[@#$<>&_*~[\]\\=+^{}]|:\S|www\./gi) ?? []);
}

test("a row a finding, with links to where it is mended and to what the rule says", () => {
  const related = [{ ...finding(), file: "data/tools/b.yml", message: "first listed here" }];
  const diagnostics = [finding({ severity: "warning" }), finding({ hint: "Write `https`: it is safe.", related })];
  const report = stepSummary(
    findingsOf(diagnostics, {
      display: (file) => `lists/x/${file}`,
      editUrl: (file) => `https://github.com/o/r/edit/main/lists/x/${file}`,
      ruleUrl: (rule) => `https://github.com/o/r/blob/main/${rule}.ts`,
    }),
  );
  const place =
    "[`lists/x/data/tools/a.yml:2:4`](https://github.com/o/r/edit/main/lists/x/data/tools/a.yml) | [some-rule](https://github.com/o/r/blob/main/some-rule.ts)";
  assert.equal(
    report,
    `## npm run lint: 1 error, 1 warning

| Place | Rule | What |
| --- | --- | --- |
| ${place} | error: It is wrong.<br>hint: Write \\\`https\\\`: it is safe.<br>see \`lists/x/data/tools/b.yml:2:4:\` first listed here |
| ${place} | warning: It is wrong. |
`,
  );
});

test("what is mended in another file leads there", () => {
  const values = { editUrl: (file: string) => `https://e.example/${file}` };
  const report = stepSummary(findingsOf([finding({ file: "README.md", mend: "data/tools/b.yml" })], values));
  assert.ok(
    report.endsWith(
      "| `README.md:2:4` | some-rule | error: It is wrong.<br>mend it in [`data/tools/b.yml`](https://e.example/data/tools/b.yml) |\n",
    ),
    report,
  );
});

test("no findings: one friendly line", () => {
  assert.equal(stepSummary(findingsOf([])), "Nothing to mend: `npm run lint` is content with everything. Thank you!\n");
});

test("what GitHub would link, or make an emoji or math of, is code", () => {
  const cell = (message: string): string | undefined =>
    / \| error: (.*) \|\n$/.exec(stepSummary(findingsOf([finding({ message })])))?.[1];
  assert.equal(cell("Ask @octocat about #1, please."), "Ask `@octocat` about `#1,` please.");
  assert.equal(cell("See o/r#12 and GH-1 now"), "See `o/r#12` and `GH-1` now");
  assert.equal(cell("a :smile: b :+1:"), "a `:smile:` b `:+1:`");
  assert.equal(cell("$x$ <b>bold</b> &amp; a"), "`$x$ <b>bold</b> &amp;` a");
  assert.equal(cell("at www.example.org or https://example.org"), "at `www.example.org` or `https://example.org`");
  assert.equal(cell("since deadbeef or 12345678"), "since `deadbeef` or `12345678`");
  assert.equal(cell("It’s “fine” (e.g. here): one, two; 3 – or?"), "It’s “fine” (e.g. here): one, two; 3 – or?");
  assert.equal(cell("`a` | b@c|d@e | f@g h@i"), "\\`a\\` \\| `b@c`\\|`d@e` \\| `f@g h@i`");
  assert.equal(cell("x `@a x@` y"), "x `` `@a x@` `` y");
  assert.equal(cell("a\\| b"), "`a\\`\\| b");
});

test("no findings are lost without a word when there are too many for GitHub", () => {
  const many = stepSummary(findingsOf(Array.from({ length: 20_000 }, () => finding())));
  assert.equal(rows(many).length, 1000);
  assert.match(many, /\n\nand 19000 more: 19000 errors\n$/);

  const long = Array.from({ length: 999 }, () => finding({ message: "漢".repeat(9999), hint: "🪵".repeat(9999) }));
  const report = stepSummary(findingsOf([...long, finding({ severity: "warning", message: "last" })]));
  assert.ok(Buffer.byteLength(report) < 1024 * 1024);
  const shown = rows(report).length;
  assert.ok(shown > 100);
  assert.ok(report.endsWith(`\nand ${1000 - shown} more: ${999 - shown} errors, 1 warning\n`));
});

test("whatever the text is, it is read in its own cell, as it is, and nothing else is", () => {
  const text = fc.oneof(
    hostileText,
    fc
      .array(fc.constantFrom("|", "\\", "`", "``", " ", "@a", "#1", "a", "b", "\n", "<br>", ":", "$", "_", "x`y", "."))
      .map((parts) => parts.join(""))
      .filter((parts) => parts.trim() !== ""),
  );
  fc.assert(
    fc.property(text, text, text, fc.boolean(), (message, hint, file, hasLinks) => {
      const url = "https://example.org/a%7Cb";
      const link = hasLinks ? () => url : () => undefined;
      const one = finding({ message, hint, file });
      const report = stepSummary(findingsOf([one, finding(), one], { editUrl: link, ruleUrl: link }));
      const linked = (line: Line): Line[] => [{ ...line, links: hasLinks ? [{ text: line.text, href: url }] : [] }];
      const hostile = [
        linked(plain(visible(`${file}:2:4`))),
        linked(plain("some-rule")),
        [plain(visible(`error: ${message}`)), plain(visible(`hint: ${hint}`))],
      ];
      const tame = [linked(plain("data/tools/a.yml:2:4")), linked(plain("some-rule")), [plain("error: It is wrong.")]];
      assert.deepEqual(rows(report), [hostile, tame, hostile]);
      const page = readPage(report);
      assert.deepEqual([page.html, page.unguarded, risky(report)], [[], [], []]);
      assert.deepEqual(
        page.blocks.map(({ kind }) => kind),
        ["h2", "table thead tr", "table tbody tr", "table tbody tr", "table tbody tr"],
      );
    }),
    runs(2000),
  );
});
