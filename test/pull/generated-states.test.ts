// Files that the build makes, as a branch has them: also where the list cannot be built, and where a link stands in their place.
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { generatedStates } from "../../scripts/pull/generated-states.ts";
import { aboutBroken, IN_UNITS, preview } from "../../scripts/pull/preview.ts";
import { review } from "../../scripts/pull/review.ts";
import { reviewSummary } from "../../scripts/pull/summary.ts";
import { makePage } from "../../scripts/template/page.ts";
import type { Diagnostic } from "../../scripts/text/diagnostic.ts";
import { findingsOf } from "../support/findings.ts";
import { makeList } from "../support/lists.ts";

const FILES = {
  "data/list.yml": "name: Farms\n",
  "data/components/engine.yml": "name: Engine\nposition: 0\n",
  "data/tools/mill.yml": "name: Mill\nurl: https://mill.example/\ncomponents: {engine: {}}\n",
  "templates/README.md": "# Farms\n\n## Engine\n\n<!-- each components.engine.tools -->\n- [{name}]({url})\n",
};

async function built(t: TestContext, changes: Record<string, string> = {}): Promise<string> {
  const root = await makeList(t, { ...FILES, ...changes });
  const page = await makePage(root);
  await writeFile(path.join(root, "README.md"), page.markdown);
  return root;
}

async function copyOf(t: TestContext, root: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "base-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await cp(root, folder, { recursive: true });
  return folder;
}

