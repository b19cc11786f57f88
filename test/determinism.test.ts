// Determinism: the page depends on nothing but the list's files, and these on nothing but what they say.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, opendir, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { makePage } from "../scripts/template/page.ts";
import { copyFew, type Files, MAIN_LIST, makeList, SCHEMAS, SECOND_LIST } from "./support/lists.ts";
import { run, runProcess } from "./support/run.ts";
import { isThorough, tried } from "./support/runs.ts";

const LISTS: Record<string, string> = {
  main: MAIN_LIST,
  "threat-detection-pipeline": SECOND_LIST,
};

/** Names that every locale orders in its own way: by lower-cased code points they stand as written here. */
const ORDERED = ["1password", "apple", "I-tool", "ij", "Zebra", "zz", "ähnlich", "Öl", "ı-tool", "ﬀ", "Ａ", "🪵"];

const ODD_LIST: Files = {
  "data/list.yml": "name: Odd\n",
  "data/components/c.yml": "name: C\nposition: 0\n",
  ...Object.fromEntries(
    // The ids say nothing of the order.
    ORDERED.map((name, index) => [
      `data/tools/t${(index * 7) % ORDERED.length}.yml`,
      `name: "${name}"\nfootnote: |\n  First line\n  of ${name}.\n\n  > Quoted\n  > twice.\ncomponents:\n  c:\n    description: >-\n      folded\n      text\n`,
    ]),
  ),
  "templates/README.md":
    "# Odd\n\n- [C](#c)\n\n## C\n\nText over\ntwo lines.  \nAnd three.\n\n<!-- each components.c.tools -->\n| Tool | Text |\n| --- | --- |\n| {name}{mark} | {description} |\n\n```sh\nnpm ci\n  npm test\n```\n\n<!-- each notes -->\n0. {target}{text}\n",
};

/** Of the surroundings and of the changes to files, those that hold most of the others. */
const isFar = ({ LC_ALL }: Record<string, string>): boolean => /^(?:tr|az)_/.test(LC_ALL ?? "");
const isMost = (change: string): boolean => change === "both everywhere";

/** In memory, Linux lists the newest file first; most disks list them by a hash of their names. */
const MEMORY = "/dev/shm";

