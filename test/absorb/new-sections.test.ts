// A heading that somebody adds among those that are made from records is a record, and what stands under it hangs on it.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { readSource, type Source } from "../../scripts/absorb/source.ts";
import { carriedLines, keptLines } from "../../scripts/absorb/words.ts";
import { absorbed, unwrapped } from "../support/absorbed.ts";
import { LISTS } from "../support/proof-lists.ts";

const COURSES = readSource(path.join(LISTS, "courses"));
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
    "a new section “Cooking” → data/topics/cooking.yml (new)",
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