test("a symbolic link in the page's place is an edit, as is a folder, and what it leads to is not shown", async (t) => {
  const root = await built(t);
  const secret = path.join(await copyOf(t, root), "secret");
  await writeFile(secret, "hunter2\n");
  await unlink(path.join(root, "README.md"));
  await symlink(secret, path.join(root, "README.md"));
  const [state] = generatedStates(await makePage(root), "", () => undefined);
  assert.equal(state?.state, "edited");
  assert.match(state.difference, /^\+# Farms$/m);
  assert.doesNotMatch(state.difference, /hunter2/);

  // Neither is a folder.
  await unlink(path.join(root, "README.md"));
  await mkdir(path.join(root, "README.md"));
  const [folder] = generatedStates(await makePage(root), "", () => undefined);
  assert.equal(folder?.state, "edited");
});

test("an edit counts where the default branch's own records are broken, and an untouched page does not", async (t) => {
  const root = await built(t, { "data/tools/mill.yml": `${FILES["data/tools/mill.yml"]}ulr: x\n` });
  const base = await copyOf(t, root);
  const branch = { root, base, written: () => undefined, isPush: false };
  const untouched = await review(branch);
  assert.deepEqual(untouched.generated, []);
  assert.deepEqual(untouched.brought, []);

  const page = await readFile(path.join(root, "README.md"), "utf8");
  await writeFile(path.join(root, "README.md"), `${page}\nBuy now.\n`);
  const [edited, ...others] = (await review(branch)).generated;
  assert.deepEqual(others, []);
  assert.equal(edited?.file, "README.md");
  assert.equal(edited.state, "edited");
  assert.match(edited.difference, /^-Buy now\.$/m);
});

test("what GitHub shows the same is no edit: line ends, a byte order mark, the last line end", async (t) => {
  const root = await built(t);
  const text = await readFile(path.join(root, "README.md"), "utf8");
  for (const other of [
    text.slice(0, -1),
    `${text}\n\n`,
    `\uFEFF${text}`,
    text.replaceAll("\n", "\r\n"),
    `\uFEFF${text.trimEnd()}`,
  ]) {
    await writeFile(path.join(root, "README.md"), other);
    const [state] = generatedStates(await makePage(root), "", () => text);
    assert.equal(state?.state, "right", JSON.stringify(other.slice(-20)));
  }
  await writeFile(path.join(root, "README.md"), `\uFEFF${text.replace("Mill", "mill").trimEnd()}`);
  const [edited] = generatedStates(await makePage(root), "", () => text);
  assert.equal(edited?.state, "edited");
  assert.equal(
    edited.difference,
    `--- README.md\tas it stands
+++ README.md\tas the build makes it
@@ -4,4 +4,4 @@ data/tools/mill.yml
 
 ## Engine
 
-- [mill](https://mill.example/)
+- [Mill](https://mill.example/)
# README.md:7: data/tools/mill.yml
`,
  );
});

test("while a branch's own mistake keeps the page from being built, nobody is blamed for the page", async (t) => {
  const root = await built(t);
  const base = await copyOf(t, root);
  const branch = { root, base, written: () => undefined, isPush: false };
  const wheel = "name: Wheel\nurl: https://wheel.example/\ncomponents: {engine: {}}\n";
  await writeFile(path.join(root, "data/tools/wheel.yml"), wheel);
  await writeFile(path.join(root, "README.md"), (await makePage(root)).markdown);
  for (const typo of [
    "nmae: Wheel\n",
    `${wheel}ulr: x\n`,
    "name: [Wheel\n",
    wheel.replace("engine", "engin"),
    "- Wheel\n",
  ]) {
    await writeFile(path.join(root, "data/tools/wheel.yml"), typo);
    const found = await review(branch);
    assert.ok(found.brought.some(({ file }) => file === "data/tools/wheel.yml"));
    assert.deepEqual(
      found.generated.map(({ file, state }) => [file, state]),
      [["README.md", "unjudged"]],
      typo,
    );
    assert.deepEqual(found.broken, ["data/tools/wheel.yml"]);
    assert.equal(preview(found.lists, undefined, { most: 10_000, length: IN_UNITS }), "", typo);
    const none = findingsOf([]);
    const reported = {
      review: found,
      brought: none,
      existing: none,
      branch: { commit: "c".repeat(40), target: "main" },
      places: undefined,
    };
    const summary = reviewSummary(reported);
    assert.match(
      summary,
      /`README\.md` cannot be judged until the mistakes in the data are mended\. Then: `npm run build`/,
    );
    assert.match(summary, /`data\/tools\/wheel\.yml` has a mistake, so that its row cannot be shown yet\./);
    assert.doesNotMatch(summary, /git checkout|not what the build makes/);
  }
});

test("behind a mistake in the template or a schema, no row of any record is said to change", async (t) => {
  const root = await built(t, {});
  const base = await copyOf(t, root);
  const template = path.join(root, "templates/README.md");
  const schema = path.join(root, "schemas/tool.schema.json");
  for (const [file, from, to] of [
    [template, "{name}", "{nam}"],
    [template, "each ", "each x."],
    [schema, "{", "{{"],
    [schema, '"type": "object"', '"type": "objekt"'],
    [schema, '"x-kind"', '"x-kid"'],
  ] as const) {
    const text = await readFile(file, "utf8");
    assert.ok(text.includes(from), from);
    await writeFile(
      file,
      text.replace(from, () => to),
    );
    const found = await review({ root, base, written: () => undefined, isPush: false });
    await writeFile(file, text);
    assert.deepEqual(found.broken, [path.relative(root, file)], to);
    assert.equal(preview(found.lists, undefined, { most: 10_000, length: IN_UNITS }), "", to);
    assert.deepEqual(aboutBroken(found.broken), [
      `\`${path.relative(root, file)}\` has a mistake, so that rows cannot be shown yet.\n`,
    ]);
  }
});

test("a list that is removed is said to be, with its rows; what is left of it is an error, and so is half a new one", async (t) => {
  const other = Object.fromEntries(Object.entries(FILES).map(([file, text]) => [`lists/other/${file}`, text]));
  const root = await built(t, other);
  const base = await copyOf(t, root);
  const branch = { root, base, written: () => undefined, isPush: false };
  for (const part of ["data", "templates"]) await rm(path.join(root, "lists/other", part), { recursive: true });
  await writeFile(path.join(root, "lists/other/README.md"), "# Farms\n");
  const halfGone = await review(branch);
  assert.deepEqual(
    halfGone.brought.map(({ file, severity, reason, note }) => [file, severity, reason, note]),
    [
      [
        "lists/other/README.md",
        "error",
        "lists/other is not a list: it has no data/.",
        "If the list is gone, delete what is left of it, too: git rm -r lists/other",
      ],
    ],
  );
  const gone = "`lists/other` is removed, the whole list with all of its rows.\n";
  const row = "#### `lists/other`: Engine\n\n| | Entry |\n| --- | --- |\n| removed | [Mill](https://mill.example/) |\n";
  const room = { most: 10_000, length: IN_UNITS };
  assert.equal(preview(halfGone.lists, undefined, room), `${gone}\n${row}`);

  await rm(path.join(root, "lists"), { recursive: true });
  const allGone = await review(branch);
  assert.deepEqual([allGone.brought, allGone.generated.filter(({ state }) => state === "edited")], [[], []]);
  assert.equal(preview(allGone.lists, undefined, room), `${gone}\n${row}`);

  // The other way round, the list is new.
  const fresh = await review({ ...branch, root: base, base: root });
  assert.equal(
    preview(fresh.lists, undefined, room),
    `\`lists/other\` is a new list.\n\n${row.replace("removed", "added")}`,
  );
});

test("a drawing of a record that is gone is no mistake, and one that the branch put there is", async (t) => {
  const drawing =
    "<!-- Generated by `npm run build` from data/diagrams/old.yml: edit that, not this file. -->\n<svg/>\n";
  const root = await built(t, { "img/old.svg": drawing });
  const page = await makePage(root);
  const states = async (before: string | undefined) =>
    generatedStates(page, "", (file) => (file === "img/old.svg" ? before : undefined)).map(({ file, state }) => [
      file,
      state,
    ]);
  const readme = ["README.md", "right"];
  assert.deepEqual(await states(drawing), [readme, ["img/old.svg", "left"]]);
  assert.deepEqual(await states(undefined), [readme, ["img/old.svg", "edited"]]);
});

test("a record that is renamed is charged with nothing that was wrong with it before", async (t) => {
  const record =
    "name: Mill\nurl: http://mill.example/?utm_source=x\ncomponents: {engine: {description: An old mill}}\n";
  const root = await built(t, { "data/tools/mill.yml": record });
  const base = await copyOf(t, root);
  const branch = { root, base, written: () => undefined, isPush: false };
  await unlink(path.join(root, "data/tools/mill.yml"));
  // Not known to Git yet, and with a line that is new.
  await writeFile(
    path.join(root, "data/tools/wind-mill.yml"),
    `# The one on the hill.\n${record}aliases: [Windmill]\n`,
  );
  const rules = (findings: readonly Diagnostic[]): string[] => findings.map(({ rule, file }) => `${file} ${rule}`);
  const { brought, existing } = await review(branch);
  assert.ok(rules(existing).includes("data/tools/wind-mill.yml tracking-parameter"), rules(existing).join());
  assert.ok(!rules(brought).includes("data/tools/wind-mill.yml tracking-parameter"), rules(brought).join());
});

const COURSES = path.join(import.meta.dirname, "../lists/courses");

for (const { name, file, breaks, more = {}, expected = "" } of [
  {
    name: "a record that others link to and list",
    file: "data/providers/open-campus.yml",
    breaks: (text: string) => `${text}zzz: 1\n`,
  },
  {
    name: "one with records under it, which is a heading of the page",
    file: "data/topics/programming.yml",
    breaks: (text: string) => text.replace("name:", "nmae:"),
  },
  {
    name: "one that others come after",
    file: "data/courses/python-for-accountants.yml",
    breaks: (text: string) => text.replace("title: ", "title: [").replace("url:", "'url:"),
  },
  {
    name: "one with a reference that leads nowhere, although all the rest of it can be read",
    file: "data/courses/python-for-accountants.yml",
    breaks: (text: string) => text.replace("provider: OC", "provider: OK"),
  },
  { name: "the settings", file: "data/list.yml", breaks: (text: string) => text.replace("name:", "nmae:") },
  {
    name: "a record, and two others change that link to it and do not",
    file: "data/providers/open-campus.yml",
    breaks: (text: string) => `${text}zzz: 1\n`,
    more: {
      "data/courses/counting-to-four.yml": "who can't dance",
      "data/courses/dice-and-dinner.yml": "what comes next",
    },
    expected: `#### Probability

| | Entry |
| --- | --- |
| before | [Dice and Dinner](https://village.example.org/dice) by [Village Library](https://village.example.org/), for everybody: what comes next, and how likely (3 weeks) |
| now | [Dice and Dinner](https://village.example.org/dice) by [Village Library](https://village.example.org/), for everybody: x, and how likely (3 weeks) |

#### Music

| | Entry |
| --- | --- |
| before | [Counting to Four](https://campus.example.org/four) by OC, for everybody: rhythm for people who can't dance |
| now | [Counting to Four](https://campus.example.org/four) by OC, for everybody: rhythm for people x |
`,
  },
]) {
  test(`of ${name}: with a mistake in it, no row is said to change that only lacks it`, async (t) => {
    const root = await copyOf(t, COURSES);
    const base = await copyOf(t, root);
    const edit = async (file: string, change: (text: string) => string): Promise<void> => {
      const [target, text] = [path.join(root, file), await readFile(path.join(root, file), "utf8")];
      assert.notEqual(change(text), text);
      await writeFile(target, change(text));
    };
    await edit(file, breaks);
    for (const [other, words] of Object.entries(more)) await edit(other, (text) => text.replace(words, "x"));
    const found = await review({ root, base, written: () => undefined, isPush: false });
    assert.deepEqual(found.broken, [file]);
    assert.equal(preview(found.lists, undefined, { most: 10_000, length: IN_UNITS }), expected);
  });
}

test("a record whose file gets a name that is not read is not said to be removed", async (t) => {
  const root = await copyOf(t, COURSES);
  const base = await copyOf(t, root);
  const providers = path.join(root, "data/providers");
  await rename(path.join(providers, "open-campus.yml"), path.join(providers, "Open-Campus.yaml"));
  const found = await review({ root, base, written: () => undefined, isPush: false });
  assert.deepEqual(found.broken, ["data/providers/Open-Campus.yaml"]);
  assert.equal(preview(found.lists, undefined, { most: 10_000, length: IN_UNITS }), "");
});
