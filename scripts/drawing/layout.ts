// A plan and its routes → where everything stands, in pixels.
import { Axis, Gutters } from "./axis.ts";
import { type Box, boxFor } from "./box.ts";
import { type EdgeLabel, placeLabel, type Stretch } from "./label.ts";
import { type Direction, gutter, isHorizontal, LEFT, middle, opposite, UP } from "./lattice.ts";
import { type LegendEntry, layLegend, type PlacedLegend } from "./legend.ts";
import type { Plan, PlannedEdge, PlannedGroup, PlannedNode } from "./plan.ts";
import { type CutRoute, type LabelledSegment, labelledSegment, type Segment, type SegmentLabel } from "./segments.ts";
import { type Font, roomFor, wrap } from "./text.ts";
import type { Extent, Tracks } from "./tracks.ts";

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type PlacedNode = Rectangle & Pick<Box, "label" | "details"> & { node: PlannedNode };

export interface PlacedGroup extends Rectangle {
  group: PlannedGroup;
  /** Its label's lines. */
  title: readonly string[];
}

export interface PlacedEdge {
  edge: PlannedEdge;
  /** Border, bends, border. */
  points: readonly { x: number; y: number }[];
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

/** How wide text may run before it is wrapped, and how far boxes stand apart, in pixels. */
export interface Fit {
  text: number;
  gap: number;
}

export const TITLE: Font & { line: number } = { size: 12, bold: true, line: 14 };
/** From a frame's left border to its title. */
export const TITLE_INSET = 9;
/** Around everything. */
const MARGIN = 8;
/** Between a frame and what stands in it. */
const FRAME = 9;
/** Above and below a frame's title. */
const TITLE_PADDING = 12;
/** Between rows and columns that no edge runs between. */
const QUIET = { x: 14, y: 11 };
/** Between rows that an edge runs between: an arrow's head and some line. */
const ARROW = 20;
/** Beside the outermost track. */
const BESIDE_TRACKS = 10;
/** Beside the outermost track on a box's side. */
const BESIDE_ENDS = 8;
/** Beside a label that stands at a gutter's end. */
const BESIDE_LABELS = 3;
const NARROWEST_COLUMN = 30;
const LOWEST_ROW = 12;
/** How far a decision's left and right corners stand out. */
export const CORNER = 13;

export function layOut(plan: Plan, tracks: Tracks, legend: readonly LegendEntry[], fit: Fit): Layout {
  return new LayoutMaker(plan, tracks, fit).make(legend);
}

class LayoutMaker {
  readonly #plan: Plan;
  readonly #tracks: Tracks;
  readonly #fit: Fit;
  readonly #boxes: ReadonlyMap<string, Box>;
  readonly #columnWidths: number[];
  readonly #rowHeights: number[];
  readonly #gutters: { x: Gutters; y: Gutters };

  constructor(plan: Plan, tracks: Tracks, fit: Fit) {
    this.#plan = plan;
    this.#tracks = tracks;
    this.#fit = fit;
    this.#boxes = new Map(
      plan.nodes.map((node) => {
        const more = node.area.right - node.area.left;
        return [node.id, boxFor(node, fit.text + more * (fit.text + fit.gap))];
      }),
    );
    this.#columnWidths = Array.from({ length: plan.columns }, () => NARROWEST_COLUMN);
    this.#rowHeights = Array.from({ length: plan.rows }, () => LOWEST_ROW);
    this.#gutters = { x: new Gutters(plan.columns), y: new Gutters(plan.rows) };
  }

  make(legend: readonly LegendEntry[]): Layout {
    this.#makeRoomForBoxes();
    this.#makeRoomForTracks();
    this.#makeRoomForFrames();
    const x = this.#axisWithLabels(true);
    const titles = this.#titles(x);
    this.#makeRoomForTitles(titles);
    this.#makeRoomForTallBoxes();
    const y = this.#axisWithLabels(false);

    const nodes = this.#placeNodes(x, y);
    const groups = this.#placeGroups(x, y, titles);
    const edges = this.#placeEdges(x, y, nodes, groups);
    const ends = edges.map(({ label }) => (label ? label.x + label.width : 0));
    const width = Math.ceil(Math.max(x.length, ...ends) + MARGIN);
    const bottom = y.length + (legend.length > 0 ? 2 : MARGIN);
    const placed = layLegend(legend, { x: MARGIN + 2, y: bottom, width: width - 2 * MARGIN });
    return {
      width: Math.ceil(Math.max(width, placed.right + MARGIN)),
      height: Math.ceil(placed.bottom + (legend.length > 0 ? MARGIN : 0)),
      nodes,
      groups,
      edges,
      legend: placed.entries,
    };
  }

