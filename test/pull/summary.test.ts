// What a branch brings, in words: never longer than GitHub takes, however much of it there is.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { textOf } from "../../scripts/pull/comment-text.ts";
import { IN_BYTES, IN_UNITS, placesOf, preview } from "../../scripts/pull/preview.ts";
import type { GeneratedFinding } from "../../scripts/pull/review.ts";
import type { BlockChanges } from "../../scripts/pull/rows.ts";
import { reviewSummary } from "../../scripts/pull/summary.ts";
import { finding, findingsOf } from "../support/findings.ts";
import { entryOf } from "../support/memory.ts";
import { markdownIt } from "../support/page.ts";
import { runs } from "../support/runs.ts";

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
const SUMMARY = 1024 * 1024;
/** GitHub's answer to a longer one: “body is too long (maximum is 65536 characters)”. */
const COMMENT = 65_536;

const places = placesOf("https://github.com", "o/list", "a".repeat(40), { repository: "me/list", sha: "b".repeat(40) });

function edited(number: number, difference: string): GeneratedFinding {
  return { file: `lists/l${number}/README.md`, state: "edited", difference, isFromChange: number % 2 === 0 };
}

function stale(number: number): GeneratedFinding {
  return { file: `img/${number}.svg`, state: "stale", difference: "", isFromChange: false };
}

/** Tables of one column, with so many rows that say this. */
function blocks(count: number, rows: number, words: string): BlockChanges[] {
  const entry = entryOf("tool", "a", { name: "A" });
  return Array.from({ length: count }, (_, number) => ({
    heading: [{ type: "text", value: `Table ${number}` }],
    head: [[{ type: "text", value: "Tool" }]],
    columns: [],
    changes: Array.from({ length: rows }, (_, index) => [
      {
        label: "added" as const,
        row: { key: `${index}`, entry, cells: [[{ type: "text", value: words }]], content: "", unnumbered: "" },
      },
    ]),
    renumbered: number,
  }));
}

const review = { brought: [], existing: [], looked: 1, generated: [], lists: [], broken: [] };
const none = findingsOf([]);
const around = { branch: { commit: "c".repeat(40), target: "main" }, places };

test("a summary is cut at the ends of lines, and says how many are left out", () => {
  const line = `+${"🪵".repeat(24)}é\n`;
  const generated = [edited(0, line.repeat(2_000)), edited(1, `${line.repeat(10)}\`\`\`\n`)];
  const text = reviewSummary({ review: { ...review, generated }, brought: none, existing: none, ...around });
  // 100,000 bytes hold 999 lines of 100 bytes, and what is said of the rest.
  assert.equal(text.split(line).length - 1, 999 + 10);
  assert.ok(text.includes(`${line}… and 1001 more lines\n\`\`\`\n`));
  assert.ok(text.includes(`\n\`\`\`\`diff\n${line}`), "a longer fence around a fence");
});

