// Drawings can be followed: on the project's own diagrams, and on a thousand that nobody has thought of.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fitLayout } from "../../scripts/drawing/choose-layout.ts";
import { readDiagram } from "../../scripts/drawing/diagram.ts";
import { layOut } from "../../scripts/drawing/layout.ts";
import { planDiagram } from "../../scripts/drawing/plan.ts";
import { findRoutes } from "../../scripts/drawing/router.ts";
import { layTracks } from "../../scripts/drawing/tracks.ts";
import { anyDiagram, type DiagramRecord } from "../support/diagrams.ts";
import { violations } from "../support/invariants.ts";
import { ownDrawings } from "../support/layouts.ts";
import { runs } from "../support/runs.ts";

test("no box of the project's own drawings overlaps another, no edge crosses one or shares its line", async () => {
  const drawings = await ownDrawings();
  assert.ok(drawings.length >= 16, `${drawings.length} drawings`);
  for (const { name, layout } of drawings) {
    assert.deepEqual(violations(layout), [], name);
    assert.ok(layout.width <= 600, `${name} is ${layout.width} pixels wide`);
  }
});

/** Each is routed once, so that a slow one is seen where it is counted: in steps, not in seconds. */
const GRIDS = 1_500;

test("any grid is routed, groups in groups included, and every edge finds a way of its own", () => {
  const seen = { edges: 0, groups: 0, nested: 0, labels: 0, wide: 0 };
  const tried = runs(GRIDS);
  const grids = tried.numRuns;
  fc.assert(
    fc.property(anyDiagram, (record) => {
      const plan = planDiagram(readDiagram(record));
      assert.ok(!Array.isArray(plan), JSON.stringify(plan));
      const routes = findRoutes(plan);
      assert.equal(routes.length, plan.edges.length, "edges with a way");
      const layout = layOut(plan, layTracks(routes), [], { text: 90, gap: 24 });
      assert.deepEqual(violations(layout), [], record.grid);
      count(record, seen);
    }),
    tried,
  );
  // What was made is what the property is about.
  assert.ok(
    seen.edges > 5 * grids && seen.groups > grids / 2 && seen.nested > grids / 30 && seen.labels > grids,
    JSON.stringify(seen),
  );
});

function count({ edges = [], groups = [] }: DiagramRecord, seen: Record<string, number>): void {
  const add = (name: string, more: number): void => {
    seen[name] = (seen[name] ?? 0) + more;
  };
  add("edges", edges.length);
  add("labels", edges.filter(({ label }) => label !== undefined).length);
  add("groups", groups.length);
  add("nested", groups.filter(({ group }) => group !== undefined).length);
}

test("what makes a drawing too wide is what the finding is about", () => {
  // Beside one another, edges need room, whether or not they say the same.
  const findings = (record: Pick<DiagramRecord, "grid" | "nodes" | "edges">, times = 1): string[] => {
    const plan = planDiagram(readDiagram({ title: "T", alt: "A", ...record }));
    assert.ok(!Array.isArray(plan));
    const edges = plan.edges.flatMap((edge) => Array.from({ length: times }, () => ({ ...edge })));
    const problem = fitLayout({ ...plan, edges }, []);
    return "rule" in problem ? [`${problem.path.join("/")} ${problem.message} ${problem.hint}`] : [];
  };
  const grid = "a b c d\ne f g h";
  const nodes = [..."abcdefgh"].map((id) => ({ id, label: id }));
  const pairs = [
    ["a", "f"],
    ["b", "g"],
    ["c", "h"],
  ] as const;
  const many = pairs.map(([from, to]) => ({ from, to }));
  const [edges = "", ...others] = findings({ grid, nodes, edges: many }, 20);
  assert.deepEqual(others, []);
  assert.match(
    edges,
    /^edges With its edges, the drawing is \d+ pixels wide: .* Leave some out, or lead one to a group/,
  );
  const down = [
    ["a", "e"],
    ["b", "f"],
    ["c", "g"],
  ] as const;
  const labelled = down.map(([from, to]) => ({ from, to, label: "calls" }));
  const [labels = ""] = findings({ grid, nodes, edges: labelled }, 10);
  assert.match(labels, /^edges With the labels of its edges, the drawing is \d+ pixels wide: .* Shorten labels/);
  const [label = ""] = findings({ grid, nodes, edges: [{ from: "a", to: "b", label: "long".repeat(30) }] });
  assert.match(label, /^edges\/0\/label “[long]+…” does not fit: /);
  const wide = nodes.map((node) => ({ ...node, label: "quite-wide-words ".repeat(3).replaceAll("-", "") }));
  const [boxes = ""] = findings({ grid: "a b c d e f g h", nodes: wide });
  assert.match(boxes, /^nodes\/0\/label “quitewidewords” does not fit/);
});
