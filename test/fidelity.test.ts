// Fidelity: the two seeds and what the toolchain makes of the same facts say the same, but for the listed differences.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { compare, type Difference, type Extent } from "./fidelity/compare.ts";
import { SCHEMAS } from "./support/lists.ts";
import { run } from "./support/run.ts";
import { isThorough } from "./support/runs.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const HERE = path.join(ROOT, "test", "fidelity");

interface Frozen {
  name: string;
  /** SHA-256 of the seed, repaired from mojibake: a difference is never mended by editing what was frozen. */
  seal: string;
  /** What there is to compare: were the seed read wrongly, fewer texts would be compared, not none. */
  extent: Extent;
}

const LISTS: Frozen[] = [
  {
    name: "detection-and-response-pipeline",
    seal: "9a761081c15617f62bc0a08254d7c728ebf52fd8c4172e5bd7a58b3037cc0fdb",
    extent: { blocks: 33, cells: 151, links: 73 },
  },
  {
    name: "threat-detection-pipeline",
    seal: "6ca78b5e5895861a9a82340b6a9f226eaa764d51fb671fc225a5be45118e36e5",
    extent: { blocks: 11, cells: 34, links: 13 },
  },
];

const readSeed = (name: string) => readFile(path.join(HERE, "seeds", `${name}.md`), "utf8");

describe("fidelity", () => {
  for (const { name, seal, extent } of LISTS) {
    it(`${name}: the seed is as it was frozen`, async () => {
      assert.equal(
        createHash("sha256")
          .update(await readSeed(name))
          .digest("hex"),
        seal,
      );
    });

    it(`${name}: seed and built document differ as listed`, async () => {
      const comparison = compare(await readSeed(name), await build(name));
      assert.deepEqual(comparison.seed, extent);
      const found = comparison.differences.map((difference) => ({ list: name, ...difference }));
      const listed = (await readListed()).filter((difference) => difference.list === name);
      const unlisted = without(found, listed);
      const gone = without(listed, found);
      const message = [
        unlisted.length > 0 && "These differences are not listed in test/fidelity/differences.yml:",
        ...unlisted.map(print),
        gone.length > 0 && "These differences are listed there but occur no longer:",
        ...gone.map(print),
      ];
      assert.ok(unlisted.length + gone.length === 0, message.filter((line) => line !== false).join("\n"));
    });
  }

  it("every listed difference belongs to one of the lists", async () => {
    const names = LISTS.map((list) => list.name);
    assert.deepEqual(
      (await readListed()).filter((difference) => !names.includes(difference.list)),
      [],
    );
  });
});

