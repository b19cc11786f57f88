// The matrix of a list of examples and of random ones: it says what the drawings say.
import assert from "node:assert/strict";
import { cp, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { stringify } from "yaml";
import { type Entry, nameOf } from "../../scripts/record/entry.ts";
import { entriesOf, type List } from "../../scripts/record/list.ts";
import { loadList } from "../../scripts/record/load.ts";
import { drawList } from "../../scripts/template/drawings.ts";
import { render } from "../../scripts/template/render.ts";
import { type Cleanup, copyLists, type Files, kindOf, makeList } from "../support/lists.ts";
import { runs } from "../support/runs.ts";

/** The template and schemas of a page with such a matrix, for the frozen list. */
const NEW = path.join(import.meta.dirname, "../absorb/new-template");

const MATRIX =
  '<!-- each examples -->\n| Example | {components.id} |\n| --- | --- |\n| {id} | {[✓](#{id} "{components.names}")} |\n';

/** By example and component, the title of the mark there. */
function matrixOf(list: List): Map<string, Map<string, string>> {
  const { markdown, diagnostics } = render(list, MATRIX);
  assert.deepEqual(
    diagnostics.map(String).filter((text) => !/Nothing prints/.test(text)),
    [],
  );
  const [heading = [], , ...rows] = markdown
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
  return new Map(
    rows.map((row) => [
      row[1] ?? "",
      new Map(
        row.flatMap((cell, index) => {
          const [, title] = /^\[✓\]\(#.* "(.*)"\)$/.exec(cell) ?? [];
          return title === undefined ? [] : [[heading[index] ?? "", title]];
        }),
      ),
    ]),
  );
}

/** By diagram, the components whose colours its drawing explains in its legend. */
function legendsOf(list: List): Map<string, string[]> {
  const components = entriesOf(list, kindOf(list, "component"));
  return new Map(
    drawList(list, new Map(), false).map(({ drawing }) => {
      const texts = [...(drawing?.svg() ?? "").matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
      const explained = components.filter((component) => texts.includes(nameOf(component)));
      return [path.basename(drawing?.file ?? "", ".svg"), explained.map(({ id }) => id)];
    }),
  );
}

/** What stands in lists, texts or names of a record. */
const namesIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** What the matrix has to say, by a way of its own: the drawings' legends, texts with a stage, tools that are not drawn. */
function expected(list: List, example: Entry, legends: ReadonlyMap<string, string[]>): string[] {
  const tools = list.byName.get("tool");
  const diagrams = namesIn(example.data.diagram).flatMap((id) => list.byId.get("diagram")?.get(id) ?? []);
  const found = new Set(diagrams.flatMap(({ id }) => legends.get(id) ?? []));
  const spokenFor = new Set<Entry | undefined>();
  for (const { data, id } of diagrams) {
    if (legends.get(id)?.length === 0) continue;
    for (const node of Object(data).nodes) {
      for (const name of [node.tool, ...namesIn(node.tools)]) spokenFor.add(tools?.get(name));
    }
  }
  const technologies = Object(example.data).technologies.map((each: unknown) =>
    typeof each === "string" ? { tools: [each] } : each,
  );
  for (const { stage, tools: named } of technologies) {
    if (stage === undefined) continue;
    found.add(stage);
    for (const name of namesIn(named)) spokenFor.add(tools?.get(name));
  }
  for (const { tools: named } of technologies) {
    for (const tool of namesIn(named).map((name) => tools?.get(name))) {
      if (!spokenFor.has(tool)) for (const id of Object.keys(Object(tool?.data.components))) found.add(id);
    }
  }
  return [...found].sort();
}

function assertAgrees(list: List): void {
  const [matrix, legends] = [matrixOf(list), legendsOf(list)];
  for (const example of entriesOf(list, kindOf(list, "example"))) {
    assert.deepEqual([...(matrix.get(example.id)?.keys() ?? [])].sort(), expected(list, example, legends), example.id);
  }
}

test("each example of the list has the marks that its drawings, its texts and its other tools give it", async (context) => {
  const root = await copyLists(context);
  await cp(NEW, root, { recursive: true });
  const { list } = loadList(root);
  assertAgrees(list);
  const matrix = matrixOf(list);
  assert.equal(matrix.get("apple")?.get("detection-as-code-pipeline"), "DetectionKit, Notebook-based testing CI");
  // Databricks and Spark are tools of the data pipeline, but its drawing has neither there.
  assert.equal(matrix.get("apple")?.get("data-pipeline"), undefined);
  // A frame with a stage stands for the tools in it.
  assert.match(matrix.get("netflix")?.get("data-pipeline") ?? "", /^Kafka, Apache Spark|^Kafka, Spark/);
});

const STAGES = ["north", "south", "east"];
const TOOLS = ["Anvil", "Bellows", "Crane", "Drill"];
const stage = fc.option(fc.constantFrom(...STAGES), { nil: undefined });
const places = fc.uniqueArray(fc.constantFrom(...STAGES), { maxLength: 2 });
const node = fc.record({
  tool: fc.option(fc.constantFrom(...TOOLS), { nil: undefined }),
  tools: fc.uniqueArray(fc.constantFrom(...TOOLS), { maxLength: 2 }),
  stage,
});
const model = fc.record({
  tools: fc.tuple(places, places, places, places),
  nodes: fc.array(node, { minLength: 1, maxLength: 4 }),
  /** Around the first nodes. */
  group: fc.option(fc.record({ size: fc.integer({ min: 1, max: 4 }), stage }), { nil: undefined }),
  isDrawn: fc.boolean(),
  plain: fc.uniqueArray(fc.constantFrom(...TOOLS), { maxLength: 3 }),
  texts: fc.array(fc.record({ tools: fc.uniqueArray(fc.constantFrom(...TOOLS), { maxLength: 2 }), stage }), {
    maxLength: 2,
  }),
});

type Random = typeof model extends fc.Arbitrary<infer T> ? T : never;

function filesOf(random: Random): Files {
  const without = (value: object): object =>
    Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined && each.length !== 0));
  const { group, nodes } = random;
  const files: [string, unknown][] = [
    ...STAGES.map((id, position): [string, unknown] => [`components/${id}`, { name: `The ${id}`, position }]),
    ...TOOLS.map((name, index): [string, unknown] => [
      `tools/${name.toLowerCase()}`,
      { name, components: Object.fromEntries((random.tools[index] ?? []).map((id) => [id, {}])) },
    ]),
    [
      "diagrams/works",
      without({
        title: "Works",
        alt: "Works",
        grid: `${nodes.map((_, index) => `n${index}`).join(" ")}\n`,
        groups: group && [without({ id: "frame", label: "Frame", stage: group.stage })],
        nodes: nodes.map((each, index) =>
          without({
            ...each,
            id: `n${index}`,
            label: `Node ${index}`,
            group: group && index < group.size ? "frame" : undefined,
          }),
        ),
      }),
    ],
    [
      "examples/works",
      without({
        organisation: "Works",
        position: 0,
        technologies: [
          "Anvil",
          ...random.plain.filter((name) => name !== "Anvil"),
          ...random.texts.map((text, index) => without({ text: `Text ${index}`, ...text })),
        ],
        diagram: random.isDrawn ? ["works"] : undefined,
        references: [{ title: "Works", url: "https://works.example/" }],
      }),
    ],
  ];
  return Object.fromEntries(files.map(([file, record]) => [`data/${file}.yml`, stringify(record)]));
}

test("so has each example of any list", async (context: Cleanup) => {
  const file = "schemas/example.schema.json";
  const schemas = { [file]: await readFile(path.join(NEW, file), "utf8") };
  await fc.assert(
    fc.asyncProperty(model, async (random) => {
      const root = await makeList(context, {
        ...schemas,
        "data/list.yml": "name: Works\n",
        ...filesOf(random),
      });
      const { list, diagnostics } = await loadList(root);
      assert.deepEqual(diagnostics.map(String), []);
      assertAgrees(list);
    }),
    runs(200),
  );
});
