// Faults of the linter that people met: small documents, and exactly the findings that they should have.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { fixAll, lintAll } from "../../scripts/lint/folder.ts";
import { RULES } from "../../scripts/rules/index.ts";
import { type Files, makeList } from "../support/lists.ts";

/** @returns `LINE:COLUMN rule: message` for each finding of page.md, with its hint in the next line where one is given */
async function findings(t: Parameters<typeof makeList>[0], page: string, others: Files = {}): Promise<string[]> {
  const root = await makeList(t, { "page.md": page, ...others });
  const { diagnostics } = await lintAll({ root, lists: [], documents: [`${root}/page.md`], settings: root }, RULES);
  return diagnostics.map(({ range: { start }, rule, reason }) => `${start.line}:${start.column} ${rule}: ${reason}`);
}

/** @returns page.md as `--fix` leaves it */
async function fixed(t: Parameters<typeof makeList>[0], page: string): Promise<string> {
  const root = await makeList(t, { "page.md": page });
  await fixAll({ root, lists: [], documents: [`${root}/page.md`], settings: root }, RULES);
  return readFile(path.join(root, "page.md"), "utf8");
}

const FRONT_MATTERS = [
  "---\nlabels: bug, Javascript\ndescription: All about queues.\n---\n",
  "---\r\nlabels: bug, Javascript\r\n---\r\n",
  "---\ntitle: TODO\n\n# http://example.org/ \ntags:\n- github \n- '#x'\nlicense: http://example.org/   \n---\n",
  '---\n"title": "Lorem ipsum..": Javascript\n...\n',
  "+++\ntitle = 'Javascript'\n[params]\nurl = \"http://example.org/\"\n\nlist = [\n  1,\n]\n+++\n",
  "---\nnotes: |\n  A text\n\n  ## of github:\n---",
];

test("front matter is no Markdown: no rule looks at it, and --fix leaves it alone", async (t) => {
  for (const front of FRONT_MATTERS) {
    const page = `${front}\n\n# Kit\n`;
    assert.deepEqual(await findings(t, page), [], front);
    assert.equal(await fixed(t, page), page);
  }
  const [front] = FRONT_MATTERS;
  assert.deepEqual(await findings(t, `${front}\n# Kit:\n\n[a](#labels)\n`), [
    "6:6 heading-punctuation: This heading ends in “:”.",
    "8:5 dead-anchor: Nothing on this page has the anchor “#labels”.",
  ]);
  // The headings of another file are not made of its front matter either.
  assert.deepEqual(
    await findings(t, "[a](other.md#kit), [b](other.md#draft-yes)\n", { "other.md": "---\ndraft: yes\n---\n# Kit\n" }),
    ["1:32 dead-anchor: Nothing on the page other.md has the anchor “#draft-yes”."],
  );
});

test("two lines of dashes with Markdown between them are no front matter, nor is data further down", async (t) => {
  const pages = [
    "---\n\nAll about Github.\n\n---\n",
    "---\n[Github]: https://example.org/\n---\n[Github]\n",
    "\n---\nname: Github\n---\n",
    "---\nname: Github\n",
  ];
  for (const page of pages) assert.match((await findings(t, page)).join("\n"), /name-case/, page);
});

test("final-stop: names and titles are not compared, in whichever column or item they stand", async (t) => {
  const table = (header: string, ...cells: string[]): string =>
    `| Feed | ${header} | Address |\n| --- | --- | --- |\n${cells.map((cell, at) => `| Feed ${at} | ${cell} | a${at}.example.org |\n`).join("")}`;
  const titles = ["Call Me Later.", "Risky Business", "Darknet Diaries Weekly", "The Art Of Detection"];
  const sentences = ["How we sort events.", "What we learned", "Where we went wrong", "When to sort"];
  for (const header of ["Title", "Name", "Show", "Episode", "Songs", "Author", "标题", "Titel"]) {
    for (const cells of [titles, sentences]) {
      assert.deepEqual(await findings(t, table(header, ...cells)), []);
      assert.equal(await fixed(t, table(header, ...cells)), table(header, ...cells));
    }
  }
  const items = `- ${titles.join("\n- ")}\n`;
  assert.deepEqual(await findings(t, items), []);
  const linked = titles.map((title, at) => `- [Show ${at}](https://example.org/${at}): ${title}\n`).join("");
  assert.deepEqual(await findings(t, linked), []);
  // What is a description goes on to be compared, in the first column too.
  assert.deepEqual(await findings(t, table("Short description", ...sentences)), [
    "3:30 final-stop: This description ends in a full stop, and its neighbours do not.",
  ]);
  assert.match(
    (await findings(t, "| What |\n| --- |\n| Sorts our events. |\n| Mixes all events |\n| Reads events |\n")).join(),
    /^3:18 final-stop/,
  );
});

test("final-stop: each script has its own stop, and its own words", async (t) => {
  const cases: [string[], string][] = [
    [["这是一个工具。", "那是一个东西。", "这也是一个工具。", "这是 一个 东西"], "这是 一个 东西。"],
    [["这是一个工具。", "那是一个东西。", "这也是一个工具。", "支持 Docker 的工具"], "支持 Docker 的工具。"],
    [
      ["イベントを並べます。", "イベントを混ぜます。", "これは道具です。", "イベントを読みます"],
      "イベントを読みます。",
    ],
    [["यह एक औज़ार है।", "वह एक चीज़ है।", "यह भी एक औज़ार है।", "यह एक किताब है"], "यह एक किताब है।"],
    [["Сортирует события.", "Читает события.", "Пишет события.", "Хранит события"], "Хранит события."],
    [["یہ ایک اوزار ہے۔", "وہ ایک چیز ہے۔", "یہ بھی ایک اوزار ہے۔", "یہ ایک کتاب ہے"], "یہ ایک کتاب ہے۔"],
    [["이것은 도구입니다.", "저것은 물건입니다.", "그것도 도구입니다.", "이것은 책입니다"], "이것은 책입니다."],
  ];
  for (const [items, last] of cases) {
    const page = `- ${items.join("\n- ")}\n`;
    assert.match((await findings(t, page)).join("\n"), /^4:\d+ final-stop: This description has no full stop[^\n]*$/);
    assert.equal(await fixed(t, page), `- ${[...items.slice(0, -1), last].join("\n- ")}\n`);
  }
  const [[chinese = []] = []] = cases;
  assert.equal(
    await fixed(t, "- 这是一个工具\n- 那是一个东西\n- 这也是一个工具。\n"),
    "- 这是一个工具\n- 那是一个东西\n- 这也是一个工具\n",
  );
  // Those in another script are not exceptions.
  const mixed = `- ${[...chinese.slice(0, 3), "Sorts all events", "เครื่องมือสำหรับจัดเรียง"].join("\n- ")}\n`;
  assert.deepEqual(await findings(t, mixed), []);
  // An escaped stop goes with its backslash.
  assert.equal(
    await fixed(t, "- Sorts all events\n- Mixes events\n- Reads events\\.\n"),
    "- Sorts all events\n- Mixes events\n- Reads events\n",
  );
});