async function build(name: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "fidelity-"));
  try {
    const out = path.join(folder, "README.md");
    await cp(path.join(HERE, "lists", name), folder, { recursive: true });
    await cp(SCHEMAS, path.join(folder, "schemas"), { recursive: true });
    const { status, stderr } = await run(["build", "--root", folder, "--out", out]);
    assert.equal(status, 0, stderr);
    return await readFile(out, "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// --- the list of meant differences

interface Listed extends Difference {
  list: string;
}

async function readListed(): Promise<Listed[]> {
  const groups: unknown = parse(await readFile(path.join(HERE, "differences.yml"), "utf8"));
  assert.ok(Array.isArray(groups));
  return groups.flatMap((group: unknown) => {
    assert.ok(isRecord(group) && Array.isArray(group.differences));
    assert.ok(typeof group.reason === "string" && group.reason.length > 0, "a reason is missing");
    return group.differences.map(toListed);
  });
}

function toListed(value: unknown): Listed {
  assert.ok(isRecord(value));
  const field = (key: string) => {
    const text = value[key];
    assert.ok(typeof text === "string", `${key} is missing in ${JSON.stringify(value)}`);
    return text;
  };
  const { list, where, kind, seed, built, ...rest } = value;
  assert.deepEqual(rest, {}, `unknown keys beside ${[list, where, kind, seed, built].join(", ")}`);
  return {
    list: field("list"),
    where: field("where"),
    kind: field("kind"),
    seed: field("seed"),
    built: field("built"),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** `all` without `some`, where a difference that occurs twice must be there twice. */
function without(all: Listed[], some: Listed[]): Listed[] {
  const left = some.map(identity);
  return all.filter((each) => {
    const at = left.indexOf(identity(each));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const identity = (each: Listed) => JSON.stringify([each.list, each.where, each.kind, each.seed, each.built]);

/** A difference as it would stand in the YAML file, and for a long text the part that changed. */
function print(each: Listed): string {
  const fields = Object.entries(each).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const line = `    - { ${fields.join(", ")} }`;
  const [seed, built] = [each.seed, each.built];
  if (Math.max(seed.length, built.length) < 160 || seed === "" || built === "") return line;
  let start = 0;
  while (start < seed.length && seed[start] === built[start]) start++;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, start - 40), start + 40));
  return `${line}\n      # seed … ${around(seed)} …, built … ${around(built)} …`;
}

// --- the comparison itself: what it must not overlook

const SMALL = `# Title

Some words with **weight** and a [link](https://example.org/a).

## Tools

| Tool | Purpose |
|---|---|
| [One](https://example.org/1) | First thing, 85% |
| [Two](https://example.org/2) | Second thing |
| Three | <br>_"Quoted <br> lines"_ |

- [Post](https://example.org/post): about it
- Bare entry

> A quotation.

0. A footnote.

![](img/a.png)
`;

const MUTATIONS: { name: string; from: string; to: string; expected: Difference[] }[] = [
  { name: "nothing changed, no difference", from: "", to: "", expected: [] },
  {
    name: "spacing, bullets and the width of a table's rule are no differences",
    from: "- [Post](https://example.org/post): about it\n- Bare entry",
    to: "* [Post](https://example.org/post):  about\n  it\n* Bare entry",
    expected: [],
  },
  {
    name: "blanks around a line break are no difference",
    from: "Quoted <br> lines",
    to: "Quoted<br>lines",
    expected: [],
  },
  {
    name: "a changed word in a cell",
    from: "Second thing",
    to: "Second thong",
    expected: [{ where: "Tools › Two › Purpose", kind: "text", seed: "Second thing", built: "Second thong" }],
  },
  {
    name: "a changed number",
    from: "85%",
    to: "86%",
    expected: [{ where: "Tools › One › Purpose", kind: "text", seed: "First thing, 85%", built: "First thing, 86%" }],
  },
  {
    name: "a lost line break",
    from: "Quoted <br> lines",
    to: "Quoted lines",
    expected: [
      { where: "Tools › Three › Purpose", kind: "text", seed: '"Quoted\nlines"', built: '"Quoted lines"' },
      {
        where: "Tools › Three › Purpose",
        kind: "emphasis-changed",
        seed: '_"Quoted\nlines"_',
        built: '_"Quoted lines"_',
      },
    ],
  },
  {
    name: "a dropped link",
    from: "[Two](https://example.org/2)",
    to: "Two",
    expected: [{ where: "Tools › Two › Tool", kind: "link-missing", seed: "[Two](https://example.org/2)", built: "" }],
  },
  {
    name: "an added link",
    from: "| Three |",
    to: "| [Three](https://example.org/3) |",
    expected: [
      { where: "Tools › Three › Tool", kind: "link-added", seed: "", built: "[Three](https://example.org/3)" },
    ],
  },
  {
    name: "a changed address",
    from: "(https://example.org/post)",
    to: "(https://example.org/posts)",
    expected: [
      {
        where: "Tools › Post",
        kind: "link-changed",
        seed: "[Post](https://example.org/post)",
        built: "[Post](https://example.org/posts)",
      },
    ],
  },
  {
    name: "a lost row",
    from: "| [Two](https://example.org/2) | Second thing |\n",
    to: "",
    expected: [
      {
        where: "Tools › Two",
        kind: "row-missing",
        seed: "Two [Two](https://example.org/2) | Second thing",
        built: "",
      },
    ],
  },
  {
    name: "an added item",
    from: "- Bare entry\n",
    to: "- Bare entry\n- Other\n",
    expected: [{ where: "Tools › Other", kind: "row-added", seed: "", built: "Other" }],
  },
  {
    name: "two rows swapped are one difference",
    from: "| [One](https://example.org/1) | First thing, 85% |\n| [Two](https://example.org/2) | Second thing |\n",
    to: "| [Two](https://example.org/2) | Second thing |\n| [One](https://example.org/1) | First thing, 85% |\n",
    expected: [{ where: "Tools", kind: "order", seed: "One; Two; Three", built: "Two; One; Three" }],
  },
  {
    name: "a missing closing pipe",
    from: "| Second thing |",
    to: "| Second thing",
    expected: [{ where: "Tools › Two", kind: "syntax", seed: "", built: "no closing pipe" }],
  },
  {
    name: "lost weight",
    from: "**weight**",
    to: "weight",
    expected: [{ where: "Title › paragraph", kind: "emphasis-missing", seed: "**weight**", built: "" }],
  },
  {
    name: "a heading of another level",
    from: "## Tools",
    to: "### Tools",
    expected: [{ where: "Tools › (heading)", kind: "level", seed: "h2", built: "h3" }],
  },
  {
    name: "a renamed heading",
    from: "## Tools",
    to: "## Tools:",
    expected: [{ where: "Tools › (heading)", kind: "text", seed: "Tools", built: "Tools:" }],
  },
  {
    name: "a quotation that became a paragraph",
    from: "> A quotation.",
    to: "A quotation.",
    expected: [
      { where: "Tools › blockquote", kind: "block-missing", seed: "blockquote: A quotation.", built: "" },
      { where: "Tools › paragraph", kind: "block-added", seed: "", built: "paragraph: A quotation." },
    ],
  },
  {
    name: "a footnote's number",
    from: "0. A footnote.",
    to: "1. A footnote.",
    expected: [{ where: "Tools › A footnote.", kind: "number", seed: "0.", built: "1." }],
  },
  {
    name: "an alternative text",
    from: "![]",
    to: "![A]",
    expected: [{ where: "Tools › paragraph", kind: "image-changed", seed: "![](img/a.png)", built: "![A](img/a.png)" }],
  },
  {
    name: "raw HTML",
    from: "A footnote.",
    to: "<b>A</b> footnote.",
    expected: [{ where: "Tools › A footnote.", kind: "text", seed: "A footnote.", built: "<b>A</b> footnote." }],
  },
];

describe("the comparison", () => {
  for (const { name, from, to, expected } of MUTATIONS) {
    it(name, () => {
      const mutant = SMALL.replace(from, to);
      if (from !== to) assert.notEqual(mutant, SMALL);
      assert.deepEqual(compare(SMALL, mutant).differences, expected);
    });
  }

  for (const { name } of LISTS) {
    it(`${name}: a seed does not differ from itself`, async () => {
      const seed = await readSeed(name);
      assert.deepEqual(compare(seed, seed).differences, []);
    });

    it(`${name}: no word can change unseen`, async () => {
      const seed = await readSeed(name);
      // Every seventh word: all of them take a minute.
      const words = [...seed.matchAll(/[\p{L}\p{N}]+/gu)].filter((_, index) => index % 7 === 0);
      const mutants = words.map((word) => splice(seed, word.index + word[0].length, 0, "x"));
      assert.deepEqual(unseen(seed, mutants), []);
    });

    it(`${name}: no link can be dropped unseen`, async () => {
      const seed = await readSeed(name);
      const links = [...seed.matchAll(/(?<!!)\[([^\][]*)\]\([^()]*\)/g)];
      assert.ok(links.length > 0);
      const mutants = links.map((link) => splice(seed, link.index, link[0].length, link[1] ?? ""));
      assert.deepEqual(unseen(seed, mutants), []);
    });

    it(`${name}: no line can be lost unseen`, async () => {
      const seed = await readSeed(name);
      const lines = [...seed.matchAll(/^.*\S.*\n/gm)];
      const mutants = lines.map((line) => splice(seed, line.index, line[0].length, ""));
      assert.deepEqual(unseen(seed, mutants), []);
    });
  }
});

const splice = (text: string, at: number, length: number, by: string) =>
  text.slice(0, at) + by + text.slice(at + length);

/** The first changed line of each mutant that the comparison takes for the seed; in `npm test`, of every fifth one. */
function unseen(seed: string, mutants: string[]): string[] {
  const lines = seed.split("\n");
  return mutants
    .filter((_, index) => isThorough || index % 5 === 0)
    .filter((mutant) => compare(seed, mutant).differences.length === 0)
    .map((mutant) => mutant.split("\n").find((line, index) => line !== lines[index]) ?? "");
}
