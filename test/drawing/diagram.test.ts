// A diagram of a list whose schema is another one: what cannot be used is left out or said, and nothing breaks.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Drawn, drawDiagram, readDiagram, toolsIn } from "../../scripts/drawing/drawing.ts";
import type { Entry } from "../../scripts/record/entry.ts";
import { kindsOf } from "../../scripts/record/kinds.ts";

const STEP = { title: "Step", "x-kind": { folder: "steps", name: "title" } };
const stages = kindsOf(new Map([["step", { schema: STEP }]])).all.map((kind): Entry => {
  const source = "title: Collecting\n";
  return { kind, id: "collect", file: "data/steps/collect.yml", source, data: { title: "Collecting" } };
});

function draw(data: object): Drawn {
  const record = { id: "any", file: "data/drawings/any.yml", source: JSON.stringify(data), data };
  return drawDiagram(record, { stages, toolNamed: () => undefined });
}

function textsOf({ drawing }: Drawn): string[] {
  return [...(drawing?.svg() ?? "").matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => text);
}

test("fields that another schema leaves out or has in another type count as missing", () => {
  const drawn = draw({
    grid: "a b",
    nodes: [
      { id: "a", label: "First", details: [1, "small"], stage: "collect", shape: "star" },
      { id: "b", tool: "Kafka" },
    ],
    edges: [{ from: "a", to: "b", arrow: "back", label: { en: "calls" } }, { from: "a" }, "a → b"],
    groups: { id: "g" },
    weight: 3,
  });
  assert.deepEqual(drawn.diagnostics, []);
  assert.deepEqual(textsOf(drawn), ["First", "small", "Kafka", "Collecting"]);
  assert.equal(drawn.drawing?.file, "img/any.svg");
  assert.equal(drawn.drawing?.origin, "data/drawings/any.yml");
});

test("a diagram in which nothing can be drawn is a finding", () => {
  for (const data of [{}, { grid: "a" }, { nodes: [] }, { nodes: [{ label: "No id" }], grid: "" }, [1]]) {
    const { drawing, diagnostics } = draw(data);
    assert.equal(drawing, undefined);
    assert.deepEqual(
      diagnostics.map(({ rule, reason }) => `${rule}: ${reason}`),
      ["missing-cell: This diagram has no nodes."],
    );
  }
});

test("whatever a record says, there is a drawing or a finding", () => {
  const value = fc.oneof(fc.constantFrom("a", "b", "g", "a b\nb a", ""), fc.jsonValue({ maxDepth: 1 }));
  // A right diagram, some of whose fields say something else.
  const changes = (...keys: string[]) => fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 2 });
  const node = changes("label", "tool", "tools", "details", "stage", "group", "shape", "highlight");
  const edge = changes("to", "label", "arrow", "dashed");
  const diagram = changes("title", "alt", "grid", "highlight", "nodes", "groups", "edges");
  let drawings = 0;
  fc.assert(
    fc.property(node, node, edge, diagram, (first, second, between, whole) => {
      const { drawing, diagnostics } = draw({
        ...{ title: "Any", alt: "Any", grid: "a b", highlight: "Thick" },
        nodes: [
          { id: "a", label: "A", ...first },
          { id: "b", label: "B", ...second },
        ],
        edges: [{ from: "a", to: "b", ...between }],
        ...whole,
      });
      assert.notEqual(drawing === undefined, diagnostics.length === 0);
      assert.doesNotMatch(drawing?.svg() ?? "", /NaN|undefined|Infinity/);
      if (drawing) drawings++;
    }),
    { numRuns: 500, seed: 6 },
  );
  assert.ok(drawings > 50, `${drawings} drawings`);
});

test("a diagram's tools are those that its nodes show and mention, in their order", () => {
  const nodes = [
    { id: "a", tool: "Kafka", tools: ["S3", "Hive"] },
    { id: "b", tools: ["Kafka"] },
    { id: "c" },
    { tool: "X" },
  ];
  assert.deepEqual(toolsIn(readDiagram({ nodes })), ["Kafka", "S3", "Hive", "Kafka"]);
});
