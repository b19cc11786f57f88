// Outside of Git nobody knows what somebody edited: it is told, and written only by those who say that they mean it.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { copyOf } from "../support/proof-lists.ts";
import { run } from "../support/run.ts";

test("a page that differs from the data writes nothing back, unless somebody says so", async (t) => {
  const root = await copyOf(t, "books");
  assert.equal((await run(["build", "--root", root])).status, 0);
  const book = path.join(root, "data/books/a-compiler-for-one.yml");
  const newer = readFileSync(book, "utf8").replace("author: Ada Brandt", "author: Ada Brand");
  assert.match(newer, /Ada Brand$/m);
  writeFileSync(book, newer);

  const { status, stdout, stderr } = await run(["absorb", "--root", root]);
  assert.equal(status, 1);
  assert.match(stderr, /README\.md:\d+ Author/);
  assert.match(stdout, /^\+author: Ada Brandt$/m);
  assert.match(stderr, /without Git[\s\S]*absorb -- --yes/);
  assert.equal(readFileSync(book, "utf8"), newer);

  assert.equal((await run(["absorb", "--yes", "--root", root])).status, 0);
  assert.match(readFileSync(book, "utf8"), /Ada Brandt$/m);
});

test("the watching build absorbs in a Git repository alone", async (t) => {
  const root = await copyOf(t, "books");
  const { status, stderr } = await run(["build", "--watch", "--absorb", "--root", root]);
  assert.equal(status, 2);
  assert.match(stderr, /Without Git, --absorb cannot tell/);
});
