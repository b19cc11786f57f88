// What the build makes of schemas, beside pages and drawings: issue forms, and the settings of editors.
import assert from "node:assert/strict";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { parse } from "jsonc-parser";
import { copyLists, makeList, SECOND } from "../support/lists.ts";
import { copyOf, LISTS } from "../support/proof-lists.ts";
import { type Ran, run } from "../support/run.ts";

const FORMS = ".github/ISSUE_TEMPLATE";
const SETTINGS = ".vscode/settings.json";

const build = (root: string, ...args: string[]): Promise<Ran> => run(["build", "--root", root, ...args]);

const textOf = (root: string, file: string): Promise<string> => readFile(path.join(root, file), "utf8");

async function put(root: string, file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
}

test("a list that has none of them gets them, and does not differ as long as it has none", async (context) => {
  const root = await copyOf(context, "books");
  await build(root);
  for (const folder of [".github", ".vscode"]) await rm(path.join(root, folder), { recursive: true });
  const checked = await build(root, "--check");
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  const built = await build(root);
  assert.equal(built.status, 0, built.stderr);
  const written = [...built.stderr.matchAll(/^Wrote \S+\/(\S+)\.$/gm)].map(([, name]) => name);
  assert.deepEqual(written.toSorted(), ["book.yml", "config.yml", "problem.yml", "settings.json"]);
  assert.deepEqual((await readdir(path.join(root, FORMS))).sort(), ["book.yml", "config.yml", "problem.yml"]);
  assert.equal((await build(root, "--check")).status, 0);
  assert.doesNotMatch((await build(root)).stderr, /Wrote/);
});

test("one that is older than data or schemas differs, and is made anew; one whose kind is gone goes", async (context) => {
  const root = await copyOf(context, "books");
  await build(root);
  const shop = "name: Attic\nurl: https://attic.example.org/\ndescription: Dusty.\n";
  await put(root, "data/shops/attic.yml", shop);
  const checked = await build(root, "--check");
  assert.equal(checked.status, 1);
  assert.match(checked.stdout, /^\+ {8}- Attic$/m);
  assert.match(
    checked.stderr,
    /^\S+README\.md differs from what the build makes\.\n.*\n\S+book\.yml differs from what the build makes\.\n\S+problem\.yml differs from what the build makes\.\n/,
  );
  await build(root);
  assert.match(await textOf(root, `${FORMS}/book.yml`), /^ {8}- Attic$/m);

  const file = "schemas/book.schema.json";
  const schema = JSON.parse(await textOf(root, file));
  delete schema["x-kind"].form;
  await put(root, file, JSON.stringify(schema));
  assert.match((await build(root, "--check")).stderr, /^Nothing makes \S+book\.yml any more\.$/m);
  await build(root);
  assert.deepEqual((await readdir(path.join(root, FORMS))).sort(), ["config.yml", "problem.yml"]);
});

test("a form that people wrote is theirs, and so is a list's that lives in a folder of a repository", async (context) => {
  const root = await copyOf(context, "books");
  const own = "name: A book, in our words\n";
  await put(root, `${FORMS}/book.yml`, own);
  await put(root, `${FORMS}/other.yml`, own);
  assert.equal((await build(root)).status, 0);
  assert.equal((await build(root, "--check")).status, 0);
  assert.equal(await textOf(root, `${FORMS}/book.yml`), own);
  assert.equal(await textOf(root, `${FORMS}/other.yml`), own);
  // Its settings say so.
  const courses = await copyOf(context, "courses");
  await build(courses);
  assert.deepEqual((await readdir(courses)).sort(), [".vscode", "README.md", "data", "schemas", "templates"]);
});

test("of an editor's settings, nothing changes but which schemas the list's files have", async (context) => {
  const root = await copyOf(context, "books");
  const before = `{
  // Ours.
  "editor.rulers": [120],
  "yaml.schemas": {
    "https://json.schemastore.org/github-workflow.json": ".github/workflows/*.yml",
    "./schemas/gone.schema.json": ["data/gone/*.yml"]
  },
  "files.eol": "\\n" ,
}
`;
  await put(root, SETTINGS, before);
  await build(root);
  const after = await textOf(root, SETTINGS);
  const [start, end] = ['  "yaml.schemas": {', '  "files.eol"'];
  assert.equal(after.split(start)[0], before.split(start)[0]);
  assert.equal(after.split(end)[1], before.split(end)[1]);
  assert.deepEqual(parse(after)["yaml.schemas"], {
    "./schemas/book.schema.json": ["data/books/*.yml"],
    "./schemas/shop.schema.json": ["data/shops/*.yml"],
    "https://json.schemastore.org/github-workflow.json": ".github/workflows/*.yml",
  });
  for (const broken of ["{\n", "[]\n"]) {
    await put(root, SETTINGS, broken);
    assert.equal((await build(root)).status, 0);
    assert.equal(await textOf(root, SETTINGS), broken);
  }
});

test("lists in a repository's folders have their files in its settings, with their own schemas or the repository's", async (context) => {
  const root = await copyLists(context);
  await cp(path.join(LISTS, "courses"), path.join(root, "lists/courses"), { recursive: true });
  await build(root);
  const schemas: Record<string, string[]> = parse(await textOf(root, SETTINGS))["yaml.schemas"];
  assert.deepEqual(schemas["./schemas/tool.schema.json"], ["data/tools/*.yml", `${SECOND}/data/tools/*.yml`]);
  assert.deepEqual(schemas["./schemas/list.schema.json"], ["data/list.yml", `${SECOND}/data/list.yml`]);
  assert.deepEqual(schemas["./lists/courses/schemas/topic.schema.json"], ["lists/courses/data/topics/*.yml"]);
  // The repository's are its own list's to make.
  await rm(path.join(root, ".vscode"), { recursive: true });
  await build(path.join(root, "lists/courses"));
  assert.ok(!(await readdir(root)).includes(".vscode"));
  assert.ok(!(await readdir(path.join(root, "lists/courses"))).includes(".vscode"));
});

test("a list that lives nowhere on GitHub has no forms", async (context) => {
  const root = await makeList(context, {
    "data/list.yml": "name: Farm\n",
    "data/tools/wheel.yml": "name: Wheel\nurl: https://example.org/wheel\n",
    "templates/README.md": "# Farm\n\n<!-- each tools -->\n- [{name}]({url})\n",
  });
  assert.equal((await build(root)).status, 0);
  assert.ok(!(await readdir(root)).includes(".github"));
});
