// The template of an edited page is read as the build reads it: never through a symbolic link.
import assert from "node:assert/strict";
import { renameSync, symlinkSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { readSource } from "../../scripts/absorb/source.ts";
import { copyOf } from "../support/proof-lists.ts";

test("a template that is a symbolic link is not followed", async (t) => {
  const root = await copyOf(t, "books");
  const file = path.join(root, "templates/README.md");
  assert.deepEqual(readSource(root).errors, []);
  renameSync(file, path.join(root, "elsewhere.md"));
  symlinkSync("../elsewhere.md", file);
  assert.throws(() => readSource(root), /README\.md: .*symbolic link/);
});
