// A plan and its routes → where everything stands, in pixels.
import { Axis, BESIDE_ENDS } from "./axis.ts";
import { type Box, boxFor } from "./box.ts";
import { type EdgeLabel, placeLabel } from "./edge-label.ts";
import { gutter, middle, type Point, type Rectangle } from "./lattice.ts";
import { type LegendEntry, layLegend, type PlacedLegend } from "./legend.ts";
import { roomFor, TITLE, wrap } from "./measure-text.ts";
import type { Plan, PlannedEdge, PlannedGroup, PlannedNode } from "./plan.ts";
import { type LabelledSegment, labelledSegment, type Segment, type SegmentedEdge } from "./segments.ts";
import type { Tracks } from "./tracks.ts";

export type PlacedNode = Rectangle & Pick<Box, "label" | "details"> & { node: PlannedNode };

export interface PlacedGroup extends Rectangle {
  group: PlannedGroup;
  /** Its label's lines. */
  title: readonly string[];
}

export interface PlacedEdge {
  edge: PlannedEdge;
  /** From the border of the first box over the bends to that of the last. */
  points: readonly Point[];
  label: EdgeLabel | undefined;
}

export interface Layout {
  width: number;
  height: number;
  nodes: readonly PlacedNode[];
  groups: readonly PlacedGroup[];
  edges: readonly PlacedEdge[];
  legend: readonly PlacedLegend[];
}

/** How wide text may run before it is wrapped, and how far boxes with an edge between them stand apart, in pixels. */
export interface Fit {
  text: number;
  gap: number;
}

/** From a frame's left border to its title. */
export const TITLE_INSET = 9;
/** How far a decision's left and right corners stand out. */
export const CORNER = 13;
/** Around everything. */
const MARGIN = 8;
/** Between a frame and what stands in it. */
const FRAME = 9;
/** Above and below a frame's title. */
const TITLE_PADDING = 12;
/** Columns: their least width, and the least distance between two. Rows likewise. */
const COLUMN = { margin: MARGIN, cell: 30, gap: 14 };
const ROW = { margin: MARGIN, cell: 12, gap: 11 };
/** Between rows that an edge runs between: an arrow's head and some line. */
const ARROW = 20;

