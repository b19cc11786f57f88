// How long a drawing takes: diagrams of any shape, groups and edges included, from the record to where everything stands.
import { performance } from "node:perf_hooks";
import fc from "fast-check";
import { readDiagram } from "../../scripts/drawing/diagram.ts";
import { layOut } from "../../scripts/drawing/layout.ts";
import { planDiagram } from "../../scripts/drawing/plan.ts";
import { findRoutes } from "../../scripts/drawing/router.ts";
import { layTracks } from "../../scripts/drawing/tracks.ts";
import { anyDiagram, type DiagramRecord } from "../support/diagrams.ts";
import { median } from "./measure.ts";

/** So many diagrams; each a few times, in turns, so that what the machine does beside them hits no diagram alone. */
const DIAGRAMS = 1_000;
const ROUNDS = 5;

/** @returns the median of each diagram's times, in milliseconds */
export function measureDrawing(): number[] {
  const diagrams = fc.sample(anyDiagram, { numRuns: DIAGRAMS, seed: 6 });
  const times: number[][] = diagrams.map(() => []);
  // One more round in front, which does not count: the program is compiled while it runs.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, diagram] of diagrams.entries()) {
      const start = performance.now();
      draw(diagram);
      if (round > 0) times[index]?.push(performance.now() - start);
    }
  }
  return times.map(median);
}

function draw(record: DiagramRecord): void {
  const plan = planDiagram(readDiagram(record));
  if (Array.isArray(plan)) throw new Error(`this diagram cannot be planned:\n${record.grid}`);
  const routes = findRoutes(plan).filter((route) => route !== undefined);
  layOut(plan, layTracks(routes), [], { text: 90, gap: 24 });
}
