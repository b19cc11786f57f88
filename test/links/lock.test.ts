// Files that several processes use at once: one has it, a dead one does not, and nothing that any of them wrote is lost.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { BookError, readBook } from "../../scripts/links/book.ts";
import { lock, whileLocked } from "../../scripts/links/lock.ts";
import { HOME } from "../support/run.ts";

async function bookIn(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "lock-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return path.join(folder, "book.json");
}

const SURVEY = new URL("../../scripts/links/", import.meta.url).href;

/** Adds links to a book, one by one, as the ends of so many runs. */
const WRITER = `
  import { updateBook } from "${SURVEY}books.ts";
  import { whileLocked } from "${SURVEY}lock.ts";
  const [file, name] = process.argv.slice(1);
  const answer = (url) => ({ url, verdict: "ok", reason: "found", evidence: "200 OK" });
  process.stdout.write("ready");
  await new Promise((resolve) => process.stdin.once("data", resolve));
  process.stdin.destroy();
  for (let number = 0; number < 40; number++) {
    const url = \`https://\${name}.example/\${number}\`;
    const known = { answer: answer(url), checked: "2026-11-24T04:23:00.000Z" };
    await whileLocked(file, () => updateBook(file, new Date("2026-11-24"), new Map([[url, () => known]]), () => true));
  }
`;

test("of what two processes write into one book at once, nothing is lost", async (t) => {
  const file = await bookIn(t);
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
  const { book, damage } = (await readBook(file)) ?? assert.fail();
  assert.deepEqual([book.size, damage], [80, undefined]);
  assert.deepEqual(await readdir(path.dirname(file)), ["book.json"]);
});

test("a lock of a process that lives is kept, whatever its age; one of a dead process, or of this number before, is not", async (t) => {
  const file = await bookIn(t);
  const target = `${file}.lock`;
  const written = (id: number | undefined, host = hostname()): string => JSON.stringify({ process: id, host });
  const dead = spawnSync(process.execPath, ["--version"]).pid;
  const owners: [string, boolean][] = [
    [written(process.ppid), true],
    [written(dead), false],
    [written(process.pid), false],
    [written(process.ppid, "another-computer"), false],
    ["what is this?", false],
  ];
  for (const [text, isKept] of owners) {
    await writeFile(target, text);
    await utimes(target, new Date("2020-01-01"), new Date("2020-01-01"));
    if (isKept) {
      assert.throws(
        () => lock(file),
        (error) =>
          error instanceof BookError &&
          error.message === `It is in use by another run, process ${process.ppid}.` &&
          error.hint === "Wait until that has ended, or name another file.",
      );
      assert.equal(await readFile(target, "utf8"), text);
    } else {
      const release = lock(file);
      assert.equal(await readFile(target, "utf8"), written(process.pid), text);
      release();
      assert.equal(existsSync(target), false);
    }
  }
  // One that is being written.
  await writeFile(target, "");
  assert.throws(() => lock(file), /^Error: It is in use by another run\.$/);
});

test("within one process, too, one has it at a time", async (t) => {
  const file = await bookIn(t);
  let inside = 0;
  const work = async (): Promise<void> => {
    assert.equal(++inside, 1);
    await new Promise((resolve) => setTimeout(resolve, 2));
    inside--;
  };
  await Promise.all([whileLocked(file, work), whileLocked(file, work), whileLocked(file, work)]);
  await assert.rejects(
    whileLocked(file, async () => {
      throw new Error("the disk is full");
    }),
    /the disk is full/,
  );
  lock(file)();
});
