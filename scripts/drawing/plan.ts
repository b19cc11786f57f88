// A diagram's record → its plan: what stands in which cells and what leads where, with everything checked.
import type { DiagramRecord } from "../record/records.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { type Area, areaAround, type Cell, type Grid, overlap, readGrid } from "./grid.ts";
import type { DiagramProblem, Path } from "./problem.ts";

type NodeRecord = DiagramRecord["nodes"][number];
export type Shape = NonNullable<NodeRecord["shape"]>;

export interface PlannedNode {
  id: string;
  area: Area;
  label: string;
  details: readonly string[];
  /** A component's id. */
  stage: string | undefined;
  shape: Shape;
  highlight: boolean;
  /** Where it stands in the record. */
  path: Path;
  labelPath: Path;
}

export interface PlannedGroup {
  id: string;
  area: Area;
  label: string;
  stage: string | undefined;
  /** 1 for a group that holds no other, 2 for one around such groups, … */
  height: number;
  path: Path;
}

export interface PlannedEdge {
  from: string;
  to: string;
  label: string | undefined;
  arrow: "forward" | "both" | "none";
  dashed: boolean;
  path: Path;
}

/** What a drawing is made from. Ids of nodes and groups are unique, areas of nodes do not overlap. */
export interface Plan extends Pick<Grid, "rows" | "columns"> {
  title: string;
  alt: string;
  nodes: readonly PlannedNode[];
  groups: readonly PlannedGroup[];
  edges: readonly PlannedEdge[];
  /** What a thick border means. */
  highlight: string | undefined;
}

/** Label and details of a node, as they are to be shown. */
export type NodeTexts = (node: NodeRecord) => Pick<PlannedNode, "label" | "details">;

export interface Planned {
  /** `undefined` when there are problems. */
  plan: Plan | undefined;
  problems: readonly DiagramProblem[];
}

/** @param textsOf - what a node says, footnote marks included */
export function planDiagram(record: DiagramRecord, textsOf: NodeTexts): Planned {
  return new Planner(record).plan(textsOf);
}

class Planner {
  readonly #record: DiagramRecord;
  readonly #problems: DiagramProblem[] = [];
  readonly #groups: ReadonlyMap<string, { record: GroupRecord; path: Path }>;
  readonly #nodes: ReadonlyMap<string, { record: NodeRecord; path: Path }>;

  constructor(record: DiagramRecord) {
    this.#record = record;
    const groups = (record.groups ?? []).map((group, index) => ({ record: group, path: ["groups", index] }));
    const nodes = record.nodes.map((node, index) => ({ record: node, path: ["nodes", index] }));
    this.#groups = new Map(groups.map((group) => [group.record.id, group]));
    this.#nodes = new Map(nodes.map((node) => [node.record.id, node]));
    this.#checkIds([...groups, ...nodes]);
  }

