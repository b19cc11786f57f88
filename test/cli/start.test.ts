// Starting the program from its sources: at the first start, after any change, and by several processes at once.
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
import { HOME } from "../support/run.ts";

/** A copy of the toolchain with the same packages and a cache of its own. */
async function freshCopy(t: TestContext): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), "toolchain-"));
  t.after(() => rm(copy, { recursive: true, force: true }));
  for (const part of ["scripts", "package.json", "package-lock.json"]) {
    await cp(path.join(HOME, part), path.join(copy, part), { recursive: true });
  }
  await mkdir(path.join(copy, "node_modules"));
  for (const name of await readdir(path.join(HOME, "node_modules"))) {
    if (name.startsWith(".")) continue;
    await symlink(path.join(HOME, "node_modules", name), path.join(copy, "node_modules", name));
  }
  return copy;
}

function explain(copy: string): Promise<{ status: number | null; output: string }> {
  const child = spawn(process.execPath, ["scripts/cli/start.mjs", "lint", "--explain", "final-stop"], {
    cwd: copy,
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

test("what runs is never older than its sources", async (t) => {
  const copy = await freshCopy(t);
  // Three newcomers at once.
  for (const { status, output } of await Promise.all([explain(copy), explain(copy), explain(copy)])) {
    assert.equal(status, 0, output);
    assert.match(output, /^final-stop \(/m);
  }
  const file = path.join(copy, "scripts/cli/bin.ts");
  const { atime, mtime } = await stat(file);
  for (const word of ["changed", "renewed"]) {
    await writeFile(
      file,
      `${await readFile(path.join(HOME, "scripts/cli/bin.ts"), "utf8")}\nconsole.error("${word}");\n`,
    );
    // Of the same length, and to all appearances of the same age.
    await utimes(file, atime, mtime);
    assert.match((await explain(copy)).output, new RegExp(`^${word}$`, "m"));
  }
  // Somebody may still be running an older one; an hour later nobody is.
  const cache = path.join(copy, "node_modules/.cache/program");
  const twoHoursAgo = Date.now() / 1000 - 7200;
  for (const old of await readdir(cache)) await utimes(path.join(cache, old), twoHoursAgo, twoHoursAgo);
  await appendFile(file, "\n// once more\n");
  assert.equal((await explain(copy)).status, 0);
  assert.equal((await readdir(cache)).length, 1);
});

test("without the packages, one line says what to do", async (t) => {
  const copy = await freshCopy(t);
  await rm(path.join(copy, "node_modules"), { recursive: true });
  assert.deepEqual(await explain(copy), { status: 2, output: "error: The packages are not installed. Run: npm ci\n" });
});

test("sources that cannot be bundled are said to be so", async (t) => {
  const copy = await freshCopy(t);
  await appendFile(path.join(copy, "scripts/cli/bin.ts"), "\nconst = 1;\n");
  const { status, output } = await explain(copy);
  assert.equal(status, 2);
  assert.match(output, /^error: .*Build failed/m);
  assert.doesNotMatch(output, /\n {4}at /);
});
