// The issue forms: valid as GitHub's documentation has it, with what the schemas and records offer.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { issueForms, labelFor } from "../scripts/forms/issue-forms.ts";
import { loadList } from "../scripts/record/load.ts";
import { copyLists, kindOf, MAIN_LIST } from "./support/lists.ts";
import { HOME } from "./support/run.ts";

/** The forms of the main list, by the names of their files. */
const FORMS = new Map(issueForms(loadList(MAIN_LIST).list).map(({ file, text }) => [path.posix.basename(file), text]));
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

test("the forms are valid as GitHub documents it, with labels that tell the answers apart", async () => {
  const ajv = new Ajv2020({ strict: false });
  assert.deepEqual([...FORMS.keys()].sort(), ["config.yml", "example.yml", "problem.yml", "tool.yml"]);
  for (const [file, source] of FORMS) {
    const validate = ajv.compile(file === "config.yml" ? CONFIG : FORM);
    assert.ok(validate(parse(source)), `${file}: ${JSON.stringify(validate.errors, null, 1)}`);
    for (const key of [/^ {4}id: .*$/gm, /^ {6}label: .*$/gm]) {
      const found = source.match(key) ?? [];
      assert.equal(new Set(found).size, found.length, file);
    }
  }
});

test("a tool's form offers every component with its purposes, and a status that the schema has", () => {
  const form = parse(FORMS.get("tool.yml") ?? "");
  const options = new Map<string, string[]>(
    form.body.map(({ id, attributes }: { id: string; attributes: { options: string[] } }) => [id, attributes.options]),
  );
  assert.ok(options.get("components")?.includes("Data Pipeline: Stream processing"));
  assert.ok(options.get("components")?.includes("Response Orchestration and Automation"));
  assert.deepEqual(options.get("status"), ["active", "unmaintained", "archived", "renamed", "discontinued"]);
});

test("a new component, purpose or schema field is in the form without a line of code", async (context) => {
  const root = await copyLists(context);
  await writeFile(path.join(root, "data/components/barn.yml"), "name: Barn\nposition: 9\npurposes: ['Hay, straw']\n");
  const file = path.join(root, "schemas/tool.schema.json");
  const schema = JSON.parse(await readFile(file, "utf8"));
  schema.properties.licence = { title: "Licence", description: "Its licence.", examples: ["MIT"], type: "string" };
  await writeFile(file, JSON.stringify(schema));
  const { list } = loadList(root);
  const forms = issueForms(list);
  const tool = forms.find(({ file }) => file.endsWith("/tool.yml"));
  assert.match(tool?.text ?? "", /- "Barn: Hay, straw"\n/);
  assert.match(tool?.text ?? "", /- type: input\n {4}id: licence\n/);
  const problem = parse(forms.find(({ file }) => file.endsWith("/problem.yml"))?.text ?? "");
  assert.deepEqual(problem.body.find(({ id }: { id: string }) => id === "where").attributes.options.slice(4, 7), [
    "Investigation and Case Management",
    "Barn",
    "An example, or its drawing",
  ]);
  // A tool more is no reason to make the forms again.
  await writeFile(
    path.join(root, "data/tools/log-mill.yml"),
    "name: Log Mill\ncomponents: {barn: {purposes: ['Hay, straw']}}\n",
  );
  assert.deepEqual(issueForms(loadList(root).list), forms);
});

test("the workflow answers the issues that have a form's label", async () => {
  const workflow = parse(await readFile(path.join(HOME, ".github/workflows/suggest.yml"), "utf8"));
  assert.deepEqual(workflow.permissions, { contents: "read" });
  const [job] = Object.values<{ if: string; permissions: object; steps: { run?: string; uses?: string }[] }>(
    workflow.jobs,
  );
  assert.deepEqual(job?.permissions, { contents: "read", issues: "write" });
  for (const name of ["tool", "example"]) {
    const label = labelFor(kindOf(loadList(MAIN_LIST).list, name));
    assert.ok(job?.if.includes(`'${label}'`), label);
  }
  const pinned = await readFile(path.join(HOME, ".github/actions.yml"), "utf8");
  for (const { run = "", uses } of job?.steps ?? []) {
    assert.doesNotMatch(run, /\$\{\{|\n/);
    if (uses !== undefined) assert.ok(pinned.includes(`hash: ${uses.split("@")[1]}`), uses);
  }
});
