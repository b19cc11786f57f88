// What is asked of many rows alike is asked once, and the answer is theirs all.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { absorbPage } from "../../scripts/absorb/absorb.ts";
import { readSource } from "../../scripts/absorb/source.ts";
import { stringify } from "../../scripts/template/stringify.ts";
import { LISTS } from "../support/proof-lists.ts";

test("a value that no schema knows, in many rows", () => {
  const books = readSource(path.join(LISTS, "books"));
  const page = stringify(books.page.children).markdown;
  const count = page.split("| CC-BY-SA-4.0 |").length - 1;
  assert.ok(count > 1);
  const text = page.replaceAll("| CC-BY-SA-4.0 |", "| GPL |");
  const { asks, kept } = absorbPage(books, text, () => books);
  assert.equal(kept.length, count);
  assert.deepEqual(
    asks.map(({ message }) => message.replace(/^Line \d+: /, "")),
    ["“GPL” is no “Licence” that the schema knows. Which is meant?"],
  );
  const [ask] = asks;
  const [choice] = ask?.choices?.filter(({ value }) => value !== "CC-BY-SA-4.0") ?? [];
  assert.ok(ask && choice);
  const answered = absorbPage(books, text, () => books, new Map([[ask.id, choice.value]]));
  assert.deepEqual(answered.kept, []);
  assert.equal(answered.drafts.size, count);
});
