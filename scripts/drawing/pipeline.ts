// The stages of a list → the plan of a drawing of them all, in their order, with what the `summary` of each says.
import { type Entry, nameOf } from "../record/entry.ts";
import { textAt } from "../text/json.ts";
import type { Plan, PlannedNode } from "./plan.ts";

/** How many boxes with a few words in each fit beside each other. */
const MOST_IN_ROW = 5;

/** What the drawing shows, for people who cannot see it. */
export function pipelineAlt(stages: readonly Entry[]): string {
  const steps = stages.map((stage, index) => {
    const summary = textAt(stage.data, "summary");
    return `${index}. ${nameOf(stage)}${summary === "" ? "" : ` (${summary})`}`;
  });
  return `The components in their order: ${steps.join(", ")}.`;
}

/** Paths in this plan: the index of a stage, then a key of its record; `details` for the summary. */
export function pipelinePlan(stages: readonly Entry[], listName: string | undefined): Plan {
  const columns = Math.min(stages.length, MOST_IN_ROW);
  const nodes = stages.map((stage, index): PlannedNode => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    const summary = textAt(stage.data, "summary");
    return {
      id: stage.id,
      area: { top: row, bottom: row, left: column, right: column },
      // A no-break space keeps the number in the first word's line.
      label: `${index}.\u00a0${nameOf(stage)}`,
      details: summary === "" ? [] : [summary],
      stage: stage.id,
      shape: "box",
      highlight: false,
      path: [index],
      labelPath: [index, stage.kind.nameField],
    };
  });
  return {
    title: listName === undefined ? "The pipeline" : `${listName}: its components`,
    alt: pipelineAlt(stages),
    highlight: undefined,
    rows: Math.ceil(stages.length / MOST_IN_ROW),
    columns,
    nodes,
    groups: [],
    edges: nodes.slice(1).map((to, index) => {
      return { from: nodes[index] ?? to, to, label: undefined, arrow: "forward", dashed: false, path: [index] };
    }),
  };
}
