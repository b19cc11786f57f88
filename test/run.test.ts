// Starting a command: bundled at the first start and after a change, by several processes at once too.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { HOME } from "./support/run.ts";

/** A copy of the toolchain with the same packages and a cache of its own. */
async function freshCopy(t: TestContext): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), "toolchain-"));
  t.after(() => rm(copy, { recursive: true, force: true }));
  for (const part of ["scripts", "schemas", "data", "templates", "package.json", "package-lock.json"]) {
    await cp(path.join(HOME, part), path.join(copy, part), { recursive: true });
  }
  await mkdir(path.join(copy, "node_modules"));
  for (const name of await readdir(path.join(HOME, "node_modules"))) {
    if (name.startsWith(".")) continue;
    await symlink(path.join(HOME, "node_modules", name), path.join(copy, "node_modules", name));
  }
  return copy;
}

function build(copy: string, env = process.env): Promise<{ status: number | null; output: string }> {
  const child = spawn(process.execPath, ["scripts/run.mjs", "build", "--out", "-"], {
    cwd: copy,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, output })));
}

const bundles = (copy: string): Promise<string[]> => readdir(path.join(copy, "node_modules/.cache/commands"));

test("the first start bundles, the next ones use the bundle, and a change makes a new one", async (t) => {
  const copy = await freshCopy(t);
  // Three newcomers at once.
  for (const { status, output } of await Promise.all([build(copy), build(copy), build(copy)])) {
    assert.equal(status, 0, output);
    assert.match(output, /# Detection and Response Pipeline/);
  }
  const first = await bundles(copy);
  assert.equal(first.length, 1);
  assert.equal((await build(copy)).status, 0);
  assert.deepEqual(await bundles(copy), first);

  await appendFile(path.join(copy, "scripts/build.ts"), '\nconsole.error("changed");\n');
  assert.match((await build(copy)).output, /^changed$/m);
  // Somebody may still be running the old one; an hour later nobody is.
  assert.equal((await bundles(copy)).length, 2);
  const twoHoursAgo = Date.now() / 1000 - 7200;
  await utimes(path.join(copy, "node_modules/.cache/commands", first[0] ?? ""), twoHoursAgo, twoHoursAgo);
  await appendFile(path.join(copy, "scripts/build.ts"), '\nconsole.error("again");\n');
  assert.match((await build(copy)).output, /^again$/m);
  const left = await bundles(copy);
  assert.equal(left.length, 2);
  assert.ok(!left.includes(first[0] ?? ""));
});

test("what was compiled is kept, and compiled again where it is of no use", async (t) => {
  const copy = await freshCopy(t);
  // While coverage is measured, nothing is kept; Node.js hands the variable on unless it is there and undefined.
  const env = { ...process.env, NODE_V8_COVERAGE: undefined };
  const page = async (): Promise<string> => {
    const { status, output } = await build(copy, env);
    assert.equal(status, 0, output);
    return output.replace(/[\d.]+ s\.$/m, "");
  };
  const first = await page();
  const [bundle = ""] = await bundles(copy);
  const compiled = path.join(copy, "node_modules/.cache/commands", bundle, "build.cjs.cache");
  const { size } = await stat(compiled);
  for (const damaged of ["", "not compiled", (await readFile(compiled)).subarray(0, size / 2)]) {
    await writeFile(compiled, damaged);
    assert.equal(await page(), first);
    assert.ok((await stat(compiled)).size > size / 2, "it is compiled and kept again");
  }
  await rm(compiled);
  await mkdir(compiled);
  assert.equal(await page(), first, "a command works where nothing can be kept");
  assert.deepEqual((await readdir(path.dirname(compiled))).sort(), ["build.cjs", "build.cjs.cache", "build.cjs.map"]);
});

test("without the packages, one line says what to do", async (t) => {
  const copy = await freshCopy(t);
  await rm(path.join(copy, "node_modules"), { recursive: true });
  assert.deepEqual(await build(copy), { status: 2, output: "error: The packages are not installed. Run: npm ci\n" });
});

test("sources that cannot be bundled are said to be so", async (t) => {
  const copy = await freshCopy(t);
  await appendFile(path.join(copy, "scripts/build.ts"), "\nconst = 1;\n");
  const { status, output } = await build(copy);
  assert.equal(status, 2);
  assert.match(output, /^error: .*Build failed/m);
  assert.doesNotMatch(output, /\n {4}at /);
});
