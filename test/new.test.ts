// `npm run new` as a user types it: with flags, and in a pipe.
import assert from "node:assert/strict";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { copyFew, MAIN_LIST, makeList, SECOND_LIST } from "./support/lists.ts";
import { copyOf } from "./support/proof-lists.ts";
import { type Ran, run } from "./support/run.ts";
import { asInTerminal } from "./support/terminal.ts";

const create = (root: string, ...args: string[]): Promise<Ran> => run(["new", ...args, "--root", root]);

const MILL = ["tool", "--name", "Log Mill: fast", "--url", "https://github.com/example/log-mill"];
const PLACE = ["--component", "data-pipeline", "--purpose", "Stream processing"];

const MILL_TEXT = `# yaml-language-server: $schema=../../schemas/tool.schema.json
name: "Log Mill: fast"
url: https://github.com/example/log-mill
components:
  data-pipeline:
    purposes: [Stream processing]
`;

test("flags make a file, and lint and build are content with it", async (context) => {
  const root = await copyFew(context);
  const made = await create(root, ...MILL, ...PLACE);
  assert.equal(made.status, 0, made.stderr);
  assert.equal(made.stdout, "| [Log Mill: fast](https://github.com/example/log-mill) | Stream processing |\n");
  assert.match(
    made.stderr,
    /^Wrote \S+data\/tools\/log-mill-fast\.yml\. What comes next:\n {2}npm run lint && npm run build\n/,
  );
  assert.match(made.stderr, /git commit -m "Add Log Mill: fast"\n/);
  assert.equal(await readFile(path.join(root, "data/tools/log-mill-fast.yml"), "utf8"), MILL_TEXT);
  const built = await run(["build", "--root", root]);
  assert.equal(built.status, 0, built.stderr);
  const page = await readFile(path.join(root, "README.md"), "utf8");
  assert.ok(page.includes(`\n${made.stdout}`), "the row is the one that was shown");
  const linted = await run(["lint", "--root", root, "--max-warnings", "0"]);
  assert.equal(linted.status, 0, linted.stdout);
});

test("a place of which nothing is said is written, and that is said; in a terminal, it is asked for", async (context) => {
  const root = await copyFew(context);
  const place = ["--component", "investigation-and-case-management"];
  const made = await create(root, ...MILL, ...place);
  assert.equal(made.status, 0, made.stderr);
  const words = /^No description was given for investigation-and-case-management: --description is for that\.\n/;
  assert.match(made.stderr, words);
  const said = await create(root, "resource", "--title", "R", "--url", "https://example.org/r", ...place);
  assert.doesNotMatch(said.stderr, /was given/);
  const asked = await asInTerminal(
    ["new", "tool", "--name", "Hay Mill", "--url", "https://example.org/hay", ...place, "--root", root],
    [
      [/Investigation and Case Management: description/, "Mills hay\r"],
      [/Anything else\?/, "\r"],
      [/Write .*hay-mill\.yml\?/, "\r"],
    ],
  );
  assert.equal(asked.status, 0, asked.screen);
  const text = await readFile(path.join(root, "data/tools/hay-mill.yml"), "utf8");
  assert.ok(text.endsWith("components:\n  investigation-and-case-management:\n    description: Mills hay\n"), text);
  const help = await create(root, "tool", "--help");
  assert.match(help.stdout, /--description <text> [^-]*May be\s+repeated\./);
});

test("what new records start with stands where nothing was said, with its comment", async (context) => {
  const schema = {
    "x-kind": { folder: "games", name: "name" },
    type: "object",
    required: ["name", "state"],
    properties: {
      name: { type: "string" },
      state: {
        enum: ["draft", "done"],
        type: "string",
        default: "done",
        "x-new": { value: "draft", comment: "Play it." },
      },
      awards: { type: "array", description: "What it won. And where.", items: { type: "string" } },
      makers: {
        type: "array",
        items: {
          type: "object",
          properties: { name: { type: "string" }, role: { type: "string", "x-new": { value: "author" } } },
        },
      },
    },
  };
  const root = await makeList(context, {
    "schemas/game.schema.json": JSON.stringify(schema),
    "templates/README.md": "# Games\n\n<!-- each games -->\n- {name}\n",
  });
  const head = "# yaml-language-server: $schema=../../schemas/game.schema.json\nname: Go\n";
  const made = await create(root, "game", "--name", "Go", "--makers-name", "Ann", "--dry-run");
  assert.equal(made.stdout, `${head}# Play it.\nstate: draft\nmakers:\n  - name: Ann\n    role: author\n`, made.stderr);
  const said = await create(root, "game", "--name", "Go", "--state", "done", "--dry-run");
  assert.equal(said.stdout, `${head}state: done\n`, said.stderr);
  // Where the schema says nothing of one of a list, it says what they are.
  assert.match((await create(root, "game", "--help")).stdout, /--awards <text> +What it won\. May be repeated\.\n/);
});