  #makeRoomForBoxes(): void {
    for (const { id, area } of this.#plan.nodes) {
      const box = this.#boxes.get(id);
      if (box && area.left === area.right) grow(this.#columnWidths, area.left, box.width);
      if (box && area.top === area.bottom) grow(this.#rowHeights, area.top, box.height);
    }
    // A box over several columns makes the last of them wider where it needs more than all have.
    for (const { id, area } of this.#plan.nodes) {
      const widths = this.#columnWidths.slice(area.left, area.right + 1);
      const gaps = (widths.length - 1) * QUIET.x;
      const missing = (this.#boxes.get(id)?.width ?? 0) - gaps - widths.reduce((sum, width) => sum + width, 0);
      if (missing <= 0) continue;
      for (let column = area.left; column <= area.right; column++) {
        grow(this.#columnWidths, column, (this.#columnWidths[column] ?? 0) + missing / widths.length);
      }
    }
  }

  #makeRoomForTracks(): void {
    const { columns, rows } = this.#plan;
    for (let column = 1; column < columns; column++) this.#gutters.x.need(gutter(column), "room", QUIET.x);
    for (let row = 1; row < rows; row++) this.#gutters.y.need(gutter(row), "room", QUIET.y);
    for (const { segments } of this.#tracks.routes) {
      for (const { horizontal, start, end } of segments) {
        const [low, high] = [Math.ceil(Math.min(start, end)), Math.floor(Math.max(start, end))];
        for (let line = low; line <= high; line++) {
          if (horizontal) this.#gutters.x.need(line, "room", this.#fit.gap);
          else this.#gutters.y.need(line, "room", ARROW);
        }
      }
    }
    for (const [line, extent] of this.#tracks.down)
      this.#makeRoomAlong(line, extent, this.#gutters.x, this.#columnWidths);
    for (const [line, extent] of this.#tracks.across)
      this.#makeRoomAlong(line, extent, this.#gutters.y, this.#rowHeights);
  }

  #makeRoomAlong(line: number, { span, left, right }: Extent, gutters: Gutters, cells: number[]): void {
    if (line % 2 === 0) {
      gutters.need(line, "room", span + 2 * BESIDE_TRACKS);
      const half = gutters.roomOf(line) / 2;
      gutters.need(line, "lead", left + BESIDE_LABELS - half);
      gutters.need(line, "trail", right + BESIDE_LABELS - half);
    } else {
      grow(cells, (line - 1) / 2, Math.max(span + 2 * BESIDE_ENDS, 2 * Math.max(left, right)));
    }
  }

  /** With stretches that are long enough for the labels beside them. */
  #axisWithLabels(isX: boolean): Axis {
    const [cells, gutters] = isX ? [this.#columnWidths, this.#gutters.x] : [this.#rowHeights, this.#gutters.y];
    const labelled = this.#tracks.routes.flatMap((route) => {
      const segment = labelledSegment(route);
      return segment?.horizontal === isX ? [{ route, segment }] : [];
    });
    let axis = new Axis(cells, gutters.all, MARGIN);
    // What one label needs takes nothing away from another.
    for (const { route, segment } of labelled) {
      const { start, end } = this.#stretchOf(route, segment, axis);
      const missing = (isX ? segment.label.width : segment.label.height) - (end - start);
      if (missing <= 0) continue;
      lengthen(segment.label, missing, gutters);
      axis = new Axis(cells, gutters.all, MARGIN);
    }
    return axis;
  }

  /** In pixels: from a box's border, or what runs along a line that is crossed, to the next one. */
  #stretchOf({ edge }: CutRoute, { horizontal, start, label }: LabelledSegment, axis: Axis): Stretch {
    const extents = horizontal ? this.#tracks.down : this.#tracks.across;
    const frameAt = (end: number): number => {
      const id = end === start ? edge.from : edge.to;
      return FRAME * (this.#plan.groups.find((group) => group.id === id)?.height ?? 0);
    };
    const { from, to } = label;
    return {
      start: Number.isInteger(from)
        ? axis.at(from) + (extents.get(from)?.right ?? 0)
        : axis.endOf(Math.floor(from / 2)) + frameAt(from),
      end: Number.isInteger(to)
        ? axis.at(to) - (extents.get(to)?.left ?? 0)
        : axis.startOf(Math.floor(to / 2)) - frameAt(to),
    };
  }

  #makeRoomForFrames(): void {
    for (const { area, height } of this.#plan.groups) {
      this.#gutters.x.need(gutter(area.left), "after", FRAME * height);
      this.#gutters.x.need(gutter(area.right + 1), "before", FRAME * height);
      this.#gutters.y.need(gutter(area.bottom + 1), "before", FRAME * height);
    }
  }

