// A diagram → its plan: what stands in which cells and what leads where, with everything checked.

import type { Path } from "../record/references.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { groupBy } from "../text/group-by.ts";
import type { Diagram, DiagramEdge, DiagramGroup, DiagramNode, DiagramProblem, Place } from "./diagram.ts";
import { type Area, areaAround, type Grid, overlap, readGrid } from "./grid.ts";

export interface PlannedNode extends Omit<DiagramNode, "group" | "tool" | "tools"> {
  area: Area;
  label: string;
}

export interface PlannedGroup extends Pick<DiagramGroup, "id" | "stage" | "path"> {
  area: Area;
  label: string;
  /** 1 for a group that holds no other, 2 for one around such groups, … */
  height: number;
}

export interface PlannedEdge extends Omit<DiagramEdge, "from" | "to"> {
  from: PlannedNode | PlannedGroup;
  to: PlannedNode | PlannedGroup;
}

/** What a drawing is made from. Ids of nodes and groups are unique, areas of nodes do not overlap. */
export interface Plan extends Pick<Diagram, "title" | "alt" | "highlight"> {
  rows: number;
  columns: number;
  nodes: readonly PlannedNode[];
  groups: readonly PlannedGroup[];
  edges: readonly PlannedEdge[];
}

/**
 * The fullest drawing of the list has 9 rows, 20 nodes and 12 edges. Nobody can follow one with several times as many, and
 * the time to make it grows with their product. The schema limits nodes, groups and edges.
 */
const MOST_ROWS = 60;

