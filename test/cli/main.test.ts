// The program called as a function: the command line and the world around it in, a status and two texts out.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { PassThrough } from "node:stream";
import { type TestContext, test } from "node:test";
import { run } from "../../scripts/cli/main.ts";
import { makeList } from "../support/lists.ts";

/** @returns the status, and what standard output and standard error were sent */
async function call(argv: readonly string[], cwd: string): Promise<[status: number, stdout: string, stderr: string]> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const interrupted = () => new AbortController().signal;
  const status = await run(argv, { stdin: new PassThrough(), stdout, stderr, env: {}, cwd, script: "", interrupted });
  return [status, String(stdout.read() ?? ""), String(stderr.read() ?? "")];
}

const list = (t: TestContext): Promise<string> =>
  makeList(t, {
    "data/list.yml": "name: Test\n",
    "data/components/pipeline.yml": "name: Pipeline\nposition: 0\n",
    "data/tools/a.yml": "name: A\ncomponents:\n  pipeline: {}\n",
    "templates/README.md": "# Test\n\n## Pipeline\n\n<!-- each components.pipeline.tools -->\n- {name}\n",
  });

test("commands are about the nearest list from the working folder upwards", async (t) => {
  const root = await list(t);
  const [status, stdout, stderr] = await call(["build"], path.join(root, "data/tools"));
  assert.deepEqual([status, stdout], [0, ""], stderr);
  assert.match(stderr, /^Wrote \/\S+\/README\.md\.\n/);
  assert.match(await readFile(path.join(root, "README.md"), "utf8"), /\n- A\n$/);
  const [linted, ,] = await call(["lint"], root);
  assert.equal(linted, 0);
});

test("where no list is, it is said what is missing", async (t) => {
  const root = await list(t);
  const [status, , stderr] = await call(["build"], path.dirname(root));
  assert.equal(status, 2);
  assert.match(stderr, /^error: \. is not a list: it has no data\/\.\n/);
});

for (const [typed, expected] of [
  ["", /^Usage: .*\n[\s\S]*\n {2}publish-lists /],
  ["biuld", /^error: unknown command 'biuld'\n\(Did you mean build\?\)\n/],
  ["build --chekc", /^error: unknown option '--chekc'\n\(Did you mean --check\?\)\n\(npm run build -- --help shows/],
  ["new exmple", /^error: “exmple” is nothing that can be added\.\nDid you mean “example”\?\n$/],
  ["new example --purpose x", /^error: unknown option '--purpose'/],
] as const) {
  test(`“${typed}” is wrong usage`, async (t) => {
    const [status, stdout, stderr] = await call(typed.split(" ").filter(Boolean), await list(t));
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, expected);
  });
}

for (const [typed, expected] of [
  ["--help", /\n {2}pull-request /],
  ["build --help", /\n {2}--check /],
  ["new --help", /\n {2}--purpose </],
  ["new example --help", /\n {2}--technology </],
  ["new --dry-run example --help", /\n {2}--technology </],
] as const) {
  test(`“${typed}” shows what there is`, async (t) => {
    const [status, stdout, stderr] = await call(typed.split(" "), await list(t));
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, expected);
  });
}

test("an option may stand in front of the kind of record", async (t) => {
  const root = await list(t);
  const typed = ["new", "--dry-run", "--id", "b", "resource", "--title", "B", "--url", "https://example.org/"];
  const [status, stdout, stderr] = await call(typed, root);
  assert.deepEqual([status, stderr], [0, ""]);
  assert.match(stdout, /\ntitle: B\nurl: https:\/\/example\.org\/\n/);
});

test("what a message quotes commands neither the terminal nor GitHub Actions", async (t) => {
  const root = await list(t);
  await writeFile(path.join(root, "data/tools/x\n::error::mine ##[group] \u001b[31m.yml"), "name: X\n");
  const [, , stderr] = await call(["build"], root);
  assert.match(stderr, /mine/);
  assert.doesNotMatch(stderr, /^\s*::|##\[/m);
  assert.ok(!stderr.includes("\u001b"));
  const [, , lost] = await call(["build", "--root", "x\n  ::error::mine ##[group]"], root);
  assert.match(lost, /mine/);
  assert.doesNotMatch(lost, /^\s*::|##\[/m);
});
