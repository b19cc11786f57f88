// One mistake of somebody who renames or deletes by hand is one finding, which names the way out; and that way leads out.
import assert from "node:assert/strict";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { makeList } from "../support/lists.ts";
import { LIST } from "../support/one-of-everything.ts";
import { git } from "../support/repository.ts";
import { run } from "../support/run.ts";
import { tried } from "../support/runs.ts";

type Change = (root: string) => void;

const edit =
  (file: string, from: string, to: string): Change =>
  (root) => {
    const text = readFileSync(path.join(root, file), "utf8");
    assert.ok(text.includes(from), from);
    writeFileSync(
      path.join(root, file),
      text.replace(from, () => to),
    );
  };
const move =
  (from: string, to: string): Change =>
  (root) =>
    renameSync(path.join(root, from), path.join(root, to));
const remove =
  (file: string): Change =>
  (root) =>
    rmSync(path.join(root, file));

const TRANSPORT = "data/components/transport.yml";
const SECTION = /## Transport\n.*?(?=### Resources)/s.exec(LIST["templates/README.md"] ?? "")?.[0] ?? "";
const FILES = {
  ...LIST,
  "data/diagrams/acme.yml":
    "title: Acme\nalt: A queue.\ngrid: a b\nnodes:\n  - {id: a, tool: Queue, stage: transport}\n  - {id: b, label: B}\n",
  "data/examples/acme.yml": `${LIST["data/examples/acme.yml"]}diagram: [acme]\n`,
  "data/resources/the-guide.yml":
    "title: The guide\nurl: https://example.org/guide\ndescription: How Queue works, and how Queue ends.\n",
  "templates/README.md": (LIST["templates/README.md"] ?? "").replace("| {note} |", "| {note}<br>{diagram} |"),
};
const EXAMPLES = /## Examples\n.*?(?=<!-- each notes)/s.exec(FILES["templates/README.md"])?.[0] ?? "";

interface Case {
  name: string;
  changes: readonly Change[];
  /** Where the one finding stands, and what it says; a number of findings follows from it. */
  at: string;
  says: RegExp;
  follow?: number;
  /** The command of the hint; without one, it has to be completed. */
  way?: readonly [string, string];
}