test("an example of many parts, in the order of its schema whatever the order of the flags", async (context) => {
  const root = await copyFew(context);
  const made = await create(
    root,
    "example",
    "--reference-title",
    "A: B",
    "--reference-url",
    "https://example.org/a",
    "--reference-by",
    "Ann Example",
    "--reference-title",
    "# C",
    "--reference-url",
    "https://example.org/c",
    "--reference-old",
    "--reference-also-title",
    "D",
    "--reference-also-url",
    "https://example.org/d",
    "--technology",
    "Kafka",
    "--technology",
    "Serverless functions",
    "--technology-text",
    "go-audit on laptops",
    "--technology-tool",
    "go-audit",
    "--note",
    "> We did this.\n>\n> And that.",
    "--organisation",
    "Example Org",
  );
  assert.equal(made.status, 0, made.stderr);
  assert.equal(
    await readFile(path.join(root, "data/examples/example-org.yml"), "utf8"),
    `# yaml-language-server: $schema=../../schemas/example.schema.json
organisation: Example Org
position: 4
technologies:
  - Kafka
  - text: Serverless functions
  - text: go-audit on laptops
    tools: [go-audit]
note: |
  > We did this.
  >
  > And that.
references:
  - title: "A: B"
    url: https://example.org/a
    by: Ann Example
  - title: "# C"
    url: https://example.org/c
    old: true
    also:
      - title: D
        url: https://example.org/d
`,
  );
});

test("a repository's URL alone proposes name and id, and what is missing is said", async (context) => {
  const root = await copyFew(context);
  const url = ["--url", "https://github.com/example/grain-mill.git"];
  const missing = await create(root, ...url);
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /^error: --component is missing\.\n/);
  const purpose = await create(root, ...url, "--component", "data-pipeline");
  assert.match(purpose.stderr, /^error: --purpose is missing\.\n/);
  const made = await create(root, ...url, ...PLACE);
  assert.equal(made.status, 0, made.stderr);
  const text = await readFile(path.join(root, "data/tools/grain-mill.yml"), "utf8");
  assert.ok(text.includes("\nname: Grain Mill\n"), text);
  const example = await create(root, "example");
  assert.equal(example.status, 2);
  assert.match(
    example.stderr,
    /^error: --organisation, --technology, --reference-title, --reference-url are missing\.\n.*npm run new -- example --help/,
  );
  const resource = await create(root, "resource", "--title", "Grain");
  assert.match(resource.stderr, /^error: --url is missing\.\n/);
});

test("a name that is guessed from a URL is written as the list or a dictionary writes it, and said to be a guess", async (context) => {
  const root = await copyFew(context);
  await writeFile(
    path.join(root, "data/tools/grain.yml"),
    "name: Grain\nstatus: archived\nfootnote: See MyCoolMill, at https://example.org/myCOOLmill.\n",
  );
  for (const [name, expected] of [
    ["github-exporter", "GitHub Exporter"],
    ["mycoolmill", "MyCoolMill"],
    ["n8n-mill", "n8n Mill"],
    ["k9s", "k9s"],
    ["BinaryMill", "BinaryMill"],
    ["postgresql-mill", "PostgreSQL Mill"],
    ["grain-mill", "Grain Mill"],
  ] as const) {
    const made = await create(root, "tool", "--url", `https://github.com/example/${name}`, ...PLACE);
    assert.equal(made.status, 0, made.stderr);
    assert.ok(made.stdout.includes(`[${expected}](`), made.stdout);
    assert.ok(made.stderr.includes(`The name “${expected}” is a guess from the URL: look at it.\n`), made.stderr);
  }
  const named = await create(root, ...MILL, ...PLACE);
  assert.doesNotMatch(named.stderr, /guess/);
  // Whatever property names a record.
  const titled = await create(root, "resource", "--url", "https://github.com/example/milling-guide");
  assert.match(titled.stderr, /^The title “Milling Guide” is a guess from the URL: look at it\.$/m);
  assert.match(titled.stderr, /^Wrote \S*data\/resources\/milling-guide\.yml/m);
});

