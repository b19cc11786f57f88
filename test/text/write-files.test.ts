// Writing files: all of a change or none of it, whatever the disk does, and never through or over what is no plain file.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { FileError } from "../../scripts/text/files.ts";
import { createFile, TEMPORARY, writeFile, writeFiles } from "../../scripts/text/write-files.ts";

function folder(t: TestContext, files: Record<string, string> = {}): string {
  const root = fs.mkdtempSync(path.join(tmpdir(), "write-"));
  t.after(() => fs.rmSync(root, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  }
  return root;
}

/** Every file below a folder with its text. */
function textsIn(root: string): Record<string, string> {
  const entries = fs.readdirSync(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(files.sort().map((file) => [path.relative(root, file), fs.readFileSync(file, "utf8")]));
}

/** What somebody looks for: without what a killed run leaves. */
function ownTexts(root: string): Record<string, string> {
  const texts = Object.entries(textsIn(root));
  return Object.fromEntries(texts.filter(([file]) => !TEMPORARY.test(path.basename(file))));
}

const OLD = { "data/a.yml": "old a\n", "data/b.yml": "old b\n", "README.md": "old page\n" };
/** A record gets another name, and what names it says so. */
const CHANGES = new Map([
  ["data/b.yml", undefined],
  ["data/a.yml", "new a, which is longer than before\n"],
  ["new/c.yml", "old b\n"],
  ["README.md", "new page\n"],
]);
const NEW = { "README.md": "new page\n", "data/a.yml": "new a, which is longer than before\n", "new/c.yml": "old b\n" };

/** All that changes a disk. */
const CALLS = [
  "mkdirSync",
  "openSync",
  "writeSync",
  "fchmodSync",
  "fsyncSync",
  "closeSync",
  "linkSync",
  "copyFileSync",
  "renameSync",
  "rmSync",
] as const;

/** @returns takes the faults away, and how many calls there were */
function inject(t: TestContext, fault: (call: number, name: string) => Error | undefined): () => number {
  let count = 0;
  const mocks = CALLS.map((name) => {
    const original = fs[name] as (...args: unknown[]) => unknown;
    return t.mock.method(fs, name, (...args: unknown[]) => {
      const error = fault(++count, name);
      if (error) throw error;
      return original.apply(fs, args);
    });
  });
  return () => {
    for (const mock of mocks) mock.mock.restore();
    return count;
  };
}

/** How many calls it takes when all goes well. */
function callsOf(t: TestContext): number {
  const root = folder(t, OLD);
  const stop = inject(t, () => undefined);
  writeFiles(root, CHANGES);
  const calls = stop();
  assert.ok(calls > 25, `${calls} calls`);
  return calls;
}

const systemError = (code: string): Error => Object.assign(new Error(code), { code, syscall: "write" });

test("several files are one change, and those that hold their text already keep their date", (t) => {
  const root = folder(t, OLD);
  assert.deepEqual(writeFiles(root, CHANGES), ["data/b.yml", "data/a.yml", "new/c.yml", "README.md"]);
  assert.deepEqual(textsIn(root), NEW);
  const long = new Date("2001-01-01T00:00:00Z");
  fs.utimesSync(path.join(root, "README.md"), long, long);
  assert.deepEqual(writeFiles(root, CHANGES), []);
  assert.equal(writeFile(path.join(root, "README.md"), "new page\n"), false);
  assert.deepEqual(fs.statSync(path.join(root, "README.md")).mtime, long);
});

test("whichever step fails, everything is as it was, and the error says which file and why", (t) => {
  const calls = callsOf(t);
  for (let failing = 1; failing <= calls; failing++) {
    const root = folder(t, OLD);
    let failed = "";
    const stop = inject(t, (call, name) => {
      if (call !== failing) return undefined;
      failed = name;
      return systemError("ENOSPC");
    });
    let error: unknown;
    try {
      writeFiles(root, CHANGES);
    } catch (thrown) {
      error = thrown;
    }
    stop();
    if (error === undefined) {
      // Where files can have no second name, they are copied; and what is only tidied up may stay.
      assert.ok(failed === "linkSync" || failed === "rmSync", failed);
      assert.deepEqual(ownTexts(root), NEW, failed);
    } else {
      assert.ok(error instanceof FileError && error.problem === "the disk is full", String(error));
      assert.ok(error.file !== undefined && path.relative(root, error.file) in { ...OLD, ...NEW }, error.file);
      assert.deepEqual(textsIn(root), OLD, `call ${failing}, ${failed}`);
    }
  }
});

test("what cannot be put back is kept, and the error says where", (t) => {
  const root = folder(t, OLD);
  const original = fs.renameSync;
  let renamed = 0;
  t.mock.method(fs, "renameSync", (from: string, to: string) => {
    if (++renamed > 1) throw systemError("EIO");
    original(from, to);
  });
  let error: unknown;
  try {
    writeFiles(root, CHANGES);
  } catch (thrown) {
    error = thrown;
  }
  assert.ok(error instanceof FileError && error.file === path.join(root, "data/a.yml"), String(error));
  const [, backup = ""] = /what it held stands in (.+)$/.exec(error.problem) ?? [];
  assert.equal(fs.readFileSync(backup, "utf8"), "old a\n");
  assert.deepEqual(ownTexts(root), { ...OLD, "data/a.yml": CHANGES.get("data/a.yml") });
});

test("from whichever call on the program is killed, every file is whole, and what moves is in one of them", (t) => {
  const calls = callsOf(t);
  for (let last = 0; last < calls; last++) {
    const root = folder(t, OLD);
    const stop = inject(t, (call) => (call > last ? new Error("killed") : undefined));
    try {
      writeFiles(root, CHANGES);
    } catch {
      // Nobody is there to catch it.
    }
    stop();
    const texts = ownTexts(root);
    for (const [file, text] of Object.entries(texts)) {
      assert.ok(
        [OLD, NEW].some((all) => new Map(Object.entries(all)).get(file) === text),
        `${file} after ${last}`,
      );
    }
    assert.ok(Object.values(texts).includes("old b\n"), `after ${last} calls`);
    // To do it again ends it.
    writeFiles(root, CHANGES);
    assert.deepEqual(ownTexts(root), NEW);
  }
});

test("a disk that takes less than it is given gets the rest, and one that takes nothing more is full", (t) => {
  const root = folder(t, OLD);
  const text = "ä".repeat(1_000);
  const original = fs.writeSync as (...args: unknown[]) => number;
  const short = t.mock.method(fs, "writeSync", (descriptor: number, bytes: Buffer, at: number, length: number) =>
    original(descriptor, bytes, at, Math.min(length, 7)),
  );
  writeFile(path.join(root, "README.md"), text);
  short.mock.restore();
  assert.equal(textsIn(root)["README.md"], text);

  const refuse = (): number => {
    throw systemError("ENOSPC");
  };
  for (const end of [() => 0, refuse]) {
    let taken = 0;
    const full = t.mock.method(fs, "writeSync", (descriptor: number, bytes: Buffer, at: number, length: number) => {
      if (taken > 20) return end();
      taken += 7;
      return original(descriptor, bytes, at, Math.min(length, 7));
    });
    const isFull = (error: unknown): boolean => error instanceof FileError && error.problem === "the disk is full";
    assert.throws(() => writeFile(path.join(root, "README.md"), "b".repeat(100)), isFull);
    assert.throws(() => createFile(root, "data/new.yml", "b".repeat(100)), isFull);
    full.mock.restore();
    assert.deepEqual(textsIn(root), { ...OLD, "README.md": text });
  }
});

test("a link is not written through, whether the file is one or a folder on the way, and nothing else is written", (t) => {
  const outside = folder(t, { "page.md": "theirs\n", "img/a.svg": "theirs\n" });
  const root = folder(t, OLD);
  fs.symlinkSync(path.join(outside, "img"), path.join(root, "img"));
  fs.symlinkSync(path.join(outside, "page.md"), path.join(root, "page.md"));
  fs.symlinkSync(path.join(outside, "nowhere"), path.join(root, "nowhere.md"));
  const before = textsIn(root);
  for (const file of ["img/a.svg", "img/new.svg", "page.md", "nowhere.md"]) {
    for (const text of ["ours\n", undefined]) {
      const changes = new Map([
        ["README.md", "ours\n"],
        [file, text],
      ]);
      assert.throws(
        () => writeFiles(root, changes),
        (error) =>
          error instanceof FileError &&
          error.file === path.join(root, file.startsWith("img") ? "img" : file) &&
          error.problem === "it is a symbolic link, and nothing is read or written through one",
      );
    }
    assert.throws(() => createFile(root, file, "ours\n"), FileError);
  }
  assert.throws(() => writeFile(path.join(root, "page.md"), "ours\n"), FileError);
  assert.deepEqual(textsIn(root), before);
  assert.deepEqual(textsIn(outside), { "page.md": "theirs\n", "img/a.svg": "theirs\n" });
});

test("a file may stand in a folder that somebody reaches through a link", (t) => {
  const root = folder(t, OLD);
  const link = path.join(folder(t), "link");
  fs.symlinkSync(root, link);
  assert.deepEqual(writeFiles(link, CHANGES).length, 4);
  assert.equal(writeFile(path.join(link, "README.md"), "again\n"), true);
  writeFiles(path.join(root, "data"), new Map([["../README.md", "and again\n"]]));
  assert.deepEqual(textsIn(root), { ...NEW, "README.md": "and again\n" });
});

test("what is no plain file, or may not be written, is left alone", { skip: process.platform === "win32" }, (t) => {
  const root = folder(t, { "locked.md": "theirs\n", "folder/a": "a", file: "" });
  fs.chmodSync(path.join(root, "locked.md"), 0o444);
  execFileSync("mkfifo", [path.join(root, "pipe")]);
  const problems = [
    ["locked.md", "locked.md", "it is read-only"],
    ["folder", "folder", "it is a folder, not a file"],
    ["pipe", "pipe", "it is no plain file"],
    ["file/a.md", "file", "it is a file, not a folder"],
  ] as const;
  for (const [file, named, problem] of problems) {
    assert.throws(
      () => writeFiles(root, new Map([[file, "ours\n"]])),
      (error) => error instanceof FileError && error.file === path.join(root, named) && error.problem === problem,
    );
  }
  assert.equal(fs.lstatSync(path.join(root, "pipe")).isFIFO(), true);
  assert.deepEqual(textsIn(root), { file: "", "folder/a": "a", "locked.md": "theirs\n" });
});

test("a file keeps its mode", { skip: process.platform === "win32" }, (t) => {
  const root = folder(t, OLD);
  fs.chmodSync(path.join(root, "README.md"), 0o755);
  writeFiles(root, CHANGES);
  assert.equal(fs.statSync(path.join(root, "README.md")).mode & 0o777, 0o755);
});

test("a new file is never put in the place of one that is there", (t) => {
  const root = folder(t, OLD);
  assert.equal(createFile(root, "data/a.yml", "mine\n"), false);
  assert.equal(createFile(root, "more/d.yml", "mine\n"), true);
  assert.deepEqual(textsIn(root), { ...OLD, "more/d.yml": "mine\n" });
  // Where files can have no second name.
  const none = t.mock.method(fs, "linkSync", () => assert.fail(systemError("EPERM")));
  assert.equal(createFile(root, "more/e.yml", "mine\n"), true);
  // Somebody else was faster, by a little.
  const look = t.mock.method(fs, "lstatSync", () => undefined);
  assert.equal(createFile(root, "data/a.yml", "mine\n"), false);
  none.mock.restore();
  assert.equal(createFile(root, "data/b.yml", "mine\n"), false);
  look.mock.restore();
  assert.deepEqual(textsIn(root), { ...OLD, "more/d.yml": "mine\n", "more/e.yml": "mine\n" });
});