  plan(textsOf: NodeTexts): Planned {
    const { title, alt, highlight, nodes, groups = [], edges = [] } = this.#record;
    // What was meant for the second one is missing elsewhere.
    if (this.#problems.length > 0) return this.#failed();
    const grid = readGrid(this.#record.grid);
    if (grid.rows > MOST_ROWS) return this.#failed(tooHigh(grid.rows));
    this.#checkNames(grid.cells);
    this.#checkLabels();
    // A misspelt id upsets the rest: what it would say of that is no help.
    if (this.#problems.length === 0) this.#problems.push(...grid.problems);
    if (this.#problems.length > 0) return this.#failed();

    const areas = this.#groupAreas(grid.areas);
    this.#checkStrangers(grid.areas, areas);
    this.#checkEdges();
    if (this.#problems.length > 0) return this.#failed();

    const plan: Plan = {
      title,
      alt,
      rows: grid.rows,
      columns: grid.columns,
      highlight,
      nodes: nodes.flatMap((node, index) => {
        const area = grid.areas.get(node.id);
        const { id, shape = "box", highlight = false } = node;
        const stage = this.#stageOf(node);
        if (!area) return [];
        const path = ["nodes", index];
        const labelPath = [...path, node.label === undefined ? "tool" : "label"];
        return [{ id, area, shape, highlight, stage, path, labelPath, ...textsOf(node) }];
      }),
      groups: groups.flatMap((group, index) => {
        const area = areas.get(group.id);
        const { id, label } = group;
        const stage = this.#stageOf(group);
        return area ? [{ id, area, label, stage, height: this.#heightOf(id), path: ["groups", index] }] : [];
      }),
      edges: edges.map(({ from, to, label, arrow = "forward", dashed = false }, index) => {
        return { from, to, label, arrow, dashed, path: ["edges", index] };
      }),
    };
    return { plan, problems: [] };
  }

  #failed(...problems: readonly DiagramProblem[]): Planned {
    return { plan: undefined, problems: [...this.#problems, ...problems] };
  }

  #checkIds(named: readonly { record: { id: string }; path: Path }[]): void {
    const first = new Map<string, Path>();
    for (const { record, path } of named) {
      const other = first.get(record.id);
      if (!other) {
        first.set(record.id, [...path, "id"]);
        continue;
      }
      this.#problems.push({
        rule: "duplicate-id",
        path: [...path, "id"],
        message: `Two nodes or groups of this diagram have the id “${record.id}”.`,
        hint: "Give one of them another id: the grid and the edges name them by it.",
        related: { path: other, message: `“${record.id}” is first used here` },
      });
    }
  }

  /** Everything that is named is there, and every node and group has a place. */
  #checkNames(cells: ReadonlyMap<string, readonly Cell[]>): void {
    const nodes = [...this.#nodes.keys()];
    const groups = [...this.#groups.keys()];
    for (const [id, [cell]] of cells) {
      if (this.#nodes.has(id)) continue;
      const message = this.#groups.has(id)
        ? `“${id}” is a group, and the grid names nodes.`
        : `There is no node “${id}”.`;
      const unplaced = nodes.filter((node) => !cells.has(node));
      const hint = didYouMean(id, unplaced) ?? didYouMean(id, nodes) ?? `Nodes: ${nodes.join(", ")}.`;
      this.#problems.push({ rule: "unknown-node", path: ["grid"], span: cell?.span, message, hint });
    }
    // An id that is misspelt in the grid is not missing there as well.
    const misspelt = this.#problems.some(({ rule }) => rule === "unknown-node");
    for (const { record, path } of misspelt ? [] : this.#nodes.values()) {
      if (cells.has(record.id)) continue;
      const message = `The grid has no cell for “${record.id}”.`;
      this.#problems.push({ rule: "missing-cell", path: [...path, "id"], message, hint: "Name it in `grid`." });
    }
    for (const { record, path } of [...this.#groups.values(), ...this.#nodes.values()]) {
      if (record.group === undefined || this.#groups.has(record.group)) continue;
      const message = `There is no group “${record.group}”.`;
      const hint = didYouMean(record.group, groups) ?? `Groups: ${groups.join(", ") || "none yet"}.`;
      this.#problems.push({ rule: "unknown-node", path: [...path, "group"], message, hint });
    }
    for (const [index, edge] of (this.#record.edges ?? []).entries()) {
      for (const end of ["from", "to"] as const) {
        const id = edge[end];
        if (this.#nodes.has(id) || this.#groups.has(id)) continue;
        const message = `There is no node or group “${id}”.`;
        const known = `Nodes: ${nodes.join(", ")}.${groups.length > 0 ? ` Groups: ${groups.join(", ")}.` : ""}`;
        const hint = didYouMean(id, [...nodes, ...groups]) ?? known;
        this.#problems.push({ rule: "unknown-node", path: ["edges", index, end], message, hint });
      }
    }
    for (const { record, path } of this.#groups.values()) {
      const isNamed = [...this.#groups.values(), ...this.#nodes.values()].some(
        (other) => other.record.group === record.id,
      );
      if (isNamed || this.#problems.length > 0) continue;
      const message = `The group “${record.id}” is empty.`;
      const hint = `Name it in the nodes that stand in it: group: ${record.id}`;
      this.#problems.push({ rule: "missing-cell", path: [...path, "id"], message, hint });
    }
  }

  #checkLabels(): void {
    for (const { record, path } of this.#nodes.values()) {
      if (record.label !== undefined || record.tool !== undefined) continue;
      const message = `The node “${record.id}” has neither a tool nor a label.`;
      const hint = "Add `tool: NAME` for a tool of the list, or `label: TEXT`.";
      this.#problems.push({ rule: "node-label", path, message, hint });
    }
    const highlighted = [...this.#nodes.values()].find(({ record }) => record.highlight);
    if (!highlighted || this.#record.highlight !== undefined) return;
    const message = `Nothing says what the thick border of “${highlighted.record.id}” means.`;
    const hint = "Add a line to the diagram, for its legend: highlight: Strategic data collection point";
    this.#problems.push({ rule: "node-label", path: [...highlighted.path, "highlight"], message, hint });
  }

  #groupAreas(nodeAreas: ReadonlyMap<string, Area>): Map<string, Area> {
    const areas = new Map<string, Area>();
    for (const { record, path } of this.#groups.values()) {
      if (this.#isInside(record.id, record.id)) {
        const message = `The group “${record.id}” stands in itself.`;
        const hint = "Take `group` away from one of the groups that name each other.";
        this.#problems.push({ rule: "group-area", path: [...path, "group"], message, hint });
        return areas;
      }
      const members = [...nodeAreas].flatMap(([id, area]) => (this.#isInside(id, record.id) ? [area] : []));
      if (members.length > 0) areas.set(record.id, areaAround(members));
    }
    return areas;
  }

  /** A group's frame holds its own nodes and groups, and no other. */
  #checkStrangers(nodeAreas: ReadonlyMap<string, Area>, groupAreas: ReadonlyMap<string, Area>): void {
    const strangersOf = (group: string, frame: Area): string[] =>
      [...nodeAreas].flatMap(([id, area]) => (overlap(area, frame) && !this.#isInside(id, group) ? [id] : []));
    // The innermost first: what stands there as a stranger does so in the frames around it as well.
    const frames = [...groupAreas].sort(([a], [b]) => this.#groupsAround(b).length - this.#groupsAround(a).length);
    const said = new Set<string>();
    for (const [group, frame] of frames) {
      const strangers = strangersOf(group, frame).filter((id) => !said.has(id));
      if (strangers.length === 0) continue;
      const across = frames.find(([other, area]) => {
        const isAcross = strangersOf(other, area).some((id) => this.#isInside(id, group));
        return isAcross && strangers.every((id) => this.#isInside(id, other));
      });
      for (const id of [...strangers, ...(across ? strangersOf(...across) : [])]) said.add(id);
      if (across) this.#reportOverlap(group, across[0]);
      else this.#reportStrangers(group, strangers);
    }
    // What a stranger has upset has been said.
    if (said.size > 0) return;
    const isApart = (id: string, group: string): boolean => !this.#isInside(id, group) && !this.#isInside(group, id);
    for (const [index, [group, frame]] of frames.entries()) {
      const other = frames.slice(index + 1).find(([id, area]) => isApart(id, group) && overlap(area, frame));
      if (!other) continue;
      this.#reportOverlap(group, other[0]);
      break;
    }
  }

  #reportStrangers(group: string, strangers: readonly string[]): void {
    // It may be a member that stands in the wrong place, with many others in between.
    const names = strangers.map((id) => `“${id}”`).join(", ");
    const [stand, are] = strangers.length === 1 ? ["stands", "is"] : ["stand", "are"];
    const label = this.#groups.get(group)?.record.label;
    const message = `${names} ${stand} inside the frame of “${label}” and ${are} not of that group.`;
    const hint = `Move nodes in \`grid\` so that the group's own stand together, or add \`group: ${group}\`.`;
    const path = this.#nodes.get(strangers[0] ?? "")?.path ?? [];
    this.#problems.push({ rule: "group-area", path: [...path, "id"], message, hint });
  }

  /** At the one that comes later in the record. */
  #reportOverlap(...ids: readonly [string, string]): void {
    const [first, second] = [...this.#groups.values()].filter(({ record }) => ids.includes(record.id));
    const message = `The frames of “${first?.record.label}” and “${second?.record.label}” overlap.`;
    const hint = "Move nodes in `grid`, or name one of the groups as the `group` of the other.";
    this.#problems.push({ rule: "group-area", path: [...(second?.path ?? []), "id"], message, hint });
  }

  /** Between two gutters there is always a way, unless an edge leads to where it starts. */
  #checkEdges(): void {
    const first = new Map<string, number>();
    for (const [index, { from, to, label = "" }] of (this.#record.edges ?? []).entries()) {
      const path = ["edges", index, "to"];
      const report = (message: string): void => {
        const hint = "An edge leads from one node or group to another one that stands outside of it.";
        this.#problems.push({ rule: "edge-route", path, message, hint });
      };
      const key = JSON.stringify([from, to, label]);
      const other = first.get(key);
      if (other !== undefined) {
        this.#problems.push({
          rule: "edge-route",
          path,
          message: `There is an edge from “${from}” to “${to}” already.`,
          hint: "Delete one of them, or say by a `label` how they differ.",
          related: { path: ["edges", other, "to"], message: `“${from}” leads to “${to}” here` },
        });
        continue;
      }
      first.set(key, index);
      if (from === to) report(`This edge leads from “${from}” to itself.`);
      else if (this.#isInside(from, to)) report(`“${from}” stands in “${to}”, so no edge can lead there.`);
      else if (this.#isInside(to, from)) report(`“${to}” stands in “${from}”, so no edge can lead there.`);
    }
  }

  /** Does a node or group stand in a group, or in one that stands in it? */
  #isInside(id: string, group: string): boolean {
    return this.#groupsAround(id).includes(group);
  }

  /** From the innermost one; a circle of groups ends where it meets itself. */
  #groupsAround(id: string): string[] {
    const around: string[] = [];
    let parent = (this.#nodes.get(id) ?? this.#groups.get(id))?.record.group;
    while (parent !== undefined && !around.includes(parent)) {
      around.push(parent);
      parent = this.#groups.get(parent)?.record.group;
    }
    return around;
  }

  #heightOf(group: string): number {
    const inner = [...this.#groups.values()].filter(({ record }) => record.group === group);
    return 1 + Math.max(0, ...inner.map(({ record }) => this.#heightOf(record.id)));
  }

  #stageOf({ id, stage }: { id: string; stage?: string }): string | undefined {
    if (stage !== undefined) return stage;
    const staged = this.#groupsAround(id).map((group) => this.#groups.get(group)?.record.stage);
    return staged.find((stage) => stage !== undefined);
  }
}

/**
 * The fullest drawing of the list has 9 rows, 20 nodes and 12 edges. With several times as many, of which the schema has
 * the number of nodes, groups and edges, nobody follows a drawing any more, and the time to make it grows with their product.
 */
const MOST_ROWS = 60;

function tooHigh(rows: number): DiagramProblem {
  const message = `The grid has ${rows} rows, and can have ${MOST_ROWS}.`;
  return { rule: "grid-area", path: ["grid"], message, hint: "Leave some out, or make two diagrams of it." };
}

type GroupRecord = NonNullable<DiagramRecord["groups"]>[number];
