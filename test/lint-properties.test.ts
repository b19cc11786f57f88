// The linter over anything at all: it never crashes, never hangs, blames files that are there, and mends without harm.
import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { parse } from "yaml";
import { fixAll, lintAll, type Mended, type Targets } from "../scripts/lint/folder.ts";
import { RECORD_BYTES } from "../scripts/record/files.ts";
import { RULES } from "../scripts/rules/index.ts";
import type { Diagnostic, Range } from "../scripts/text/diagnostic.ts";
import { type Files, makeList } from "./support/lists.ts";
import { hostileText, markdownText } from "./support/values.ts";

/** How long any input may take, in seconds. */
const PATIENCE = 60;
/** The argument of the processes that lint for this one. */
const SERVE = "serve";
const MEGABYTE = 1_000_000;
/** Of hundreds of thousands of findings, so many of the first and of the last are looked at. */
const ENOUGH = 1_000;

/** A list with one of everything, without a fault, and a document. */
const LIST: Files = {
  "data/list.yml": "# settings\nname: A list\nrepository: https://github.com/example/list\n",
  "data/components/transport.yml":
    "name: Transport\nemoji: 🚚\nposition: 0\npurposes: [Log shipping, Stream processing]\n",
  "data/tools/queue.yml":
    "# a queue\nname: Queue\nurl: https://example.org/queue\naliases: ['MQ', \"Q\"]\ncomponents:\n  transport: {purposes: [Log shipping]}\n",
  "data/tools/stream.yml":
    'name: Stream\nurl: https://example.org/stream\nstatus: unmaintained\nreplacement: queue\nfootnote: "Stream is no longer maintained. You can use [Queue](https://example.org/queue) instead."\ncomponents:\n  transport:\n    purposes:\n      - Log shipping\n      - Stream processing\n',
  "data/examples/acme.yml":
    "organisation: Acme\nposition: 0\ntechnologies:\n  - Queue\n  - text: Serverless functions\nnote: |\n  > We’ve built it – and it _works_.\n  >\n  > 1. First this.\n  > 2. Then that.\nreferences:\n  - title: How we do it\n    url: https://example.org/how\n    by: Ann Lee\n",
  "data/resources/the-guide.yml":
    "title: The guide\nurl: https://example.org/guide\ndescription: >-\n  How to connect\n  all things.\n",
  "templates/README.md": `# A list

Some words on it – and more.

## Contents

<!-- each components -->
0. {emoji} [{name}](#{anchor})

[Examples](#examples)

## Transport

<!-- each components.transport.tools -->
| Tool | Purpose |
| --- | --- |
| [{name}]({url}){mark} | {{purposes}, } |

### Resources

<!-- each resources -->
- [{title}]({url}){: {description}}

## Examples

<!-- each examples -->
| # | Technologies | Note | References |
| --- | --- | --- | --- |
| {number} | • [{technologies.name}]({technologies.url}){technologies.mark} | {note} | 1. [{references.title}]({references.url}){ by {references.by}} |

<!-- each notes -->
0. {target}{text}
`,
  "page.md":
    "# A page\n\n- [Queue](https://example.org/queue)\n- [Stream](https://example.org/stream)[0]\n\n| Tool | Purpose |\n| --- | --- |\n| Queue | It’s for all |\n\n0. Stream is no longer maintained.\n",
};
const FILES = Object.keys(LIST);

/** The list and the document beside it. */
const targetsIn = (root: string): Targets => ({
  root,
  lists: [root],
  documents: [path.join(root, "page.md")],
  settings: root,
});

/** A lint in a process of its own, which can be ended when it takes too long. */
class PatientLinter {
  #child: ChildProcess | undefined;

