// The linter over anything at all: it never crashes, blames files that are there, and mends without harm.
import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import { type Linted, lintAll } from "../scripts/lint/lint-all.ts";
import type { Diagnostic } from "../scripts/text/diagnostic.ts";
import { deeplyNested, longLines, longRecords } from "./support/endless.ts";
import type { Files } from "./support/lists.ts";
import { checkPlaces, FILES, LIST, layOut, reset, targetsIn, write } from "./support/one-of-everything.ts";
import { runs, tried } from "./support/runs.ts";
import { character, hostileText, markdownText } from "./support/values.ts";

async function readAll(root: string): Promise<Files> {
  const texts = await Promise.all(FILES.map((file) => readFile(path.join(root, file), "utf8")));
  return Object.fromEntries(FILES.map((file, index) => [file, texts[index] ?? ""]));
}

const anything = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: character, maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
);
/** A file with something in it that does not belong there: most other random text is no YAML at all. */
const disturbed = fc
  .tuple(
    fc.constantFrom(...FILES),
    fc.nat(),
    fc.nat({ max: 12 }),
    fc.oneof(hostileText, markdownText, fc.string({ unit: character, maxLength: 5 })),
  )
  .map(([file, at, gone, text]) => {
    const before = LIST[file] ?? "";
    const from = at % (before.length + 1);
    return { file, content: before.slice(0, from) + text + before.slice(from + gone) };
  });

test("the list without a fault has no finding", async (t) => {
  const { diagnostics } = await lintAll(targetsIn(await layOut(t)));
  assert.deepEqual(diagnostics.map(String), []);
});

test("any bytes in any file: findings, in files that are there, at places that are there", async (t) => {
  const root = await layOut(t);
  const changes = fc.oneof(
    { weight: 1, arbitrary: fc.record({ file: fc.constantFrom(...FILES), content: anything }) },
    { weight: 3, arbitrary: disturbed },
  );
  await fc.assert(
    fc.asyncProperty(changes, fc.boolean(), async ({ file, content }, hasMark) => {
      const mark = hasMark && typeof content === "string" ? "\ufeff" : "";
      await reset(root, { [file]: typeof content === "string" ? mark + content : content });
      const { diagnostics } = await lintAll(targetsIn(root));
      await checkPlaces(root, diagnostics);
    }),
    runs(80),
  );
});

test("findings are the same, and stand in the same lines and columns, whatever the line ends", async (t) => {
  const root = await layOut(t);
  const places = async (end: string, files: Files): Promise<string[]> => {
    await reset(
      root,
      Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replaceAll("\n", end)])),
    );
    const { diagnostics } = await lintAll(targetsIn(root));
    await checkPlaces(root, diagnostics);
    return diagnostics.map(
      (each) => `${each.file}:${each.range.start.line}:${each.range.start.column} ${each.rule} ${each.reason}`,
    );
  };
  await fc.assert(
    fc.asyncProperty(disturbed, async ({ file, content }) => {
      fc.pre(!content.includes("\r"));
      const files = { ...LIST, [file]: content };
      assert.deepEqual(await places("\r\n", files), await places("\n", files));
    }),
    runs(20),
  );
});

// How long more of it takes, `npm run bench -- --stress` tells.
test("what repeats itself without an end, or is nested deeply, has findings at places that are there", async (t) => {
  const root = await layOut(t);
  const all = [...longLines(1_000), ...longRecords(1_000), ...deeplyNested(10_000)];
  for (const { name, files } of tried(all, (_, index) => index % 4 === 0)) {
    await t.test(name, async () => {
      await reset(root, {});
      for (const [file, text] of Object.entries(files)) await write(root, file, text);
      const { diagnostics } = await lintAll(targetsIn(root));
      await checkPlaces(root, diagnostics);
      await rm(path.join(root, "data/tools/x.yml"), { force: true });
    });
  }
});

/** What `--fix` mends, by the file that it may stand in and the text behind which it stands or that it replaces. */
const MENDABLE: readonly { file: string; from: string; to: string }[] = [
  { file: "data/tools/queue.yml", from: "# a queue\n", to: "# a queue \n" },
  { file: "data/tools/queue.yml", from: "name: Queue\n", to: "name: Queue\t\n" },
  { file: "data/tools/queue.yml", from: '"Q"', to: '"Q\u200b"' },
  { file: "data/tools/queue.yml", from: "'MQ'", to: "no" },
  { file: "data/tools/stream.yml", from: "no longer maintained", to: "no longer maintainedâ€¦" },
  { file: "data/tools/stream.yml", from: "- Log shipping\n", to: "- Log shipping  \n" },
  { file: "data/examples/acme.yml", from: "We’ve", to: "We‚Äôve" },
  { file: "data/examples/acme.yml", from: "built it – and", to: "built it \u00e2\u0080\u0093 and" },
  { file: "data/examples/acme.yml", from: "> 2. Then", to: "> 3. Then" },
  { file: "data/examples/acme.yml", from: "Serverless functions", to: "Functions on Github" },
  { file: "data/examples/acme.yml", from: "by: Ann Lee", to: "by: Anne\u0301 Lee" },
  { file: "data/examples/acme.yml", from: "position: 0", to: "position: 00" },
  { file: "data/resources/the-guide.yml", from: "How to connect\n", to: "How to connect Github \n" },
  { file: "data/resources/the-guide.yml", from: "title: The guide", to: "title: The\u200b guide" },
  { file: "data/components/transport.yml", from: "🚚", to: "\uf8ffüöö" },
  { file: "templates/README.md", from: "and more.\n", to: "and more. \n" },
  { file: "templates/README.md", from: "on it – and", to: "on it â€“ and" },
  { file: "templates/README.md", from: "### Resources\n", to: "### Resources:\n" },
  { file: "templates/README.md", from: "| Tool | Purpose |\n", to: "| Tool | Purpose\n" },
  { file: "templates/README.md", from: "Some words", to: "Some Github words" },
  { file: "page.md", from: "It’s", to: "Itâ€™s" },
  { file: "page.md", from: "| It’s for all |\n", to: "| It’s for all\n" },
  { file: "page.md", from: "# A page\n", to: "# A page: \n" },
];