test("many files are named, and counted beyond that", () => {
  const generated = [
    ...Array.from({ length: 60 }, (_, index) => edited(index, "+x\n".repeat(10_000))),
    ...Array.from({ length: 30 }, (_, index) => stale(index)),
  ];
  const text = reviewSummary({ review: { ...review, generated }, brought: none, existing: none, ...around });
  const shown = text.match(/^## `lists\/l\d+\/README\.md` is not what the build makes$/gm)?.length ?? 0;
  assert.ok(shown > 5, String(shown));
  assert.equal(text.match(/^`lists\/l\d+\/README\.md` is not what the build makes, either: `/gm)?.length, 20);
  assert.ok(text.includes(`\nand ${60 - shown - 20} more files that are not what the build makes\n`));
  assert.equal(text.match(/^`img\/\d+\.svg` is older than the data\./gm)?.length, 20);
  assert.ok(text.includes("\nand 10 more files that are older than the data\n"));
});

test("whatever a branch brings, GitHub takes its summary and its comment", () => {
  const words = fc
    .tuple(fc.constantFrom("x", "é", "漢", "🪵", "`", "|", "<"), fc.nat(3_000))
    .map(([text, count]) => text.repeat(count));
  const number = fc.oneof(fc.nat(3), fc.nat(400));
  fc.assert(
    fc.property(words, number, number, number, number, fc.boolean(), (text, one, two, three, four, isTall) => {
      const message = `${text} is wrong.`;
      const many = (count: number) =>
        findingsOf(Array.from({ length: count * 3 }, () => finding({ message, hint: message })));
      const difference = isTall ? `+${text}\n`.repeat(200) : `+${text.repeat(60)}`;
      const lists = [{ folder: "lists/x", state: "changed" as const, blocks: blocks(two, 1 + (three % 30), text) }];
      const generated = [
        ...Array.from({ length: three % 40 }, (_, index) => edited(index, difference)),
        ...Array.from({ length: four }, (_, index) => stale(index)),
      ];
      const summary = reviewSummary({
        review: { ...review, generated, lists },
        brought: many(one % 200),
        existing: many(two % 200),
        ...around,
      });
      assert.ok(Buffer.byteLength(summary) <= SUMMARY - 1, String(Buffer.byteLength(summary)));

      const long = (index: number): string => `lists/${"l".repeat(250)}/data/resources/${"r".repeat(240)}${index}.yml`;
      const files = Array.from({ length: four }, (_, index) => long(index));
      const unread = files.map((file) => ({ file, why: "is a symbolic link" }));
      const run = { url: "https://github.com/o/r/actions/runs/1", conclusion: "failure", event: "pull_request" };
      const head = { repository: "me/list", branch: "x", sha: "b".repeat(40) };
      const comment = textOf({ lists, broken: files, unread }, { ...run, head }, places) ?? "";
      // In front of it comes the marker that it is found again by.
      assert.ok(comment.length <= COMMENT - 200, String(comment.length));
    }),
    runs(15),
  );
});

test("a preview keeps to its room, however many tables it is of, and counts what it leaves out", () => {
  fc.assert(
    fc.property(
      fc.nat(60),
      fc.nat(5),
      fc.nat(8_000),
      fc.constantFrom(IN_BYTES, IN_UNITS),
      (tables, rows, most, length) => {
        const lists = [{ folder: "", state: "changed" as const, blocks: blocks(tables, rows + 1, "🪵 é") }];
        const text = preview(lists, undefined, { most, length });
        assert.ok(length(text) <= most, `${length(text)} > ${most}`);
        const shown = text.match(/^\| added \|/gm)?.length ?? 0;
        const [, hidden = "0"] = /^and (\d+) more rows? for which/m.exec(text) ?? [];
        if (most > 200) assert.equal(shown + Number(hidden), tables * (rows + 1));
        // Every row that is shown is one of a table.
        assert.equal(markdownIt.render(text).match(/<td>added<\/td>/g)?.length ?? 0, shown);
      },
    ),
    runs(60),
  );
});

test("whatever a file is called, its name stays code, in a summary and in a comment", () => {
  for (const bad of [
    "x\n::error::Boo.yml",
    "x\n\n# Boo @torvalds\n.yml",
    "x`Boo`.yml",
    "`Boo.yml",
    "<h1>Boo",
    "x|Boo`|`",
  ]) {
    const file = `lists/${bad}/README.md`;
    const generated = (["edited", "absorbed", "stale", "left", "unjudged"] as const).map((state): GeneratedFinding => {
      const absorbed = { carried: [bad], kept: [bad], keptEdits: [], patch: `+${bad}` };
      return { file, state, difference: `+${bad}`, isFromChange: false, ...(state === "absorbed" ? { absorbed } : {}) };
    });
    const named = Array.from({ length: 5 }, (): GeneratedFinding => {
      return { file, state: "edited", difference: "+x\n".repeat(100_000), isFromChange: false };
    });
    const lists = [{ folder: `lists/${bad}`, state: "new" as const, blocks: blocks(1, 1, "words") }];
    const broken = [`data/tools/${bad}`];
    const summary = reviewSummary({
      review: { ...review, broken, lists, generated: [...generated, ...named] },
      brought: none,
      existing: none,
      ...around,
    });
    const run = { url: "https://github.com/o/r/actions/runs/1", conclusion: "failure", event: "pull_request" };
    const head = { repository: "me/list", branch: bad, sha: "b".repeat(40) };
    const unread = broken.map((each) => ({ file: each, why: "is a symbolic link" }));
    const comment = textOf({ lists, broken, unread }, { ...run, head }, places) ?? "";
    for (const text of [summary, comment]) {
      const html = markdownIt.render(text);
      assert.ok(html.includes("Boo"));
      const outside = html.replace(/<code\b.*?<\/code>|(?<= href=")[^"]*/gs, "");
      assert.deepEqual(
        outside.split("\n").filter((line) => /Boo|torvalds|error/.test(line)),
        [],
        bad,
      );
    }
  }
});

test("a command that is copied into a shell holds the file's name and nothing else", () => {
  const file = "img/$(x) '.svg";
  const generated = [{ ...edited(1, "+x\n"), file }];
  const text = reviewSummary({ review: { ...review, generated }, brought: none, existing: none, ...around });
  assert.ok(text.includes("\n```sh\ngit checkout cccccccccc -- 'img/$(x) '\\''.svg'\n```\n"), text);
});