  async lint(targets: Targets): Promise<{ diagnostics: Diagnostic[]; seconds: number }> {
    // Loading the program is not what is measured.
    this.#child ??= await start();
    const begin = performance.now();
    const asked = answerOf(this.#child, PATIENCE);
    this.#child.send(targets);
    const { diagnostics, problem } = await asked;
    if (!diagnostics) {
      this.end();
      throw new Error(problem);
    }
    return { diagnostics, seconds: (performance.now() - begin) / 1000 };
  }

  end(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }
}

async function start(): Promise<ChildProcess> {
  const child = fork(fileURLToPath(import.meta.url), [SERVE], {
    execArgv: ["--import", "tsx"],
    serialization: "advanced",
  });
  const { problem } = await answerOf(child, 60);
  if (problem !== undefined) throw new Error(problem);
  return child;
}

/** The next message; or what happened instead of one. */
function answerOf(child: ChildProcess, seconds: number): Promise<Answer> {
  return new Promise((resolve) => {
    const done = (answer: Answer): void => {
      clearTimeout(timer);
      child.off("message", done).off("exit", ended);
      resolve(answer);
    };
    const ended = (status: number | null): void => done({ problem: `ends the program with status ${status}` });
    const timer = setTimeout(() => done({ problem: `takes longer than ${seconds} s` }), seconds * 1000);
    child.on("message", done).on("exit", ended);
  });
}

interface Answer {
  diagnostics?: Diagnostic[];
  problem?: string;
}

function serve(): void {
  process.on("message", async (targets: Targets) => {
    try {
      const { diagnostics } = await lintAll(targets, RULES);
      // What is looked at; what errors have else does not travel between processes.
      const isMany = diagnostics.length > 2 * ENOUGH;
      const some = isMany ? [...diagnostics.slice(0, ENOUGH), ...diagnostics.slice(-ENOUGH)] : diagnostics;
      const plain = some.map(({ file, range, rule, reason, related, fix }) => {
        return { file, range, rule, reason, related, fix };
      });
      process.send?.({ diagnostics: plain });
    } catch (error) {
      process.send?.({ problem: String(error instanceof Error ? error.stack : error).slice(0, 300) });
    }
  });
  process.send?.({});
}

/** @throws when a finding's place is none, or not where its offset says */
async function checkPlaces(
  root: string,
  findings: readonly Pick<Diagnostic, "file" | "range" | "rule" | "reason" | "related" | "fix">[],
) {
  const starts = new Map<string, { text: string; lines: number[] }>();
  for (const { file, range, rule, reason, related, fix } of findings) {
    const what = `${rule} in ${file}: ${reason}`;
    assert.match(reason, /^\S[^\n\r]*$/, what);
    for (const place of [{ file, range }, ...related]) {
      const absolute = path.join(root, place.file);
      // How long the page is can be told before it is made.
      const isMade = rule === "page-size" && place.file === "README.md";
      assert.ok(existsSync(absolute) || isMade, `${what}: there is no file ${place.file}`);
      assert.ok(!path.relative(root, absolute).startsWith(".."), what);
      let source = starts.get(place.file);
      if (!source) {
        const text = isMade || statSync(absolute).isDirectory() ? "" : decode(await readFile(absolute));
        source = {
          text,
          lines: [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)],
        };
        starts.set(place.file, source);
      }
      checkRange(place.range, source, what);
    }
    for (const { start, end } of fix?.edits ?? []) {
      assert.ok(0 <= start && start <= end && end <= (starts.get(file)?.text.length ?? 0), `${what}: an edit outside`);
    }
  }
}

function checkRange(
  { start, end }: Range,
  { text, lines }: { text: string; lines: readonly number[] },
  what: string,
): void {
  const places = `${what} ${start.line}:${start.column}-${end.line}:${end.column} (${start.offset}-${end.offset})`;
  assert.ok(start.offset <= end.offset && end.offset <= text.length, places);
  for (const point of [start, end]) {
    assert.ok(point.line >= 1 && point.column >= 1 && Number.isInteger(point.line + point.column), places);
    const line = lines.findLastIndex((from) => from <= point.offset);
    assert.deepEqual([point.line, point.column], [line + 1, point.offset - (lines[line] ?? 0) + 1], places);
  }
}

/** As the linter reads a file: without a byte order mark; what is not UTF-8 has no places inside. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return "";
  }
}

async function layOut(t: TestContext, files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<string> {
  const root = await makeList(t, LIST);
  for (const [file, content] of Object.entries(files)) await write(root, file, content);
  return root;
}

async function write(root: string, file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), content);
}

async function readAll(root: string): Promise<Files> {
  const texts = await Promise.all(FILES.map((file) => readFile(path.join(root, file), "utf8")));
  return Object.fromEntries(FILES.map((file, index) => [file, texts[index] ?? ""]));
}

/** Restore the files that a run may have changed, and make its change. */
async function reset(root: string, changes: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const file of FILES) await write(root, file, changes[file] ?? LIST[file] ?? "");
}

