// Links that add an entry: where they lead, what they fill in, and what becomes of them elsewhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import { folderOnGitHub, newFileUrl } from "../../scripts/github/urls.ts";
import { body, makeList, renderList } from "../support/lists.ts";
import { run } from "../support/run.ts";

const DATA = {
  "data/list.yml":
    "# yaml-language-server: $schema=../../../schemas/list.schema.json\nname: Farm\nrepository: https://github.com/owner/farms/tree/trunk/lists/farm\n",
  "data/components/barn.yml": "name: Barn\nposition: 0\npurposes: ['Hay, straw', Milling]\n",
  "data/tools/wheel.yml": "name: Wheel\ncomponents: {barn: {purposes: [Milling]}}\n",
};

const TEMPLATE =
  "## Barn\n\n<!-- each components.barn.tools -->\n- {name}\n\n{➕ [Add a tool]({components.barn.new.tool})}\n";

/** The link of a page, as a browser reads it. */
function linkIn(markdown: string): URL {
  const [, url = ""] = /\]\((\S+)\)/.exec(markdown) ?? [];
  return new URL(url.replaceAll("\\", ""));
}

test("a door opens GitHub's page for a new file in the list's folder, with a record to fill in", async (context) => {
  const { markdown, diagnostics } = await renderList(context, TEMPLATE, DATA);
  assert.deepEqual(diagnostics.map(String), []);
  const url = linkIn(markdown);
  assert.equal(url.origin + url.pathname, "https://github.com/owner/farms/new/trunk");
  assert.equal(url.searchParams.get("filename"), "lists/farm/data/tools/NAME.yml");
  const text = url.searchParams.get("value") ?? "";
  assert.equal(text, "name:\nurl:\ncomponents:\n  barn:\n    purposes:\n    - ");
});

test("a door opens the issue form, with the record that the entry is to refer to", async (context) => {
  const template =
    "<!-- each components -->\n- {name}\n\n<!-- each tools -->\n* {name}\n\n[tool]({components.barn.form.tool}) [other tool]({components.silo.form.tool}) [example]({form.example})\n";
  const settings = "name: Farm\nrepository: https://github.com/owner/farm\n";
  const data = { ...DATA, "data/list.yml": settings, "data/components/silo.yml": "name: Silo & Co\nposition: 1\n" };
  const { markdown, diagnostics } = await renderList(context, template, data);
  assert.deepEqual(diagnostics.map(String), []);
  const urls = [...markdown.matchAll(/\]\((https\S+?)\)/g)].map(([, url = ""]) => new URL(url.replaceAll("\\", "")));
  assert.deepEqual(
    urls.map(({ pathname, searchParams }) => [pathname, Object.fromEntries(searchParams)]),
    [
      // The first of the values that it declares, as the form offers them.
      ["/owner/farm/issues/new", { template: "tool.yml", components: "Barn: Hay, straw" }],
      ["/owner/farm/issues/new", { template: "tool.yml", components: "Silo & Co" }],
      ["/owner/farm/issues/new", { template: "example.yml" }],
    ],
  );
  // GitHub looks for forms at the top of a repository only.
  const inFolder = await renderList(context, template, { ...data, "data/list.yml": DATA["data/list.yml"] });
  assert.match(inFolder.markdown, /^tool other tool example$/m);
});

test("doors are short: whoever reads the page's source reads them, too", async (context) => {
  const id = "response-orchestration-and-automation";
  const template = `[1]({new.tool}) [2]({components.${id}.new.tool}) [3]({components.${id}.form.tool}) [4]({new.example}) [5]({form.example}) [6]({components.${id}.new.resource})\n`;
  const { markdown } = await renderList(context, template, {
    "data/list.yml": "name: List\nrepository: https://github.com/0x4D31/detection-and-response-pipeline\n",
    [`data/components/${id}.yml`]: "name: Response Orchestration and Automation\nposition: 0\n",
  });
  const urls = [...markdown.matchAll(/\]\((https\S+?)\)/g)].map(([, url = ""]) => url);
  assert.equal(urls.length, 6);
  assert.deepEqual(
    urls.filter((url) => url.length >= 200),
    [],
  );
});

test("doors for examples and resources, and in a section that is repeated", async (context) => {
  const template =
    "[example]({new.example}) [resource]({new.resource}) [tool]({new.tool})\n\n<!-- each components -->\n## {name}\n\n[here]({new.resource})\n\n<!-- each tools -->\n- {name}\n";
  const { markdown, diagnostics } = await renderList(context, template, DATA);
  assert.deepEqual(diagnostics.map(String), []);
  const values = [...markdown.matchAll(/\]\((\S+?)\)/g)].map(
    ([, url = ""]) => new URL(url.replaceAll("\\", "")).searchParams,
  );
  assert.deepEqual(
    values.map((each) => each.get("filename")?.split("/").slice(-2).join("/")),
    ["examples/NAME.yml", "resources/NAME.yml", "tools/NAME.yml", "resources/NAME.yml"],
  );
  assert.equal(parse(values[1]?.get("value") ?? "").component, undefined);
  assert.equal(parse(values[3]?.get("value") ?? "").component, "barn");
  assert.deepEqual(parse(values[0]?.get("value") ?? "").technologies, [null]);
});

