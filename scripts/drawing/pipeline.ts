// The components of a list → the plan of a drawing of them all, in their order, with what each is for.
import type { Entry, List } from "../record/list.ts";
import type { Plan } from "./plan.ts";

/** So many boxes with a few words in each fit beside each other. */
const MOST_IN_ROW = 5;

export function pipelineTitle(settings: List["settings"]): string {
  return settings === undefined ? "The pipeline" : `${settings.data.name}: its components`;
}

/** What the drawing shows, for people who cannot see it. */
export function pipelineAlt(components: readonly Entry<"component">[]): string {
  const steps = components.map(({ data: { name, summary } }, index) => {
    return `${index}. ${name}${summary === undefined ? "" : ` (${summary})`}`;
  });
  return `The components in their order: ${steps.join(", ")}.`;
}

export function pipelinePlan(components: readonly Entry<"component">[], title: string, alt: string): Plan {
  const columns = Math.min(components.length, MOST_IN_ROW);
  return {
    title,
    alt,
    rows: Math.ceil(components.length / MOST_IN_ROW),
    columns,
    groups: [],
    highlight: undefined,
    nodes: components.map(({ id, data: { name, summary } }, index) => {
      const [row, column] = [Math.floor(index / columns), index % columns];
      const path = ["nodes", index];
      return {
        id,
        area: { top: row, bottom: row, left: column, right: column },
        // The number stays with the first word.
        label: `${index}.\u00a0${name}`,
        details: summary === undefined ? [] : [summary],
        stage: id,
        shape: "box",
        highlight: false,
        path,
        labelPath: path,
      };
    }),
    edges: components.slice(1).map(({ id }, index) => {
      return { from: components[index]?.id ?? id, to: id, label: undefined, arrow: "forward", dashed: false, path: [] };
    }),
  };
}
