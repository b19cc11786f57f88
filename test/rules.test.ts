// Every rule's documentation is its test: each example is linted, and each finding is the one that the example names.
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { lintAll, type Targets } from "../scripts/lint/lint-all.ts";
import { RULES } from "../scripts/rules/index.ts";
import { documentationOf, documentOf } from "../scripts/rules/support/documentation.ts";
import type { Diagnostic, Range } from "../scripts/text/diagnostic.ts";
import { makeList } from "./support/lists.ts";
import { type Example, type ExampleFile, examplesIn } from "./support/rule-examples.ts";
import { HOME } from "./support/run.ts";

/** What a list needs besides what an example is about: a template that prints everything. */
const SCAFFOLD = {
  "data/list.yml": "name: A list\n",
  "templates/README.md": `# A list

<!-- each tools -->
- [{name}]({url}){mark}

<!-- each components -->
- {emoji} {name}

<!-- each resources -->
- [{title}]({url}){: {description}}

<!-- each examples -->
| # | Technologies | Note | References |
| --- | --- | --- | --- |
| {number} | • [{technologies.name}]({technologies.url}){technologies.mark} | {note}<br>{diagram} | 1. [{references.title}]({references.url}) |

<!-- each notes -->
0. {target}{text}
`,
};

/** An example with a diagram need not say who uses it, nor one that uses it what it is; if all is right, it is drawn. */
const DIAGRAM = `title: Acme
alt: Alerts flow from the queue to the engine.
grid: queue engine
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine}]
`;
const DIAGRAM_USER = `organisation: Acme
position: 0
technologies: [{text: Queues}]
diagram: [acme]
references:
  - title: How we queue
    url: https://example.org/queues
`;

test("every rule has its page beside what reports it, and every file in rules/ is a rule that looks for something", async () => {
  const files = (await readdir(path.join(HOME, "scripts"), { recursive: true })).map((file) => `scripts/${file}`);
  const pages = files.filter((file) => file.endsWith(".md") && file !== "scripts/rules/README.md");
  assert.deepEqual(pages.toSorted(), RULES.map(({ name }) => documentOf(name)).toSorted());
  for (const { name, explains = [], source, document, markdown, text, url, page, list, last } of RULES) {
    const folder = path.posix.dirname(documentOf(name));
    const own = `${folder}/${name}.ts`;
    for (const other of explains)
      assert.ok(
        RULES.some((each) => each.name === other),
        `${name} explains ${other}`,
      );
    if (folder === "scripts/rules") {
      assert.ok(files.includes(own), own);
      const hooks = [source, document, markdown, text, url, page, list, last];
      assert.ok(hooks.some(Boolean) || name === "lint-comment", `${own} looks at nothing`);
    } else {
      const beside = files.filter((file) => file.endsWith(".ts") && path.posix.dirname(file) === folder);
      const texts = await Promise.all(beside.map((file) => readFile(path.join(HOME, file), "utf8")));
      assert.ok(
        texts.some((code) => code.includes(`"${name}"`)),
        `nothing in ${folder}/ reports ${name}`,
      );
    }
  }
  const programs = files.filter(
    (file) => /^scripts\/rules\/[^/]+\.ts$/.test(file) && !/\/(?:index|exports)\.ts$/.test(file),
  );
  assert.equal(programs.length, RULES.filter(({ name }) => documentOf(name).startsWith("scripts/rules/")).length);
});

for (const rule of RULES) {
  test(`${rule.name}: its examples`, async (t) => {
    const { shared, examples } = examplesIn(documentationOf(rule.name));
    const isWrong = ({ expected }: Example): boolean => expected !== "";
    assert.ok(examples.some(isWrong), "an example of what is wrong");
    assert.ok(!examples.every(isWrong), "an example of what is right");
    for (const example of examples) {
      const targets = await layOut(t, example, shared);
      const { diagnostics } = await lintAll(targets);
      assert.equal(diagnostics.map(written).join("\n"), example.expected, example.title);
      for (const { rule: found } of diagnostics) assert.equal(found, rule.name, example.title);
      if (example.fixed.length === 0) {
        assert.deepEqual(
          diagnostics.filter(({ fix }) => fix),
          [],
          `${example.title}: shows what --fix makes of it`,
        );
        continue;
      }
      await lintAll(targets, true);
      for (const { file, text } of example.fixed) {
        assert.equal(await readFile(path.join(targets.root, file), "utf8"), text, `${example.title}, fixed`);
      }
      const again = await lintAll(targets, true);
      assert.deepEqual(again.mended, [], `${example.title}: fixing twice changes nothing more`);
    }
  });
}

/** Examples with data, a template or the page are lists; the others are documents, and whatever lies beside them. */
async function layOut(t: Parameters<typeof makeList>[0], example: Example, shared: ExampleFile[]): Promise<Targets> {
  const isList = example.files.some(({ file }) => /^(?:(?:data|templates|schemas)\/|README\.md$)/.test(file));
  const files = isList ? [...shared, ...example.files] : example.files;
  const isDrawn = files.some(({ file, text }) => file === "data/diagrams/acme.yml" || /^diagram: \[acme/m.test(text));
  const scaffold = {
    ...SCAFFOLD,
    ...(isDrawn ? { "data/diagrams/acme.yml": DIAGRAM, "data/examples/acme.yml": DIAGRAM_USER } : {}),
    ...(isDrawn && example.expected === "" ? { "img/acme.svg": "(a drawing)\n" } : {}),
  };
  const root = await makeList(t, isList ? scaffold : {});
  for (const { file, text } of files) {
    if (text === "(not there)\n") {
      await rm(path.join(root, file));
      continue;
    }
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
  const documents = isList ? [] : files.map(({ file }) => path.join(root, file)).filter((file) => file.endsWith(".md"));
  return { root, lists: isList ? [root] : [], documents };
}

function written({ file, range, severity, reason, note, related }: Diagnostic): string {
  const lines = [`${file}:${place(range)}: ${severity}: ${reason}`];
  if (note) lines.push(`  hint: ${note}`);
  for (const other of related) lines.push(`  see ${other.file}:${place(other.range)}: ${other.message}`);
  return lines.join("\n");
}

function place({ start, end }: Range): string {
  return `${start.line}:${start.column}-${end.line}:${end.column}`;
}