function defineTests(): void {
  // The same inputs in every run: a change is red for what it does. FC_SEED tries others.
  fc.configureGlobal({ includeErrorInReport: true, seed: Number(process.env.FC_SEED ?? 20261122) });

  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.string({ unit: "grapheme", maxLength: 60 }),
  );
  /** A file with something in it that does not belong there: most other random text is no YAML at all. */
  const disturbed = fc
    .tuple(
      fc.constantFrom(...FILES),
      fc.nat(),
      fc.nat({ max: 12 }),
      fc.oneof(hostileText, markdownText, fc.string({ unit: "binary", maxLength: 5 })),
    )
    .map(([file, at, gone, text]) => {
      const before = LIST[file] ?? "";
      const from = at % (before.length + 1);
      return { file, content: before.slice(0, from) + text + before.slice(from + gone) };
    });

  test("the list without a fault has no finding", async (t) => {
    const { diagnostics } = await lintAll(targetsIn(await layOut(t)), RULES);
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
        const { diagnostics } = await lintAll(targetsIn(root), RULES);
        await checkPlaces(root, diagnostics);
      }),
      { numRuns: 80 },
    );
  });

  test("findings are the same, and stand in the same lines and columns, whatever the line ends", async (t) => {
    const root = await layOut(t);
    const places = async (end: string, files: Files): Promise<string[]> => {
      await reset(
        root,
        Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replaceAll("\n", end)])),
      );
      const { diagnostics } = await lintAll(targetsIn(root), RULES);
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
      { numRuns: 20 },
    );
  });

  describeFixes();
  describePatience();
}

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

function describeFixes(): void {
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
      const { diagnostics } = await lintAll(targetsIn(root), RULES);
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
        const once = await fixAll(targetsIn(root), RULES);
        const after = await readAll(root);
        for (const file of FILES) checkMended(file, before[file] ?? "", after[file] ?? "", once);
        await checkPlaces(root, once.diagnostics);
        assert.deepEqual(
          once.diagnostics.filter(({ fix }) => fix && fix.edits.length > 0).map(String),
          [],
          "left unmended",
        );
        const twice = await fixAll(targetsIn(root), RULES);
        assert.deepEqual(twice.mended.map(String), []);
        assert.deepEqual(await readAll(root), after);
      }),
      { numRuns: 20 },
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
        const once = await fixAll(targetsIn(root), RULES);
        const after = await readAll(root);
        for (const file of FILES) checkMended(file, files[file] ?? "", after[file] ?? "", once);
        const twice = await fixAll(targetsIn(root), RULES);
        assert.deepEqual(twice.mended.map(String), []);
        assert.deepEqual(await readAll(root), after);
      }),
      { numRuns: 20 },
    );
  });
}

