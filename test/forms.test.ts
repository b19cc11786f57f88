// The issue forms: valid as GitHub's documentation has it, with all that a list has to offer.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { issueForms, labelFor } from "../scripts/forms/issue-forms.ts";
import { loadList } from "../scripts/record/load.ts";
import { copyLists, MAIN_LIST, makeList } from "./support/lists.ts";
import { LISTS, NAMES } from "./support/proof-lists.ts";
import { HOME } from "./support/run.ts";

const TEXT = { type: "string", minLength: 1 };

/** An element of the body with these attributes. */
const element = (type: string, required: readonly string[], attributes: object, validations?: object) => ({
  type: "object",
  required: ["type", "attributes"],
  additionalProperties: false,
  properties: {
    type: { const: type },
    ...(type === "markdown" ? {} : { id: { type: "string", pattern: "^[A-Za-z0-9_-]+$" } }),
    attributes: { type: "object", required, additionalProperties: false, properties: attributes },
    ...(validations === undefined
      ? {}
      : {
          validations: { type: "object", additionalProperties: false, properties: { required: { type: "boolean" } } },
        }),
  },
});

/**
 * By hand, from GitHub's documentation.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
 */
const FORM = {
  type: "object",
  required: ["name", "description", "body"],
  additionalProperties: false,
  properties: {
    name: TEXT,
    description: TEXT,
    title: TEXT,
    labels: { type: "array", items: TEXT },
    assignees: { type: "array", items: TEXT },
    projects: { type: "array", items: TEXT },
    type: TEXT,
    body: {
      type: "array",
      minItems: 1,
      contains: { properties: { type: { not: { const: "markdown" } } } },
      items: {
        oneOf: [
          element("markdown", ["value"], { value: TEXT }),
          element("input", ["label"], { label: TEXT, description: TEXT, placeholder: TEXT, value: TEXT }, {}),
          element(
            "textarea",
            ["label"],
            { label: TEXT, description: TEXT, placeholder: TEXT, value: TEXT, render: TEXT },
            {},
          ),
          element(
            "dropdown",
            ["label", "options"],
            {
              label: TEXT,
              description: TEXT,
              multiple: { type: "boolean" },
              // “None” is what GitHub itself offers.
              options: {
                type: "array",
                minItems: 1,
                uniqueItems: true,
                items: { ...TEXT, not: { pattern: "^[Nn]one$" } },
              },
              default: { type: "integer", minimum: 0 },
            },
            {},
          ),
        ],
      },
    },
  },
};

const CONFIG = {
  type: "object",
  additionalProperties: false,
  properties: {
    blank_issues_enabled: { type: "boolean" },
    contact_links: {
      type: "array",
      items: {
        type: "object",
        required: ["name", "url", "about"],
        additionalProperties: false,
        properties: { name: TEXT, url: { type: "string", pattern: "^https://" }, about: TEXT },
      },
    },
  },
};

for (const root of [MAIN_LIST, ...NAMES.map((name) => path.join(LISTS, name))]) {
  test(`${path.basename(root)}: the forms are valid as GitHub documents it, with labels that tell the answers apart`, () => {
    const { list } = loadList(root);
    const ajv = new Ajv2020({ strict: false });
    const suggested = list.kinds.all.filter(({ form }) => form !== undefined).map(({ name }) => name);
    const forms = issueForms(list);
    assert.deepEqual(
      [...forms.keys()].sort(),
      [...suggested, "config", "problem"].map((name) => `.github/ISSUE_TEMPLATE/${name}.yml`).sort(),
    );
    for (const [file, text] of forms) {
      // GitHub reads YAML 1.1.
      const form: unknown = parse(text, { version: "1.1" });
      const validate = ajv.compile(file.endsWith("/config.yml") ? CONFIG : FORM);
      assert.ok(validate(form), `${file}: ${JSON.stringify(validate.errors, null, 1)}`);
      for (const key of [/^ {4}id: .*$/gm, /^ {6}label: .*$/gm]) {
        const found = text.match(key) ?? [];
        assert.equal(new Set(found).size, found.length, file);
      }
    }
  });
}

