// Whether the toolchain is tried, in check.yml: not for a pull request, or a push, that changes nothing but lists.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { touchesToolchain } from "../../scripts/pull/touched.mjs";
import { git } from "../support/repository.ts";
import { HOME } from "../support/run.ts";

test("records, templates, further lists, and what the build makes of them are no part of the toolchain", () => {
  const lists = [
    ...["data/list.yml", "data/tools/a.yml", "templates/README.md", "README.md", "img/pipeline.svg"],
    ...["lists/other/data/tools/a.yml", "lists/other/README.md", "lists/other/schemas/book.schema.json"],
  ];
  for (const file of lists) assert.equal(touchesToolchain([file]), false, file);
  assert.equal(touchesToolchain(lists), false);
  for (const file of [
    ...["scripts/pull/touched.mjs", "package.json", "schemas/tool.schema.json", ".github/workflows/check.yml"],
    ...["test/lists/a/data/tools/a.yml", "lists/README.md", "CONTRIBUTING.md", "docs/README.md", "database.ts"],
  ]) {
    assert.equal(touchesToolchain([...lists, file]), true, file);
  }
  assert.equal(touchesToolchain([]), true, "Git does not know what changed");
});

/** A repository with a record and a script in one commit, and what GitHub provides. */
async function start(t: TestContext): Promise<{ root: string; decide: (event: string, before?: string) => string }> {
  const root = mkdtempSync(path.join(tmpdir(), "touched-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  git(root, "init", "--quiet", "--initial-branch=main");
  for (const folder of ["data", "scripts"]) await mkdir(path.join(root, folder));
  await commit(root, { "data/a.yml": "name: A\n", "scripts/a.ts": "" });
  const files = mkdtempSync(path.join(tmpdir(), "runner-"));
  t.after(() => rmSync(files, { recursive: true, force: true }));
  const [event, output] = [path.join(files, "event.json"), path.join(files, "output")];
  const decide = (name: string, before?: string): string => {
    writeFileSync(event, JSON.stringify({ before }));
    writeFileSync(output, "");
    execFileSync(process.execPath, [path.join(HOME, "scripts/pull/touched.mjs")], {
      cwd: root,
      env: { ...process.env, GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: event, GITHUB_OUTPUT: output },
      stdio: "pipe",
    });
    return readFileSync(output, "utf8");
  };
  return { root, decide };
}

async function commit(root: string, changes: Readonly<Record<string, string | undefined>>): Promise<string> {
  for (const [file, text] of Object.entries(changes)) {
    if (text === undefined) await rm(path.join(root, file));
    else await writeFile(path.join(root, file), text);
  }
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message=Change");
  return git(root, "rev-parse", "HEAD");
}

for (const [name, changes, expected] of [
  ["a record", { "data/b.yml": "name: B\n" }, "toolchain=false\n"],
  ["a script", { "scripts/a.ts": "// More\n" }, "toolchain=true\n"],
  ["a script that becomes a record", { "scripts/a.ts": undefined, "data/b.yml": "" }, "toolchain=true\n"],
] as const) {
  test(`a pull request with ${name}, as GitHub merges it into a main that went on`, async (t) => {
    const { root, decide } = await start(t);
    git(root, "checkout", "--quiet", "-b", "work");
    await commit(root, changes);
    git(root, "checkout", "--quiet", "main");
    await commit(root, { "scripts/main.ts": "" });
    git(root, "merge", "--quiet", "--no-ff", "--message=Merge", "work");
    assert.equal(decide("pull_request"), expected);
  });
}

test("a push is looked at as a whole, and one without a past is no reason to leave anything out", async (t) => {
  const { root, decide } = await start(t);
  const before = git(root, "rev-parse", "HEAD");
  const first = await commit(root, { "scripts/a.ts": "// More\n" });
  await commit(root, { "data/a.yml": "name: Alpha\n" });
  assert.equal(decide("push", before), "toolchain=true\n");
  assert.equal(decide("push", first), "toolchain=false\n");
  assert.equal(decide("push", "0".repeat(40)), "toolchain=true\n");
});