test("every kind can be described, also one that is drawn, and one that others refer to", async (context) => {
  const root = await copyFew(context);
  const component = await create(root, "component", "--name", "Barn", "--position", "9", "--dry-run");
  assert.equal(
    component.stdout,
    "# yaml-language-server: $schema=../../schemas/component.schema.json\nname: Barn\nposition: 9\n",
    component.stderr,
  );
  const typed = ["--title", "Our mill", "--alt", "Grain goes in, flour comes out.", "--grid", "in out"];
  const nodes = ["--node-id", "in", "--node-label", "Grain", "--node-id", "out", "--node-label", "Flour"];
  const edge = ["--edge-from", "in", "--edge-to", "out"];
  const diagram = await create(root, "diagram", ...typed, ...nodes, ...edge);
  assert.equal(diagram.status, 0, diagram.stderr);
  assert.equal(
    await readFile(path.join(root, "data/diagrams/our-mill.yml"), "utf8"),
    `# yaml-language-server: $schema=../../schemas/diagram.schema.json
title: Our mill
alt: Grain goes in, flour comes out.
grid: in out
nodes:
  - id: in
    label: Grain
  - id: out
    label: Flour
edges:
  - from: in
    to: out
`,
  );
  const wrong = await create(root, "diagram", ...typed, "--id", "other", ...nodes.slice(0, 4), ...edge);
  assert.equal(wrong.status, 1);
  assert.match(wrong.stderr, /Nothing was written\.\n$/);
  assert.match((await create(root, "diagram", "--help")).stdout, /--node-label <text> [\s\S]*?May be repeated\./);
});

test("what is there already is refused with its place: by URL, by name in any case, by alias, by file", async (context) => {
  const root = await copyFew(context);
  const tools = await readdir(path.join(root, "data/tools"));
  const cases: [string[], RegExp][] = [
    [
      ["--url", "http://www.github.com/vectordotdev/Vector.git/"],
      /data\/tools\/vector\.yml:3:6: .* is the URL of “Vector”\./,
    ],
    [["--name", "fluent-bit"], /data\/tools\/fluent-bit\.yml:2:7: “Fluent Bit” is here already\./],
    [
      ["--name", "kafka"],
      /data\/tools\/apache-kafka\.yml:4:11: “kafka” is here already: it is another name of “Apache Kafka”\./,
    ],
    [["--name", "Other", "--id", "vector"], /data\/tools\/vector\.yml is there already\. .*--id vector-2/],
  ];
  for (const [args, words] of cases) {
    const { status, stdout, stderr } = await create(root, "tool", ...args, ...PLACE);
    assert.equal(status, 1, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, words);
    assert.match(stderr, /Nothing was written\.\n$/);
  }
  assert.deepEqual(await readdir(path.join(root, "data/tools")), tools);
  const vector = await readFile(path.join(MAIN_LIST, "data/tools/vector.yml"), "utf8");
  assert.equal(await readFile(path.join(root, "data/tools/vector.yml"), "utf8"), vector);
});

test("what the linter would find is said before anything is written", async (context) => {
  const root = await copyFew(context);
  const wrong = await create(root, ...MILL, "--component", "data-pipeline", "--purpose", "Stream procesing");
  assert.equal(wrong.status, 1);
  assert.match(
    wrong.stderr,
    /“Stream procesing” is not a purpose of Data Pipeline\..*\n.*purposes: \[Stream procesing\]\n/,
  );
  assert.match(wrong.stderr, /hint: Did you mean “Stream processing”\?/);
  assert.doesNotMatch(wrong.stderr, /mend:/, "there is no file to mend");
  const near = await create(
    root,
    ...["example", "--organisation", "Example Org", "--technology", "Kafak"],
    ...["--reference-title", "T", "--reference-url", "https://example.org/"],
  );
  assert.equal(near.status, 1);
  assert.match(near.stderr, /“Kafak” is not the name or an alias of a tool here\./);
  await assert.rejects(stat(path.join(root, "data/examples/example-org.yml")));
});