  #titles(x: Axis): ReadonlyMap<string, readonly string[]> {
    const titles = this.#plan.groups.map(({ id, label, area, height }) => {
      const width = x.endOf(area.right) - x.startOf(area.left) + 2 * FRAME * height - 2 * TITLE_INSET;
      // In the widest font, too, the title stays in its frame.
      return [id, wrapInto(label, TITLE, width)] as const;
    });
    return new Map(titles);
  }

  #makeRoomForTitles(titles: ReadonlyMap<string, readonly string[]>): void {
    for (const group of this.#plan.groups) {
      this.#gutters.y.need(gutter(group.area.top), "after", this.#headHeight(group, titles));
    }
  }

  /** Frames that start in one row have their titles on one line, those around others above these. */
  #headHeight({ area, height }: PlannedGroup, titles: ReadonlyMap<string, readonly string[]>): number {
    let sum = 0;
    for (let level = 1; level <= height; level++) {
      const beside = this.#plan.groups.filter((other) => other.area.top === area.top && other.height === level);
      const lines = Math.max(0, ...beside.map(({ id }) => titles.get(id)?.length ?? 0));
      sum += lines === 0 ? FRAME : lines * TITLE.line + TITLE_PADDING;
    }
    return sum;
  }

  /** A box over several rows, or with many edges at its sides, may need more than its rows have. */
  #makeRoomForTallBoxes(): void {
    for (const { id, area } of this.#plan.nodes) {
      const box = this.#boxes.get(id);
      if (!box) continue;
      for (const offset of this.#offsetsAtSides(id)) {
        box.height = Math.max(box.height, 2 * (Math.abs(offset) + BESIDE_ENDS));
      }
      const rows = area.bottom - area.top + 1;
      const heights = this.#rowHeights.slice(area.top, area.bottom + 1);
      const missing = box.height - (rows - 1) * QUIET.y - heights.reduce((sum, height) => sum + height, 0);
      if (missing <= 0) continue;
      for (let row = area.top; row <= area.bottom; row++) {
        grow(this.#rowHeights, row, (this.#rowHeights[row] ?? 0) + missing / rows);
      }
    }
  }

  #offsetsAtSides(id: string): number[] {
    return this.#tracks.routes.flatMap(({ edge, segments, leaves, enters }) => {
      const [first, last] = [segments[0], segments.at(-1)];
      return [
        ...(edge.from === id && isHorizontal(leaves) && first ? [first.offset] : []),
        ...(edge.to === id && isHorizontal(enters) && last ? [last.offset] : []),
      ];
    });
  }

  #placeNodes(x: Axis, y: Axis): PlacedNode[] {
    return this.#plan.nodes.flatMap((node) => {
      const box = this.#boxes.get(node.id);
      if (!box) return [];
      const { area } = node;
      const start = x.startOf(area.left);
      const { label, details, height } = box;
      // Around the line that edges end on, which is not the middle of rows that are unequally high.
      const centered = y.at(middle(area.top, area.bottom)) - height / 2;
      const top = Math.max(y.startOf(area.top), Math.min(centered, y.endOf(area.bottom) - height));
      return [{ node, x: start, y: top, width: x.endOf(area.right) - start, height, label, details }];
    });
  }

  #placeGroups(x: Axis, y: Axis, titles: ReadonlyMap<string, readonly string[]>): PlacedGroup[] {
    return this.#plan.groups.map((group) => {
      const { area, height, id } = group;
      const left = x.startOf(area.left) - FRAME * height;
      const top = y.startOf(area.top) - this.#headHeight(group, titles);
      return {
        group,
        title: titles.get(id) ?? [],
        x: left,
        y: top,
        width: x.endOf(area.right) + FRAME * height - left,
        height: y.endOf(area.bottom) + FRAME * height - top,
      };
    });
  }

  #placeEdges(x: Axis, y: Axis, nodes: readonly PlacedNode[], groups: readonly PlacedGroup[]): PlacedEdge[] {
    const ends = new Map<string, PlacedNode | PlacedGroup>([
      ...nodes.map((placed) => [placed.node.id, placed] as const),
      ...groups.map((placed) => [placed.group.id, placed] as const),
    ]);
    const placeOf = ({ horizontal, line, offset }: Segment): number => (horizontal ? y : x).at(line) + offset;
    return this.#tracks.routes.map((route) => {
      const points = pointsOf(route, placeOf, ends);
      const segment = labelledSegment(route);
      const stretch = segment && this.#stretchOf(route, segment, segment.horizontal ? x : y);
      return { edge: route.edge, points, label: stretch && placeLabel(segment, stretch, placeOf(segment)) };
    });
  }
}

