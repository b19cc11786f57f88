// A line that is read without remark-parse has the tree that remark-parse gives it, positions included.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { simpleTree } from "../../scripts/text/markdown.ts";
import { runs } from "../support/runs.ts";

const remark = unified().use(remarkParse).use(remarkGfm);
/** The document itself has more to its positions, which nobody asks for. */
const paragraphOf = (tree: { children: object[] } | undefined): unknown =>
  JSON.parse(JSON.stringify(tree?.children ?? null));

const word = fc.constantFrom(
  "Stores",
  "logs",
  "IOCs",
  "(IOCs)",
  "v2.0",
  "a/b",
  "e.g.",
  "www.a.b",
  "1.",
  "é",
  "don't",
  "日志",
  "end.",
);
const marked = fc.constantFrom(
  "`code`",
  "`a/b.c`",
  "**strong**",
  "**two words**",
  "**on-call teams, too**",
  "`two words, and-more`",
  "`a ,b`",
  "**a ,b**",
  "**-a**",
  "`a``b`",
  "** a**",
  "**a.**",
  "*a*",
  "_a_",
  "`",
  "**",
  "[a](b)",
);
const blank = fc.constantFrom(" ", " ", " ", "", ", ", ". ", "  ");
const line = fc
  .array(fc.tuple(fc.oneof(word, marked), blank), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.flat().join("").trim());

test("simple lines are read as remark-parse reads them", () => {
  let simple = 0;
  fc.assert(
    fc.property(line, (source) => {
      const tree = simpleTree(source);
      if (!tree) return;
      simple++;
      assert.deepEqual(paragraphOf(tree), paragraphOf(remark.parse(source)));
    }),
    runs(5_000),
  );
  assert.ok(simple > 50, `${simple} of the lines were simple`);
});

test("code and strong words in a plain description need no parser", () => {
  for (const source of [
    "Searches process trees for `containers`, at any scale.",
    "Reads **audit logs** for you.",
    "Reads `endpoints, servers and laptops` of **on-call teams**.",
    "Plain.",
  ])
    assert.ok(simpleTree(source), source);
  for (const source of [
    "Reads *logs*.",
    "# Logs",
    "1. Logs",
    "See [logs](https://example.org).",
    "Logs\nand more",
    "a**b**",
  ])
    assert.equal(simpleTree(source), undefined, source);
});
