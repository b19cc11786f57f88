// `npm run rename`: an entry under another name, everywhere, with everything else as it was.
import assert from "node:assert/strict";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { nameOf } from "../scripts/record/entry.ts";
import { entriesOf } from "../scripts/record/list.ts";
import { loadList } from "../scripts/record/load.ts";
import { planRenaming } from "../scripts/record/rename.ts";
import { replaceTexts } from "../scripts/record/replace-texts.ts";
import { rewriteRecord } from "../scripts/record/rewrite-record.ts";
import { writeFiles } from "../scripts/text/write-files.ts";
import { copyLists, type Files, makeList } from "./support/lists.ts";
import { HOME, run } from "./support/run.ts";
import { tried } from "./support/runs.ts";

const FILES: Files = {
  "data/list.yml": "name: Farm\n",
  "data/components/barn.yml": "name: Barn\nposition: 0\n",
  "data/tools/wheel.yml": `# the wheel
name: 'Wheel'   # as it says itself
url: https://example.org/wheel # its site
# since 1990
status: unmaintained
replacement: mill
footnote: Wheel is no longer maintained.
components: {barn: {description: "turns: round"}}
`,
  "data/tools/mill.yml": "name: Mill\naliases:\n  - The Mill # so they say\ncomponents:\n  barn: {}\n",
  "data/tools/old-mill.yml":
    "name: Old Mill\nstatus: renamed\nreplacement: wheel # not the mill\nfootnote: >-\n  Old Mill is gone. See [the note](#note-wheel) for more.\ncomponents: {barn: {}}\n",
  "data/examples/farm.yml": `organisation: Farm
position: 0
technologies:
  - Wheel # the first
  - The Mill
  - text: Wheel and rope
    tools: [Wheel]
  - text: Something that turns
    tools: ['Wheel', Mill]
diagram: [farm]
references:
  - title: Our wheels
    url: https://example.org/ours
    tools: [Wheel]
`,
  "templates/README.md":
    "# Farm\n\nA Wheel, no Wheels; see [it](data/tools/wheel.yml).\n\n## Barn\n\n<!-- each components.barn.tools -->\n- [{name}]({url}){mark}{: {description}}\n\n## Examples\n\n<!-- each examples -->\n| # | What | Where |\n| --- | --- | --- |\n| {number} | • [{technologies.name}]({technologies.url}){technologies.mark}<br>{diagram} | 1. [{references.title}]({references.url}){references.mark} |\n\n<!-- each notes -->\n0. {target}{text}\n",
  "data/diagrams/farm.yml": `title: "Wheel: how we turn"
alt: The Wheel, and "Wheel" beside Wheelhouse.
grid: a b
nodes:
  - {id: a, tool: Wheel}
  - id: b
    label: Wheelhouse
    details: ['It''s a Wheel']
    tools: [Wheel]
edges:
  - {from: a, to: b}
`,
  // As people call folders.
  "x.md/note.txt": "",
  "NOTES.md": "See [its file](data/tools/wheel.yml), not data/tools/wheel.yml.bak or old-data/tools/wheel.yml.\n",
};