export function layOut(plan: Plan, tracks: Tracks, legend: readonly LegendEntry[], fit: Fit): Layout {
  const boxes: readonly (Box & { node: PlannedNode })[] = plan.nodes.map((node) => {
    const more = node.area.right - node.area.left;
    const box = boxFor(node, fit.text + more * (fit.text + fit.gap));
    return { node, ...box, height: Math.max(box.height, ...heightsForEdges(node)) };
  });
  const across = new Axis(plan.columns, COLUMN, tracks.down);
  const down = new Axis(plan.rows, ROW, tracks.across);
  makeRoomForBoxes(across, ({ node: { area }, width }) => [area.left, area.right, width]);
  makeRoomForTracks();
  makeRoomForFrames();
  makeRoomForLabels(across);
  const titles = new Map(plan.groups.map((group) => [group.id, titleOf(group)]));
  for (const group of plan.groups) down.need(gutter(group.area.top), "after", headHeight(group));
  makeRoomForBoxes(down, ({ node: { area }, height }) => [area.top, area.bottom, height]);
  makeRoomForLabels(down);

  const nodes = placeNodes();
  const groups = placeGroups();
  const edges = placeEdges();
  const ends = edges.map(({ label }) => (label ? label.x + label.width : 0));
  const width = Math.ceil(Math.max(across.length, ...ends) + MARGIN);
  const bottom = down.length + (legend.length > 0 ? 2 : MARGIN);
  const placed = layLegend(legend, { x: MARGIN + 2, y: bottom, width: width - 2 * MARGIN });
  return {
    width: Math.ceil(Math.max(width, placed.right + MARGIN)),
    height: Math.ceil(placed.bottom + (legend.length > 0 ? MARGIN : 0)),
    nodes,
    groups,
    edges,
    legend: placed.entries,
  };

  /** How high a box must be for the edges at its left and right sides, in pixels. */
  function heightsForEdges(node: PlannedNode): number[] {
    const ends = tracks.edges.flatMap(({ edge, segments }) => [
      edge.from === node ? segments[0] : undefined,
      edge.to === node ? segments.at(-1) : undefined,
    ]);
    return ends.map((end) => (end?.horizontal ? 2 * (Math.abs(end.offset) + BESIDE_ENDS) : 0));
  }

  /** Boxes over several cells come last: they need only what these do not have already. */
  function makeRoomForBoxes(axis: Axis, needOf: (box: Box & { node: PlannedNode }) => [number, number, number]): void {
    const needs = boxes.map(needOf).sort(([a, b], [c, d]) => Number(a < b) - Number(c < d));
    for (const need of needs) axis.needCells(...need);
  }

  function makeRoomForTracks(): void {
    for (const { horizontal, low, high } of tracks.edges.flatMap(({ segments }) => segments)) {
      for (let line = Math.ceil(low); line <= high; line++) {
        if (horizontal) across.need(line, "room", fit.gap);
        else down.need(line, "room", ARROW);
      }
    }
    across.needTracks();
    down.needTracks();
  }

  function makeRoomForFrames(): void {
    for (const { area, height } of plan.groups) {
      across.need(gutter(area.left), "after", FRAME * height);
      across.need(gutter(area.right + 1), "before", FRAME * height);
      down.need(gutter(area.bottom + 1), "before", FRAME * height);
    }
  }

  /** Makes segments as long as the labels beside them. */
  function makeRoomForLabels(axis: Axis): void {
    for (const edge of tracks.edges) {
      const segment = labelledSegment(edge);
      if (!segment || segment.horizontal !== (axis === across)) continue;
      const { from, to, width, height } = segment.label;
      const [start, end] = stretchOf(edge, segment);
      const missing = (segment.horizontal ? width : height) - (end - start);
      if (missing > 0) axis.lengthen(from, to, missing);
    }
  }

  /** Where the stretch beside a label starts and ends: at a box's border, or beside what crosses the segment there. */
  function stretchOf(
    { edge }: SegmentedEdge,
    { horizontal, start, label: { from, to } }: LabelledSegment,
  ): [start: number, end: number] {
    const axis = horizontal ? across : down;
    const frameAt = (line: number): number => {
      const end = line === start ? edge.from : edge.to;
      return "height" in end && !Number.isInteger(line) ? FRAME * end.height : 0;
    };
    return [
      axis.at(from) + (axis.extents.get(from)?.right ?? 0) + frameAt(from),
      axis.at(to) - (axis.extents.get(to)?.left ?? 0) - frameAt(to),
    ];
  }

  /** The lines of a group's title, which stay in its frame in the widest font, too. */
  function titleOf({ label, area, height }: PlannedGroup): string[] {
    const width = across.endOf(area.right) - across.startOf(area.left) + 2 * FRAME * height;
    return wrapTitle(label, width - 2 * TITLE_INSET);
  }

  /** Frames that start in one row have their titles on one line, those around others above these. */
  function headHeight({ area, height }: PlannedGroup): number {
    let sum = 0;
    for (let level = 1; level <= height; level++) {
      const beside = plan.groups.filter((other) => other.area.top === area.top && other.height === level);
      const lines = Math.max(0, ...beside.map(({ id }) => titles.get(id)?.length ?? 0));
      sum += lines === 0 ? FRAME : lines * TITLE.line + TITLE_PADDING;
    }
    return sum;
  }

  function placeNodes(): PlacedNode[] {
    return boxes.map(({ node, height, label, details }) => {
      const { top, bottom, left, right } = node.area;
      const x = across.startOf(left);
      // Around the line that edges end on, which is not the middle of rows that are unequally high.
      const centered = down.at(middle(top, bottom)) - height / 2;
      const y = Math.max(down.startOf(top), Math.min(centered, down.endOf(bottom) - height));
      return { node, x, y, width: across.endOf(right) - x, height, label, details };
    });
  }

  function placeGroups(): PlacedGroup[] {
    return plan.groups.map((group) => {
      const { area, height, id } = group;
      const title = titles.get(id) ?? [];
      const [x, right] = [across.startOf(area.left) - FRAME * height, across.endOf(area.right) + FRAME * height];
      const [y, bottom] = [down.startOf(area.top) - headHeight(group), down.endOf(area.bottom)];
      return { group, title, x, y, width: right - x, height: bottom + FRAME * height - y };
    });
  }

  function placeEdges(): PlacedEdge[] {
    const ends = new Map<PlannedEdge["from"], PlacedNode | PlacedGroup>([
      ...nodes.map((placed) => [placed.node, placed] as const),
      ...groups.map((placed) => [placed.group, placed] as const),
    ]);
    return tracks.edges.map((routed) => {
      const { edge, segments } = routed;
      const segment = labelledSegment(routed);
      const [start, end] = segment ? stretchOf(routed, segment) : [0, 0];
      const label = segment && placeLabel(segment, (start + end) / 2, placeOf(segment));
      const [from, to, first, last] = [ends.get(edge.from), ends.get(edge.to), segments[0], segments.at(-1)];
      if (!from || !to || !first || !last) return { edge, points: [], label };
      const bends = segments.slice(1).map((next, index): Point => {
        const [here, there] = [placeOf(segments[index] ?? next), placeOf(next)];
        return next.horizontal ? { x: here, y: there } : { x: there, y: here };
      });
      const points = [
        borderPoint(from, first.horizontal, first.end < first.start, placeOf(first)),
        ...bends,
        borderPoint(to, last.horizontal, last.end > last.start, placeOf(last)),
      ];
      const isNew = ({ x, y }: Point, index: number): boolean =>
        x !== points[index - 1]?.x || y !== points[index - 1]?.y;
      return { edge, label, points: points.filter(isNew) };
    });
  }

  /** Where a segment lies across its direction, in pixels. */
  function placeOf({ horizontal, line, offset }: Segment): number {
    return (horizontal ? down : across).at(line) + offset;
  }
}

/** @returns lines that fit into a width (in pixels) in any common font, unless a single word does not */
function wrapTitle(text: string, width: number): string[] {
  for (let narrower = width; narrower > width / 2; narrower -= TITLE_INSET) {
    const lines = wrap(text, TITLE, narrower);
    if (lines.every((line) => roomFor(line, TITLE) <= width)) return lines;
  }
  return wrap(text, TITLE, width / 2);
}

/** @param isFirst - whether that is the left or upper side; `place` is in pixels along it */
function borderPoint(box: PlacedNode | PlacedGroup, horizontal: boolean, isFirst: boolean, place: number): Point {
  const { x, y, width, height } = box;
  if (!horizontal) return { x: place, y: isFirst ? y : y + height };
  const isDecision = "node" in box && box.node.shape === "decision";
  // Its sides run to a corner in the middle.
  const inset = isDecision ? (CORNER * Math.abs(place - (y + height / 2))) / (height / 2) : 0;
  return { x: isFirst ? x + inset : x + width - inset, y: place };
}