test("a record that somebody filled in as it stands has nothing to mend", async (context) => {
  const fillings: Record<string, string> = {
    name: "Old Mill",
    title: "On mills",
    organisation: "Mill Street",
    url: "https://mill.example/",
    description: "Grinds",
    by: "Ann Miller",
    of: "Mill Street",
    note: "It grinds.",
  };
  const filled = (text: string): string =>
    text
      .replace(/^( *(?:- )?)(\w+):$/gm, (line, indent, key) =>
        fillings[key] ? `${indent}${key}: ${fillings[key]}` : line,
      )
      .replace(/^( *purposes:\n *-) *$/m, "$1 Milling")
      .replace(/^( *-) *$/m, "$1 Wheel");
  const template =
    "[example]({new.example}) [resource]({new.resource}) [tool]({components.barn.new.tool})\n\n## Barn\n\n<!-- each components.barn.tools -->\n- [{name}]({url}): {purposes}\n\n## Examples\n\n<!-- each examples -->\n- {organisation}: {technologies.name} {note} {references.title} {position}\n\n## Resources\n\n<!-- each resources -->\n- [{title}]({url}): {description}\n";
  const { markdown } = await renderList(context, template, DATA);
  const records: Record<string, string> = {};
  for (const [, url = ""] of markdown.matchAll(/\]\((https:\/\/github\.com\S+?)\)/g)) {
    const { searchParams } = new URL(url.replaceAll("\\", ""));
    const kind = searchParams.get("filename")?.split("/").at(-2) ?? "";
    const name = { tools: "old-mill", examples: "mill-street", resources: "on-mills" }[kind];
    records[`data/${kind}/${name}.yml`] = filled(searchParams.get("value") ?? "");
  }
  assert.equal(Object.keys(records).length, 3);
  const root = await makeList(context, { ...DATA, ...records, "templates/README.md": template });
  const { stdout, stderr } = await run(["lint", "--format", "json", "--root", root]);
  const { diagnostics }: { diagnostics: { file: string; message: string; rule: string }[] } = JSON.parse(stdout);
  const told = diagnostics.filter(({ file }) => file in records);
  assert.deepEqual(told, [], `${stderr}\n${JSON.stringify(records, null, 1)}`);
});

test("a door has the values that new records start with, whatever else they do", async (context) => {
  const game = {
    "x-kind": { folder: "games", name: "name", new: ["name"] },
    type: "object",
    properties: { name: { type: "string" }, state: { type: "string", "x-new": { value: "draft" } } },
  };
  const { markdown } = await renderList(context, "[game]({new.game})\n", {
    "data/list.yml": DATA["data/list.yml"],
    "schemas/game.schema.json": JSON.stringify(game),
  });
  assert.equal(linkIn(markdown).searchParams.get("value"), "name:\nstate: draft");
});

test("without a repository on GitHub, a door's group prints nothing, and a link becomes its text", async (context) => {
  for (const settings of ["name: Farm\n", "name: Farm\nrepository: https://example.org/farm\n"]) {
    const template = `${TEMPLATE}\n[Add]({new.tool})\n`;
    const page = await renderList(context, template, { ...DATA, "data/list.yml": settings });
    assert.equal(body(page), "## Barn\n\n- Wheel\n\nAdd\n");
  }
});

test("an id that no record has is found", async (context) => {
  const template = TEMPLATE.replace("components.barn.new", "components.bran.new");
  const { diagnostics } = await renderList(context, template, DATA);
  assert.deepEqual(
    diagnostics.map(({ reason, note }) => [reason, note]),
    [["“components.bran.new.tool”: there is no components entry “bran”.", "Did you mean “barn”?"]],
  );
});

test("addresses of lists on GitHub", () => {
  const cases: [string, unknown][] = [
    ["https://github.com/a/b", { repository: "https://github.com/a/b", branch: "main", folder: "" }],
    ["https://github.com/a/b/", { repository: "https://github.com/a/b", branch: "main", folder: "" }],
    ["https://github.com/a/b.git", { repository: "https://github.com/a/b", branch: "main", folder: "" }],
    ["https://github.com/a/b.js/tree/dev", { repository: "https://github.com/a/b.js", branch: "dev", folder: "" }],
    ["https://github.com/a/b/tree/dev/x/y/", { repository: "https://github.com/a/b", branch: "dev", folder: "x/y" }],
    ["https://github.example.com/a/b", { repository: "https://github.example.com/a/b", branch: "main", folder: "" }],
    ["https://github.com/a", undefined],
    ["https://github.com/a/b/issues", undefined],
    ["http://github.com/a/b", undefined],
    ["https://evil.example/github.com/a/b", undefined],
    ["https://github.com/a/b?x=1", undefined],
  ];
  for (const [url, home] of cases) assert.deepEqual(folderOnGitHub(url), home, url);
});

test("whatever the text, it arrives as it was, and Markdown finds nothing in the address", () => {
  const home = { repository: "https://github.com/a/b", branch: "main", folder: "" };
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      const url = newFileUrl(home, "data/tools/x.yml", text);
      assert.match(url, /^https:\/\/github\.com\/a\/b\/new\/main\?filename=data\/tools\/x\.yml&value=[\w.~%:+-]*$/);
      assert.equal(new URL(url).searchParams.get("value"), text.toWellFormed());
    }),
    { seed: 4 },
  );
});
