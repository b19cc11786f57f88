// Every rule's doc comment is its test: each example is linted, and each finding is the one that the comment names.
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { type Example, explainRule } from "../scripts/lint/explain.ts";
import { fixAll, lintAll, type Targets } from "../scripts/lint/folder.ts";
import { RULES } from "../scripts/rules/index.ts";
import type { Diagnostic, Range } from "../scripts/text/diagnostic.ts";
import { makeList } from "./support/lists.ts";
import { HOME } from "./support/run.ts";

/** What a list needs besides what an example is about: a template that prints everything. */
const SCAFFOLD = {
  "data/list.yml": "name: A list\n",
  "templates/README.md": `# A list

<!-- each tools -->
- [{name}]({url}){mark}

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

test("every rule has a file of its name, and every file a rule", async () => {
  const files = (await readdir(path.join(HOME, "scripts/rules"))).filter((file) => file.endsWith(".ts"));
  const names = RULES.map(({ name }) => `${name}.ts`);
  assert.deepEqual([...names, "index.ts"].sort(), files.sort());
});

for (const rule of RULES) {
  test(`${rule.name}: the examples of its doc comment`, async (t) => {
    const { examples } = await explainRule(HOME, rule.name);
    const isWrong = ({ expected }: Example): boolean => expected !== "";
    assert.ok(examples.some(isWrong), "an example of what is wrong");
    assert.ok(!examples.every(isWrong), "an example of what is right");
    for (const example of examples) {
      const targets = await layOut(t, example);
      const { diagnostics } = await lintAll(targets, RULES);
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
      await fixAll(targets, RULES);
      for (const { file, text } of example.fixed) {
        assert.equal(await readFile(path.join(targets.root, file), "utf8"), text, `${example.title}, fixed`);
      }
      const again = await fixAll(targets, RULES);
      assert.deepEqual(again.mended, [], `${example.title}: fixing twice changes nothing more`);
    }
  });
}

/** Examples with data or a template are lists; the others are documents, and whatever lies beside them. */
async function layOut(t: Parameters<typeof makeList>[0], { files }: Example): Promise<Targets> {
  const isList = files.some(({ file }) => /^(?:data|templates|schemas)\//.test(file));
  const root = await makeList(t, isList ? SCAFFOLD : {});
  for (const { file, text } of files) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
  const documents = isList ? [] : files.map(({ file }) => path.join(root, file)).filter((file) => file.endsWith(".md"));
  return { root, lists: isList ? [root] : [], documents, settings: root };
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