describe("the same page", () => {
  it("in the order that was written down by hand", async (test) => {
    const { markdown } = await pageOf(await makeList(test, ODD_LIST));
    const names = [...markdown.matchAll(/^\| (.*)\[\[\d+\]\]/gm)].map(([, name]) => name);
    assert.deepEqual(names, ORDERED);
  });

  it("in every time zone and locale, whatever npm says of itself", async (test) => {
    // Both frozen lists, with all records, are built so by test/nodes.ts.
    const root = await copyFew(test);
    await cp(await makeList(test, ODD_LIST), path.join(root, "lists/odd"), { recursive: true });
    assert.equal((await run(["build", "--discard-edits"], { cwd: root })).status, 0);
    const surroundings: Record<string, string>[] = [
      {},
      { TZ: "UTC", LANG: "C", LC_ALL: "C", LC_COLLATE: "C" },
      { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", LC_COLLATE: "tr_TR.UTF-8" },
      { TZ: "America/St_Johns", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8", LC_COLLATE: "de_DE.UTF-8" },
      { TZ: "Asia/Kathmandu", LANG: "sv_SE.ISO-8859-1", LC_ALL: "sv_SE.ISO-8859-1", LANGUAGE: "sv:lt" },
      {
        TZ: "nowhere",
        LANG: "zh_CN.GB18030",
        LC_ALL: "az_AZ.UTF-8",
        FORCE_COLOR: "1",
        CI: "true",
        NODE_ENV: "production",
      },
      { LC_ALL: "", COLUMNS: "20", NO_COLOR: "1", SOURCE_DATE_EPOCH: "0", npm_config_loglevel: "silly" },
    ];
    await inPairs(tried(surroundings, isFar), async (env) => {
      const { status, stdout, stderr } = await runProcess(["build", "--check"], { cwd: root, env });
      assert.deepEqual([status, stdout], [0, ""], `${JSON.stringify(env)}: ${stderr}`);
    });
  });

  it("from any working directory", async (test) => {
    const root = await makeList(test, ODD_LIST);
    const expected = (await pageOf(root)).markdown;
    const deep = path.join(root, "data", "tools");
    const places: [cwd: string, typed: string][] = [
      [MAIN_LIST, root],
      [root, "."],
      [deep, "../.."],
      [path.dirname(root), path.basename(root)],
      [path.dirname(root), `${path.basename(root)}/`],
      ["/", path.relative("/", root)],
      [tmpdir(), root],
    ];
    await inPairs(places, async ([cwd, typed]) => {
      assertSamePage(await printed(["--root", typed], { cwd }), expected, `${typed} in ${cwd}`);
    });
  });

  it("in whatever order the files are on the disk", async (test) => {
    const expected = (await pageOf(await makeList(test, ODD_LIST))).markdown;
    const files = Object.entries(ODD_LIST);
    const random = generator(20261122);
    const orders = [files.toReversed(), ...Array.from({ length: 6 }, () => shuffled(files, random))];
    const seen = new Set<string>();
    for (const order of orders) {
      const root = await mkdtemp(path.join(existsSync(MEMORY) ? MEMORY : tmpdir(), "order-"));
      test.after(() => rm(root, { recursive: true }));
      await cp(SCHEMAS, path.join(root, "schemas"), { recursive: true });
      for (const [file, text] of order) {
        const target = path.join(root, file);
        await mkdir(path.dirname(target), { recursive: true });
        // Some of them more than once: a deleted entry leaves a gap that another one may fill.
        if (random() < 0.3) await writeFile(path.join(path.dirname(target), ".hidden"), "");
        await writeFile(target, text);
      }
      seen.add((await namesAsOnDisk(path.join(root, "data", "tools"))).join());
      assertSamePage((await pageOf(root)).markdown, expected, order.map(([file]) => file).join(", "));
    }
    test.diagnostic(`${seen.size} orders on this disk, of ${orders.length} that were tried`);
  });

  it("in whatever order the main list's files are on the disk", async (test) => {
    const expected = (await pageOf(MAIN_LIST)).markdown;
    const random = generator(1);
    const files = await filesBelow(MAIN_LIST, ["data", "templates", "schemas", "img"]);
    const reversed = isThorough ? [Object.entries(files).toReversed()] : [];
    for (const order of [...reversed, shuffled(Object.entries(files), random)]) {
      assertSamePage((await pageOf(await makeList(test, Object.fromEntries(order)))).markdown, expected, "shuffled");
    }
  });

  for (const [name, from] of Object.entries(LISTS)) {
    it(`${name}: with Windows' line ends, and with byte order marks`, async (test) => {
      const files = await filesBelow(from, ["data", "templates", "img"]);
      await assertSameFor(test, files, isMost);
    });
  }

  it("odd list: with Windows' line ends, and with byte order marks", (test) =>
    assertSameFor(test, ODD_LIST, () => true));
});

/** @param chosen - which changes are tried in `npm test` */
async function assertSameFor(test: TestContext, files: Files, chosen: (name: string) => boolean): Promise<void> {
  const expected = (await pageOf(await makeList(test, files))).markdown;
  const windows = (text: string) => text.replace(/\r?\n/g, "\r\n");
  const marked = (text: string) => `\ufeff${text}`;
  const differences: string[] = [];
  const texts = /\.(?:ya?ml|md|json)$/;
  const changes: Record<string, (text: string, file: string) => string> = {
    "CRLF in data": (text, file) => (file.startsWith("data/") ? windows(text) : text),
    "CRLF everywhere": windows,
    "BOM in data": (text, file) => (file.startsWith("data/") ? marked(text) : text),
    "BOM everywhere": marked,
    "both everywhere": (text) => marked(windows(text)),
    "no line end at the end": (text) => text.replace(/\n$/, ""),
    "more line ends at the end": (text) => `${text}\n\n`,
  };
  for (const [name, change] of tried(Object.entries(changes), ([name]) => chosen(name))) {
    const changed = Object.fromEntries(
      Object.entries(files).map(([file, text]) => [file, texts.test(file) ? change(text, file) : text]),
    );
    const found = differenceOf((await pageOf(await makeList(test, changed))).markdown, expected);
    if (found !== undefined) differences.push(`${name}: ${found}`);
  }
  assert.deepEqual(differences, []);
}

describe("the page as a file", () => {
  for (const [name, from] of Object.entries({ ...LISTS, odd: undefined })) {
    it(`${name}: lines end in LF, the last one too and once, and in no blanks`, async (test) => {
      const { markdown } = await pageOf(from ?? (await makeList(test, ODD_LIST)));
      assert.doesNotMatch(markdown, /\r/);
      assert.doesNotMatch(markdown, /[ \t]$/m);
      assert.match(markdown, /[^\n]\n$/);
      assert.doesNotMatch(markdown, /^\ufeff/);
    });
  }

  it("building twice leaves the file alone; a change is written, and only to the page", async (test) => {
    const root = await makeList(test, ODD_LIST);
    const page = path.join(root, "README.md");
    const build = async () => assert.equal((await run(["build", "--root", root])).status, 0);
    await build();
    const bytes = await readFile(page);
    const names = await listing(root);
    await utimes(page, 1_000_000_000, 1_000_000_000);
    const { mtimeMs, ino } = await stat(page);
    await build();
    const again = await stat(page);
    assert.deepEqual([again.mtimeMs, again.ino], [mtimeMs, ino]);
    assert.deepEqual(await readFile(page), bytes);
    assert.equal((await run(["build", "--root", root, "--check"])).status, 0);
    assert.deepEqual([(await stat(page)).mtimeMs, await listing(root)], [mtimeMs, names]);

    await writeFile(page, bytes.toString("utf8").replace("Odd", "Even"));
    assert.equal((await run(["build", "--root", root, "--check"])).status, 1);
    await build();
    assert.deepEqual(await readFile(page), bytes);
    assert.deepEqual(await listing(root), names);
  });

  it("what is on standard output, in a file and in README.md is the same", async (test) => {
    const root = await makeList(test, ODD_LIST);
    const out = path.join(root, "elsewhere.md");
    assert.equal((await run(["build", "--root", root])).status, 0);
    assert.equal((await run(["build", "--root", root, "--out", out])).status, 0);
    const page = await readFile(path.join(root, "README.md"), "utf8");
    assert.equal(await readFile(out, "utf8"), page);
    assert.equal(await printed(["--root", root]), page);
  });

  it("a page that was there before does not shine through", async (test) => {
    const root = await makeList(test, { ...ODD_LIST, "README.md": "\ufeff# Old\r\n\r\n| {name} |\r\n" });
    const expected = (await pageOf(await makeList(test, ODD_LIST))).markdown;
    assert.equal((await run(["build", "--root", root])).status, 0);
    assert.equal(await readFile(path.join(root, "README.md"), "utf8"), expected);
  });
});

async function pageOf(root: string): Promise<{ markdown: string }> {
  const { markdown, diagnostics } = await makePage(root);
  assert.deepEqual(diagnostics.map(String), []);
  return { markdown };
}

/** What `build --out -` prints. */
async function printed(args: string[], where: Parameters<typeof run>[1] = {}): Promise<string> {
  const { status, stdout, stderr } = await run(["build", ...args, "--out", "-"], where);
  assert.equal(status, 0, stderr);
  return stdout;
}

function assertSamePage(actual: string, expected: string, when: string): void {
  assert.equal(differenceOf(actual, expected), undefined, when);
}

/** The first line in which two pages differ: a whole page is too much to read. */
function differenceOf(actual: string, expected: string): string | undefined {
  if (actual === expected) return undefined;
  const [lines, wanted] = [actual.split("\n"), expected.split("\n")];
  const at = lines.findIndex((line, index) => line !== wanted[index]);
  return `line ${at + 1} is ${JSON.stringify(lines[at])} instead of ${JSON.stringify(wanted[at])}`;
}

/** Two processes at a time. */
async function inPairs<T>(all: readonly T[], task: (each: T) => Promise<void>): Promise<void> {
  for (let index = 0; index < all.length; index += 2) await Promise.all(all.slice(index, index + 2).map(task));
}

async function filesBelow(root: string, parts: readonly string[]): Promise<Files> {
  const files: Files = {};
  for (const part of parts) {
    if (!existsSync(path.join(root, part))) continue;
    for (const entry of await readdir(path.join(root, part), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      files[path.relative(root, file)] = await readFile(file, "utf8");
    }
  }
  return files;
}

/** `readdir` sorts; this does not. */
async function namesAsOnDisk(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of await opendir(folder)) if (!name.startsWith(".")) names.push(name);
  return names;
}

async function listing(root: string): Promise<string[]> {
  return (await readdir(root, { recursive: true })).sort();
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
