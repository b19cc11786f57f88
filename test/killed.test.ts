// Commands that are killed at any call that changes a disk, or have hardly any disk left: every file is whole, what
// moves from one to another is in one of them, and the same command, given again, ends what was begun.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { TEMPORARY } from "../scripts/text/write-files.ts";
import { type Files, makeList } from "./support/lists.ts";
import { LIST } from "./support/one-of-everything.ts";
import { type Ran, run, runProcess, START } from "./support/run.ts";
import { page, Site } from "./support/site.ts";

/** Longer than a page of memory, of which a disk that lives there takes whole ones. */
const PROSE = "Some words that nobody has to read, and that take their place.\n".repeat(200);
const TEMPLATE = `${LIST["templates/README.md"]}\n## More\n\n${PROSE}`;
const QUEUE = LIST["data/tools/queue.yml"] ?? "";
const STREAM = LIST["data/tools/stream.yml"] ?? "";

interface Case {
  name: string;
  args: readonly string[];
  /** What is changed in the list before. */
  files: Files;
  /** What is edited in the page. */
  edits?: Readonly<Record<string, string>>;
  /** Texts that are always in one file at least: what moves. */
  kept?: readonly string[];
  /** Killed for good: the others do the same with other files. */
  isTraced?: boolean;
}

const CASES: readonly Case[] = [
  { name: "build", args: ["build"], files: {}, isTraced: true },
  {
    name: "lint --fix",
    args: ["lint", "--fix"],
    files: { "data/tools/queue.yml": `${QUEUE}# \n`, "data/tools/stream.yml": `${STREAM}# \n` },
  },
  {
    name: "rename of a record",
    args: ["rename", "Queue", "Line"],
    files: { "data/tools/queue.yml": `${QUEUE}# Nobody wrote this down elsewhere.\n` },
    kept: ["# Nobody wrote this down elsewhere.\n"],
    isTraced: true,
  },
  { name: "rename of a value", args: ["rename", "Log shipping", "Shipping"], files: {} },
  {
    name: "new",
    args: ["new", "resource", "--title", "A talk", "--url", "https://example.org/talk"],
    files: {},
    isTraced: true,
  },
  {
    name: "absorb",
    args: ["absorb"],
    // What the page had, and what somebody made of it.
    files: { "templates/README.md": TEMPLATE },
    edits: {
      "example.org/queue)": "example.org/line)",
      "How to connect": "How to join",
      "Some words on it": "Words on it",
    },
    kept: ["example.org/line", "How to join", "Words on it"],
    isTraced: true,
  },
];

/** All that Node.js changes a disk with, but for writing into what is open: that is not in its place yet. */
const CALLS = "rename,renameat,renameat2,link,linkat,unlink,unlinkat,fsync,fdatasync,fchmod,mkdir,mkdirat,rmdir";
/** The same in the program, with opening and writing. */
const CHANGES = [
  ...(["openSync", "writeSync", "fsyncSync", "fchmodSync"] as const),
  ...(["mkdirSync", "linkSync", "copyFileSync", "renameSync", "rmSync"] as const),
];

type Texts = ReadonlyMap<string, string>;

/** A system call of a command: the first, second … of its name. */
interface Call {
  name: string;
  number: number;
}

const hasStrace = spawnSync("strace", ["-f", "-e", "trace=none", "true"]).status === 0;
// The first time, the program is made from its sources.
if (hasStrace) await runProcess(["--help"]);

/** A list that was built, and then changed. */
async function listFor(t: TestContext, { files, edits = {} }: Pick<Case, "files" | "edits">): Promise<string> {
  const root = await makeList(t, { ...LIST, "templates/README.md": TEMPLATE });
  const built = await run(["build", "--root", root]);
  assert.equal(built.status, 0, built.stderr);
  write(root, { "templates/README.md": `${TEMPLATE}${PROSE}`, ...files });
  const page = fs.readFileSync(path.join(root, "README.md"), "utf8");
  write(root, { "README.md": Object.entries(edits).reduce((text, [from, to]) => text.replaceAll(from, to), page) });
  return root;
}

function write(root: string, files: Files): void {
  for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(root, file), text);
}