/** Where a stretch has a whole gutter, that becomes wider; else the half that it has, beside the tracks. */
function lengthen({ from, to }: SegmentLabel, missing: number, gutters: Gutters): void {
  const first = Math.floor(from) + 1;
  const even = first % 2 === 0 ? first : first + 1;
  if (even < to) gutters.grow(even, "room", missing);
  else if (from % 2 === 0) gutters.grow(from, "trail", missing);
  else gutters.grow(to, "lead", missing);
}

function grow(sizes: number[], index: number, size: number): void {
  sizes[index] = Math.max(sizes[index] ?? 0, size);
}

/** Lines that have room in so many pixels in any common font, as far as their words have. */
function wrapInto(text: string, font: Font, width: number): string[] {
  for (let narrower = width; narrower > width / 2; narrower -= TITLE_INSET) {
    const lines = wrap(text, font, narrower);
    if (lines.every((line) => roomFor(line, font) <= width)) return lines;
  }
  return wrap(text, font, width / 2);
}

function pointsOf(
  { edge, segments, leaves, enters }: CutRoute,
  placeOf: (segment: Segment) => number,
  ends: ReadonlyMap<string, PlacedNode | PlacedGroup>,
): { x: number; y: number }[] {
  const [first, last] = [segments[0], segments.at(-1)];
  const [from, to] = [ends.get(edge.from), ends.get(edge.to)];
  if (!first || !last || !from || !to) return [];
  const points = [borderPoint(from, leaves, placeOf(first))];
  for (const [index, segment] of segments.entries()) {
    const next = segments[index + 1];
    if (!next) break;
    const [here, there] = [placeOf(segment), placeOf(next)];
    points.push(segment.horizontal ? { x: there, y: here } : { x: here, y: there });
  }
  points.push(borderPoint(to, opposite(enters), placeOf(last)));
  return points.filter(({ x, y }, index) => x !== points[index - 1]?.x || y !== points[index - 1]?.y);
}

/** @param place - in pixels, along the side */
function borderPoint(end: PlacedNode | PlacedGroup, side: Direction, place: number): { x: number; y: number } {
  const { x, y, width, height } = end;
  if (!isHorizontal(side)) return { x: place, y: side === UP ? y : y + height };
  const isDecision = "node" in end && end.node.shape === "decision";
  // Its sides run to a corner in the middle.
  const inset = isDecision ? (CORNER * Math.abs(place - (y + height / 2))) / (height / 2) : 0;
  return { x: side === LEFT ? x + inset : x + width - inset, y: place };
}
