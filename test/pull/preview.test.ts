// Rows that change between two versions of a page, as GitHub shows them.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { IN_BYTES, IN_UNITS, placesOf, preview } from "../../scripts/pull/preview.ts";
import { changedBlocks } from "../../scripts/pull/rows.ts";
import { renderTree } from "../../scripts/template/render.ts";
import { renderList } from "../support/lists.ts";
import { listOf, type Records } from "../support/memory.ts";
import { markdownIt } from "../support/page.ts";
import { runs } from "../support/runs.ts";
import { hostileText, markdownText } from "../support/values.ts";

const ROOM = { most: 100_000, length: IN_UNITS };

const TABLE = `# List

## Tools

<!-- each tools -->
| Tool | Status |
| --- | --- |
| [{name}]({url}){mark} | {status} |

## Examples

<!-- each examples -->
| # | Who |
| --- | --- |
| {number} | {organisation} |

## Notes

<!-- each notes -->
0. {target}{text}

## Reading

<!-- each resources -->
- [{title}]({url}){: {description}}
`;

const tool = (name: string, more = ""): string => `name: ${name}\nurl: https://example.org/${name}\n${more}`;
const example = (name: string, position: number): string =>
  `organisation: "${name}"\nposition: ${position}\ntechnologies: [{text: x}]\nreferences: [{title: A, url: "https://a.example"}]\n`;

const BEFORE = {
  "data/tools/a.yml": tool("A"),
  "data/tools/b.yml": tool("B"),
  "data/tools/c.yml": tool("C", "status: archived\nfootnote: It is over.\n"),
  "data/examples/one.yml": example("One", 1),
  "data/examples/two.yml": example("Two", 2),
  "data/resources/r.yml": "title: R\nurl: https://r.example\n",
};