/** Every file of a list, without what a killed run leaves. */
function textsIn(root: string): Map<string, string> {
  const entries = fs.readdirSync(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !TEMPORARY.test(entry.name));
  return new Map(
    files
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [path.relative(root, file), fs.readFileSync(file, "utf8")]),
  );
}

function restore(root: string, files: ReadonlyMap<string, string>): void {
  for (const file of fs.readdirSync(root)) fs.rmSync(path.join(root, file), { recursive: true });
  for (const [file, text] of files) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  }
}

/** Run a command to its end, and see what it changes the disk below a folder with. */
async function callsOf(t: TestContext, args: readonly string[], root: string): Promise<Call[]> {
  const log = path.join(fs.mkdtempSync(path.join(tmpdir(), "calls-")), "log");
  t.after(() => fs.rmSync(path.dirname(log), { recursive: true }));
  assert.equal(await traced(["-y", "-o", log, "-e", `trace=${CALLS}`], args), 0);
  const counts = new Map<string, number>();
  const lines = fs.readFileSync(log, "utf8").matchAll(/^(\d+ +(\w+))\((.*)$/gm);
  return [...lines].flatMap(([, ofThread = "", name = "", rest = ""]) => {
    const number = (counts.get(ofThread) ?? 0) + 1;
    counts.set(ofThread, number);
    return rest.includes(root) ? [{ name, number }] : [];
  });
}

/** The first and the last of those that put files in their places, and the first that takes one away. */
function chosen(calls: readonly Call[]): Call[] {
  const places = calls.filter(({ name }) => /^(?:rename|link)/.test(name));
  const goes = calls.filter(({ name }) => name.startsWith("unlink"));
  return [...new Set([...places.slice(0, 1), ...places.slice(-1), ...goes.slice(0, 1)])];
}

/** @returns the status; `undefined` for a command that was killed */
function traced(options: readonly string[], args: readonly string[]): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    spawn("strace", ["-f", "-qq", ...options, process.execPath, START, ...args], { stdio: "ignore" })
      .on("error", reject)
      .on("close", (status) => resolve(status ?? undefined));
  });
}

async function kill({ name, number }: Call, args: readonly string[]): Promise<void> {
  const inject = ["-e", `trace=${name}`, "-e", `inject=${name}:signal=KILL:when=${number}`];
  assert.equal(await traced(["-o", "/dev/null", ...inject], args), undefined, `${name} ${number} did not kill it`);
}

/** The list in front of each call that changes a disk: a program that is killed at it leaves that, whichever call it is. */
async function statesOf(t: TestContext, root: string, args: readonly string[]): Promise<Map<string, string>[]> {
  const states: Map<string, string>[] = [];
  const mocks = CHANGES.map((name) => {
    const real = fs[name];
    return t.mock.method(fs, name, (...given: unknown[]) => {
      if (name !== "openSync" || given[1] === "wx") states.push(textsIn(root));
      return Reflect.apply(real, fs, given);
    });
  });
  const ran = await run(args);
  for (const { mock } of mocks) mock.restore();
  assert.equal(ran.status, 0, ran.stderr);
  return states;
}

/** @returns how many files are whole: as before or as afterwards, where nothing is lost */
async function check(
  { args, kept = [] }: Case,
  root: string,
  before: Texts,
  after: Texts,
  when: string,
): Promise<number> {
  const texts = textsIn(root);
  for (const [file, text] of texts) {
    assert.ok(text === before.get(file) || text === after.get(file), `${file}, ${when}:\n${text}`);
  }
  for (const file of before.keys()) assert.ok(texts.has(file) || !after.has(file), `${file} is gone, ${when}`);
  for (const text of kept)
    assert.ok(
      [...texts.values()].some((other) => other.includes(text)),
      `${text}, ${when}`,
    );
  const again = await run([...args, "--root", root]);
  // What was there already, when it was killed behind its last step, cannot be made a second time.
  const isDone = [...after].every(([file, text]) => texts.get(file) === text) && texts.size === after.size;
  if (!isDone) assert.equal(again.status, 0, `again, ${when}: ${again.stderr}`);
  assert.deepEqual(textsIn(root), after, when);
  return texts.size;
}

