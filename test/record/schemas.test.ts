// The schemas: an editor can explain every field, and a list can bring its own.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { RESERVED_FOLDERS, reservedFields, type Schema } from "../../scripts/record/kinds.ts";
import { entriesOf } from "../../scripts/record/list.ts";
import { loadList } from "../../scripts/record/load.ts";
import { modelShape } from "../../scripts/template/model.ts";
import { render } from "../../scripts/template/render.ts";
import { isError } from "../../scripts/text/diagnostic.ts";
import { type Files, kindOf, MAIN_LIST, makeList, SCHEMAS } from "../support/lists.ts";
import { build, copyOf, lint } from "../support/proof-lists.ts";
import { runs } from "../support/runs.ts";

const BUILTIN: Record<string, Schema> = Object.fromEntries(
  readdirSync(SCHEMAS).map((file) => [
    file.replace(".schema.json", ""),
    JSON.parse(readFileSync(path.join(SCHEMAS, file), "utf8")),
  ]),
);
const { list: main } = loadList(MAIN_LIST);
const TOOL = kindOf(main, "tool").schema;

/** Every schema below a schema, with its path. */
function* everySchema(schema: Schema, path: string): Generator<[string, Schema]> {
  yield [path, schema];
  for (const [key, inner] of Object.entries(schema.properties ?? {})) yield* everySchema(inner, `${path}/${key}`);
  if (schema.items) yield* everySchema(schema.items, `${path}/items`);
  if (typeof schema.additionalProperties === "object") yield* everySchema(schema.additionalProperties, `${path}/*`);
}

for (const [kind, schema] of Object.entries(BUILTIN)) {
  test(`${kind}: every field has a title, a description and examples that it allows`, () => {
    for (const [path, field] of everySchema(schema, kind)) {
      assert.ok(field.title, `${path} has a title`);
      assert.ok(field.description, `${path} has a description`);
      if (path === kind) continue;
      assert.ok(field.examples?.length, `${path} has examples`);
      for (const example of field.examples ?? []) {
        const validate = main.schemas.validator(field);
        assert.ok(validate(example), `${path}: ${JSON.stringify(example)} ${JSON.stringify(validate.errors)}`);
      }
    }
  });

  test(`${kind}: no anyOf and no oneOf, whose messages nobody understands`, () => {
    assert.doesNotMatch(JSON.stringify(schema), /"(anyOf|oneOf)"/);
  });
}

const DATA: Files = {
  "data/components/pipeline.yml": "name: Pipeline\nposition: 0\n",
  "data/tools/vector.yml": "name: Vector\nlicence: MPL-2.0\ncomponents:\n  pipeline: {}\n",
};
const TEMPLATE =
  "## Pipeline\n\n<!-- each components.pipeline.tools -->\n| Tool | Licence |\n| --- | --- |\n| {name} | {licence} |\n";

function ownToolSchema(change: (schema: Record<string, unknown>) => void): string {
  const schema = JSON.parse(JSON.stringify(TOOL));
  change(schema);
  return JSON.stringify(schema, null, 2);
}

test("a column is added by a list's own schema and its template alone", async (t) => {
  const own = ownToolSchema((schema) => {
    schema.properties = {
      ...TOOL.properties,
      licence: { type: "string", contentMediaType: "text/markdown" },
    };
  });
  const root = await makeList(t, { ...DATA, "schemas/tool.schema.json": own });
  const { list, diagnostics } = loadList(root);
  assert.deepEqual(diagnostics, []);
  const page = render(list, TEMPLATE);
  assert.deepEqual(page.diagnostics, []);
  assert.match(page.markdown, /^\| Vector \| MPL-2\.0 \|$/m);
});

test("without it, the key is unknown in the data and the field in the template", async (t) => {
  const { list, diagnostics } = loadList(await makeList(t, DATA));
  assert.deepEqual(
    diagnostics.map(({ rule }) => rule),
    ["unknown-key"],
  );
  const page = render(list, TEMPLATE);
  assert.deepEqual(
    page.diagnostics.map(({ rule, range }) => [rule, range.start.line, range.start.column]),
    [["template-field", 6, 12]],
  );
});

