// What the build does with drawings: writes what changed, compares, leaves others' images alone, stops at mistakes.
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, stat, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { lintAll } from "../../scripts/lint/lint-all.ts";
import { generatedFiles } from "../../scripts/template/output.ts";
import { makePage } from "../../scripts/template/page.ts";
import { violations } from "../support/invariants.ts";
import { copyLists, makeList, SCHEMAS } from "../support/lists.ts";
import { git } from "../support/repository.ts";
import { HOME, run } from "../support/run.ts";

const FILES = {
  "data/components/transport.yml": "name: Transport\nposition: 0\nsummary: Moves events\n",
  "data/components/engine.yml": "name: Engine\nposition: 1\n",
  "data/tools/wheel.yml": "name: Big Wheel\naliases: [Wheel]\ncomponents: {transport: {}}\n",
  "data/tools/mill.yml":
    "name: Old Mill\nstatus: unmaintained\nfootnote: Old Mill is no longer maintained.\ncomponents: {engine: {}}\n",
  "data/examples/farm.yml":
    "organisation: Farm\nposition: 0\ntechnologies: [Wheel, Old Mill]\ndiagram: [farm]\nreferences: [{title: T, url: https://e.example/}]\n",
  "data/diagrams/farm.yml": `title: The farm
alt: Water runs over the wheel to the mill.
grid: |
  water  wheel  mill
nodes:
  - {id: water, label: Water}
  - {id: wheel, tool: Wheel, stage: transport}
  - {id: mill, tool: Old Mill, details: [stones], stage: engine}
edges:
  - {from: water, to: wheel}
  - {from: wheel, to: mill, label: turns}
`,
  "templates/README.md": `# Farms

{pipeline}

## Transport

<!-- each components.transport.tools -->
- {name}

## Engine

<!-- each components.engine.tools -->
- {name}

## Examples

<!-- each examples -->
| Example | Drawing |
| --- | --- |
| {organisation} | {technologies.name}{technologies.mark}<br>{diagram} |

<!-- each notes -->
4. {target}{text}
`,
};

const list = (t: TestContext, changes: Record<string, string> = {}): Promise<string> =>
  makeList(t, { ...FILES, ...changes });
const read = (root: string, file: string): Promise<string> => readFile(path.join(root, file), "utf8");

