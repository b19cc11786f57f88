// What is said of an edit fits a terminal, and commands can be copied from it.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Absorbed } from "../../scripts/absorb/absorb.ts";
import { carriedLines, keptLines } from "../../scripts/absorb/words.ts";
import { absorbed, few } from "../support/absorbed.ts";

const EDIT = { type: "noted", line: 7, what: "" } as const;
const NOTHING = {
  root: "/",
  drafts: new Map(),
  noted: [],
  rest: [],
  asks: [],
  page: undefined,
  base: undefined,
  after: undefined,
};

test("what is said below an edit is wrapped, and a command is not", () => {
  const says = [
    "the URL of “StreamAlert” stays https://github.com/airbnb/streamalert, and does not become another one",
  ];
  const question =
    "If it is called “Kafka” everywhere, in all the records that name it: npm run rename “Apache Kafka” “Kafka”";
  const found: Absorbed = {
    ...NOTHING,
    carried: [{ edit: EDIT, what: "a new row", where: ["data/a.yml (new)"], says }],
    kept: [{ edit: EDIT, what: "Name of Kafka", reason: "it is “Apache Kafka” elsewhere", question }],
  };
  assert.deepEqual(
    carriedLines(found, (file) => file),
    [
      "README.md:7 a new row → data/a.yml (new)",
      "  the URL of “StreamAlert” stays https://github.com/airbnb/streamalert, and does",
      "  not become another one",
    ],
  );
  assert.deepEqual(
    keptLines(found, (file) => file),
    [
      "README.md:7 Name of Kafka is not carried: it is “Apache Kafka” elsewhere.",
      "  If it is called “Kafka” everywhere, in all the records that name it:",
      "  npm run rename “Apache Kafka” “Kafka”",
    ],
  );
});

test("a new table below the rows of another one has no room in that", () => {
  const books = few("books", ["a-compiler-for-one", "corner-bookshop"]);
  const table = "| Zqone | Zqtwo |\n| --- | --- |\n| 1 | 2 |";
  assert.deepEqual(
    keptLines(absorbed(books, [/^\| \[A Compiler for One.*$/m, `$&\n\n${table}`]), (file) => file),
    [
      "README.md:19 a new table is not carried: its rows would need records, and the template a block that prints them.",
      "  This makes room for it:",
      "  Add to templates/README.md: <!-- each … --> with a table whose last row names",
      "  fields.",
    ],
  );
});