/** What a form offers under each of its ids; `undefined` where people write. */
function optionsIn(root: string, name: string): Map<string, string[] | undefined> {
  const form = issueForms(loadList(root).list).get(`.github/ISSUE_TEMPLATE/${name}.yml`);
  const { body }: { body: { id: string; attributes: { options?: string[] } }[] } = parse(form ?? "");
  return new Map(body.map(({ id, attributes }) => [id, attributes.options]));
}

test("a form offers what there is to choose from, by the names that people know", () => {
  const tool = optionsIn(MAIN_LIST, "tool");
  assert.ok(tool.get("components")?.includes("Data Pipeline: Stream processing"));
  assert.ok(tool.get("components")?.includes("Response Orchestration and Automation"));
  assert.deepEqual(tool.get("status"), ["active", "unmaintained", "archived", "renamed", "discontinued"]);
  // What people suggest comes and goes, and a form that named it would be older than the list each time.
  assert.deepEqual([tool.has("replacement"), tool.get("replacement")], [true, undefined]);
  // A picture can be drawn in a clone only, and the place of a row is nobody's first thought.
  const example = optionsIn(MAIN_LIST, "example");
  assert.deepEqual([...example.keys()].slice(1), ["organisation", "technologies", "references", "note"]);
  const book = optionsIn(path.join(LISTS, "books"), "book");
  assert.deepEqual(book.get("shop"), ["Corner Bookshop", "Harbour Press", "Night Owl Books", "Paper Moon"]);
  assert.deepEqual(book.get("shelf"), ["Programming", "Graphic novels", "Mathematics"]);
  const api = optionsIn(path.join(LISTS, "public-apis"), "api");
  assert.deepEqual(api.get("https"), ["yes", "no"]);
});

test("a new component, purpose or schema field is in the form without a line of code", async (context) => {
  const root = await copyLists(context);
  await writeFile(path.join(root, "data/components/barn.yml"), "name: Barn\nposition: 9\npurposes: ['Hay, straw']\n");
  const file = path.join(root, "schemas/tool.schema.json");
  const schema = JSON.parse(await readFile(file, "utf8"));
  schema.properties.licence = { title: "Licence", description: "Its licence.", examples: ["MIT"], type: "string" };
  await writeFile(file, JSON.stringify(schema));
  const template = path.join(root, "templates/README.md");
  await writeFile(
    template,
    `${await readFile(template, "utf8")}\n## Barn\n\n<!-- each components.barn.tools -->\n- {name}\n`,
  );
  const { list } = loadList(root);
  const forms = issueForms(list);
  const tool = forms.get(".github/ISSUE_TEMPLATE/tool.yml") ?? "";
  assert.match(tool, /- "Barn: Hay, straw"\n/);
  assert.match(tool, /- type: input\n {4}id: licence\n/);
  const problem = parse(forms.get(".github/ISSUE_TEMPLATE/problem.yml") ?? "");
  assert.deepEqual(problem.body.find(({ id }: { id: string }) => id === "where").attributes.options.slice(4, 7), [
    "Investigation and Case Management",
    "Barn",
    "Example, or its drawing",
  ]);
  // A tool more is no reason to make the forms again.
  await writeFile(
    path.join(root, "data/tools/log-mill.yml"),
    "name: Log Mill\ncomponents: {barn: {purposes: ['Hay, straw']}}\n",
  );
  assert.deepEqual(issueForms(loadList(root).list), forms);
});