test("name, file, references, notes and documents change, and nothing else does", async (context) => {
  const root = await makeList(context, FILES);
  const { status, stdout, stderr } = await run(["rename", "Wheel", "Big Wheel: new", "--root", root]);
  assert.equal(status, 0, stderr);
  assert.match(stderr, /“Wheel” is “Big Wheel: new” now, and its old name an alias\./);
  assert.deepEqual(
    stdout
      .trim()
      .split("\n")
      .map((line) => line.replace(`${root}/`, ""))
      .sort(),
    [
      "A data/tools/big-wheel-new.yml",
      "D data/tools/wheel.yml",
      "M NOTES.md",
      "M data/diagrams/farm.yml",
      "M data/examples/farm.yml",
      "M data/tools/old-mill.yml",
      "M templates/README.md",
    ],
  );
  const read = (file: string): Promise<string> => readFile(path.join(root, file), "utf8");
  assert.equal(
    await read("data/tools/big-wheel-new.yml"),
    `# the wheel
name: 'Big Wheel: new'   # as it says itself
url: https://example.org/wheel # its site
aliases: [Wheel]
# since 1990
status: unmaintained
replacement: mill
footnote: Wheel is no longer maintained.
components: {barn: {description: "turns: round"}}
`,
  );
  assert.equal(
    await read("data/tools/old-mill.yml"),
    FILES["data/tools/old-mill.yml"]
      ?.replace("replacement: wheel", "replacement: big-wheel-new")
      .replace("#note-wheel", "#note-big-wheel-new"),
  );
  assert.equal(
    await read("data/examples/farm.yml"),
    `organisation: Farm
position: 0
technologies:
  - "Big Wheel: new" # the first
  - The Mill
  - text: Wheel and rope
    tools: [Wheel]
  - text: Something that turns
    tools: ['Big Wheel: new', Mill]
diagram: [farm]
references:
  - title: Our wheels
    url: https://example.org/ours
    tools: ["Big Wheel: new"]
`,
  );
  assert.match(await read("data/diagrams/farm.yml"), /\{id: a, tool: "Big Wheel: new"\}.*tools: \[Wheel\]/s);
  // What the drawing says beside it is for people to look at; “Wheelhouse” is another word.
  assert.deepEqual(
    stderr.match(/\S+:\d+:\d+$/gm)?.map((place) => path.relative(root, path.resolve(HOME, place))),
    [
      "data/diagrams/farm.yml:1:9",
      "data/diagrams/farm.yml:2:10",
      "data/diagrams/farm.yml:2:22",
      "data/diagrams/farm.yml:8:24",
      "data/examples/farm.yml:6:11",
      "data/tools/big-wheel-new.yml:8:11",
      "templates/README.md:3:3",
    ],
  );
  assert.equal(await read("data/tools/mill.yml"), FILES["data/tools/mill.yml"]);
  assert.equal(
    await read("NOTES.md"),
    "See [its file](data/tools/big-wheel-new.yml), not data/tools/big-wheel-new.yml.bak or old-data/tools/wheel.yml.\n",
  );
  const built = await run(["build", "--root", root]);
  assert.equal(built.status, 0, built.stderr);
});

test("a mistake that is corrected leaves no alias, and what others wrote stays as they wrote it", async (context) => {
  for (const { flags, aliases, example, said } of [
    { flags: [], aliases: "aliases: [Wheel]", example: "- Big Wheel # the first", said: /and its old name an alias\./ },
    {
      flags: ["--no-alias"],
      aliases: undefined,
      example: "- Big Wheel # the first",
      said: /“Wheel” is “Big Wheel” now\.\n/,
    },
    { flags: ["--keep-wording"], aliases: "aliases: [Wheel]", example: "- Wheel # the first", said: /an alias\./ },
  ]) {
    const root = await makeList(context, FILES);
    const { status, stderr } = await run(["rename", "Wheel", "Big Wheel", ...flags, "--root", root]);
    assert.equal(status, 0, stderr);
    assert.match(stderr, said);
    const record = await readFile(path.join(root, "data/tools/big-wheel.yml"), "utf8");
    assert.equal(
      record.split("\n").find((line) => line.startsWith("aliases")),
      aliases,
    );
    assert.ok((await readFile(path.join(root, "data/examples/farm.yml"), "utf8")).includes(example), flags.join());
    assert.match(await readFile(path.join(root, "data/tools/old-mill.yml"), "utf8"), /replacement: big-wheel #/);
    assert.match(
      await readFile(path.join(root, "data/diagrams/farm.yml"), "utf8"),
      flags[0] === "--keep-wording" ? /tool: Wheel\}/ : /tool: Big Wheel\}/,
    );
  }
  const root = await makeList(context, FILES);
  for (const [old, flags] of [
    ["Wheel", ["--keep-wording", "--no-alias"]],
    ["Barn", ["--keep-wording"]],
  ] as const) {
    const { status, stderr } = await run(["rename", old, "Silo", ...flags, "--root", root]);
    assert.deepEqual(
      [status, stderr],
      [1, "Nothing can go on saying the old name, because it does not become an alias.\nNothing was changed.\n"],
    );
  }
});

