// Issues about lists of other kinds (test/lists/) → entries: numbers, flags, references by name, and lists of them.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { questionsFor } from "../../scripts/forms/form.ts";
import { answerTo } from "../../scripts/forms/suggestion.ts";
import { loadList } from "../../scripts/record/load.ts";
import { kindOf } from "../support/lists.ts";
import { copyOf, LISTS, type Name } from "../support/proof-lists.ts";

/** The comment that answers an issue, as GitHub writes what was filled in under the form's labels. */
function answered(root: string, name: string, answers: Readonly<Record<string, string>>): Promise<string> {
  const { list } = loadList(root);
  const kind = kindOf(list, name);
  const labels = questionsFor(list, kind).map(({ label }) => label);
  for (const label of Object.keys(answers)) assert.ok(labels.includes(label), label);
  const body = labels.map((label) => `### ${label}\r\n\r\n${answers[label] ?? "_No response_"}`).join("\r\n\r\n");
  return answerTo(list, kind, body);
}

/** The entry in a comment. */
function entryIn(comment: string): string {
  const [, text] = /^```yaml\n([\s\S]*?)^```$/m.exec(comment) ?? [];
  assert.ok(text, comment);
  return text;
}

const BOOK = {
  Title: "Tea: A Proof",
  Author: "Nuno Reis",
  Year: "2024",
  Licence: "CC-BY-4.0",
  Price: "18.5",
  Shop: "Harbour Press",
  Shelf: "Mathematics",
  Follows: "Lists | Trees",
};

const ENTRIES: [Name, string, Record<string, string>, string][] = [
  [
    "books",
    "book",
    BOOK,
    `# yaml-language-server: $schema=../../schemas/book.schema.json
title: "Tea: A Proof"
author: Nuno Reis
year: 2024
licence: CC-BY-4.0
price: 18.5
shop: harbour-press
shelf: Mathematics
follows: Lists | Trees
`,
  ],
  [
    "public-apis",
    "api",
    {
      Name: "High Water",
      URL: "https://tides.example.org/",
      Description: "When it is high tide",
      Category: "Art & Design",
      Auth: "No",
      HTTPS: "no",
      CORS: "no",
    },
    // Readers of YAML 1.1 take `no` for false.
    `# yaml-language-server: $schema=../../schemas/api.schema.json
name: High Water
url: https://tides.example.org/
description: When it is high tide
category: art-and-design
auth: "No"
https: false
cors: "no"
`,
  ],
  [
    "self-hosted",
    "software",
    {
      Name: "Town Crier",
      Website: "https://crier.example.org/",
      Description: "Says it to everybody.",
      Licences: "MIT, AGPL-3.0",
      Platforms: "Node.js, Docker",
      Tags: "Feed Readers",
      "Needs a service": "yes",
      Archived: "no",
    },
    `# yaml-language-server: $schema=../../schemas/software.schema.json
name: Town Crier
website: https://crier.example.org/
description: Says it to everybody.
licences: [MIT, AGPL-3.0]
platforms: [node-js, docker]
tags: [feed-readers]
needs_service: true
`,
  ],
  [
    "courses",
    "course",
    {
      Title: "F# on Air",
      URL: "https://radio.example.org/f",
      Topic: "C#",
      Provider: "Open Campus",
      Level: "experts",
      Description: "types, live",
      Weeks: "6",
      Certificate: "Diploma",
      Requires: "- C# by Ear\r\n- Python for Accountants",
    },
    `# yaml-language-server: $schema=../../schemas/course.schema.json
title: F# on Air
url: https://radio.example.org/f
topic: c-sharp
provider: Open Campus
level: experts
weeks: 6
certificate: Diploma
requires: [C# by Ear, Python for Accountants]
description: types, live
`,
  ],
];

for (const [name, kind, answers, text] of ENTRIES) {
  test(`${name}: what is filled in becomes an entry of its kind`, async () => {
    const comment = await answered(path.join(LISTS, name), kind, answers);
    assert.equal(entryIn(comment), text);
  });
}

test("what cannot stand in a field is said by its label", async () => {
  const books = path.join(LISTS, "books");
  const said = async (answers: Record<string, string>): Promise<string> =>
    answered(books, "book", { ...BOOK, ...answers });
  assert.match(await said({ Year: "soon" }), /^Year: “soon” is not a whole number\.$/m);
  assert.match(await said({ Licence: "CC-BY-4" }), /^Licence: “CC-BY-4” is none of .* Did you mean “CC-BY-4\.0”\?$/m);
  assert.match(await said({ Shelf: "Graphic novels" }), /^Shelf: “Graphic novels” is not a shelf of Harbour Press\./m);
  assert.match(
    await said({ Follows: "Lists and Tree" }),
    /^Follows: “Lists and Tree” is not the name of a book here\./m,
  );
  assert.match(
    await said({ Title: "proofs by hand" }),
    /^“Proofs by Hand” is here already\. See data\/books\/proofs-by-hand\.yml:\d+:\d+$/m,
  );
  const price = await said({ Price: "on request" });
  assert.equal(parse(entryIn(price)).price, "on request");
});

test("a list of things with parts is read one a line", async (context) => {
  const root = await copyOf(context, "books");
  const file = path.join(root, "schemas/book.schema.json");
  const { default: schema } = await import(file, { with: { type: "json" } });
  const text = { title: "Text", description: "Text.", examples: ["x"], type: "string" };
  const parts = {
    type: "object",
    required: ["label", "page"],
    additionalProperties: false,
    properties: { label: { ...text, title: "Label" }, page: { ...text, title: "Page", type: "integer" }, note: text },
  };
  const chapters = { title: "Chapters", description: "Its chapters.", type: "array", minItems: 1, items: parts };
  const changed = { ...schema, required: [...schema.required, "chapters"] };
  await writeFile(file, JSON.stringify({ ...changed, properties: { ...schema.properties, chapters } }));
  const comment = await answered(root, "book", { ...BOOK, Chapters: "- One | 1\r\n- Two | 20" });
  assert.deepEqual(parse(entryIn(comment)).chapters, [
    { label: "One", page: 1 },
    { label: "Two", page: 20 },
  ]);
  const wrong = await answered(root, "book", { ...BOOK, Chapters: "One" });
  assert.match(wrong, /^Chapters: “One” is not written as LABEL \| PAGE\.$/m);
});