test("a problem is in a section of the page, or about a kind: records without a section are not offered", async (context) => {
  const schema = (folder: string, more: object = {}): string =>
    JSON.stringify({
      title: folder,
      "x-kind": { folder, name: "name", ...("parent" in more && { parent: "parent" }) },
      type: "object",
      properties: { name: { type: "string" }, ...more },
    });
  const root = await makeList(context, {
    "data/list.yml": "name: Games\nrepository: https://github.com/owner/games\n",
    "schemas/game.schema.json": schema("games", {
      maker: { type: "string", "x-ref": "maker" },
      genre: { type: "string", "x-ref": "genre" },
      seller: { type: "string", "x-ref": "seller" },
    }),
    "schemas/maker.schema.json": schema("makers"),
    "schemas/seller.schema.json": schema("sellers"),
    "schemas/genre.schema.json": schema("genres", { parent: { type: "string", "x-ref": "genre" } }),
    "data/games/go.yml": "name: Go\nmaker: ann\ngenre: war\n",
    "data/makers/ann.yml": "name: Ann\n",
    "data/sellers/shop.yml": "name: Shop\n",
    "data/genres/strategy.yml": "name: Strategy\n",
    "data/genres/war.yml": "name: War\nparent: strategy\n",
    "templates/README.md":
      "# Games\n\n<!-- each games -->\n- {name} {maker} {genre}\n\n<!-- each sellers -->\n## {name}\n\n### Ann\n",
  });
  const options = (): string[] => {
    const form = parse(issueForms(loadList(root).list).get(".github/ISSUE_TEMPLATE/problem.yml") ?? "");
    return form.body.find(({ id }: { id: string }) => id === "where").attributes.options;
  };
  const elsewhere = ["A form, a check or a command", "Something else"];
  const own = options().filter((each) => !/^(?:Component|Example|Resource|Tool)\b/.test(each));
  assert.deepEqual(own, ["Strategy", "Ann", "Shop", "games", ...elsewhere]);
});

test("an answer is promised where a workflow gives it, and a kind is called by its title whatever its grammar", async (context) => {
  const root = await copyLists(context);
  const file = path.join(root, "schemas/tool.schema.json");
  await writeFile(file, (await readFile(file, "utf8")).replace('"title": "Tool"', '"title": "Software"'));
  const text = (): string => issueForms(loadList(root).list).get(".github/ISSUE_TEMPLATE/tool.yml") ?? "";
  assert.match(text(), /^name: "Suggest: Software"$/m);
  assert.match(text(), /^title: "New software: "$/m);
  assert.doesNotMatch(text(), /a comment shows the entry/);
  await mkdir(path.join(root, ".github/workflows"), { recursive: true });
  await writeFile(path.join(root, ".github/workflows/suggest.yml"), "name: Suggest\n");
  assert.match(text(), /A minute after you file this, a comment shows the entry/);
});

test("the workflow answers the issues that have a form's label", async () => {
  const workflow = parse(await readFile(path.join(HOME, ".github/workflows/suggest.yml"), "utf8"));
  assert.deepEqual(workflow.permissions, { contents: "read" });
  const [job] = Object.values<{ if: string; permissions: object; steps: { run?: string; uses?: string }[] }>(
    workflow.jobs,
  );
  assert.deepEqual(job?.permissions, { contents: "read", issues: "write" });
  const [, start = ""] =
    /^contains\(join\(github\.event\.issue\.labels\.\*\.name, ' '\), '(.*)'\)$/.exec(job?.if ?? "") ?? [];
  for (const root of [MAIN_LIST, ...NAMES.map((name) => path.join(LISTS, name))]) {
    for (const kind of loadList(root).list.kinds.all) assert.ok(labelFor(kind).startsWith(start), kind.name);
  }
  assert.equal(start, "new ");
  const pinned = await readFile(path.join(HOME, ".github/actions.yml"), "utf8");
  for (const { run = "", uses } of job?.steps ?? []) {
    assert.doesNotMatch(run, /\$\{\{|\n/);
    if (uses !== undefined) assert.ok(pinned.includes(`hash: ${uses.split("@")[1]}`), uses);
  }
});