test("the build draws what the page shows, in colours and with marks that the legend explains", async (t) => {
  const root = await list(t);
  const { status, stderr } = await run(["build", "--root", root]);
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^Wrote \S+README\.md and 2 of 2 drawings\.\n.*\nWrote \S+settings\.json\.\n/);
  assert.deepEqual((await readdir(path.join(root, "img"))).sort(), ["farm.svg", "pipeline.svg"]);
  const readme = await read(root, "README.md");
  assert.match(
    readme,
    /\n\[!\[The components in their order: 0\. Transport \(Moves events\), 1\. Engine\.\]\(img\/pipeline\.svg\)\]\(img\/pipeline\.svg\)\n/,
  );
  assert.match(readme, /<br>\[!\[Water runs over the wheel to the mill\.\]\(img\/farm\.svg\)\]\(img\/farm\.svg\) \|/);
  const farm = await read(root, "img/farm.svg");
  const texts = [...farm.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
  // The number is the page's: its notes start at 4.
  const legend = ["Transport", "Engine", "[4] unmaintained"];
  assert.deepEqual(texts, ["Water", "Wheel", "Old Mill\u00a0[4]", "stones", "turns", ...legend]);
  // The colour of a component is that of its place in the list, in every drawing.
  const colours = (svg: string): Set<string> =>
    new Set(
      [...svg.matchAll(/class="box-(\d+)" fill="[^"]+" stroke="([^"]+)"/g)].map(
        ([, place, colour]) => `${place} ${colour}`,
      ),
    );
  assert.deepEqual(colours(farm), colours(await read(root, "img/pipeline.svg")));
  assert.match(farm, /<title>The farm<\/title>\n<desc>Water runs over the wheel to the mill\.<\/desc>/);
});

test("building again writes nothing; a changed record is drawn anew", async (t) => {
  const root = await list(t);
  await run(["build", "--root", root]);
  const before = await stat(path.join(root, "img/farm.svg"), { bigint: true });
  const again = await run(["build", "--root", root]);
  assert.match(again.stderr, /^Nothing new in \S+README\.md\.\n/);
  assert.equal((await stat(path.join(root, "img/farm.svg"), { bigint: true })).mtimeNs, before.mtimeNs);
  const record = FILES["data/diagrams/farm.yml"].replace("label: Water", "label: Wind");
  await writeFile(path.join(root, "data/diagrams/farm.yml"), record);
  const changed = await run(["build", "--root", root]);
  assert.match(changed.stderr, /^Nothing new in \S+README\.md, but in 1 of 2 drawings\.\n/);
  assert.match(await read(root, "img/farm.svg"), />Wind</);
});

test("--check compares drawings as it does the page, and writes none", async (t) => {
  const root = await list(t);
  await run(["build", "--root", root]);
  const right = await run(["build", "--check", "--root", root]);
  assert.deepEqual([right.status, right.stdout], [0, ""]);
  assert.match(right.stderr, /^\S+README\.md is up to date, and so are 2 drawings\.\n/);
  const drawing = await read(root, "img/farm.svg");
  await writeFile(path.join(root, "img/farm.svg"), drawing.replace(">Water<", ">Wine<"));
  await unlink(path.join(root, "img/pipeline.svg"));
  const wrong = await run(["build", "--check", "--root", root]);
  assert.equal(wrong.status, 1);
  assert.match(wrong.stdout, /^-<text .*>Wine<\/text>\n\+<text .*>Water<\/text>$/m);
  assert.match(wrong.stdout, /^# \S+img\/farm\.svg:\d+: \S+data\/diagrams\/farm\.yml$/m);
  assert.match(wrong.stdout, /^# \S+img\/pipeline\.svg:1: \S+data\/components\/ \(and \d+ more lines\)$/m);
  assert.match(
    wrong.stderr,
    /^\S+img\/pipeline\.svg is missing\.\n.*\n\S+img\/farm\.svg differs from what the build makes\.\n/,
  );
  assert.match(wrong.stderr, /To make it right: npm run build/);
  assert.deepEqual(await readdir(path.join(root, "img")), ["farm.svg"]);
});

test("an image that the build did not make stays as it is, and nothing else is written", async (t) => {
  const root = await list(t);
  await mkdir(path.join(root, "img"));
  await writeFile(path.join(root, "img/farm.svg"), "<svg>mine</svg>\n");
  const { status, stderr } = await run(["build", "--root", root]);
  assert.equal(status, 2);
  assert.match(stderr, /^error: \S+img\/farm\.svg is there, and the build did not make it\.\nMove it away, /);
  assert.equal(await read(root, "img/farm.svg"), "<svg>mine</svg>\n");
  assert.deepEqual((await readdir(root)).sort(), ["data", "img", "schemas", "templates"]);
});

test("--out writes the page alone", async (t) => {
  const root = await list(t);
  const { status, stdout } = await run(["build", "--root", root, "--out", "-"]);
  assert.equal(status, 0);
  assert.match(stdout, /img\/farm\.svg/);
  await run(["build", "--root", root, "--out", path.join(root, "elsewhere.md")]);
  assert.deepEqual((await readdir(root)).sort(), ["data", "elsewhere.md", "schemas", "templates"]);
});

test("a mistake in a diagram stops the build at its cell, and nothing is written", async (t) => {
  const record = FILES["data/diagrams/farm.yml"].replace("water  wheel  mill", "water  weel  mill");
  const root = await list(t, { "data/diagrams/farm.yml": record });
  const { status, stderr } = await run(["build", "--root", root]);
  assert.equal(status, 1);
  assert.match(
    stderr,
    /farm\.yml:4:10: error: There is no node “weel”\. \(unknown-node\)\n +4 \| {3}water {2}weel {2}mill\n +\| +\^{4}\n +hint: Did you mean “wheel”\?/,
  );
  assert.match(stderr, /Nothing was written/);
  assert.deepEqual((await readdir(root)).sort(), ["data", "schemas", "templates"]);
});

test("cells have their place however the grid is written", async (t) => {
  const grids = {
    "grid: |\r\n    water  wheel\r\n    weel   mill\r\n": "5:5-5:9",
    'grid: "water wheel\\nweel mill"\n': "3:21-3:25",
    "grid: 'water wheel\n\n  weel mill'\n": "5:3-5:7",
    "grid: >\n  water wheel\n\n  weel mill\n": "6:3-6:7",
    "grid: weel wheel\n": "3:7-3:11",
  };
  for (const [grid, place] of Object.entries(grids)) {
    const [before = "", , after = ""] = FILES["data/diagrams/farm.yml"].split(/(grid: \|\n.*\n)/);
    const root = await list(t, { "data/diagrams/farm.yml": before + grid + after });
    const { diagnostics } = await makePage(root);
    const [found] = diagnostics.filter(({ rule }) => rule === "unknown-node");
    const { start, end } = found?.range ?? {};
    assert.equal(`${start?.line}:${start?.column}-${end?.line}:${end?.column}`, place, grid);
  }
});

test("a grid whose lines YAML folds into one is no grid of one row", async (t) => {
  const [before = "", , after = ""] = FILES["data/diagrams/farm.yml"].split(/(grid: \|\n.*\n)/);
  const findings = async (grid: string): Promise<string[]> => {
    const page = await makePage(await list(t, { "data/diagrams/farm.yml": before + grid + after }));
    return page.diagnostics.map(({ rule, reason, note, range }) => `${range.start.line} ${rule} ${reason} ${note}`);
  };
  const folded = (line: number): string[] => [
    `${line} grid-area YAML reads the lines of this grid as one row. Write \`grid: |\` above them, and each line is a row.`,
  ];
  assert.deepEqual(await findings("grid:\n  water wheel\n  . mill\n"), folded(4));
  assert.deepEqual(await findings("grid:\r\n  water wheel\r\n  . mill\r\n"), folded(4));
  assert.deepEqual(await findings("grid: water wheel\n  . mill\n"), folded(3));
  assert.deepEqual(await findings("grid: >-\n  water wheel\n  . mill\n"), folded(3));
  assert.deepEqual(await findings('grid: "water wheel\n  . mill"\n'), folded(3));
  assert.deepEqual(await findings("grid: 'water\n  wheel\n\n  . mill'\n"), folded(3));
  assert.deepEqual(await findings("grid: water wheel mill\n"), []);
  assert.deepEqual(await findings("grid:\n  water wheel mill\n"), []);
  assert.deepEqual(await findings("grid: >\n  water wheel mill\n"), []);
  assert.deepEqual(await findings('grid: "water wheel\\n. mill\\n"\n'), []);
  assert.deepEqual(await findings("grid: |-\n  water wheel\n  .     mill\n"), []);
});

test("a diagram that is too large for anybody to follow is a finding, and not drawn for seconds", async (t) => {
  const record = FILES["data/diagrams/farm.yml"];
  const findings = async (text: string): Promise<string[]> => {
    const page = await makePage(await list(t, { "data/diagrams/farm.yml": text }));
    return page.diagnostics.map(({ rule, reason, range }) => `${range.start.line} ${rule} ${reason}`);
  };
  const edge = "  - {from: water, to: wheel}\n";
  assert.deepEqual(await findings(record.replace(edge, edge.repeat(1000))), [
    "9 wrong-value `edges` has 1001 entries, and can have 120.",
  ]);
  const node = (_: unknown, index: number): string => `  - {id: n${index}, label: Node}\n`;
  const nodes = Array.from({ length: 1000 }, node).join("");
  assert.deepEqual(await findings(record.replace("nodes:\n", `nodes:\n${nodes}`)), [
    "5 wrong-value `nodes` has 1003 entries, and can have 80.",
  ]);
  const rows = "  .      .      .\n".repeat(1000);
  assert.deepEqual(await findings(record.replace("nodes:", `${rows}nodes:`)), [
    "3 grid-area The grid has 1001 rows, and can have 60.",
  ]);
});

test("a list without components or diagrams has neither drawings nor an img/", async (t) => {
  const template =
    "# T\n\n{pipeline}\n\n<!-- each examples -->\n| {components.name} | X |\n| --- | --- |\n| {components.used} | {organisation} |\n\n<!-- each tools -->\n- {name}\n";
  const root = await makeList(t, { "data/tools/a.yml": "name: A\n", "templates/README.md": template });
  const { status, stderr } = await run(["build", "--root", root]);
  assert.equal(status, 0, stderr);
  assert.deepEqual((await readdir(root)).sort(), [".vscode", "README.md", "data", "schemas", "templates"]);
  assert.equal((await read(root, "README.md")).split("\n\n").slice(1).join("\n\n"), "# T\n\n- A\n");
});

test("all generated files of a page are listed, relative to the list, the page first", async (t) => {
  const page = await makePage(await list(t));
  assert.deepEqual(page.diagnostics, []);
  const files = generatedFiles(page);
  assert.deepEqual(
    files.map(({ file }) => file),
    ["README.md", "img/pipeline.svg", "img/farm.svg"],
  );
  assert.equal(files[0]?.text, page.markdown);
  assert.equal(files[2]?.originOf(1), "data/diagrams/farm.yml");
});

test("a diagram cannot take the file of the pipeline's drawing, unless that is not shown", async (t) => {
  const { "data/diagrams/farm.yml": diagram, ...others } = FILES;
  const example = FILES["data/examples/farm.yml"].replace("[farm]", "[pipeline]");
  const files = { ...others, "data/diagrams/pipeline.yml": diagram, "data/examples/farm.yml": example };
  const { diagnostics } = await makePage(await makeList(t, files));
  assert.deepEqual(
    diagnostics.map(({ file, rule }) => `${file} ${rule}`),
    ["data/diagrams/pipeline.yml duplicate-id"],
  );
  const template = FILES["templates/README.md"].replace("{pipeline}\n\n", "");
  const page = await makePage(await makeList(t, { ...files, "templates/README.md": template }));
  assert.deepEqual(page.diagnostics, []);
  assert.deepEqual(
    page.drawings.map(({ file }) => file),
    ["img/pipeline.svg"],
  );
});

test("a diagram that the page does not show is a finding, however its example is printed", async (t) => {
  const findings = async (template: string): Promise<string[]> => {
    const page = await makePage(await list(t, { "templates/README.md": template }));
    return page.diagnostics.map(({ file, rule, reason, note }) => `${file} ${rule} ${reason} ${note}`);
  };
  const template = FILES["templates/README.md"];
  const hint = "An entry names it, and the template prints that one without the picture: add it to its row.";
  assert.deepEqual(await findings(template.replace("<br>{diagram}", "")), [
    `data/diagrams/farm.yml unprinted-entry Nothing prints this diagram. ${hint}`,
  ]);
  assert.deepEqual(await findings(template.replace("{diagram}", "[{diagram.alt}]({diagram.file})")), []);
  assert.deepEqual(
    await findings(template.replace("<br>{diagram}", "").replace("# Farms", "# Farms\n\n![F](img/farm.svg)")),
    [],
  );
  // The pipeline's drawing has all components in it.
  const bare =
    "# Farms\n\n{pipeline}\n\n<!-- each examples -->\n- {organisation}{{technologies.mark}, }{{diagram}, }\n\n<!-- each notes -->\n4. {target}{text}\n";
  assert.deepEqual(await findings(bare), []);
});

test("the linter finds a drawing that was edited, and none that is only older than its record", async (t) => {
  const root = await list(t, { "data/list.yml": "name: Farms\n" });
  await run(["build", "--root", root]);
  git(root, "init", "--quiet", "--initial-branch=main");
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message=Everything");
  const drawing = await read(root, "img/farm.svg");
  const findings = async (): Promise<string[]> => {
    const { diagnostics } = await lintAll({ root, lists: [root], documents: [] });
    const drawn = diagnostics.filter(({ rule }) => rule !== "file-name");
    return drawn.map(({ file, range, severity, rule }) => `${file}:${range.start.line} ${severity} ${rule}`);
  };
  assert.deepEqual(await findings(), []);
  await writeFile(path.join(root, "img/farm.svg"), drawing.replace(">Water<", ">Wine<"));
  const line = drawing.slice(0, drawing.indexOf(">Water<")).split("\n").length;
  assert.deepEqual(await findings(), [`img/farm.svg:${line} error drawing-edited`]);
  await writeFile(path.join(root, "img/farm.svg"), drawing.replaceAll("\n", "\r\n"));
  assert.deepEqual(await findings(), ["img/farm.svg:1 error drawing-edited"]);
  await writeFile(path.join(root, "img/farm.svg"), `<svg>${drawing}</svg>`);
  assert.deepEqual(await findings(), ["img/farm.svg:1 error drawing-edited"]);
  await writeFile(path.join(root, "img/farm.svg"), drawing);
  const record = FILES["data/diagrams/farm.yml"].replace("label: Water", "label: Wind");
  await writeFile(path.join(root, "data/diagrams/farm.yml"), record);
  assert.deepEqual(await findings(), []);
});

test("a list's own schema may keep to images that were made elsewhere", async (t) => {
  const example =
    "organisation: Farm\nposition: 0\ntechnologies: [{text: T}]\ndiagram: [{file: img/farm.png, alt: A farm, caption: Map}]\nreferences: [{title: T, url: https://e.example/}]\n";
  const schema = JSON.parse(await readFile(path.join(SCHEMAS, "example.schema.json"), "utf8"));
  schema.properties.diagram.items.type = "object";
  delete schema.properties.diagram.items.minLength;
  const template = "# T\n\n<!-- each examples -->\n| D |\n| --- |\n| {diagram} |\n";
  const files = {
    "data/examples/farm.yml": example,
    "schemas/example.schema.json": JSON.stringify(schema),
    "templates/README.md": template,
  };
  const root = await makeList(t, files);
  await mkdir(path.join(root, "img"));
  await writeFile(path.join(root, "img/farm.png"), "");
  const page = await makePage(root);
  assert.deepEqual(page.diagnostics, []);
  assert.match(page.markdown, /^\| _Map_<br>\[!\[A farm\]\(img\/farm\.png\)\]\(img\/farm\.png\) \|$/m);
  assert.deepEqual(page.drawings, []);
});

test("the diagram that CONTRIBUTING.md shows can be drawn in the main list", async (t) => {
  const contributing = await readFile(path.join(HOME, "CONTRIBUTING.md"), "utf8");
  const [, diagram = ""] = /## Draw a pipeline\n[\s\S]*?```yaml\n([\s\S]*?)```/.exec(contributing) ?? [];
  assert.match(diagram, /^grid: \|$/m);
  const root = await copyLists(t, { "data/diagrams/dropbox.yml": diagram });
  const { diagnostics, drawings } = await makePage(root);
  assert.deepEqual(diagnostics, []);
  const drawing = drawings.find(({ file }) => file === "img/dropbox.svg");
  assert.deepEqual(drawing && violations(drawing.layout), []);
});

test("the drawing of a record that is gone goes with it, and no other image does", async (t) => {
  const root = await list(t);
  await run(["build", "--root", root]);
  const farm = await read(root, "img/farm.svg");
  const made = (origin: string): string => farm.replace("data/diagrams/farm.yml", origin);
  const kept: Record<string, string> = {
    // Nobody's, somebody's copy of a drawing, one that the page shows, and one of a record that is there.
    "img/other.svg": "<svg/>\n",
    "img/copy.svg": made("data/diagrams/old.yml"),
    "img/shown.svg": made("data/diagrams/shown.yml"),
    "img/old/old.svg": made("data/diagrams/old.yml"),
    "img/escape.svg": made("data/diagrams/../../escape.yml"),
  };
  await mkdir(path.join(root, "img/old"));
  for (const [file, text] of Object.entries(kept)) await writeFile(path.join(root, file), text);
  const template = `${FILES["templates/README.md"].replace("{pipeline}\n\n", "")}\n![Shown](img/shown.svg)\n`;
  await writeFile(path.join(root, "templates/README.md"), template);
  await writeFile(
    path.join(root, "data/examples/farm.yml"),
    FILES["data/examples/farm.yml"].replace("[farm]", "[mill]"),
  );
  await writeFile(path.join(root, "data/diagrams/mill.yml"), FILES["data/diagrams/farm.yml"]);
  await unlink(path.join(root, "data/diagrams/farm.yml"));

  const check = await run(["build", "--check", "--root", root]);
  assert.equal(check.status, 1);
  for (const name of ["farm", "pipeline"]) {
    assert.match(check.stderr, new RegExp(`^Nothing makes \\S+/img/${name}\\.svg any more\\.$`, "m"));
  }
  assert.match(check.stderr, /To make it right: npm run build/);
  assert.equal(await read(root, "img/farm.svg"), farm);

  // A record with a mistake is not gone, and neither is anything else while there is one.
  await writeFile(path.join(root, "data/tools/bad.yml"), "nom: Bad\n");
  assert.equal((await run(["build", "--root", root])).status, 1);
  assert.equal(await read(root, "img/farm.svg"), farm);
  await unlink(path.join(root, "data/tools/bad.yml"));

  const built = await run(["build", "--root", root]);
  assert.equal(built.status, 0, built.stderr);
  assert.match(
    built.stderr,
    /^Deleted \S+\/img\/farm\.svg, which nothing makes any more\.\nDeleted \S+\/img\/pipeline\.svg, /m,
  );
  const left = ["copy.svg", "escape.svg", "mill.svg", "old", "other.svg", "shown.svg"];
  assert.deepEqual((await readdir(path.join(root, "img"))).sort(), left);
  for (const [file, text] of Object.entries(kept)) assert.equal(await read(root, file), text, file);
  assert.equal((await run(["build", "--check", "--root", root])).status, 0);
});