/** @returns the plan; or what is wrong with the diagram, as far as one mistake does not follow from another */
export function planDiagram(diagram: Diagram): Plan | DiagramProblem[] {
  const problems: DiagramProblem[] = [];
  const groupById = new Map(diagram.groups.map((group) => [group.id, group]));
  const byId = new Map([...diagram.groups, ...diagram.nodes].map((each) => [each.id, each]));
  checkIds();
  if (diagram.nodes.length === 0) {
    report("missing-cell", ["nodes"], "This diagram has no nodes.", "Add `nodes`, and name each in `grid`.");
  }
  if (problems.length > 0) return problems;
  const grid = readGrid(diagram.grid);
  if (grid.rows > MOST_ROWS) {
    const message = `The grid has ${grid.rows} rows, and can have ${MOST_ROWS}.`;
    report("grid-area", ["grid"], message, "Leave some out, or make two diagrams of it.");
    return problems;
  }
  checkNames(grid.cells);
  checkLabels();
  if (problems.length === 0) problems.push(...grid.problems);
  if (problems.length > 0) return problems;
  const groupAreas = areasOfGroups(grid.areas);
  checkFrames(grid.areas, groupAreas);
  checkEdges();
  if (problems.length > 0) return problems;

  const { title, alt, highlight } = diagram;
  const { rows, columns, areas } = grid;
  const nodes = placed(diagram.nodes, areas);
  const groups = placed(diagram.groups, groupAreas).map((group) => ({ ...group, height: heightOf(group.id) }));
  const ends = new Map<string, PlannedNode | PlannedGroup>([...nodes, ...groups].map((each) => [each.id, each]));
  const edges = diagram.edges.flatMap((edge): PlannedEdge[] => {
    const [from, to] = [ends.get(edge.from), ends.get(edge.to)];
    return from && to ? [{ ...edge, from, to }] : [];
  });
  return { title, alt, highlight, rows, columns, nodes, groups, edges };

  function placed<T extends DiagramGroup>(all: readonly T[], places: ReadonlyMap<string, Area>) {
    return all.flatMap((each) => {
      const { label = "" } = each;
      const area = places.get(each.id);
      return area ? [{ ...each, label, area, stage: stageOf(each) }] : [];
    });
  }

  function report(rule: string, path: Path, message: string, hint: string, more: Partial<DiagramProblem> = {}): void {
    problems.push({ rule, path, message, hint, ...more });
  }

  function checkIds(): void {
    for (const [id, [first, ...others]] of groupBy([...diagram.groups, ...diagram.nodes], (each) => each.id)) {
      const message = `Two nodes or groups of this diagram have the id “${id}”.`;
      const hint = "Give one of them another id: the grid and the edges name them by it.";
      const related = { path: [...first.path, "id"], message: `“${id}” is first used here` };
      for (const { path } of others) report("duplicate-id", [...path, "id"], message, hint, { related });
    }
  }

  /** Every id that the grid, nodes, groups and edges name exists, and every node and group has a place. */
  function checkNames(cells: Grid["cells"]): void {
    const { nodes, groups, edges } = diagram;
    const unplaced = nodes.filter(({ id }) => !cells.has(id));
    const unplacedIds = unplaced.map(({ id }) => id);
    for (const [id, [cell]] of cells) checkName(id, "node", { path: ["grid"], span: cell?.span }, unplacedIds);
    // A node whose id is misspelt in the grid would be missing there as well.
    for (const { id, path } of problems.length > 0 ? [] : unplaced) {
      report("missing-cell", [...path, "id"], `The grid has no cell for “${id}”.`, "Name it in `grid`.");
    }
    for (const { group, path } of [...groups, ...nodes]) {
      if (group !== undefined) checkName(group, "group", { path: [...path, "group"] });
    }
    for (const { from, to, path } of edges) {
      checkName(from, "node or group", { path: [...path, "from"] });
      checkName(to, "node or group", { path: [...path, "to"] });
    }
    const empty = groups.find(({ id }) => ![...groups, ...nodes].some(({ group }) => group === id));
    if (!empty || problems.length > 0) return;
    const hint = `Name it in the nodes that stand in it: group: ${empty.id}`;
    report("missing-cell", [...empty.path, "id"], `The group “${empty.id}” is empty.`, hint);
  }

  /** @param likely - ids that are the likeliest to be meant */
  function checkName(
    name: string,
    what: "node" | "group" | "node or group",
    place: Place,
    likely: readonly string[] = [],
  ): void {
    const nodes = what === "group" ? [] : diagram.nodes.map(({ id }) => id);
    const groups = what === "node" ? [] : diagram.groups.map(({ id }) => id);
    const known = [...nodes, ...groups];
    if (known.includes(name)) return;
    const message = groupById.has(name)
      ? `“${name}” is a group, and the grid names nodes.`
      : `There is no ${what} “${name}”.`;
    const all = Object.entries({ Nodes: nodes, Groups: groups })
      .filter(([, ids]) => ids.length > 0)
      .map(([noun, ids]) => `${noun}: ${ids.join(", ")}.`);
    const hint = didYouMean(name, likely) ?? didYouMean(name, known) ?? (all.join(" ") || "Groups: none yet.");
    report("unknown-node", place.path, message, hint, { span: place.span });
  }

  function checkLabels(): void {
    const { nodes, highlight } = diagram;
    for (const { id, label, path } of nodes) {
      if (label !== undefined) continue;
      const hint = "Add `tool: NAME` for a tool of the list, or `label: TEXT`.";
      report("node-label", path, `The node “${id}” has neither a tool nor a label.`, hint);
    }
    const highlighted = nodes.find((node) => node.highlight);
    if (!highlighted || highlight !== undefined) return;
    const message = `Nothing says what the thick border of “${highlighted.id}” means.`;
    const hint = "Add a line to the diagram, for its legend: highlight: Strategic data collection point";
    report("node-label", [...highlighted.path, "highlight"], message, hint);
  }

  function areasOfGroups(nodeAreas: ReadonlyMap<string, Area>): Map<string, Area> {
    const areas = new Map<string, Area>();
    for (const { id, path } of groupById.values()) {
      if (isInside(id, id)) {
        const hint = "Take `group` away from one of the groups that name each other.";
        report("group-area", [...path, "group"], `The group “${id}” stands in itself.`, hint);
        return areas;
      }
      areas.set(id, areaAround([...nodeAreas].flatMap(([node, area]) => (isInside(node, id) ? [area] : []))));
    }
    return areas;
  }

  /** A group's frame holds its own nodes and groups, and no other. */
  function checkFrames(nodeAreas: ReadonlyMap<string, Area>, groupAreas: ReadonlyMap<string, Area>): void {
    const strangersIn = (group: string, frame: Area): string[] =>
      [...nodeAreas].flatMap(([id, area]) => (overlap(area, frame) && !isInside(id, group) ? [id] : []));
    // The innermost first: a stranger there is a stranger in the frames around it, too.
    const frames = [...groupAreas].sort(([a], [b]) => groupsAround(b).length - groupsAround(a).length);
    const reported = new Set<string>();
    for (const [group, frame] of frames) {
      const strangers = strangersIn(group, frame).filter((id) => !reported.has(id));
      if (strangers.length === 0) continue;
      const overlapping = frames.find(([other, area]) => {
        const overlaps = strangersIn(other, area).some((id) => isInside(id, group));
        return overlaps && strangers.every((id) => isInside(id, other));
      });
      for (const id of [...strangers, ...(overlapping ? strangersIn(...overlapping) : [])]) reported.add(id);
      if (overlapping) reportOverlap(group, overlapping[0]);
      else reportStrangers(group, strangers);
    }
    // Where a node stands in a wrong frame, frames may overlap because of that.
    if (reported.size > 0) return;
    for (const [index, [group, frame]] of frames.entries()) {
      const other = frames.slice(index + 1).find(([id, area]) => {
        return !isInside(id, group) && !isInside(group, id) && overlap(area, frame);
      });
      if (!other) continue;
      reportOverlap(group, other[0]);
      break;
    }
  }

  function reportStrangers(group: string, strangers: readonly string[]): void {
    // The one in the wrong place may be a member far away from the others, with many nodes in between.
    const names = strangers.map((id) => `“${id}”`).join(", ");
    const [stand, are] = strangers.length === 1 ? ["stands", "is"] : ["stand", "are"];
    const label = groupById.get(group)?.label;
    const message = `${names} ${stand} inside the frame of “${label}” and ${are} not of that group.`;
    const hint = `Move nodes in \`grid\` so that the group's own stand together, or add \`group: ${group}\`.`;
    report("group-area", [...(byId.get(strangers[0] ?? "")?.path ?? []), "id"], message, hint);
  }

  /** The finding is at the group that comes later in the record. */
  function reportOverlap(...ids: readonly [string, string]): void {
    const [first, second] = [...groupById.values()].filter(({ id }) => ids.includes(id));
    const message = `The frames of “${first?.label}” and “${second?.label}” overlap.`;
    const hint = "Move nodes in `grid`, or name one of the groups as the `group` of the other.";
    report("group-area", [...(second?.path ?? []), "id"], message, hint);
  }

  /** No edge is there twice or leads to what it starts in: for all others there is a way between the cells. */
  function checkEdges(): void {
    const same = groupBy(diagram.edges, ({ from, to, label = "" }) => JSON.stringify([from, to, label]));
    for (const [first, ...others] of same.values()) {
      const { from, to } = first;
      const path = [...first.path, "to"];
      const message = `There is an edge from “${from}” to “${to}” already.`;
      const differ = "Delete one of them, or say by a `label` how they differ.";
      const related = { path, message: `“${from}” leads to “${to}” here` };
      for (const other of others) report("edge-route", [...other.path, "to"], message, differ, { related });
      const hint = "An edge leads from one node or group to another one that stands outside of it.";
      const isIn = (inner: string, outer: string): string =>
        `“${inner}” stands in “${outer}”, so no edge can lead there.`;
      if (from === to) report("edge-route", path, `This edge leads from “${from}” to itself.`, hint);
      else if (isInside(from, to)) report("edge-route", path, isIn(from, to), hint);
      else if (isInside(to, from)) report("edge-route", path, isIn(to, from), hint);
    }
  }

  /** Does a node or group stand in a group, or in one that stands in it? */
  function isInside(id: string, group: string): boolean {
    return groupsAround(id).includes(group);
  }

  /** From the innermost one; of groups that name each other in a circle, each once. */
  function groupsAround(id: string): string[] {
    const around: string[] = [];
    let parent = byId.get(id)?.group;
    while (parent !== undefined && !around.includes(parent)) {
      around.push(parent);
      parent = groupById.get(parent)?.group;
    }
    return around;
  }

  function heightOf(group: string): number {
    const inner = [...groupById.values()].filter((other) => other.group === group);
    return 1 + Math.max(0, ...inner.map(({ id }) => heightOf(id)));
  }

  /** Its own, or that of the innermost group around it that has one. */
  function stageOf({ id, stage }: DiagramGroup): string | undefined {
    const around = groupsAround(id).map((group) => groupById.get(group)?.stage);
    return [stage, ...around].find((found) => found !== undefined);
  }
}
