// Files that several processes use at once: one has it, a dead one does not, and nothing that any of them wrote is lost.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { lock, whileLocked } from "../../scripts/links/lock.ts";
import { readStates, StateFileError } from "../../scripts/links/state-file.ts";
import { HOME } from "../support/run.ts";

async function fileIn(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "lock-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return path.join(folder, "states.json");
}

const LINKS = new URL("../../scripts/links/", import.meta.url).href;

/** Adds links to a file, one by one, as the ends of so many runs. */
const WRITER = `
  import { whileLocked } from "${LINKS}lock.ts";
  import { readStates, writeStates } from "${LINKS}state-file.ts";
  const [file, name] = process.argv.slice(1);
  const now = new Date("2026-11-24");
  process.stdout.write("ready");
  await new Promise((resolve) => process.stdin.once("data", resolve));
  process.stdin.destroy();
  for (let number = 0; number < 40; number++) {
    const url = \`https://\${name}.example/\${number}\`;
    const answer = { url, verdict: "ok", reason: "found", evidence: "200 OK" };
    await whileLocked(file, () => {
      const { states } = readStates(file, now);
      writeStates(file, new Map([...states, [url, { answer, checked: now.toISOString() }]]));
    });
  }
`;

test("of what two processes write into one file at once, nothing is lost", async (t) => {
  const file = await fileIn(t);
  const writers = ["a", "b"].map((name) =>
    spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", WRITER, file, name], {
      cwd: HOME,
      stdio: ["pipe", "pipe", "inherit"],
    }),
  );
  await Promise.all(writers.map((each) => new Promise((resolve) => each.stdout.once("data", resolve))));
  const ended = writers.map((each) => new Promise((resolve) => each.once("exit", resolve)));
  for (const each of writers) each.stdin.write("go");
  assert.deepEqual(await Promise.all(ended), [0, 0]);
  assert.equal(readStates(file, new Date()).states.size, 80);
  assert.deepEqual(await readdir(path.dirname(file)), ["states.json"]);
});

test("a lock of a process that lives is kept, whatever its age; one of a dead process, or of this number before, is not", async (t) => {
  const file = await fileIn(t);
  const target = `${file}.lock`;
  const written = (id: number | undefined, host = hostname()): string => `${id}@${host}`;
  const dead = spawnSync(process.execPath, ["--version"]).pid;
  const owners: [string, boolean][] = [
    [written(process.ppid), true],
    [written(dead), false],
    [written(process.pid), false],
    [written(process.ppid, "another-computer"), false],
    ["what is this?", false],
    ["", false],
  ];
  for (const [text, isKept] of owners) {
    await writeFile(target, text);
    await utimes(target, new Date("2020-01-01"), new Date("2020-01-01"));
    if (isKept) {
      await assert.rejects(
        lock(file),
        (error) =>
          error instanceof StateFileError &&
          error.message === `It is in use by another run, process ${process.ppid}.` &&
          error.hint === "Wait until that has ended, or name another file.",
      );
      assert.equal(await readFile(target, "utf8"), text);
    } else {
      const release = await lock(file);
      assert.equal(await readFile(target, "utf8"), written(process.pid), text);
      release();
      assert.equal(existsSync(target), false);
    }
  }
});

test("within one process, too, one has it at a time", async (t) => {
  const file = await fileIn(t);
  const release = await lock(file);
  await assert.rejects(lock(file), StateFileError);
  const order: string[] = [];
  const next = [1, 2].map((number) => whileLocked(file, () => order.push(`${number}`)));
  order.push("first");
  release();
  await Promise.all(next);
  assert.deepEqual([order[0], order.slice(1).sort()], ["first", ["1", "2"]]);
  await assert.rejects(
    whileLocked(file, () => {
      throw new Error("the disk is full");
    }),
    /the disk is full/,
  );
  (await lock(file))();
});