async function changed(
  t: TestContext,
  changes: Record<string, string | undefined>,
  places?: Parameters<typeof preview>[1],
): Promise<string> {
  const after = Object.entries({ ...BEFORE, ...changes }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  const [old, now] = [await renderList(t, TABLE, BEFORE), await renderList(t, TABLE, Object.fromEntries(after))];
  return preview([{ folder: "", state: "changed", blocks: changedBlocks(old, now) }], places, ROOM);
}

test("nothing changes: nothing to show", async (t) => {
  assert.equal(await changed(t, {}), "");
  assert.equal(await changed(t, { "data/tools/a.yml": `# A comment.\n${tool("A")}` }), "");
});

test("added, changed and removed rows stand under their heading, where they stand on the page", async (t) => {
  const text = await changed(t, {
    "data/tools/a.yml": tool("A", "status: archived\n"),
    "data/tools/b.yml": undefined,
    "data/tools/bb.yml": tool("BB"),
  });
  assert.equal(
    text,
    `#### Tools

| | Tool | Status |
| --- | --- | --- |
| before | [A](https://example.org/A) | |
| now | [A](https://example.org/A) | archived |
| removed | [B](https://example.org/B) | |
| added | [BB](https://example.org/BB) | |
`,
  );
});

test("notes below other rows are called so, and are not taken for the list in front of them", async (t) => {
  const template = `# List

## Reading and tools

<!-- each resources -->
- [{title}]({url})

<!-- each tools -->
- [{name}]({url}){mark}

<!-- each notes -->
0. {target}{text}
`;
  const resource = { "data/resources/r.yml": "title: R\nurl: https://r.example\n" };
  const tools = {
    "data/tools/b.yml": tool("B"),
    "data/tools/c.yml": tool("C", "status: archived\nfootnote: It is over.\n"),
  };
  const later = { ...tools, ...resource, "data/tools/b.yml": tool("B", "status: archived\nfootnote: Gone.\n") };
  const [old, now] = [await renderList(t, template, tools), await renderList(t, template, later)];
  const places = undefined;
  assert.equal(
    preview([{ folder: "", state: "changed", blocks: changedBlocks(old, now) }], places, ROOM),
    `#### Reading and tools

| | Entry |
| --- | --- |
| added | [R](https://r.example) |

#### Reading and tools

| | Entry |
| --- | --- |
| before | [B](https://example.org/B) |
| now | [B](https://example.org/B)\\[0] |

1 more row changes its number only.

#### Reading and tools: notes

| | Entry |
| --- | --- |
| added | Gone. |
`,
  );
});

test("a list's items are rows of one cell", async (t) => {
  const changes = { "data/resources/s.yml": "title: S\nurl: https://s.example\ndescription: So.\n" };
  assert.equal(
    await changed(t, changes),
    "#### Reading\n\n| | Entry |\n| --- | --- |\n| added | [S](https://s.example): So. |\n",
  );
});

/** The table of tools with other columns, as another template has them. */
const withColumns = (titles: string, cells: string): string =>
  TABLE.replace("| Tool | Status |", titles)
    .replace("| --- | --- |", titles.replace(/\w[\w ]*/g, "---"))
    .replace("| [{name}]({url}){mark} | {status} |", cells);

const NAME = "[{name}]({url}){mark}";

for (const { name, from = TABLE, to, changes = {}, expected } of [
  {
    name: "a new column with one value",
    to: withColumns("| Tool | Also | Status |", `| ${NAME} | {aliases} | {status} |`),
    changes: { "data/tools/b.yml": tool("B", "aliases: [Bee]\n") },
    expected:
      "#### Tools\n\n| | Tool | Also | Status |\n| --- | --- | --- | --- |\n| before | [B](https://example.org/B) | | |\n| now | [B](https://example.org/B) | Bee | |\n\nThe column Also is new.\n",
  },
  {
    name: "a new column that is empty everywhere",
    to: withColumns("| Tool | Status | Also |", `| ${NAME} | {status} | {aliases} |`),
    expected: "#### Tools\n\nThe column Also is new.\n",
  },
  {
    name: "a column that goes",
    from: withColumns("| Tool | Also | Status |", `| ${NAME} | {aliases} | {status} |`),
    to: TABLE,
    expected: "#### Tools\n\nThe column Also is gone.\n",
  },
  {
    name: "columns in another order",
    to: withColumns("| Status | Tool |", `| {status} | ${NAME} |`),
    expected: "",
  },
  { name: "a column with another title", to: withColumns("| Tool | State |", `| ${NAME} | {status} |`), expected: "" },
  {
    name: "columns in another order, and one row that changes",
    to: withColumns("| Status | Tool |", `| {status} | ${NAME} |`),
    changes: { "data/tools/b.yml": tool("B", "status: renamed\nfootnote: It is.\n") },
    expected:
      "#### Tools\n\n| | Status | Tool |\n| --- | --- | --- |\n| before | | [B](https://example.org/B) |\n| now | renamed | [B](https://example.org/B)\\[0] |\n\n1 more row changes its number only.\n",
  },
  {
    name: "one column more and one less",
    from: withColumns("| Tool | Also |", `| ${NAME} | {aliases} |`),
    to: withColumns("| Tool | Status | Site |", `| ${NAME} | {status} | {id} |`).replace("{id}", "{aliases}"),
    expected: "#### Tools\n\n| | Tool | Status | Site |",
  },
]) {
  test(`${name}: no row that reads the same is shown twice`, async (t) => {
    const [old, now] = [await renderList(t, from, BEFORE), await renderList(t, to, { ...BEFORE, ...changes })];
    const blocks = changedBlocks(old, now).filter(({ heading }) => JSON.stringify(heading).includes("Tools"));
    const text = preview([{ folder: "", state: "changed", blocks }], undefined, ROOM);
    if (name.startsWith("one column more")) assert.ok(text.startsWith(expected), text);
    else assert.equal(text, expected);
  });
}

test("rows that are only counted anew are counted, not shown; a number that somebody wrote is", async (t) => {
  const head = "#### Examples\n\n| | <span>#</span> | Who |\n| --- | --- | --- |\n";
  assert.equal(
    await changed(t, { "data/examples/zero.yml": example("Zero", 0) }),
    `${head}| added | 0 | Zero |\n\n2 more rows change their numbers only.\n`,
  );
  const records = [example("11", 1), example("12", 1)] as const;
  const [old, now] = await Promise.all(
    records.map((record) => renderList(t, TABLE, { ...BEFORE, "data/examples/one.yml": record })),
  );
  assert.ok(old && now);
  const text = preview([{ folder: "", state: "changed", blocks: changedBlocks(old, now) }], undefined, ROOM);
  assert.equal(text, `${head}| before | 0 | 11 |\n| now | 0 | 12 |\n`);
});

test("on GitHub, each change links to its record, notes to the page, and another list's folder is named", async (t) => {
  const places = placesOf("https://github.com", "o/list", "aaa", { repository: "me/list", sha: "bbb" });
  const [old, now] = [
    await renderList(t, TABLE, BEFORE),
    await renderList(t, TABLE, { ...BEFORE, "data/tools/c.yml": tool("C") }),
  ];
  const text = preview([{ folder: "lists/x", state: "changed", blocks: changedBlocks(old, now) }], places, ROOM);
  assert.equal(
    text,
    `#### \`lists/x\`: Tools

| | Tool | Status |
| --- | --- | --- |
| [before](https://github.com/o/list/blob/aaa/lists/x/data/tools/c.yml) | [C](https://example.org/C)[\\[0\\]](https://github.com/o/list/blob/HEAD/lists/x/README.md#note-c) | archived |
| [now](https://github.com/me/list/blob/bbb/lists/x/data/tools/c.yml) | [C](https://example.org/C) | |

#### \`lists/x\`: Notes

| | Entry |
| --- | --- |
| [removed](https://github.com/o/list/blob/aaa/lists/x/data/tools/c.yml) | It is over. |
`,
  );
});

test("what does not fit is counted, and whole rows only are left out", () => {
  const records = (count: number): Records => ({
    tool: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`t-${index}`, { name: `T${index} ${"é".repeat(50)}` }]),
    ),
  });
  const template = "<!-- each tools -->\n| Tool |\n| --- |\n| {name} |\n";
  const [old, now] = [renderTree(listOf(records(0)), template), renderTree(listOf(records(700)), template)];
  for (const length of [IN_BYTES, IN_UNITS]) {
    const text = preview([{ folder: "", state: "changed", blocks: changedBlocks(old, now) }], undefined, {
      most: 5_000,
      length,
    });
    assert.ok(length(text) <= 5_000 && length(text) > 4_500, String(length(text)));
    const rows = text.split("\n").filter((line) => line.startsWith("| added | T"));
    for (const row of rows) assert.match(row, /é{50} \|$/);
    assert.ok(text.includes(`and ${700 - rows.length} more rows for which there is no room here.`), text.slice(-200));
  }
  assert.equal(preview([], undefined, { most: 10, length: IN_BYTES }), "");
});

