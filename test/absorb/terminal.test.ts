// On a terminal, what the page does not say is asked with choices, and what is chosen is written.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { copyOf } from "../support/proof-lists.ts";
import { run } from "../support/run.ts";
import { asInTerminal } from "../support/terminal.ts";

const DOWN = "\u001b[B";

test("a value that the schema does not know is chosen, or left; Ctrl-C writes nothing", async (t) => {
  const root = await copyOf(t, "books");
  assert.equal((await run(["build", "--root", root])).status, 0);
  const page = path.join(root, "README.md");
  const book = path.join(root, "data/books/a-compiler-for-one.yml");
  const edited = readFileSync(page, "utf8").replace(
    "| Ada Brandt | 2018 | CC-BY-SA-4.0 |",
    "| Ada Brandt | 2018 | GPL |",
  );
  writeFileSync(page, edited);
  const before = readFileSync(book, "utf8");

  const ended = await asInTerminal(["absorb", "--root", root], [[/Which is meant\?/, "\u0003"]]);
  assert.equal(ended.status, 2);
  assert.match(ended.screen, /nothing was written/);
  assert.equal(readFileSync(book, "utf8"), before);

  const left = await asInTerminal(["absorb", "--root", root], [[/Leave it as it is/, `\u001b[A\r`]]);
  assert.equal(left.status, 1);
  assert.equal(readFileSync(book, "utf8"), before);
  assert.equal(readFileSync(page, "utf8"), edited);

  const chosen = await asInTerminal(["absorb", "--root", root], [[/Which is meant\?/, `${DOWN}\r`]]);
  assert.equal(chosen.status, 0, chosen.screen);
  assert.match(readFileSync(book, "utf8"), /^licence: (?!CC-BY-SA-4\.0$)/m);
  assert.doesNotMatch(readFileSync(page, "utf8"), /\| GPL \|/);
});