test("wrong usage is status 2, and says what was meant", async (context) => {
  const root = await copyFew(context);
  for (const [args, words] of [
    [["tol"], /“tol” is nothing that can be added\.\nDid you mean “tool”\?/],
    [["tool", "--nam", "X"], /unknown option '--nam'\n\(Did you mean --name\?\)/],
    [["tool", "--status", "actve"], /--status: “actve” is none of active, .*Did you mean “active”\?/],
    [["tool", "--purpose", "X"], /--purpose is about one of the components, and none is named\./],
    [["tool", "--name", "X1", "--component", "data-pipeline", "--description", "X"], /--purpose is missing\./],
    [["tool", "--name", "X1", ...PLACE, "--no-component"], /--component and --no-component contradict each other\./],
    [["tool", "--id", "My Tool"], /--id <id>' argument 'My Tool' is invalid\. An id is written like this: my-tool/],
    [["tool", "--id", "a", "--id", "b"], /argument 'b' is invalid\. Only one value can count\./],
    [["tool", "--name", "Log\nMill", ...PLACE], /--name: It has to be one line\./],
    [["example", "--position", "first"], /--position: “first” is not a whole number\./],
    [["tool", "--name", "水車", ...PLACE], /--id is missing/],
  ] as const) {
    const { status, stderr } = await create(root, ...args);
    assert.equal(status, 2, stderr);
    assert.match(stderr, words);
  }
  const empty = await makeList(context, {});
  assert.match((await create(empty, ...MILL)).stderr, /is not a list: it has no templates\//);
});

test("a field that only this list's schema has is a flag, and --dry-run writes nothing", async (context) => {
  const root = await copyFew(context);
  const file = path.join(root, "schemas/tool.schema.json");
  const schema = JSON.parse(await readFile(file, "utf8"));
  schema.properties.licence = { title: "Licence", description: "Its licence.", examples: ["MIT"], type: "string" };
  await writeFile(file, JSON.stringify(schema));
  const { status, stdout, stderr } = await create(root, ...MILL, "--licence", "MIT", "--no-component", "--dry-run");
  assert.equal(status, 0, stderr);
  assert.equal(
    stdout,
    `# yaml-language-server: $schema=../../schemas/tool.schema.json
name: "Log Mill: fast"
url: https://github.com/example/log-mill
licence: MIT
`,
  );
  await assert.rejects(stat(path.join(root, "data/tools/log-mill-fast.yml")));
});

test("what must be true or false is said either way, and a flag that the command has itself gets the kind in front", async (context) => {
  const root = await copyOf(context, "public-apis");
  const file = path.join(root, "schemas/api.schema.json");
  const schema = JSON.parse(await readFile(file, "utf8"));
  schema.properties.root = { title: "Root", description: "Its root.", examples: ["x-1"], type: "string" };
  await writeFile(file, JSON.stringify(schema));
  const tides = ["api", "--name", "Tides", "--url", "https://tides.example.org/", "--description", "High or low"];
  const rest = ["--category", "Weather", "--auth", "No", "--cors", "yes", "--dry-run"];
  const missing = await create(root, ...tides, ...rest);
  assert.match(missing.stderr, /^error: --https is missing\.\n/);
  const { status, stdout, stderr } = await create(root, ...tides, ...rest, "--no-https", "--api-root", "x-1");
  assert.equal(status, 0, stderr);
  assert.equal(
    stdout,
    `# yaml-language-server: $schema=../../schemas/api.schema.json
name: Tides
url: https://tides.example.org/
description: High or low
category: weather
auth: "No"
https: false
cors: "yes"
root: x-1
`,
  );
  const both = await create(root, ...tides, ...rest, "--no-https", "--https");
  assert.match(both.stderr, /--https was said twice, and only one value can count\./);
});

test("a place that nobody says is the one behind those beside it", async (context) => {
  const root = await copyOf(context, "courses");
  const typed = ["topic", "--name", "F#", "--parent", "languages", "--description", "Functions first.", "--dry-run"];
  const { stdout, stderr } = await create(root, ...typed);
  assert.match(stdout, /^position: 2$/m, stderr);
});

test("the second list has its own modeline", async () => {
  const { stdout } = await run(["new", "tool", "--name", "X 1", "--no-component", "--dry-run", "--root", SECOND_LIST]);
  assert.equal(stdout, "# yaml-language-server: $schema=../../../../schemas/tool.schema.json\nname: X 1\n");
});