const faults = fc.uniqueArray(fc.constantFrom(...MENDABLE), { minLength: 1, maxLength: 5 });
const withFaults = (list: readonly (typeof MENDABLE)[number][]): Files => {
  const files = { ...LIST };
  for (const { file, from, to } of list) files[file] = (files[file] ?? "").replace(from, () => to);
  return files;
};

test("everything that --fix is tried on is a fault, and a different one each", async (t) => {
  const root = await layOut(t);
  for (const fault of MENDABLE) {
    assert.ok(LIST[fault.file]?.includes(fault.from), fault.from);
    await reset(root, withFaults([fault]));
    const { diagnostics } = await lintAll(targetsIn(root));
    assert.ok(diagnostics.length > 0, `${fault.file}: ${JSON.stringify(fault.to)}`);
  }
});

test("--fix mends what it can, only there, and for good", async (t) => {
  const root = await layOut(t);
  await fc.assert(
    fc.asyncProperty(faults, fc.constantFrom("\n", "\r\n"), fc.boolean(), async (list, end, hasMark) => {
      const changed = Object.fromEntries(
        Object.entries(withFaults(list)).map(([file, text]) => [
          file,
          (hasMark ? "\ufeff" : "") + text.replaceAll("\n", end),
        ]),
      );
      await reset(root, changed);
      const before = await readAll(root);
      const once = await lintAll(targetsIn(root), true);
      const after = await readAll(root);
      for (const file of FILES) checkMended(file, before[file] ?? "", after[file] ?? "", once);
      await checkPlaces(root, once.diagnostics);
      assert.deepEqual(
        once.diagnostics.filter(({ fix }) => fix && fix.edits.length > 0).map(String),
        [],
        "left unmended",
      );
      const twice = await lintAll(targetsIn(root), true);
      assert.deepEqual(twice.mended.map(String), []);
      assert.deepEqual(await readAll(root), after);
    }),
    runs(20),
  );
});

test("--fix never makes a file say something else, whatever stands in it", async (t) => {
  const root = await layOut(t);
  const anywhere = fc.record({
    fault: fc.constantFrom(
      "Github",
      "â€™",
      "‚Äô",
      "\u200b",
      " \n",
      "\uf8ffüöö",
      "e\u0301",
      "\t\n",
      "  \n",
      "no",
      "MacOS ",
    ),
    file: fc.constantFrom(...FILES),
    at: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(anywhere, { minLength: 1, maxLength: 3 }), async (list) => {
      const files = { ...LIST };
      for (const { fault, file, at } of list) {
        const text = files[file] ?? "";
        const from = at % (text.length + 1);
        // Half of an emoji has no bytes, and is not what the file will hold.
        files[file] = (text.slice(0, from) + fault + text.slice(from)).toWellFormed();
      }
      await reset(root, files);
      const once = await lintAll(targetsIn(root), true);
      const after = await readAll(root);
      for (const file of FILES) checkMended(file, files[file] ?? "", after[file] ?? "", once);
      const twice = await lintAll(targetsIn(root), true);
      assert.deepEqual(twice.mended.map(String), []);
      assert.deepEqual(await readAll(root), after);
    }),
    runs(20),
  );
});

/** Only lines with findings differ, and only values of which findings say so. */
function checkMended(file: string, before: string, after: string, { mended }: Linted): void {
  const ours = mended.filter((finding) => finding.file === file);
  const linesOf = (findings: readonly Diagnostic[]): Set<number> =>
    new Set(
      findings.flatMap(({ range }) =>
        Array.from({ length: range.end.line - range.start.line + 1 }, (_, index) => range.start.line + index),
      ),
    );
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  const told = linesOf(ours);
  // A line that goes takes its number with it.
  if (old.length === fresh.length) {
    for (const [index, line] of old.entries()) {
      if (line !== fresh[index]) assert.ok(told.has(index + 1), `${file}:${index + 1} was ${JSON.stringify(line)}`);
    }
  } else {
    assert.ok(ours.length > 0, file);
  }
  if (!file.endsWith(".yml")) return;
  const [was, is] = [read(before), read(after)];
  if (was === undefined) return;
  if (ours.some(({ fix }) => fix?.changesData)) assert.deepEqual(shape(is), shape(was), file);
  else assert.deepEqual(is, was, file);
}

function read(text: string): unknown {
  try {
    return parse(text.replace(/^\ufeff/, ""), { logLevel: "silent" });
  } catch {
    return undefined;
  }
}

/** Keys and lengths, without the values. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]));
  }
  return typeof value;
}
