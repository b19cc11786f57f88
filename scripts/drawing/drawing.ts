// A diagram's record → its drawing: planned and laid out at once, so that what is wrong is found; written when asked for.

import type { Entry, List } from "../record/list.ts";
import { locate } from "../record/yaml.ts";
import { Diagnostic } from "../text/diagnostic.ts";
import { fitLayout } from "./fit.ts";
import { foldedGrid } from "./folded.ts";
import type { Layout } from "./layout.ts";
import type { LegendEntry } from "./legend.ts";
import { DiagramMarks, type NoteNumbers } from "./marks.ts";
import { pipelineAlt, pipelinePlan, pipelineTitle } from "./pipeline.ts";
import { type Plan, planDiagram } from "./plan.ts";
import { problemFinding } from "./problem.ts";
import { svgOf } from "./svg.ts";

export interface Drawing {
  /** Relative to the list's root, with `/`. */
  file: string;
  /** What it is made from, relative likewise. */
  origin: string;
  layout: Layout;
  /** The drawing's text; made at each call. */
  svg: () => string;
}

export interface Drawn {
  /** `undefined` when there are findings. */
  drawing: Drawing | undefined;
  diagnostics: readonly Diagnostic[];
}

/** The folder of all drawings, relative to the list's root. */
export const DRAWINGS = "img";

/** The file of a diagram's drawing, relative to the list's root. */
export function drawingFile(id: string): string {
  return `${DRAWINGS}/${id}.svg`;
}

/** The drawing of all components, which no record has the name of. */
export const PIPELINE = "pipeline";

/** @param numbers - of the page's notes, by tool */
export function drawDiagram(entry: Entry<"diagram">, list: List, numbers: NoteNumbers): Drawn {
  const { data, id, file } = entry;
  const marks = new DiagramMarks(list.toolsByName, numbers);
  const folded = foldedGrid(entry);
  if (folded) return { drawing: undefined, diagnostics: [problemFinding(entry, folded)] };
  const { plan, problems } = planDiagram(data, (node) => marks.textsOf(node));
  if (!plan) return { drawing: undefined, diagnostics: problems.map((problem) => problemFinding(entry, problem)) };
  const legend = [...stagesOf(plan, list.components), ...highlightOf(plan)];
  for (const label of marks.legendOf(data.nodes)) legend.push({ label });
  const fitted = fitLayout(plan, legend);
  const diagnostics = fitted.problems.map((problem) => problemFinding(entry, problem));
  return { drawing: fitted.layout && drawingOf(id, file, plan, fitted.layout, list.components), diagnostics };
}

/** The file and the alternative text of the drawing of all components; nothing for a list without components. */
export function pipelineOf({ components }: List): { file: string; alt: string } | undefined {
  return components.length === 0 ? undefined : { file: drawingFile(PIPELINE), alt: pipelineAlt(components) };
}

/** The drawing of all components in their order, with what each is for. */
export function drawPipeline({ components, settings }: List): Drawn {
  const plan = pipelinePlan(components, pipelineTitle(settings), pipelineAlt(components));
  const { layout, problems } = fitLayout(plan, []);
  const diagnostics = problems.flatMap(({ rule, message, hint, path }) => {
    const component = components[Number(path[1])] ?? components[0];
    if (!component) return [];
    const { file, source, data } = component;
    const key = path[2] === "details" && data.summary !== undefined ? "summary" : "name";
    return [new Diagnostic({ file, range: locate(source, [key]), rule, message, hint, pointer: `/${key}` })];
  });
  return { drawing: layout && drawingOf(PIPELINE, "data/components/", plan, layout, components), diagnostics };
}

function drawingOf(id: string, origin: string, plan: Plan, layout: Layout, components: List["components"]): Drawing {
  const places = new Map(components.map((component, index) => [component.id, index]));
  const placeOf = (stage: string | undefined): number | undefined =>
    stage === undefined ? undefined : places.get(stage);
  const { title, alt } = plan;
  return { file: drawingFile(id), origin, layout, svg: () => svgOf(layout, { title, alt, origin, placeOf }) };
}

/** The components that a drawing has the colours of, in their order. */
function stagesOf({ nodes, groups }: Plan, components: List["components"]): LegendEntry[] {
  const used = new Set([...nodes, ...groups].map(({ stage }) => stage));
  return components.filter(({ id }) => used.has(id)).map(({ id, data }) => ({ label: data.name, stage: id }));
}

function highlightOf({ highlight, nodes }: Plan): LegendEntry[] {
  if (highlight === undefined || !nodes.some((node) => node.highlight)) return [];
  return [{ label: highlight, highlight: true }];
}