const CASES: readonly Case[] = [
  {
    name: "a component's file is renamed",
    changes: [move(TRANSPORT, "data/components/transports.yml")],
    ...{ at: "data/diagrams/acme.yml", says: /There is no component “transport”\./, follow: 3 },
    way: ["transport", "Transport"],
  },
  {
    name: "a component's file is deleted",
    changes: [remove(TRANSPORT)],
    ...{ at: "data/diagrams/acme.yml", follow: 3 },
    says: /There is no component “transport”\..*data\/components\/transport\.yml was deleted: bring it back/s,
  },
  {
    name: "a purpose is called otherwise",
    changes: [edit(TRANSPORT, "Log shipping", "Shipping")],
    ...{ at: "data/tools/queue.yml", says: /“Log shipping” is not a purpose of Transport\./, follow: 1 },
    way: ["Log shipping", "Shipping"],
  },
  {
    name: "a purpose is deleted",
    changes: [edit(TRANSPORT, "Log shipping, ", "")],
    ...{ at: "data/tools/queue.yml", follow: 1 },
    says: /“Log shipping” is not a purpose of Transport\..*transport\.yml declared it before: bring it back/s,
  },
  {
    name: "a tool that others name is deleted",
    changes: [remove("data/tools/queue.yml"), edit("data/tools/stream.yml", "replacement: queue\n", "")],
    ...{ at: "data/diagrams/acme.yml", follow: 1 },
    says: /“Queue” is not the name or an alias of a tool here\..*data\/tools\/queue\.yml was deleted/s,
  },
  {
    name: "a tool that others name is called otherwise",
    changes: [edit("data/tools/queue.yml", "name: Queue", "name: Line")],
    ...{ at: "data/diagrams/acme.yml", says: /“Queue” is not the name or an alias of a tool here\./, follow: 1 },
    way: ["Queue", "Line"],
  },
  {
    name: "a tool's file is renamed, and its name with it",
    changes: [
      move("data/tools/queue.yml", "data/tools/line.yml"),
      edit("data/tools/line.yml", "name: Queue", "name: Line"),
    ],
    ...{ at: "data/diagrams/acme.yml", says: /“Queue” is not the name or an alias of a tool here\./, follow: 2 },
    way: ["Queue", "Line"],
  },
  {
    name: "a diagram's file is renamed",
    changes: [move("data/diagrams/acme.yml", "data/diagrams/acme-queues.yml")],
    ...{ at: "data/examples/acme.yml", says: /There is no diagram “acme”\./ },
    way: ["acme", "Acme"],
  },
  {
    name: "a diagram is deleted",
    changes: [remove("data/diagrams/acme.yml")],
    ...{ at: "data/examples/acme.yml", says: /There is no diagram “acme”\./ },
  },
  {
    name: "a diagram is renamed where it is named, too, and nobody built the page",
    changes: [
      move("data/diagrams/acme.yml", "data/diagrams/acme-queues.yml"),
      edit("data/examples/acme.yml", "diagram: [acme]", "diagram: [acme-queues]"),
    ],
    ...{ at: "data/diagrams/acme-queues.yml", says: /This diagram has no drawing yet/ },
  },
  {
    name: "a section of the template is deleted",
    changes: [edit("templates/README.md", SECTION, "")],
    ...{ at: TRANSPORT, says: /none of its headings reads so\..*README\.md had this heading before/s, follow: 1 },
  },
  {
    name: "a section of the template is deleted that printed records and was linked to",
    changes: [edit("templates/README.md", EXAMPLES, "")],
    ...{ at: "templates/README.md", says: /anchor “#examples”.*README\.md had “Examples” before/s, follow: 2 },
  },
  {
    name: "a heading of the template is reworded",
    changes: [edit("templates/README.md", "## Transport", "## Transports")],
    ...{ at: TRANSPORT, says: /none of its headings reads so\./ },
    way: ["Transport", "Transports"],
  },
  {
    name: "the repository goes from the settings",
    changes: [edit("data/list.yml", "repository: https://github.com/example/list\n", "")],
    ...{ at: "data/list.yml", says: /the page's links to add an entry\.\nBring it back: repository: https/ },
  },
  {
    name: "a tool gets a footnote, and texts name it",
    changes: [
      edit("data/tools/queue.yml", "aliases:", "status: archived\nfootnote: Queue is over.\naliases:"),
      edit("data/tools/stream.yml", "replacement: queue\n", ""),
    ],
    ...{
      at: "data/resources/the-guide.yml",
      says: /“Queue” has a footnote, and nothing puts its mark here\./,
      follow: 1,
    },
  },
];

interface Finding {
  file: string;
  severity: string;
  rule: string;
  message: string;
  hint?: string;
}

async function findings(root: string): Promise<Finding[]> {
  const { stdout } = await run(["lint", "--root", root, "--format", "json"]);
  const { diagnostics }: { diagnostics: Finding[] } = JSON.parse(stdout);
  // Of the page and what is left open, nobody asks here.
  return diagnostics.filter(({ severity, file }) => severity !== "info" && file !== "README.md");
}

test("renamed or deleted by hand: one finding, with the way out, and how many follow from it", async (t) => {
  const root = await makeList(t, FILES);
  assert.equal((await run(["build", "--root", root])).status, 0);
  git(root, "init", "--quiet", "--initial-branch=main");
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message=Start");
  assert.deepEqual(await findings(root), []);
  for (const { name, changes, at, says, follow, way } of tried(CASES, (_, index) => index % 5 === 0)) {
    git(root, "checkout", "--quiet", "--force", ".");
    git(root, "clean", "--quiet", "--force", "-d");
    for (const change of changes) change(root);
    const [found, ...others] = await findings(root);
    assert.ok(found, name);
    assert.deepEqual(others, [], name);
    assert.equal(found.file, at, name);
    const said = `${found.message}\n${found.hint}`;
    assert.match(said, says, name);
    const counted = follow === 1 ? "1 more finding follows from it." : `${follow} more findings follow from it.`;
    assert.equal(said.includes("from it."), follow !== undefined, said);
    if (follow !== undefined) assert.ok(said.includes(counted), `${name}: ${said}`);
    if (!way) continue;
    assert.ok(said.endsWith(`npm run rename "${way[0]}" "${way[1]}"`), `${name}: ${said}`);
    const mended = await run(["rename", ...way, "--root", root]);
    assert.equal(mended.status, 0, `${name}: ${mended.stderr}`);
    const left = (await findings(root)).filter(({ rule }) => rule !== "file-name" && rule !== "missing-drawing");
    assert.deepEqual(left, [], name);
  }
});

test("without Git, a record under another id is known by its name, and what names one that is gone is one finding", async (t) => {
  const root = await makeList(t, FILES);
  move(TRANSPORT, "data/components/transports.yml")(root);
  const [found, ...others] = await findings(root);
  assert.deepEqual(others, []);
  assert.match(found?.hint ?? "", /npm run rename "transport" "Transport"$/);
  rmSync(path.join(root, "data/components/transports.yml"));
  const [gone, ...more] = await findings(root);
  assert.deepEqual(more, []);
  assert.match(gone?.hint ?? "", /^3 more findings follow from it\./);
  assert.ok(!existsSync(path.join(root, ".git")));
});