test("whatever a record says, it stays in its cell, and GitHub reads nothing into it", () => {
  const template =
    "<!-- each tools -->\n| Tool | Note |\n| --- | --- |\n| {name} | {footnote} |\n\n<!-- each notes -->\n0. {text}\n";
  const places = placesOf("https://github.com", "o/list", "aaa", { repository: "me/list", sha: "bbb" });
  const old = renderTree(listOf({}), template);
  fc.assert(
    fc.property(hostileText, markdownText, (name, footnote) => {
      const now = renderTree(listOf({ tool: { t: { name, footnote } } }), template);
      const [block, ...others] = changedBlocks(old, now);
      assert.ok(block);
      assert.ok(others.length <= 1);
      const text = preview([{ folder: "", state: "changed", blocks: [block] }], places, ROOM);
      const html = markdownIt.render(text);
      // The heading row and one more, of three cells each.
      assert.equal(html.match(/<tr>/g)?.length, 2, html);
      assert.equal(html.match(/<t[hd]>/g)?.length, 6, html);
      // GitHub looks at what stands between tags, outside of links and code.
      const texts = html.replace(/<(code|a)\b.*?<\/\1>/gs, "<x>").split(/<[^>]*>/);
      for (const each of texts) assert.doesNotMatch(each, /@\w|#\d|\bGH-\d|[\da-f]{7}/i, text);
      assert.doesNotMatch(html, /<(?!\/?(?:table|thead|tbody|tr|th|td|a|img|span|br|em|strong|s|code|h4|p)\b)/, text);
    }),
    runs(300),
  );
});