/** Only lines with findings differ, and only values of which findings say so. */
function checkMended(file: string, before: string, after: string, { mended }: Mended): void {
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

function describePatience(): void {
  /** What parsers of Markdown and YAML, and the rules' patterns, could stumble over when it never ends. */
  const units = [
    ..."a | [ ![ [a]( [] *a **a _a ~~a < <!-- ( ` & &amp; \\ 1. > # : {".split(" "),
    ...[
      "word ",
      " ",
      "\t",
      "1. ",
      "- ",
      "> ",
      "<br>1. ",
      "[a](https://example.org/) ",
      "https://example.org/ ",
      "A[0] ",
    ],
    ...["Github ", "TODO ", "‚Äô", "\u200b", "e\u0301", "’"],
  ];
  const few = ["a", "| a ", "*a", "[", "[a](b) ", "`", "&a ", "{", "1. ", " ", "Github ", "‚Äô"];
  const resource = `${LIST["data/resources/the-guide.yml"]?.split("description")[0]}description: `;
  const placed: Readonly<Record<string, { units: readonly string[]; filesOf: (text: string) => Files }>> = {
    "a document": { units, filesOf: (text) => ({ "page.md": text }) },
    "a template": {
      units: few,
      filesOf: (text) => ({ "templates/README.md": `${LIST["templates/README.md"]}\n${text}\n` }),
    },
    "a record": { units: few.slice(0, 2), filesOf: (text) => ({ "data/tools/x.yml": text }) },
  };
  for (const [place, { units, filesOf }] of Object.entries(placed)) {
    test(`1 MB on one line of ${place} takes less than ${PATIENCE} s`, async (t) => {
      await checkPatience(t, inputsOf(units, MEGABYTE, filesOf));
    });
  }

  // A longer one is not read.
  test(`a line as long as a record may be takes less than ${PATIENCE} s`, async (t) => {
    const most = RECORD_BYTES - 1_000;
    await checkPatience(t, [
      ...inputsOf(few, most, (text) => ({ "data/tools/x.yml": text })),
      ...inputsOf(few, most, (text) => ({
        "data/resources/the-guide.yml": `${resource}${JSON.stringify(text)}\n`,
      })),
    ]);
  });

  test(`what is nested deeply takes less than ${PATIENCE} s`, async (t) => {
    const many = 100_000;
    const bomb = Array.from({ length: 30 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]`);
    await checkPatience(t, [
      ["> in a document", { "page.md": `${">".repeat(many)} a\n` }],
      ["> with blanks in a document", { "page.md": `${"> ".repeat(many)} a\n` }],
      ["- in a document", { "page.md": `${"- ".repeat(many)} a\n` }],
      ["[ in a document", { "page.md": `${"[".repeat(many)}a${"]".repeat(many)}\n` }],
      [
        "lists of lists in a document",
        { "page.md": Array.from({ length: 1000 }, (_, level) => `${"  ".repeat(level)}- a\n`).join("") },
      ],
      ["flow lists", { "data/tools/x.yml": `name: X\naliases: ${"[".repeat(many)}${"]".repeat(many)}\n` }],
      ["flow lists that are not closed", { "data/tools/x.yml": `name: X\naliases: ${"[".repeat(many)}` }],
      ["flow maps", { "data/tools/x.yml": `name: ${"{a: ".repeat(many)}${"}".repeat(many)}\n` }],
      ["block lists", { "data/tools/x.yml": `name:\n  ${"- ".repeat(many)}a\n` }],
      ["an alias bomb", { "data/tools/x.yml": `name: &a0 X\n${bomb.join("\n")}\n` }],
      ["an alias bomb in the settings", { "data/list.yml": `name: &a0 X\n${bomb.join("\n")}\n` }],
      ["braces in a template", { "templates/README.md": `${LIST["templates/README.md"]}\n${"{".repeat(many)}` }],
    ]);
  });
}

/** @param bytes - of the texts, each of which repeats a unit */
function inputsOf(
  units: readonly string[],
  bytes: number,
  filesOf: (text: string) => Files,
): (readonly [string, Files])[] {
  return units.map((unit) => [unit, filesOf(unit.repeat(bytes / Buffer.byteLength(unit)))]);
}

async function checkPatience(t: TestContext, inputs: readonly (readonly [string, Files])[]): Promise<void> {
  const linter = new PatientLinter();
  t.after(() => linter.end());
  const root = await layOut(t);
  const problems: string[] = [];
  let slowest = { name: "", seconds: 0 };
  for (const [name, files] of inputs) {
    await reset(root, files);
    for (const [file, text] of Object.entries(files)) await write(root, file, text);
    // A document needs no list around it, and a list no document.
    const targets = "page.md" in files ? { ...targetsIn(root), lists: [] } : { ...targetsIn(root), documents: [] };
    try {
      const { diagnostics, seconds } = await linter.lint(targets);
      await checkPlaces(root, diagnostics);
      if (seconds > slowest.seconds) slowest = { name, seconds };
    } catch (error) {
      problems.push(`${JSON.stringify(name)}: ${error instanceof Error ? error.message : error}`);
    }
  }
  assert.deepEqual(problems, []);
  t.diagnostic(
    `${inputs.length} inputs, the slowest ${JSON.stringify(slowest.name)} in ${slowest.seconds.toFixed(1)} s`,
  );
}

if (process.argv.includes(SERVE)) serve();
else defineTests();