const BROKEN: { name: string; text: string; message: RegExp }[] = [
  {
    name: "is not JSON",
    text: '{\n  "type": "object",\n  "required": [\n}\n',
    message: /^This is not JSON: a value is expected here\.$/,
  },
  {
    name: "has a comma too many",
    text: '{\n  "type": "object",\n}\n',
    message: /^This is not JSON: a comma stands in front of “}”\.$/,
  },
  {
    name: "is not a JSON Schema",
    text: ownToolSchema((schema) => {
      schema.minProperties = "one";
    }),
    message: /^`minProperties` must be integer\.$/,
  },
  {
    name: "declares no kind",
    text: ownToolSchema((schema) => {
      delete schema["x-kind"];
    }),
    message: /^This schema declares no kind of record\.$/,
  },
  {
    name: "is named by a property that is not there",
    text: ownToolSchema((schema) => {
      schema["x-kind"] = { folder: "tools", name: "nam" };
    }),
    message: /^There is no property “nam”\.$/,
  },
  {
    name: "refers to a kind that is not there",
    text: ownToolSchema((schema) => {
      schema.properties = { ...TOOL.properties, replacement: { type: "string", "x-ref": "tol" } };
    }),
    message: /^There is no kind “tol”\.$/,
  },
  {
    name: "has a keyword that nobody knows",
    text: ownToolSchema((schema) => {
      schema["x-order"] = 3;
    }),
    message: /^`x-order` must be array\.$/,
  },
  {
    name: "has a pattern that is none",
    text: ownToolSchema((schema) => {
      schema.properties = { ...TOOL.properties, founded: { type: "string", pattern: "(" } };
    }),
    message: /^“\(” is not a regular expression\.$/,
  },
  {
    name: "has a format that nobody knows",
    text: ownToolSchema((schema) => {
      schema.properties = { ...TOOL.properties, founded: { type: "string", format: "day" } };
    }),
    message: /^There is no format “day”\.$/,
  },
  {
    name: "lists no value",
    text: ownToolSchema((schema) => {
      schema.properties = { ...TOOL.properties, founded: { enum: [] } };
    }),
    message: /^`enum` has no values\.$/,
  },
  {
    name: "is of another draft",
    text: ownToolSchema((schema) => {
      schema.$schema = "http://json-schema.org/draft-07/schema#";
    }),
    message: /^“http:\/\/json-schema\.org\/draft-07\/schema#” is not the draft of JSON Schema that is read here\.$/,
  },
  {
    name: "says a property twice",
    text: '{\n  "x-kind": { "folder": "tools", "name": "name" },\n  "type": "object",\n  "type": "object"\n}\n',
    message: /^“type” stands twice in the same braces, and only one would count\.$/,
  },
  {
    name: "requires a property that it does not have",
    text: ownToolSchema((schema) => {
      schema.required = ["nmae"];
    }),
    message: /^There is no property “nmae”\.$/,
  },
  {
    name: "has a property that is null",
    text: ownToolSchema((schema) => {
      schema.properties = { ...TOOL.properties, founded: null };
    }),
    message: /^`founded` must be object or boolean\.$/,
  },
  {
    name: "calls its folder like something else that templates name",
    text: ownToolSchema((schema) => {
      schema["x-kind"] = { folder: "count", name: "name" };
    }),
    message: /^“count” means something else in templates\.$/,
  },
  {
    name: "starts new records with what it does not allow",
    text: ownToolSchema((schema) => {
      schema.properties = { ...TOOL.properties, year: { type: "integer", minimum: 1, "x-new": { value: 0 } } };
    }),
    message: /^New records start with this, and it must be >= 1\.$/,
  },
  {
    name: "orders by a number",
    text: ownToolSchema((schema) => {
      schema["x-kind"] = { folder: "tools", name: "name", order: [3] };
    }),
    message: /^Each of `order` must be string\.$/,
  },
  {
    name: "is named by a list",
    text: ownToolSchema((schema) => {
      schema["x-kind"] = { folder: "tools", name: "aliases" };
    }),
    message: /^“aliases” cannot be the name of a record\.$/,
  },
  {
    name: "has a text for its aliases",
    text: ownToolSchema((schema) => {
      schema["x-kind"] = { folder: "tools", name: "name", aliases: "url" };
    }),
    message: /^“url” cannot be the aliases of a record\.$/,
  },
  {
    name: "has a list for its footnote",
    text: ownToolSchema((schema) => {
      schema["x-kind"] = { folder: "tools", name: "name", note: "aliases" };
    }),
    message: /^“aliases” cannot be the note of a record\.$/,
  },
  {
    name: "has a parent that refers to nothing",
    text: ownToolSchema((schema) => {
      schema["x-kind"] = { folder: "tools", name: "name", parent: "url" };
    }),
    message: /^The parent is a property that refers to a record by its id\.$/,
  },
  {
    name: "declares a way that leads nowhere",
    text: ownToolSchema((schema) => {
      schema["x-kind"] = { folder: "tools", name: "name", through: { resources: ["nowhere.at.all"] } };
    }),
    message: /^“nowhere\.at\.all” does not lead to resources\.$/,
  },
  {
    name: "declares a way that is no list",
    text: ownToolSchema((schema) => {
      schema["x-kind"] = { folder: "tools", name: "name", through: { components: "components" } };
    }),
    message: /^`components` must be array\.$/,
  },
  {
    name: "orders what is no map",
    text: ownToolSchema((schema) => {
      schema.properties = { ...TOOL.properties, parts: { type: "array", "x-order": ["name"] } };
    }),
    message: /^`x-order` is for a map whose keys refer to records\.$/,
  },
  {
    name: "sorts by a list",
    text: ownToolSchema((schema) => {
      schema["x-kind"] = { folder: "tools", name: "name", order: ["name", "aliases"] };
    }),
    message: /^Records cannot be sorted by “aliases”\.$/,
  },
  {
    name: "sorts by what stands in a part",
    text: ownToolSchema((schema) => {
      schema["x-kind"] = { folder: "tools", name: "name", order: ["components.purposes"] };
    }),
    message: /^There is no property “components\.purposes”\.$/,
  },
  {
    name: "is complete with a property that is not there",
    text: ownToolSchema((schema) => {
      schema["x-complete"] = { type: "object", required: ["name", "ulr"] };
    }),
    message: /^There is no property “ulr”\.$/,
  },
  {
    name: "is complete with one that is not there in a part, if something else is",
    text: ownToolSchema((schema) => {
      const part = { type: "object", required: ["purpose"] };
      const components = { type: "object", properties: { pipeline: part } };
      schema["x-complete"] = {
        type: "object",
        if: { required: ["url"] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { properties: { components } },
      };
    }),
    message: /^There is no property “purpose”\.$/,
  },
  {
    name: "is drawn, and lets through nothing to draw",
    text: ownToolSchema((schema) => {
      schema["x-kind"] = { folder: "tools", name: "name", drawn: true };
    }),
    message: /^A record of this kind cannot be drawn, because it has no “grid” and no “nodes”\.$/,
  },
  {
    name: "refers with a list of kinds",
    text: ownToolSchema((schema) => {
      schema.properties = { ...TOOL.properties, part: { type: "string", "x-ref": ["component"] } };
    }),
    message: /^`x-ref` must be string\.$/,
  },
  {
    name: "refers from the list instead of its items",
    text: ownToolSchema((schema) => {
      schema.properties = {
        ...TOOL.properties,
        parts: { type: "array", items: { type: "string" }, "x-ref": "component" },
      };
    }),
    message: /^`x-ref` says what a text refers to, and this is none\.$/,
  },
  {
    name: "refers in one of several ways to read a value",
    text: ownToolSchema((schema) => {
      schema.properties = { ...TOOL.properties, part: { anyOf: [{ type: "string", "x-ref": "component" }] } };
    }),
    message: /^`x-ref` is not read here\.$/,
  },
  {
    name: "prints a property that is not there in the place of a name",
    text: ownToolSchema((schema) => {
      schema.properties = {
        ...TOOL.properties,
        part: { type: ["string", "object"], properties: { text: { type: "string" } }, "x-text": "txet" },
      };
    }),
    message: /^There is no property “txet”\.$/,
  },
  {
    name: "says below its root what is complete",
    text: ownToolSchema((schema) => {
      schema.properties = { ...TOOL.properties, part: { type: "string", "x-complete": { type: "object" } } };
    }),
    message: /^`x-complete` stands at the root of a schema\.$/,
  },
  {
    name: "has a mistake in what is complete",
    text: ownToolSchema((schema) => {
      schema["x-complete"] = { type: "object", requierd: ["url"] };
    }),
    message: /^“requierd” is not a keyword of JSON Schema, nor one of ours\.$/,
  },
  {
    name: "does not say that what is complete is an object",
    text: ownToolSchema((schema) => {
      schema["x-complete"] = { required: ["url"] };
    }),
    message: /^`x-complete` has no “type”\.$/,
  },
  {
    name: "leads to nothing",
    text: ownToolSchema((schema) => {
      schema.properties = { ...TOOL.properties, part: { $ref: "#/$defs/part" } };
    }),
    message: /^“#\/\$defs\/part” leads to no schema in this file\.$/,
  },
  {
    name: "leads to itself",
    text: ownToolSchema((schema) => {
      schema.$defs = { part: { type: "array", items: { $ref: "#/$defs/part" } } };
      schema.properties = { ...TOOL.properties, part: { $ref: "#/$defs/part" } };
    }),
    message: /^“#\/\$defs\/part” leads to itself\.$/,
  },
  {
    name: "says twice what a reference leads to",
    text: ownToolSchema((schema) => {
      schema.$defs = { part: { type: "string", minLength: 2 } };
      schema.properties = { ...TOOL.properties, part: { $ref: "#/$defs/part", minLength: 3 } };
    }),
    message: /^What “#\/\$defs\/part” leads to has “minLength”, too\.$/,
  },
  {
    name: "says twice what a reference leads to in two steps",
    text: ownToolSchema((schema) => {
      schema.$defs = { part: { $ref: "#/$defs/text" }, text: { type: "string", maxLength: 2 } };
      schema.properties = { ...TOOL.properties, part: { $ref: "#/$defs/part", maxLength: 3 } };
    }),
    message: /^What “#\/\$defs\/part” leads to has “maxLength”, too\.$/,
  },
  {
    name: "leads to nothing from what nothing leads to",
    text: ownToolSchema((schema) => {
      schema.$defs = { part: { $ref: "#/$defs/prat" } };
    }),
    message: /^“#\/\$defs\/prat” leads to no schema in this file\.$/,
  },
  {
    name: "refers to nothing where it is said once for two",
    text: ownToolSchema((schema) => {
      schema.$defs = { part: { type: "string", "x-ref": "prat" } };
      schema.properties = { ...TOOL.properties, a: { $ref: "#/$defs/part" }, b: { $ref: "#/$defs/part" } };
    }),
    message: /^There is no kind “prat”\.$/,
  },
  {
    name: "doubles with each level",
    text: ownToolSchema((schema) => {
      const levels = Array.from({ length: 40 }, (_, level) => {
        const next = { $ref: `#/$defs/l${level + 1}` };
        return [`l${level}`, { type: "object", properties: { a: next, b: next } }];
      });
      schema.$defs = { ...Object.fromEntries(levels), l40: { type: "string" } };
      schema.properties = { ...TOOL.properties, part: { $ref: "#/$defs/l0" } };
    }),
    message: /^References are followed more than 1000 times up to here\.$/,
  },
];

for (const { name, text, message } of BROKEN) {
  test(`a schema of a list that ${name} is the one finding, whatever the records are`, async (t) => {
    const root = await makeList(t, {
      "data/tools/vector.yml": "name: Vector\nstars: 7\n",
      "schemas/tool.schema.json": text,
    });
    const { list, diagnostics } = loadList(root);
    assert.equal(diagnostics.length, 1);
    assert.equal(diagnostics[0]?.file, "schemas/tool.schema.json");
    assert.match(diagnostics[0]?.reason ?? "", message);
    assert.equal(entriesOf(list, "tool").length, 0);
  });
}

const SHADOWED: typeof BROKEN = [
  {
    name: "calls a property like what is computed of each record",
    text: ownToolSchema((schema) => {
      schema.properties = { ...TOOL.properties, number: { type: "integer" } };
    }),
    message: /^“number” means something else in templates: its place among the others\.$/,
  },
  {
    name: "calls what it says of a pair like what is computed of each",
    text: ownToolSchema((schema) => {
      schema.properties = {
        ...TOOL.properties,
        parts: {
          type: "object",
          propertyNames: { type: "string", "x-ref": "component" },
          additionalProperties: { type: "object", properties: { others: { type: "string" } } },
        },
      };
    }),
    message: /^“others” means something else in templates: what else it refers to\.$/,
  },
  {
    name: "says of a pair in Markdown what a record says in plain text",
    text: ownToolSchema((schema) => {
      schema.properties = {
        ...TOOL.properties,
        about: { type: "string" },
        parts: {
          type: "object",
          propertyNames: { type: "string", "x-ref": "component" },
          additionalProperties: {
            type: "object",
            properties: { about: { type: "string", contentMediaType: "text/markdown" } },
          },
        },
      };
    }),
    message: /^“about” is Markdown here, and otherwise in a record of tools\.$/,
  },
];

for (const { name, text, message } of SHADOWED) {
  test(`a schema of a list that ${name} is warned of, and the records are there`, async (t) => {
    const record = { "data/tools/vector.yml": "name: Vector\ncomponents:\n  pipeline: {}\n" };
    const root = await makeList(t, { ...DATA, ...record, "schemas/tool.schema.json": text });
    const { list, diagnostics } = loadList(root);
    assert.deepEqual(
      diagnostics.map(({ file, severity }) => [file, severity]),
      [["schemas/tool.schema.json", "warning"]],
    );
    assert.match(diagnostics[0]?.reason ?? "", message);
    assert.equal(entriesOf(list, "tool").length, 1);
  });
}

test("what a schema says once, under $defs, counts wherever it is referred to", async (t) => {
  const own = ownToolSchema((schema) => {
    schema.$defs = { part: { title: "Part", type: "string", "x-ref": "component" } };
    schema.properties = {
      ...TOOL.properties,
      part: { $ref: "#/$defs/part", description: "What it is a part of." },
      parts: { type: "array", items: { $ref: "#/$defs/part" } },
    };
  });
  const { diagnostics } = loadList(
    await makeList(t, {
      ...DATA,
      "data/tools/vector.yml": "name: Vector\npart: pipeline\nparts: [pipeline, pipline]\n",
      "schemas/tool.schema.json": own,
    }),
  );
  assert.deepEqual(
    diagnostics.map(({ reason, note, range: { start } }) => [reason, note, start.line, start.column]),
    [["There is no component “pipline”.", "Did you mean “pipeline”?", 3, 19]],
  );
});

test("an anchor counts like a place under $defs, however often it is referred to", async (t) => {
  const game = (line: string): Files => ({
    "data/games/chess.yml": "name: Chess\nlines: [One, 2]\n",
    "schemas/game.schema.json": `{
  "x-kind": { "folder": "games", "name": "name" },
  "type": "object",
  "properties": { "name": { "$ref": "#line" }, "lines": { "type": "array", "items": { "$ref": "#line" } } },
  "$defs": { "line": ${line} }
}
`,
  });
  assert.deepEqual(await foundIn(t, game('{ "$anchor": "line", "type": "string" }')), [
    "data/games/chess.yml:2:14 Entry 2 of `lines` must be text, and YAML reads this as the number 2. | Put it in double quotes.",
  ]);
  assert.deepEqual(await foundIn(t, game('{ "$anchor": "lines", "type": "string" }')), [
    'schemas/game.schema.json:4:37 “#line” leads to no schema in this file. | Such as: "$ref": "#/$defs/NAME"',
    'schemas/game.schema.json:4:95 “#line” leads to no schema in this file. | Such as: "$ref": "#/$defs/NAME"',
  ]);
  assert.deepEqual(await foundIn(t, game('{ "$anchor": "line", "items": { "$ref": "#line" } }')), [
    "schemas/game.schema.json:5:62 “#line” leads to itself. | Write out as many levels as there are.",
  ]);
});

test("the formats of the draft are checked, and a misspelt one is a mistake of the schema", async (t) => {
  const game = (format: string): string =>
    `{"x-kind": {"folder": "games", "name": "name"}, "type": "object",
"properties": {"name": {"type": "string"}, "when": {"type": "string", "format": "${format}"}}}`;
  const saidOf = (format: string, when: string): Promise<string[]> =>
    foundIn(t, { "schemas/game.schema.json": game(format), "data/games/go.yml": `name: Go\nwhen: "${when}"\n` });
  for (const [format, right, wrong, example] of [
    ["date", "2024-02-29", "2023-02-29", "2026-11-29"],
    ["date-time", "2024-02-29T12:00:00+01:00", "2024-02-29", "2026-11-29T12:30:00Z"],
    ["time", "12:00:00Z", "12", "12:30:00Z"],
    ["email", "a.b@example.org", "a.b", "me@example.org"],
    ["uri", "https://example.org/a", "a", "https://example.org/"],
    ["uuid", "8c2d5c5e-3f60-4b3c-9d2a-0f1b6a7c8d9e", "8c2d5c5e", "8c2d5c5e-3f60-4b3c-9d2a-0f1b6a7c8d9e"],
  ] as const) {
    assert.deepEqual(await saidOf(format, right), []);
    const finding = `data/games/go.yml:2:7 \`when\` cannot be ${wrong}. | Written as: ${example}`;
    assert.deepEqual(await saidOf(format, wrong), [finding]);
  }
  for (const format of ["idn-email", "idn-hostname", "hostname", "iri-reference", "uri-reference", "regex"])
    assert.deepEqual(await saidOf(format, "a"), []);
  // Whatever is a URL is one that a page may link to.
  assert.deepEqual(await saidOf("uri", "javascript:x"), [
    'data/games/go.yml:2:7 The URL "javascript:x" starts with “javascript:”, and only https, http and mailto are allowed.',
  ]);
  assert.deepEqual(await saidOf("dtae", "a"), [
    "schemas/game.schema.json:2:81 There is no format “dtae”. | Did you mean “date”?",
  ]);
});

test("what only looks like a reference is none, and a name may have any characters", async (t) => {
  const own = ownToolSchema((schema) => {
    schema.$defs = { "a part/b": { type: "string", default: { $ref: "nowhere" }, examples: [{ $ref: "#/nothing" }] } };
    schema.properties = {
      ...TOOL.properties,
      part: { $ref: "#/$defs/a%20part~1b", title: "Part" },
      $ref: { type: "string" },
    };
    schema.patternProperties = { "^y-": { type: "string" } };
    schema.required = ["name", "y-axis"];
  });
  const { diagnostics } = loadList(
    await makeList(t, {
      ...DATA,
      "data/tools/vector.yml": "name: Vector\npart: p\ny-axis: y\n",
      "schemas/tool.schema.json": own,
    }),
  );
  assert.deepEqual(diagnostics, []);
});

test("a mistake in what is said once is reported where it stands", async (t) => {
  const own = `{
  "x-kind": { "folder": "tools", "name": "name" },
  "type": "object",
  "properties": { "name": { "type": "string" }, "a": { "$ref": "#/$defs/part" }, "b": { "$ref": "#/$defs/part" } },
  "$defs": { "part": { "type": "string", "x-ref": "prat" } }
}`;
  const { diagnostics } = loadList(await makeList(t, { ...DATA, "schemas/tool.schema.json": own }));
  assert.deepEqual(
    diagnostics.flatMap(({ file, line, column }) => (file === "schemas/tool.schema.json" ? [`${line}:${column}`] : [])),
    ["5:51"],
  );
});

test("a schema whose file no reference can name is a finding", async (t) => {
  const { diagnostics } = loadList(await makeList(t, { ...DATA, "schemas/My Shop.schema.json": "{}" }));
  assert.deepEqual(
    diagnostics.map(({ file, reason, note }) => [file, reason, note]),
    [
      [
        "schemas/My Shop.schema.json",
        "A kind is called what its schema's file is: small letters, digits and hyphens.",
        "Rename it: schemas/my-shop.schema.json",
      ],
    ],
  );
});

test("every name that templates know besides kinds is refused as a folder", async (t) => {
  const { list } = loadList(await makeList(t, DATA));
  const shape = modelShape({ ...list.schemas, kinds: { all: [], byName: new Map(), byFolder: new Map() } });
  assert.deepEqual(Object.keys("fields" in shape ? shape.fields() : {}).sort(), RESERVED_FOLDERS);
});

test("every name of what is computed of a record is refused as a property", () => {
  const { kinds } = main;
  const shape = modelShape(main.schemas);
  const folders = "fields" in shape ? shape.fields() : {};
  for (const kind of kinds.all) {
    const records = folders[kind.folder];
    const fields = records?.kind === "list" && "fields" in records.of ? Object.keys(records.of.fields()) : [];
    const own = [...Object.keys(kind.schema.properties ?? {}), ...kinds.all.map(({ folder }) => folder)];
    const computed = fields.filter((field) => !own.includes(field) || kind.through.has(field));
    const inLists = ["names", "others", "used"];
    const reserved = [...reservedFields(kind, kinds).keys()].filter((field) => !inLists.includes(field));
    assert.deepEqual(reserved.sort(), computed.sort(), kind.name);
  }
});

test("names and titles stand in one line; a text that is read as a whole may have several", async (t) => {
  const root = await makeList(t, {
    "data/list.yml": 'name: "A\\nB"\n',
    "data/components/a.yml": 'name: "A\\u2028B"\nposition: 0\npurposes: ["x\\r\\ny"]\n',
    "data/tools/a.yml": 'name: "A\\n"\naliases: ["a", "b\\nc"]\ncomponents: {b: {description: "x\\ny"}}\n',
    "data/examples/a.yml":
      'organisation: >\n  A\nposition: 0\ntechnologies: [{text: "x\\ny"}]\nnote: "x\\ny"\nreferences:\n  - {title: "x\\ny", url: "https://a.example/", by: "x\\ny", of: "("}\n',
    "data/resources/a.yml":
      'title: "x\\ny"\nparts: [{label: "x\\ny", url: "https://a.example/"}]\ndescription: "x\\ny"\n',
    "data/diagrams/a.yml":
      'title: "x\\ny"\nalt: "x\\ny"\ncaption: "x\\ny"\ngrid: "a\\nb"\nnodes: [{id: a, label: "x\\ny"}]\n',
  });
  const { diagnostics } = loadList(root);
  assert.deepEqual(
    diagnostics
      .filter(({ reason }) => reason.endsWith("has a line break in it."))
      .map(({ file, pointer }) => `${file} ${pointer}`),
    [
      "data/components/a.yml /name",
      "data/components/a.yml /purposes/0",
      "data/diagrams/a.yml /title",
      "data/diagrams/a.yml /caption",
      "data/examples/a.yml /organisation",
      "data/examples/a.yml /technologies/0/text",
      "data/examples/a.yml /references/0/title",
      "data/examples/a.yml /references/0/by",
      "data/list.yml /name",
      "data/resources/a.yml /title",
      "data/resources/a.yml /parts/0/label",
      "data/tools/a.yml /name",
      "data/tools/a.yml /aliases/1",
    ],
  );
  const hints = diagnostics.map(({ reason, note }) => `${reason} ${note}`);
  assert.ok(hints.includes("`organisation` has a line break in it. Write it in one line: A"), hints.join("\n"));
  assert.ok(hints.includes("Entry 1 of `purposes` has a line break in it. Write it in one line: x y"));
  // Whatever else is wrong with it is said as ever.
  assert.ok(hints.some((hint) => hint.startsWith("`of` cannot be (.")));
});

test("what a list's own schema asks for is said in its words", async (t) => {
  const own = ownToolSchema((schema) => {
    schema.properties = {
      ...TOOL.properties,
      stars: { type: "integer", maximum: 5, description: "How good it is.", examples: [4] },
      tags: { type: "array" },
    };
  });
  const root = await makeList(t, {
    "data/tools/a.yml": "name: A\nstars: 7\ntags: [x, {y: z}]\n",
    "schemas/tool.schema.json": own,
  });
  const { diagnostics } = loadList(root);
  assert.deepEqual(
    diagnostics.map(({ reason, note }) => [reason, note]),
    [["`stars` must be <= 5.", "How good it is. For example: 4"]],
  );
});

/** A list whose schemas let through what they do not declare. */
const GAMES: Files = {
  "data/list.yml": "name: Games\n",
  "schemas/game.schema.json": `{
  "x-kind": { "folder": "games", "name": "name", "order": ["year"] },
  "type": "object", "required": ["name"],
  "properties": { "name": { "type": "string" }, "year": { "type": "integer" }, "shop": { "type": "string", "x-ref": "shop" } }
}
`,
  "schemas/shop.schema.json": `{
  "x-kind": { "folder": "shops", "name": "name" },
  "type": "object", "required": ["name"],
  "properties": { "name": { "type": "string" }, "url": { "type": "string", "format": "uri-reference" }, "year": {} }
}
`,
  "data/shops/shop.yml": "name: Shop\nurl: https://shop.example.org/\n",
};

/** @returns `FILE:LINE:COLUMN MESSAGE | HINT` of each finding about a list like that */
async function foundIn(t: TestContext, files: Files): Promise<string[]> {
  const root = await makeList(t, { ...GAMES, ...files });
  for (const file of readdirSync(SCHEMAS))
    if (!Object.hasOwn({ ...GAMES, ...files }, `schemas/${file}`)) await rm(path.join(root, "schemas", file));
  return loadList(root).diagnostics.map(
    ({ file, line, column, reason, note }) => `${file}:${line}:${column} ${reason}${note ? ` | ${note}` : ""}`,
  );
}

test("a record is told to move only where its keys are those of another kind", async (t) => {
  assert.deepEqual(
    await foundIn(t, {
      // Its keys are declared here, and each is declared by the other kind, too.
      "data/games/soon.yml": "name: Soon\nyear: soon\n",
      // The other kind lets this through, and does not declare it.
      "data/games/lost.yml": "name: 7\nrating: 3\n",
      "data/games/unnamed.yml": "{}\n",
      // Slips.
      "data/shops/slip.yml": "name: Slip\nurl: [x]\nyaer: 3\n",
      "data/games/other.yml": "name: Other\nyear: never\nurl: https://other.example.org/\n",
    }),
    [
      "data/games/lost.yml:1:7 `name` must be text, and YAML reads this as the number 7. | Put it in double quotes.",
      "data/games/other.yml:1:1 This is a shop, in the folder of something else. | Move it to data/shops/other.yml.",
      "data/games/soon.yml:2:7 `year` must be a whole number, not text.",
      "data/games/unnamed.yml:1:1 This record has no `name`. | Add `name`.",
      "data/shops/slip.yml:2:6 `url` must be text, not a list.",
    ],
  );
});

test("a record has the name by which it is called, whatever its schema requires", async (t) => {
  const schema = GAMES["schemas/game.schema.json"]?.replace('"required": ["name"],', "") ?? "";
  assert.deepEqual(
    await foundIn(t, { "schemas/game.schema.json": schema, "data/games/anon.yml": "year: 1990\nshop: shop\n" }),
    ["data/games/anon.yml:1:1 This record has no `name`. | Add `name`."],
  );
});

test("a mistake in a schema is said in its own words, once, where it is mended", async (t) => {
  const said = async (from: string, to: string): Promise<string[]> => {
    const schema = GAMES["schemas/game.schema.json"] ?? "";
    assert.ok(schema.includes(from));
    const found = await foundIn(t, { "schemas/game.schema.json": schema.replace(from, to) });
    return found.map((each) => each.replace("schemas/game.schema.json:", ""));
  };
  const year = '{ "type": "integer" }';
  assert.deepEqual(await said('"x-ref": "shop"', '"x-ref": "Shop"'), [
    "4:117 There is no kind “Shop”. | Did you mean “shop”?",
  ]);
  assert.deepEqual(await said('"x-ref": "shop"', '"x-ref": "shop.name.x"'), [
    "4:117 A shop has no “name.x”. | Did you mean “name”?",
  ]);
  assert.deepEqual(await said('"games"', '"My Games"'), [
    '2:25 “My Games” cannot be a `folder`. | In kebab-case: "my-games"',
  ]);
  assert.deepEqual(await said(year, '{ "type": ["integer", "strin"] }'), [
    "4:79 “strin” is not a `type`. | Did you mean “string”?",
  ]);
  assert.deepEqual(await said(year, '{ "type": "text" }'), [
    "4:67 “text” is not a `type`. | One of: array, boolean, integer, null, number, object, string.",
  ]);
  assert.deepEqual(await said('"type": "object", ', ""), [
    '3:3 `required` goes with "type": "object", and it is not said here. | Add: "type": "object"',
  ]);
  assert.deepEqual(await said(year, '{ "type": "integer", "minLength": 1 }'), [
    '4:78 `minLength` goes with "type": "string", and here it is "integer". | Change the type, or delete `minLength`.',
  ]);
  assert.deepEqual(await said(year, '{ "type": ["boolean", "string"], "contentMediaType": "text/markdown" }'), [
    '4:90 `contentMediaType` goes with "type": "string", and here it is ["boolean","string"]. | Change the type, or delete `contentMediaType`.',
  ]);
  assert.deepEqual(await said(year, '{ "type": ["string", "null"], "contentMediaType": "text/markdown" }'), []);
  assert.deepEqual(await said(year, '{ "type": "integer", "anyOf": [{ "type": "string" }] }'), [
    "4:98 It cannot be “string”, because it is “integer” already. | Take out one of them.",
  ]);
  assert.deepEqual(await said(year, '{ "type": "array", "minContains": 1 }'), [
    "4:76 `minContains` says nothing without `contains`. | Add `contains`, or delete it.",
  ]);
  assert.deepEqual(await said('"type": "object", ', '"type": "object", "patternProperties": { "^(x": {} }, '), [
    "3:44 “^(x” is not a regular expression. | Write \\\\ in front of a bracket that is meant as it stands.",
  ]);
  // What JSON Schema allows is none.
  assert.deepEqual(await said('"shop": {', '"pair": { "type": "array", "prefixItems": [{}, {}] }, "shop": {'), []);
  assert.deepEqual(await said('"type": "object", ', '"type": "object", "patternProperties": { "^y": {} }, '), []);
});

test("what a record lacks or may not have is said of the key, once, and with what it may be", async (t) => {
  const said = async (schema: string, value: string, more = ""): Promise<string[]> => {
    const text = `{"x-kind": {"folder": "games", "name": "name"}, "type": "object", ${more}
"properties": {"name": {"type": "string"}, "x": ${schema}}}`;
    const found = await foundIn(t, {
      "schemas/game.schema.json": text,
      "data/games/go.yml": value.startsWith("name") ? value : `name: Go\nx: ${value}\n`,
    });
    return found.map((each) => each.replace("data/games/go.yml:", ""));
  };
  const keys = (names: string): string => `{"type": "object", "propertyNames": ${names}}`;
  assert.deepEqual(await said(keys('{"pattern": "^[a-z]{2}$"}'), "{deu: Spiel}"), [
    "2:5 “deu” cannot be a key here. | It has to match ^[a-z]{2}$",
  ]);
  assert.deepEqual(await said(keys('{"pattern": "^[a-z]{2}$", "description": "Two letters."}'), "{deu: Spiel}"), [
    "2:5 “deu” cannot be a key here. | Two letters.",
  ]);
  assert.deepEqual(await said(keys('{"enum": ["de", "en"]}'), "{ed: Spiel}"), [
    "2:5 “ed” cannot be a key here. | Did you mean “de”?",
  ]);
  assert.deepEqual(await said(keys('{"pattern": "^[a-z0-9]+(?:-[a-z0-9]+)*$"}'), "{My Key: 1}"), [
    "2:5 “My Key” is not an id. | An id is kebab-case: my-key",
  ]);
  assert.deepEqual(await said("{}", "name: Go\nLang: x\n", '"propertyNames": {"pattern": "^[a-z]+$"},'), [
    "2:1 “Lang” cannot be a key here. | It has to match ^[a-z]+$",
  ]);
  assert.deepEqual(await said('{"const": 1999}', "2001"), ["2:4 `x` can only be 1999."]);
  assert.deepEqual(await said('{"type": "array", "contains": {"const": "dice"}}', "[board, cards]"), [
    "2:4 `x` has no entry dice.",
  ]);
  assert.deepEqual(
    await said('{"type": "array", "contains": {"const": "dice"}, "maxContains": 1}', "[dice, board, dice]"),
    ["2:4 `x` must contain at least 1 and no more than 1 valid item(s)."],
  );
  assert.deepEqual(await said("false", "2001"), ["2:1 `x` cannot stand here. | Delete it."]);
  const pair = '"dependentSchemas": {"y": {"properties": {"x": false}}},';
  assert.deepEqual(await said("{}", "name: Go\ny: 1\nx: 2\n", pair), [
    "3:1 `x` cannot stand beside `y`. | Keep one of the two.",
  ]);
});

test("a folder in the place of a schema is a finding", async (t) => {
  const root = await makeList(t, { "schemas/other.json": "" });
  await rm(path.join(root, "schemas/tool.schema.json"));
  await mkdir(path.join(root, "schemas/tool.schema.json"));
  assert.deepEqual(
    loadList(root).diagnostics.map(({ file, reason }) => `${file}: ${reason}`),
    ["schemas/tool.schema.json: This is a folder, and a schema is a file."],
  );
});

test("names that every object of JavaScript has are names like any other", async (t) => {
  for (const name of ["constructor", "toString", "hasOwnProperty", "valueOf"]) {
    const schema = `{"type": "object", "x-kind": {"folder": "books", "name": "title"}, "required": ["title", "${name}"], "additionalProperties": false, "properties": {"title": {"type": "string"}, "${name}": {"type": "string"}}}`;
    const root = await makeList(t, {
      "data/list.yml": "name: Test\n",
      "schemas/book.schema.json": schema,
      "data/books/with.yml": `title: With\n${name}: x\n`,
      "data/books/without.yml": "title: Without\n",
      "data/books/constructor.yml": `title: ${name}\n${name}: x\n`,
    });
    const { diagnostics, list } = loadList(root);
    assert.deepEqual(
      diagnostics.map(({ file, reason }) => `${file}: ${reason}`),
      [`data/books/without.yml: This record has no \`${name}\`.`],
    );
    assert.deepEqual(list.byName.get("book")?.get(name)?.id, "constructor");
  }
});

/** Every place of a JSON value, as the keys and indexes that lead there. */
function placesIn(value: unknown, at: readonly string[] = []): string[][] {
  const inside = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [[...at], ...inside.flatMap(([key, inner]) => placesIn(inner, [...at, key]))];
}

/** A copy with something else at a place; without it, where that is `undefined`. */
function withOther(value: unknown, [key, ...rest]: readonly string[], other: unknown): unknown {
  if (key === undefined) return other;
  const copy: unknown = structuredClone(value);
  if (Array.isArray(copy)) return copy.with(Number(key), withOther(copy[Number(key)], rest, other) ?? null);
  const entries = Object.entries(Object(copy)).map(([name, inner]) => [
    name,
    name === key ? withOther(inner, rest, other) : inner,
  ]);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

const OTHERS = [undefined, null, true, -1, "", "topic", "#/$defs/x", "__proto__", [], ["title"], [null], {}].concat([
  { type: "string" },
  { "x-ref": "topic" },
  { $ref: "#" },
  { $ref: "#/properties/title" },
]);

test("whatever a schema says, the list is linted and built, or it is said why not", async (t) => {
  const root = await copyOf(t, "courses");
  const folder = path.join(root, "schemas");
  const texts = new Map(readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), "utf8")]));
  const places = [...texts].flatMap(([file, text]) => placesIn(JSON.parse(text)).map((at) => ({ file, at })));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), fc.constantFrom(...OTHERS), async ({ file, at }, other) => {
      const text = texts.get(file) ?? "";
      writeFileSync(path.join(folder, file), JSON.stringify(withOther(JSON.parse(text), at, other) ?? null, null, 2));
      const found = await lint(root);
      const { page, diagnostics } = await build(root);
      assert.ok(page !== "" || [...found, ...diagnostics].some(isError));
      writeFileSync(path.join(folder, file), text);
    }),
    runs(150),
  );
});