for (const each of CASES) {
  test(`${each.name}: killed in front of each change of the disk, no file is half, and the same command ends it`, async (t) => {
    const root = await listFor(t, each);
    const before = textsIn(root);
    const states = await statesOf(t, root, [...each.args, "--root", root]);
    const after = textsIn(root);
    const different = new Map(states.map((state) => [JSON.stringify([...state]), state]));
    let whole = 0;
    for (const state of different.values()) {
      restore(root, state);
      whole += await check(each, root, before, after, `in state ${whole}`);
    }
    assert.ok(states.length >= 5, `${states.length} calls`);
    t.diagnostic(`${states.length} kills, which leave ${different.size} states, ${whole} files whole`);
  });
}

for (const each of CASES.filter(({ isTraced }) => isTraced)) {
  test(`${each.name}: killed by the system, it leaves the same`, {
    skip: !hasStrace && "there is no strace",
  }, async (t) => {
    const root = await listFor(t, each);
    const args = [...each.args, "--root", root];
    const before = textsIn(root);
    const calls = await callsOf(t, args, root);
    const after = textsIn(root);
    let whole = 0;
    const kills = chosen(calls);
    for (const call of kills) {
      restore(root, before);
      await kill(call, args);
      whole += await check(each, root, before, after, `killed at ${call.name} ${call.number}`);
    }
    assert.ok(calls.length >= 3, `${calls.length} calls`);
    t.diagnostic(`${kills.length} kills at ${calls.length} calls, ${whole} files whole`);
  });
}

test("links: killed at any system call, its history is whole, and the next run goes on", {
  skip: !hasStrace && "there is no strace",
}, async (t) => {
  const site = await Site.start(t, { "*": page });
  const root = await makeList(t, {
    "data/list.yml": "name: A list\n",
    "templates/README.md": `# A list\n\n- [a](${site.url}/a)\n- [b](${site.url}/b)\n`,
  });
  const cache = path.join(root, "cache.json");
  const args = ["links", "--allow-private", "--root", root, "--cache", cache];
  const calls = await callsOf(t, args, root);
  const kills = chosen(calls);
  for (const call of kills) {
    fs.rmSync(cache, { force: true });
    await kill(call, args);
    if (fs.existsSync(cache)) JSON.parse(fs.readFileSync(cache, "utf8"));
    const again = await run(args);
    assert.equal(again.status, 0, again.stderr);
    assert.equal(Object.keys(JSON.parse(fs.readFileSync(cache, "utf8")).links).length, 2);
  }
  t.diagnostic(`${kills.length} kills at ${calls.length} calls`);
});

const PAGE_BYTES = 4096;

/** A disk of memory; whoever may not mount one has none. */
function smallDisk(t: TestContext, size: number): string | undefined {
  const folder = fs.mkdtempSync(path.join(tmpdir(), "disk-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder]).status === 0;
  t.after(() => {
    if (mounted) spawnSync("umount", [folder]);
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return mounted ? folder : undefined;
}

for (const each of CASES) {
  test(`${each.name}: on a disk that is nearly full, all of it is done or nothing, and that is said`, async (t) => {
    const disk = smallDisk(t, 1_000_000);
    if (disk === undefined) return t.skip("nobody may mount a disk here");
    const list = await listFor(t, each);
    const before = textsIn(list);
    const done = await run([...each.args, "--root", list]);
    assert.equal(done.status, 0, done.stderr);
    const after = textsIn(list);
    const root = path.join(disk, "list");
    fs.mkdirSync(root);
    const args = [...each.args, "--root", root];
    let [refused, ran]: [number, Ran | undefined] = [0, undefined];
    for (let free = 0; ran?.status !== 0; free++) {
      assert.ok(free < 100, ran?.stderr);
      restore(root, before);
      fill(disk, free * PAGE_BYTES);
      ran = await run(args);
      if (ran.status === 0) break;
      refused++;
      assert.equal(ran.status, 2, ran.stderr);
      assert.match(ran.stderr, /the disk is full/i);
      assert.deepEqual(textsIn(root), before, `${free} pages are free`);
      fs.rmSync(path.join(disk, "filler"));
    }
    assert.deepEqual(textsIn(root), after);
    t.diagnostic(`${refused} full disks`);
  });
}

/** Leaves so many bytes. */
function fill(disk: string, free: number): void {
  const { bavail, bsize } = fs.statfsSync(disk);
  fs.writeFileSync(path.join(disk, "filler"), Buffer.alloc(Math.max(0, bavail * bsize - free)));
}
