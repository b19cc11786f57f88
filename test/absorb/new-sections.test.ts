// A heading that somebody adds among those that are made from records is a record, and what stands under it hangs on it.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { absorbPage } from "../../scripts/absorb/absorb.ts";
import { roomForSection } from "../../scripts/absorb/make-room.ts";
import { readSource, type Source } from "../../scripts/absorb/source.ts";
import { carriedLines, keptLines } from "../../scripts/absorb/words.ts";
import { TEMPLATE } from "../../scripts/template/page.ts";
import { absorbed, few, pageOf, unwrapped } from "../support/absorbed.ts";
import { LISTS } from "../support/proof-lists.ts";
import { sublist } from "../support/sublists.ts";

const COURSES = readSource(path.join(LISTS, "courses"));
const HOSTED = readSource(path.join(LISTS, "self-hosted"));
const APIS = readSource(path.join(LISTS, "public-apis"));

/** What is said, a line an edit, and the records that are written, without the comment in their first line. */
function carriedInto(list: Source, ...changes: readonly (readonly [RegExp, string])[]) {
  const found = absorbed(list, ...changes);
  const lines = [carriedLines, keptLines].flatMap((each) => each(found, (file) => file));
  const records = [...found.drafts].map(([file, draft]) => [file, draft?.replace(/^# yaml-.*\n/, "")]);
  const says = unwrapped(lines)
    .replace(/^README\.md:\d+ /gm, "")
    .split("\n");
  return { says, records: Object.fromEntries(records) };
}

const COOKING = `## Cooking

How to boil _water_.

- [Water at 100 Degrees](https://village.example.org/water) by [Village Library](https://village.example.org/), for everybody: pots

`;
const COOKING_RECORDS = {
  "data/topics/cooking.yml": "name: Cooking\nposition: 2\ndescription: How to boil _water_.\n",
  "data/topics/music.yml": "name: Music\nposition: 3\ndescription: What is sound, in order.\n",
  "data/courses/water-at-100-degrees.yml":
    "title: Water at 100 Degrees\nurl: https://village.example.org/water\ntopic: cooking\nprovider: Village Library\n" +
    "level: everybody\ndescription: pots\n",
};

test("a section between two others, with an item", () => {
  const { says, records } = carriedInto(COURSES, [/^## Music\n/m, `${COOKING}## Music\n`]);
  assert.deepEqual(says, [
    "a new section “Cooking” → data/topics/cooking.yml (new), data/topics/music.yml",
    "a new item under Cooking → data/courses/water-at-100-degrees.yml (new)",
  ]);
  assert.deepEqual(Object.keys(records).sort(), Object.keys(COOKING_RECORDS).sort());
  assert.equal(records["data/topics/cooking.yml"], COOKING_RECORDS["data/topics/cooking.yml"]);
  assert.equal(
    records["data/courses/water-at-100-degrees.yml"],
    COOKING_RECORDS["data/courses/water-at-100-degrees.yml"],
  );
  assert.match(records["data/topics/music.yml"] ?? "", /^position: 3$/m);
});

test("a section that is in the contents, too", () => {
  const { says, records } = carriedInto(
    COURSES,
    [/^- \[Music\]/m, "- [Cooking](#cooking)\n- [Music]"],
    [/^## Music\n/m, `${COOKING}## Music\n`],
  );
  assert.deepEqual(
    says.filter((line) => / not carried/.test(line)),
    [],
  );
  assert.equal(records["data/topics/cooking.yml"], COOKING_RECORDS["data/topics/cooking.yml"]);
});

test("a section in a section, and one in that", () => {
  const { says, records } = carriedInto(COURSES, [
    /^## Mathematics\n/m,
    "### Data\n\nWhere it all ends up.\n\n#### Trees\n\nOf another kind.\n\n## Mathematics\n",
  ]);
  assert.deepEqual(says, [
    "a new section “Data” → data/topics/data.yml (new)",
    "a new section “Trees” → data/topics/trees.yml (new)",
  ]);
  assert.match(records["data/topics/data.yml"] ?? "", /^parent: programming$/m);
  assert.match(records["data/topics/trees.yml"] ?? "", /^parent: data$/m);
});

test("a section with a table and a door, behind the last one", () => {
  const table = "| API | Description | Auth | HTTPS | CORS |\n| --- | --- | --- | :-: | --- |\n";
  const { says, records } = carriedInto(APIS, [
    /^## Contributing\n/m,
    `## Zoos\n\n${table}| [Zoo](https://zoo.example.org/) | Who lives where | No | ✓ | yes |\n\n## Contributing\n`,
  ]);
  assert.deepEqual(says, [
    "a new section “Zoos” → data/categories/zoos.yml (new)",
    "a new row under Zoos → data/apis/zoo.yml (new)",
  ]);
  assert.match(records["data/apis/zoo.yml"] ?? "", /^category: zoos$/m);
});

test("what the record must have, and the section does not show, is asked for; what hangs on it waits", () => {
  const { says, records } = carriedInto(COURSES, [/^## Music\n/m, `${COOKING.replace(/^How.*\n\n/m, "")}## Music\n`]);
  assert.deepEqual(records, {});
  assert.match(says[0] ?? "", /^a new section “Cooking” is not carried: “Description” cannot be missing\./);
  assert.match(
    says[1] ?? "",
    /^a new item under Cooking is not carried: “Cooking” is not there\. Add it with: npm run new topic$/,
  );
});

test("prose behind the last section is the template's", () => {
  const { says } = carriedInto(APIS, [/^## Contributing\n/m, "## Licence\n\nDo what you like.\n\n## Contributing\n"]);
  assert.deepEqual(says, ["“## Licence” → templates/README.md"]);
});

test("a section that is written otherwise is kept, with how to write it", () => {
  const { says, records } = carriedInto(COURSES, [
    /^## Music\n/m,
    "## Cooking\n\n| A | B |\n| - | - |\n| c | d |\n\n## Music\n",
  ]);
  assert.deepEqual(records, {});
  assert.deepEqual(says, [
    "“Cooking” is not carried: this is no section of a topic as the template writes them. " +
      "Write it as the sections beside it are written, or add it with: npm run new topic",
  ]);
});

test("a section whose second paragraph names others", () => {
  const chatter = "- [Chatter](https://chat.example.org/): Talks all day. — MIT on Docker";
  const { says, records } = carriedInto(HOSTED, [
    /^## Feed Readers\n/m,
    `## Chat\n\nTalk with others.\n\nSee also [Wikis](#wikis), [Calendar](#calendar).\n\n${chatter}\n\n## Feed Readers\n`,
  ]);
  assert.deepEqual(says, [
    "a new section “Chat” → data/tags/chat.yml (new)",
    "a new item under Chat → data/software/chatter.yml (new)",
  ]);
  assert.match(records["data/tags/chat.yml"] ?? "", /^related: \[wikis, calendar\]$/m);
});

test("a section whose table has other columns is kept", () => {
  const { says, records } = carriedInto(APIS, [
    /^## Weather\n/m,
    "## Books\n\n| API | Description | CORS | HTTPS | Auth |\n| - | - | - | - | - |\n| [B](https://b.example.org/) | C | no | ✓ | No |\n\n## Weather\n",
  ]);
  assert.deepEqual(records, {});
  assert.match(
    says[0] ?? "",
    /^“Books” is not carried: this is no section of a category as the template writes them\./,
  );
});

test("a section that is not where its name puts it", () => {
  const { says, records } = carriedInto(APIS, [
    /^## Animals\n/m,
    "## Zoos\n\n| API | Description | Auth | HTTPS | CORS |\n| - | - | - | :-: | - |\n| [Zoo](https://z.example.org/) | All | No | | no |\n\n## Animals\n",
  ]);
  assert.deepEqual(says, [
    "a new section “Zoos” → data/categories/zoos.yml (new) the order is computed, so it will stand elsewhere",
    "a new row under Zoos → data/apis/zoo.yml (new) the order is computed, so it will stand elsewhere",
  ]);
  // The page shows a flag where it is true.
  assert.match(records["data/apis/zoo.yml"] ?? "", /^https: false$/m);
});

test("the first item of a section", () => {
  const { says, records } = carriedInto(HOSTED, [
    /^(See also \[Bookmarks\]\(#bookmarks\)\.)$(?=\n\n➕[^\n]*\n\n## Notes)/m,
    "$1\n\n- [Wicker](https://wicker.example.org/): Weaves pages. — MIT on Docker",
  ]);
  assert.deepEqual(says, ["a new item under Wikis → data/software/wicker.yml (new)"]);
  assert.match(records["data/software/wicker.yml"] ?? "", /^tags: \[wikis\]$/m);
});

test("the last item of a section goes", () => {
  const { says } = carriedInto(COURSES, [/^- \[Version Control for Two\].*\n\n/m, ""]);
  assert.deepEqual(says, [
    "Version Control for Two deleted under Tools → data/courses/version-control-for-two.yml (deleted)",
  ]);
});

test("a row that moves to another section", () => {
  const [, row = ""] = /^(\| \[Museum of Lines\].*\n)/m.exec(pageOf(APIS)) ?? [];
  const { says, records } = carriedInto(APIS, [/^\| \[Museum of Lines\].*\n/m, ""], [/^\| \[Rain/m, `${row}| [Rain`]);
  assert.deepEqual(says, ["a new row under Weather → data/apis/museum-of-lines.yml"]);
  assert.match(records["data/apis/museum-of-lines.yml"] ?? "", /^category: weather$/m);
});

test("a comment in a row is kept, and the rest of the row carried", () => {
  const { says, records } = carriedInto(APIS, [/Answers `rain` or `not`/, "Says `rain` or `not` <!-- ask Ann -->"]);
  assert.deepEqual(says, [
    "Description of Rain | Not → data/apis/rain-not.yml",
    "“<!-- ask Ann -->” is not carried: no record holds a comment of the page. Write it behind a # into the record's file.",
  ]);
  assert.match(records["data/apis/rain-not.yml"] ?? "", /^description: Says `rain` or `not`$/m);
});

test("one footnote behind both places of a record", () => {
  const { says, records } = carriedInto(
    HOSTED,
    [/(\[Almanac\]\([^)]*\)):/g, "$1[^1]:"],
    [/(?<!\n)\n*$/, "\n\n[^1]: Almanac is a book now.\n"],
  );
  assert.equal(says[0], "a new footnote → data/software/almanac.yml");
  assert.deepEqual(
    says.filter((line) => / not carried/.test(line)),
    [],
  );
  assert.match(records["data/software/almanac.yml"] ?? "", /^footnote: Almanac is a book now\.$/m);
});

test("a value in the section of a record that is not there yet is declared by none of the others", () => {
  const { says } = carriedInto(readSource(path.join(LISTS, "books")), [
    /^## Harbour Press\n/m,
    "## Attic\n\n| Book | Shelf | Author | Year | Licence | Price |\n| --- | --- | --- | --- | --- | --- |\n" +
      "| [Zq](https://zq.example.org/) | Knitting | Ann | 2020 | CC0-1.0 | 1 |\n\n## Harbour Press\n",
  ]);
  assert.equal(
    says.at(-1),
    "a new row under Attic is not carried: “Knitting” is declared nowhere. " +
      "Is it one of “Programming”, “Graphic novels”, “Mathematics”?",
  );
});

test("a value that several records may declare, and none declares any, is asked for in words", () => {
  const books = readSource(path.join(LISTS, "books"));
  const bare = books.loaded.files
    .filter(({ file }) => file.startsWith("data/shops/"))
    .map(({ file, source }) => [file, source.replace(/^shelves:.*\n(?: .*\n)*/m, "")] as const);
  const shelved = books.loaded.files
    .filter(({ file }) => file.startsWith("data/books/"))
    .map(({ file }) => [file, undefined] as const);
  const { says } = carriedInto(readSource(books.root, new Map([...bare, ...shelved]), books), [
    /^## Contributing\n/m,
    "## Attic\n\n| Book | Shelf | Author | Year | Licence | Price |\n| --- | --- | --- | --- | --- | --- |\n" +
      "| [Zq](https://zq.example.org/) | Knitting | Ann | 2020 | CC0-1.0 | 1 |\n\n## Contributing\n",
  ]);
  assert.match(says.at(-1) ?? "", /“Knitting” is declared nowhere\. Which record is to declare it\?$/);
});

const COMPONENTS = [
  "detection-as-code-pipeline",
  "data-pipeline",
  "detection-and-correlation-engine",
  "response-orchestration-and-automation",
  "investigation-and-case-management",
];
const TOOLS = few("detection-and-response-pipeline", COMPONENTS);

test("the first rows of a table that the template has, and the first items of a list", () => {
  const rows = "| Tool / Service | Purpose |\n| --- | --- |\n| [Zq](https://zq.example.org/) | Stream processing |";
  const { says, records } = carriedInto(
    TOOLS,
    [/^## Detection and Correlation Engine$/m, `${rows}\n\n$&`],
    [/^## Investigation and Case Management$/m, "$&\n\n- [Zq Two](https://zq.example.org/2): Holds cases."],
  );
  assert.deepEqual(says, [
    "a new row under Data Pipeline → data/tools/zq.yml (new)",
    "a new item under Investigation and Case Management → data/tools/zq-two.yml (new)",
  ]);
  assert.match(records["data/tools/zq.yml"] ?? "", /^ {2}data-pipeline:\n {4}purposes: \[Stream processing\]$/m);
});

test("a list of words where the template has room for a list of records is the template's own", () => {
  const { says } = carriedInto(TOOLS, [/^## Examples by Component$/m, "- first this\n- then that\n\n$&"]);
  assert.deepEqual(says, ["“- first this” → templates/README.md"]);
});

const MAIN = readSource(path.join(LISTS, "detection-and-response-pipeline"));
const DOORLESS = readSource(
  MAIN.root,
  new Map([[TEMPLATE, MAIN.template.replace(/^\{➕ \[Add a resource\].*\n\n/gm, "")]]),
  MAIN,
);
/** Its template has two headings “Resources” and one “Additional Resources”, which are printed above resources alone. */
const resources = (...ids: string[]): Source => sublist(DOORLESS, ({ id }) => [...COMPONENTS, ...ids].includes(id));
const NO_RESOURCES = resources();
const ZQ = "- [Zq](https://zq.example.org/): One.\n\n";

for (const [name, list, next, component] of [
  ["the second of two headings of a name", NO_RESOURCES, "Examples by Component", "investigation-and-case-management"],
  ["the first of them", NO_RESOURCES, "Data Pipeline", "detection-as-code-pipeline"],
  [
    "the second, while the first is printed",
    resources("automating-detection-as-code"),
    "Examples by Component",
    "investigation-and-case-management",
  ],
] as const) {
  test(`the first item below ${name}`, () => {
    const { says, records } = carriedInto(list, [new RegExp(`^## ${next}$`, "m"), `### Resources\n\n${ZQ}$&`]);
    assert.deepEqual(says, ["a new item under Resources → data/resources/zq.yml (new)"]);
    assert.match(records["data/resources/zq.yml"] ?? "", new RegExp(`^component: ${component}$`, "m"));
  });
}

test("a heading that the template has elsewhere makes no record there", () => {
  const { says, records } = carriedInto(NO_RESOURCES, [
    /^## Detection and Correlation Engine$/m,
    `### Resources\n\n${ZQ}$&`,
  ]);
  assert.deepEqual(records, {});
  assert.match(says[0] ?? "", /^a new section “Resources” is not carried: /);
});

test("words below a heading that the template has, and did not print", () => {
  const { says, records } = carriedInto(NO_RESOURCES, [
    /^## Contributing$/m,
    "## Additional Resources\n\nWords only.\n\n$&",
  ]);
  assert.deepEqual(says, ["“## Additional Resources” → templates/README.md"]);
  assert.equal(records[TEMPLATE], NO_RESOURCES.template.replace("## Additional Resources\n", "$&\nWords only.\n"));
});

for (const [name, below] of [
  ["alone", ""],
  ["with another heading behind it", "Words.\n\n## Others\n\nMore.\n\n"],
] as const) {
  test(`a heading that the template has, and did not print, ${name}`, () => {
    const { says, records } = carriedInto(NO_RESOURCES, [
      /^## Contributing$/m,
      `## Additional Resources\n\n${below}$&`,
    ]);
    assert.deepEqual(records, {});
    assert.deepEqual(says, [
      "“Additional Resources” is not carried: the template prints this heading itself, above what stands below it. " +
        "Write something below it, and no other heading; the rest once this is carried.",
    ]);
  });
}

const WORDS = "Books and the like.";
for (const [name, list, next, added] of [
  ["a sentence and first items", TOOLS, /(?=^➕ .*\n\n## Contributing$)/m, `${WORDS}\n\n${ZQ}`],
  ["first items and a sentence", TOOLS, /(?=^➕ .*\n\n## Contributing$)/m, `${ZQ}${WORDS}\n\n`],
  [
    "a heading, a sentence and first items",
    NO_RESOURCES,
    /^(?=## Contributing$)/m,
    `## Additional Resources\n\n${WORDS}\n\n${ZQ}`,
  ],
  [
    "a heading, first items and a sentence",
    NO_RESOURCES,
    /^(?=## Contributing$)/m,
    `## Additional Resources\n\n${ZQ}${WORDS}\n\n`,
  ],
] as const) {
  test(`${name} are kept: the items are no words of the template`, () => {
    const { says, records } = carriedInto(list, [next, added]);
    assert.deepEqual(records, {});
    assert.equal(says.length, 1);
    assert.match(
      says[0] ?? "",
      /^“.*” is not carried: rows that become records stand beside text\. Write the rows alone; once they are carried, the text\.$/,
    );
  });
}

const DESCRIBED =
  "## Drills\n\n| Tool / Service | Description |\n| --- | --- |\n| [Zq](https://zq.example.org/) | Drills. |\n\n";
const NO_ROOM = "its rows would need records, and the template a block that prints them. This makes room for it:";

test("the room that is offered for a section has the columns that are written, and takes its rows", () => {
  const change = [/^## Examples by Component$/m, `${DESCRIBED}$&`] as const;
  const found = absorbed(TOOLS, change);
  const [kept, ...others] = found.kept;
  assert.deepEqual(others, []);
  assert.ok(kept?.edit.type === "refused" && kept.edit.patch);
  const room = roomForSection(found, kept.edit.patch);
  assert.deepEqual([...(room?.keys() ?? [])], ["data/components/drills.yml", "templates/README.md"]);
  assert.match(
    room?.get("templates/README.md") ?? "",
    /^## Drills\n\n<!-- each components\.drills\.tools -->\n\| Tool \/ Service \| Description \|\n\| --- \| --- \|\n.* \| \{description\} \|\n\n## Examples by Component$/m,
  );
  assert.match(room?.get("data/components/drills.yml") ?? "", /^name: Drills\nposition: 5\n$/m);
  const after = readSource(TOOLS.root, room, TOOLS);
  assert.deepEqual(after.errors, []);
  // The page is still the one that the old data made.
  const again = absorbPage(after, pageOf(TOOLS).replace(...change), () => TOOLS);
  assert.equal(
    unwrapped([...carriedLines(again, (file) => file), ...keptLines(again, (file) => file)]).replace(/^\S+ /, ""),
    "a new row under Drills → data/tools/zq.yml (new)",
  );
});

for (const [name, section] of [
  ["other columns", DESCRIBED.replace("Tool / Service", "Product")],
  ["the name of another record", DESCRIBED.replace("Drills", "Data Pipeline")],
  ["a heading that the template has", DESCRIBED.replace("Drills", "Additional Resources")],
  ["two tables", `${DESCRIBED}${DESCRIBED.replace(/^.*\n\n/, "Others:\n\n").replaceAll("Zq", "Zr")}`],
] as const) {
  test(`no room is offered that would not do for a section with ${name}`, () => {
    const { says } = carriedInto(TOOLS, [/^## Examples by Component$/m, `${section}$&`]);
    const heading = /^## (.*)$/m.exec(section)?.[1];
    const sentence = `Add to templates/README.md: ## ${heading}, and below it <!-- each … --> with a table whose last row names fields.`;
    assert.deepEqual(says, [`a new section “${heading}” is not carried: ${NO_ROOM} ${sentence}`]);
  });
}
