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