test("a file that was renamed by hand: what refers to the entry leads to it again", async (context) => {
  const wheel = FILES["data/tools/wheel.yml"]?.replace("'Wheel'", "Rim").replace("Wheel is", "Rim is") ?? "";
  const mill = FILES["data/tools/mill.yml"]?.replace("name: Mill", "name: New Mill") ?? "";
  const heading = (name: string): string => FILES["templates/README.md"]?.replace("## Barn", `## ${name}`) ?? "";
  const barn = (name: string): Files => ({
    "data/components/barn.yml": `name: ${name}\nposition: 0\n`,
    "templates/README.md": heading(name),
  });
  for (const { file, to, said, changes, expected } of [
    {
      file: "components/barn",
      to: "silo",
      said: ["barn", "silo"],
      changes: barn("Silo"),
      expected: /each components\.silo\.tools/,
    },
    {
      file: "components/barn",
      to: "hay-barn",
      said: ["Barn", "Hay Barn"],
      changes: barn("Hay Barn"),
      expected: /^ {2}hay-barn: \{\}$/m,
    },
    {
      file: "tools/mill",
      to: "new-mill",
      said: ["mill", "New Mill"],
      changes: { "data/tools/mill.yml": mill },
      expected: /^replacement: new-mill$/m,
    },
    {
      file: "tools/wheel",
      to: "rim",
      said: ["Wheel", "Rim"],
      changes: { "data/tools/wheel.yml": wheel },
      expected: /^ {2}- Rim # the first$/m,
    },
    {
      file: "tools/wheel",
      to: "rim",
      said: ["wheel", "rim"],
      changes: { "data/tools/wheel.yml": wheel },
      expected: /#note-rim/,
    },
  ]) {
    const root = await makeList(context, { ...FILES, ...changes });
    await rename(path.join(root, "data", `${file}.yml`), path.join(root, "data", path.dirname(file), `${to}.yml`));
    const { status, stderr } = await run(["rename", ...said, "--root", root]);
    assert.equal(status, 0, stderr);
    const texts = [
      "templates/README.md",
      "data/tools/wheel.yml",
      "data/tools/mill.yml",
      "data/tools/old-mill.yml",
      "data/examples/farm.yml",
    ];
    const read = await Promise.all(texts.map((text) => readFile(path.join(root, text), "utf8").catch(() => "")));
    assert.match(read.join(""), expected);
    // Something else may have taken its place, so that the old name is no alias.
    const own = await readFile(path.join(root, "data", path.dirname(file), `${to}.yml`), "utf8");
    assert.doesNotMatch(own, /^aliases: \[|^ {2}- Mill$/m);
  }
});

test("a name that was changed by hand: one run does what a renaming from the start does", async (context) => {
  const texts = async (root: string): Promise<(readonly [string, string])[]> => {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    const named = files.sort().map(async (file) => [path.relative(root, file), await readFile(file, "utf8")] as const);
    return Promise.all(named);
  };
  const gear = "name: Gear\ncomponents: {barn: {}}\n";
  const wheels = "title: Wheels\nurl: https://example.org/wheels\n";
  for (const { file, old, name, said = old } of [
    { file: "data/tools/wheel.yml", old: "Wheel", name: "Big Wheel" },
    // By its id: its old name is what others say.
    { file: "data/tools/wheel.yml", old: "Wheel", name: "Big Wheel", said: "wheel" },
    // Nothing refers to it.
    { file: "data/tools/gear.yml", old: "Gear", name: "Cog" },
    { file: "data/components/barn.yml", old: "Barn", name: "Hay Barn" },
    { file: "data/resources/wheels.yml", old: "Wheels", name: "On wheels" },
  ]) {
    const files: Files = { ...FILES, "data/tools/gear.yml": gear, "data/resources/wheels.yml": wheels };
    const root = await makeList(context, files);
    const byHand = await makeList(context, { ...files, [file]: files[file]?.replace(old, name) ?? "" });
    const start = await run(["rename", said, name, "--root", root]);
    assert.equal(start.status, 0, start.stderr);
    const { status, stdout, stderr } = await run(["rename", said, name, "--root", byHand]);
    assert.equal(status, 0, stderr);
    assert.equal(stderr.replaceAll(byHand, root), start.stderr);
    assert.equal(stdout.replaceAll(byHand, root), start.stdout);
    assert.deepEqual(await texts(byHand), await texts(root), name);
  }
});

test("an entry that is still called so is the one that is renamed, whatever another one of that id is called", async (context) => {
  const gear = "name: Gear\ncomponents: {barn: {}}\n";
  const guide = "title: Gear Guide\nurl: https://example.org/guide\n";
  const root = await makeList(context, { ...FILES, "data/tools/gear.yml": gear, "data/resources/gear.yml": guide });
  const { status, stderr } = await run(["rename", "Gear", "Gear Guide", "--root", root]);
  assert.equal(status, 0, stderr);
  assert.match(await readFile(path.join(root, "data/tools/gear-guide.yml"), "utf8"), /^name: Gear Guide$/m);
});

test("by alias or id; an alias that becomes the name changes places with it; what cannot be is said", async (context) => {
  const root = await makeList(context, FILES);
  const rename = (old: string, name: string) => run(["rename", old, name, "--root", root]);
  assert.equal((await rename("The Mill", "Mill House")).status, 0);
  const house = await readFile(path.join(root, "data/tools/mill-house.yml"), "utf8");
  assert.equal(house, "name: Mill House\naliases:\n  - The Mill # so they say\n  - Mill\ncomponents:\n  barn: {}\n");
  assert.equal((await rename("mill-house", "The Mill")).status, 0);
  const mill = await readFile(path.join(root, "data/tools/the-mill.yml"), "utf8");
  assert.equal(mill, "name: The Mill\naliases:\n  - Mill House # so they say\n  - Mill\ncomponents:\n  barn: {}\n");
  assert.match(await readFile(path.join(root, "data/tools/wheel.yml"), "utf8"), /^replacement: the-mill$/m);

  const before = await readdir(path.join(root, "data/tools"));
  for (const [old, name, status, words] of [
    ["Whel", "Wheel 2", 2, /There is no entry “Whel”\.\nDid you mean “Wheel”\?/],
    ["Wheel", "mill", 1, /data\/tools\/the-mill\.yml:4:5: “mill” is here already: it is another name of “The Mill”/],
    ["Wheel", "Wheel", 1, /It is called “Wheel” already\./],
    ["Wheel", "", 1, /The new name is empty\./],
  ] as const) {
    const ran = await rename(old, name);
    assert.equal(ran.status, status, ran.stderr);
    assert.match(ran.stderr, words);
  }
  assert.deepEqual(await readdir(path.join(root, "data/tools")), before);
  await writeFile(path.join(root, "data/examples/farm.yml"), "organisation: [\n");
  assert.match((await rename("Wheel", "Wheel 2")).stderr, /farm\.yml has a mistake/);
});

test("with the name that it has, its file is renamed, and what names its id; a rule says so", async (context) => {
  const root = await makeList(context, {
    ...FILES,
    "data/tools/rad.yml": FILES["data/tools/wheel.yml"]?.replaceAll("#note-wheel", "#note-rad") ?? "",
    "data/tools/old-mill.yml":
      FILES["data/tools/old-mill.yml"]?.replace("replacement: wheel", "replacement: rad") ?? "",
    "data/tools/net.yml": "name: Net\ncomponents: {barn: {}}\n",
    "data/tools/dotmill.yml": "name: .mill\ncomponents: {barn: {}}\n",
  });
  await rm(path.join(root, "data/tools/wheel.yml"));
  const { stdout: findings } = await run(["lint", "--root", root]);
  const [, typed = ""] = /data\/tools\/wheel\.yml: npm run rename (.*)$/m.exec(findings) ?? [];
  assert.equal(typed, 'rad "Wheel"');
  const { status, stdout, stderr } = await run(["rename", "rad", "Wheel", "--root", root]);
  assert.equal(status, 0, stderr);
  assert.deepEqual(stdout.replaceAll(`${root}/`, "").trim().split("\n"), [
    "M data/tools/old-mill.yml",
    "D data/tools/rad.yml",
    "A data/tools/wheel.yml",
  ]);
  assert.equal(stderr, "data/tools/rad.yml is data/tools/wheel.yml now.\nWhat comes next: npm run build\n");
  const read = (file: string): Promise<string> => readFile(path.join(root, file), "utf8");
  assert.equal(await read("data/tools/wheel.yml"), FILES["data/tools/wheel.yml"]);
  assert.match(await read("data/tools/old-mill.yml"), /^replacement: wheel # not the mill$/m);
  // A file that is called right stays, also where another name would be right, too.
  for (const [id, name] of [
    ["wheel", "Wheel"],
    ["dotmill", ".mill"],
  ] as const) {
    const again = await run(["rename", id, name, "--root", root]);
    assert.deepEqual([again.status, again.stderr], [1, `It is called “${name}” already.\nNothing was changed.\n`]);
  }
});

test("the command that a rule names says which entry is meant, where its file's name does not", async (context) => {
  const root = await makeList(context, {
    "data/list.yml": "name: Farm\n",
    "data/tools/rad.yml": "name: Wheel\n",
    "data/resources/rad.yml": "title: Rad\nurl: https://example.org/rad\n",
    "templates/README.md": "# Farm\n\n<!-- each tools -->\n- {name}\n\n<!-- each resources -->\n- [{title}]({url})\n",
  });
  const { stdout: findings } = await run(["lint", "--root", root]);
  assert.match(findings, /: npm run rename rad "Wheel" -- --kind tool --id rad$/m);
  const { status, stderr } = await run(["rename", "rad", "Wheel", "--kind", "tool", "--id", "rad", "--root", root]);
  assert.equal(status, 0, stderr);
  assert.deepEqual(await readdir(path.join(root, "data/tools")), ["wheel.yml"]);
});

test("a value that becomes a longer one is no text that says the old one", async (context) => {
  const root = await makeList(context, {
    ...FILES,
    "data/components/barn.yml": "name: Barn\nposition: 0\npurposes: [Wheel repair, Mill]\n",
    "data/tools/hub.yml": "name: Hub\ncomponents: {barn: {purposes: [Wheel repair]}}\n",
    "data/tools/spoke.yml": "name: Spoke\ncomponents: {barn: {description: More than Wheel repair}}\n",
  });
  const { status, stderr } = await run(["rename", "Wheel repair", "Big Wheel repair", "--root", root]);
  assert.equal(status, 0, stderr);
  assert.deepEqual(
    stderr.match(/\S+:\d+:\d+$/gm)?.map((place) => path.relative(root, path.resolve(HOME, place))),
    ["data/tools/spoke.yml:2:44"],
  );
});

test("a name without Latin letters leaves the file its name", async (context) => {
  const root = await makeList(context, FILES);
  const { status, stderr } = await run(["rename", "Wheel", "水車", "--root", root]);
  assert.equal(status, 0, stderr);
  const wheel = await readFile(path.join(root, "data/tools/wheel.yml"), "utf8");
  assert.match(wheel, /^name: '水車' {3}# as it says itself\nurl: .*\naliases: \[Wheel\]$/m);
  assert.match(await readFile(path.join(root, "data/examples/farm.yml"), "utf8"), /^ {2}- 水車 # the first$/m);
});

test("another name with an id that is taken gets one beside it", async (context) => {
  const root = await makeList(context, FILES);
  const { status, stdout, stderr } = await run(["rename", "Wheel", "Míll!", "--root", root]);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^A .*\/data\/tools\/mill-2\.yml$/m);
  assert.match(
    await readFile(path.join(root, "data/tools/old-mill.yml"), "utf8"),
    /^replacement: mill-2 # not the mill$/m,
  );
});

test("two values of a record do not become one", async (context) => {
  const barn = "name: Barn\nposition: 0\npurposes: [Milling, Storing]\n";
  const root = await makeList(context, { ...FILES, "data/components/barn.yml": barn });
  const { status, stderr } = await run(["rename", "Milling", "Storing", "--root", root]);
  assert.equal(
    stderr,
    "data/components/barn.yml declares “Storing”, too: “Milling” and “Storing” would be one. If that is meant, delete one of them there.\nNothing was changed.\n",
  );
  assert.equal(status, 1);
  assert.equal(await readFile(path.join(root, "data/components/barn.yml"), "utf8"), barn);
});

for (const [old, name, files] of [
  ["Wheel", "Big Wheel: new", {}],
  // Of another kind, whose records have no aliases.
  ["Farm", "Big Farm", {}],
  [
    "Milling",
    "Grinding",
    {
      "data/components/barn.yml": "name: Barn\nposition: 0\npurposes: [Milling]\n",
      "data/tools/wheel.yml": "name: Wheel\ncomponents: {barn: {purposes: [Milling]}}\n",
      "data/tools/old-mill.yml": "name: Old Mill\ncomponents: {barn: {purposes: [Milling]}}\n",
      "data/tools/mill.yml": "name: Mill\naliases: [The Mill]\ncomponents: {barn: {purposes: [Milling]}}\n",
    },
  ],
] as const) {
  test(`renaming ${old}, interrupted after any file, is ended by the same command`, async (context) => {
    const list = { ...FILES, ...files };
    const root = await makeList(context, list);
    const first = await run(["rename", old, name, "--root", root]);
    assert.equal(first.status, 0, first.stderr);
    const changed = first.stdout
      .trim()
      .split("\n")
      .map((line) => path.relative(root, path.resolve(HOME, line.slice(2))));
    const texts = await Promise.all(
      changed.map((file) => readFile(path.join(root, file), "utf8").catch(() => undefined)),
    );
    // What is written comes first, what is deleted last.
    const steps = changed
      .map((file, index) => ({ file, text: texts[index] }))
      .sort((a, b) => Number(a.text === undefined) - Number(b.text === undefined));
    for (let count = 1; count < steps.length; count++) {
      const interrupted = await makeList(context, list);
      for (const { file, text } of steps.slice(0, count))
        if (text !== undefined) await writeFile(path.join(interrupted, file), text);
      const again = await run(["rename", old, name, "--root", interrupted]);
      assert.equal(again.status, 0, `after ${count} files: ${again.stderr}`);
      for (const { file, text } of steps) {
        const found = await readFile(path.join(interrupted, file), "utf8").catch(() => undefined);
        assert.equal(found, text, `${file} after ${count} files`);
      }
    }
  });
}

test("what two are called is said with both, and --kind or --id decides", async (context) => {
  const shed = "name: Shed\nposition: 1\npurposes: [Milling]\n";
  const root = await makeList(context, {
    ...FILES,
    "data/examples/wheel.yml":
      FILES["data/examples/farm.yml"]?.replace("organisation: Farm", "organisation: Wheel") ?? "",
    "data/components/barn.yml": "name: Barn\nposition: 0\npurposes: [Milling]\n",
    "data/components/shed.yml": shed,
    "data/tools/wheel.yml": "name: Wheel\ncomponents: {barn: {purposes: [Milling]}, shed: {purposes: [Milling]}}\n",
    "data/tools/old-mill.yml": "name: Old Mill\ncomponents: {barn: {purposes: [Milling]}}\n",
    "data/tools/mill.yml": "name: Mill\naliases: [The Mill]\ncomponents: {barn: {purposes: [Milling]}}\n",
  });
  const rename = (...args: string[]) => run(["rename", ...args, "--root", root]);
  const two = await rename("wheel", "Big Wheel");
  assert.equal(two.status, 2);
  assert.match(
    two.stderr,
    /“wheel” may be data\/examples\/wheel\.yml, or data\/tools\/wheel\.yml\.\nSay which: --kind example, or --kind tool\n/,
  );
  assert.match(
    (await rename("wheel", "Big Wheel", "--kind", "tol")).stderr,
    /There is no kind “tol”\.\nDid you mean “tool”\?/,
  );
  assert.match(
    (await rename("Whel", "Big Wheel", "--kind", "tool")).stderr,
    /There is no tool “Whel”\.\nDid you mean “Wheel”\?/,
  );
  const example = await rename("Wheel", "Big Wheel", "--kind", "example");
  assert.equal(example.status, 0, example.stderr);
  // There are no aliases of examples.
  assert.match(example.stderr, /^“Wheel” is “Big Wheel” now\.$/m);
  assert.match(await readFile(path.join(root, "data/examples/farm.yml"), "utf8"), /^ {2}- Wheel # the first$/m);

  const purposes = await rename("Milling", "Grinding");
  assert.match(
    purposes.stderr,
    /“Milling” may be a purpose in data\/components\/barn\.yml, or a purpose in data\/components\/shed\.yml\.\nSay which: --id barn, or --id shed\n/,
  );
  const neither = await rename("Milling", "Grinding", "--id", "wheel");
  assert.equal(
    neither.stderr,
    "error: No file wheel.yml has or declares “Milling”.\nThat is in data/components/barn.yml, data/components/shed.yml.\n",
  );
  const value = await rename("Milling", "Grinding", "--id", "barn");
  assert.equal(value.status, 0, value.stderr);
  assert.match(value.stderr, /^“Milling” is “Grinding” now\.$/m);
  assert.equal(
    await readFile(path.join(root, "data/tools/wheel.yml"), "utf8"),
    "name: Wheel\ncomponents: {barn: {purposes: [Grinding]}, shed: {purposes: [Milling]}}\n",
  );
  assert.equal(await readFile(path.join(root, "data/components/shed.yml"), "utf8"), shed);
});

/** One for each set of places that name it, and for each set of what it says: aliases, status, replacement, footnote. */
const OF_EACH_KIND = new Set([
  ...["airbyte", "amazon-data-firehose", "amazon-s3", "apache-beam", "aws-lambda", "azure-repos", "elastalert"],
  ...["elastalert-2", "faust", "logstash", "securitybot"],
]);

test("every tool of the list can be renamed, and lint and build are content with the result", async (context) => {
  const root = await copyLists(context);
  const before = loadList(root).list;
  for (const { id } of tried(entriesOf(before, "tool"), ({ id }) => OF_EACH_KIND.has(id))) {
    const loaded = loadList(root);
    assert.deepEqual(loaded.diagnostics.map(String), [], id);
    const entry = loaded.list.byId.get("tool")?.get(id);
    assert.ok(entry, id);
    const plan = planRenaming(loaded, { entry }, `${nameOf(entry)} Next`);
    assert.ok("drafts" in plan, id);
    writeFiles(root, plan.drafts);
  }
  const built = await run(["build", "--root", root]);
  assert.equal(built.status, 0, built.stderr);
  const linted = await run(["lint", "--root", root, "--format", "json"]);
  const { diagnostics }: { diagnostics: { severity: string; rule: string; file: string; message: string }[] } =
    JSON.parse(linted.stdout);
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === "error"),
    [],
  );
});

test("texts change in every style of YAML, and line ends stay", () => {
  const change = (value: string, _: unknown, part: "key" | "value"): string =>
    part === "key" ? value : value.replace("old", "new: x");
  assert.equal(
    replaceTexts("a: old # c\nb: 'old'\nc: \"old\"\n", change),
    'a: "new: x" # c\nb: \'new: x\'\nc: "new: x"\n',
  );
  assert.equal(
    replaceTexts("a: |\n  one\n  old\n\nb: [old, {c: old}]\n", change),
    'a: |\n  one\n  new: x\n\nb: ["new: x", {c: "new: x"}]\n',
  );
  assert.equal(replaceTexts("old: old\r\nb: 1\r\n", change), 'old: "new: x"\r\nb: 1\r\n');
});

test("a comma needs no quotes but between brackets and braces", () => {
  const comma = (value: string, _: unknown, part: "key" | "value"): string | undefined =>
    part === "key" ? undefined : value.replace("old", "old, and new");
  assert.equal(
    replaceTexts("a: old # c\nb:\n  - old\nc: [old, {d: old}]\ne: 'old'\n", comma),
    'a: old, and new # c\nb:\n  - old, and new\nc: ["old, and new", {d: "old, and new"}]\ne: \'old, and new\'\n',
  );
  const schema = { properties: { text: {}, more: { items: {} } } };
  assert.equal(
    rewriteRecord("text: One. # c\nmore: [one]\n", { text: "One, two.", more: ["one, two"] }, schema),
    'text: One, two. # c\nmore: ["one, two"]\n',
  );
});

test("an old name becomes an alias in every style of YAML, and line ends and comments stay", () => {
  const schema = { properties: { name: {}, aliases: { items: { type: "string" } }, url: {}, x: {} } };
  const added = (source: string, ...aliases: string[]): string | undefined =>
    rewriteRecord(source, { ...parse(source), aliases }, schema);
  assert.equal(added("{name: A, url: b}\n", "C, D"), '{name: A, aliases: ["C, D"], url: b}\n');
  assert.equal(added("name: A\r\nurl: b\r\nx: 1", "C"), "name: A\r\naliases: [C]\r\nurl: b\r\nx: 1");
  assert.equal(added("name: A", "C"), "name: A\naliases: [C]");
  assert.equal(added("name: A\naliases: [] # none\n", "C"), "name: A\naliases: [C] # none\n");
  assert.equal(added("name: A\naliases: [B] # two\n", "B", "C"), "name: A\naliases: [B, C] # two\n");
  assert.equal(added("name: A\naliases:\n  - B # b\nx: 1\n", "B", "C"), "name: A\naliases:\n  - B # b\n  - C\nx: 1\n");
});
