// A diagram's record → its drawing, and all stages of a list → one more: what the rest of the toolchain calls of this room.
//
// It is about diagrams, about stages (the records that a node's `stage` refers to and that give the colours; here the
// components) and about the tools that nodes name. It looks none of them up; the caller hands them in.
//
// On the way: diagram.ts checks the record, plan.ts says what is drawn in which cell, router.ts leads edges between cells,
// tracks.ts lays them side by side, choose-layout.ts takes the roomiest layout.ts that fits, and svg.ts writes it.

import path from "node:path";
import { type Entry, nameOf } from "../record/entry.ts";
import type { Path } from "../record/references.ts";
import { locateText } from "../record/scalar-offsets.ts";
import { Diagnostic } from "../text/diagnostic.ts";
import { formatPointer } from "../text/json.ts";
import { fitLayout } from "./choose-layout.ts";
import { type DiagramProblem, type DrawnRecord, readDiagram, toolsIn } from "./diagram.ts";
import { foldedGrid } from "./grid.ts";
import type { Layout } from "./layout.ts";
import type { LegendEntry } from "./legend.ts";
import { legendOfMarks, type ToolNamed, withMarks } from "./marks.ts";
import { pipelineAlt, pipelinePlan } from "./pipeline.ts";
import { type Plan, planDiagram } from "./plan.ts";
import { svgOf } from "./svg.ts";

export { type DrawnRecord, readDiagram, toolsIn } from "./diagram.ts";
export { isMarked, type Tool, type ToolNamed } from "./marks.ts";
export { GENERATED } from "./svg.ts";

export interface Drawing {
  /** Relative to the list's root, with `/`. */
  file: string;
  /** The file or folder that it is made from, relative likewise. */
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
const DRAWINGS = "img";

/** The file of a diagram's drawing, relative to the list's root. */
export function drawingFile(id: string): string {
  return `${DRAWINGS}/${id}.svg`;
}

/** The id of the drawing of all stages, which has no record. */
export const PIPELINE = "pipeline";

/** Draw one record; `stages` are in the list's order, which their colours follow. Its text is written by `svg` alone. */
export function drawDiagram(
  record: DrawnRecord,
  { stages, toolNamed }: { stages: readonly Entry[]; toolNamed: ToolNamed },
): Drawn {
  const failed = (problems: readonly DiagramProblem[]): Drawn => {
    return { drawing: undefined, diagnostics: problems.map((problem) => findingOf(record, problem)) };
  };
  const diagram = readDiagram(record.data);
  const folded = foldedGrid(diagram.grid, record.source);
  if (folded) return failed([folded]);
  const plan = planDiagram(withMarks(diagram, toolNamed));
  if (Array.isArray(plan)) return failed(plan);
  const used = new Set([...plan.nodes, ...plan.groups].map(({ stage }) => stage));
  const legend: LegendEntry[] = [
    ...stages.filter(({ id }) => used.has(id)).map((stage) => ({ label: nameOf(stage), stage: stage.id })),
    ...(plan.nodes.some(({ highlight }) => highlight) ? [{ label: plan.highlight ?? "", highlight: true }] : []),
    ...legendOfMarks(diagram, toolNamed).map((label) => ({ label })),
  ];
  const layout = fitLayout(plan, legend);
  if ("rule" in layout) return failed([layout]);
  return { drawing: drawingOf(record.id, record.file, plan, layout, stages), diagnostics: [] };
}

/** What a part of a drawing says: a node its label, a group the tools that its nodes show, if they have its stage. */
export function wordsAt(data: object, at: Path): string[] {
  const { nodes, groups } = readDiagram(data);
  const isThere = ({ path }: { path: Path }): boolean => path.join() === at.join();
  const group = groups.find(isThere);
  const inside = nodes.filter((node) => group && node.group === group.id && node.stage === undefined);
  const { label } = group ?? nodes.find(isThere) ?? {};
  const tools = toolsIn({ nodes: inside });
  return tools.length > 0 || label === undefined ? tools : [label];
}

/** The file and the alternative text of the drawing of all stages; nothing for a list without stages. */
export function pipelinePicture(stages: readonly Entry[]): { file: string; alt: string } | undefined {
  return stages.length === 0 ? undefined : { file: drawingFile(PIPELINE), alt: pipelineAlt(stages) };
}

/** Draw all stages (there is at least one) in their order, with what each is for. */
export function drawPipeline(stages: readonly Entry[], listName: string | undefined): Drawn {
  const plan = pipelinePlan(stages, listName);
  const layout = fitLayout(plan, []);
  if ("rule" in layout) {
    // A path in this plan starts with a stage's index; of what is no stage's, the first one has the finding.
    const [index, key = ""] = layout.path;
    const stage = stages[Number(index)] ?? stages[0];
    const path = key === "details" ? ["summary"] : [key];
    return { drawing: undefined, diagnostics: stage ? [findingOf(stage, { ...layout, path })] : [] };
  }
  const origin = `${path.posix.dirname(stages[0]?.file ?? "")}/`;
  return { drawing: drawingOf(PIPELINE, origin, plan, layout, stages), diagnostics: [] };
}

function drawingOf(id: string, origin: string, plan: Plan, layout: Layout, stages: readonly Entry[]): Drawing {
  const places = new Map(stages.map((stage, index) => [stage.id, index]));
  return { file: drawingFile(id), origin, layout, svg: () => svgOf(layout, plan, origin, places) };
}

function findingOf({ file, source }: Pick<DrawnRecord, "file" | "source">, problem: DiagramProblem): Diagnostic {
  const { rule, message, hint, path, related } = problem;
  return new Diagnostic({
    file,
    range: locateText(source, problem.path, problem.span),
    rule,
    message,
    hint,
    pointer: formatPointer(path),
    related: related ? [{ file, range: locateText(source, related.path, related.span), message: related.message }] : [],
  });
}
