// Where an edge's label goes: beside a stretch of the edge where nothing else stands.
import type { Axis } from "./axis.ts";
import type { Point } from "./lattice.ts";
import { type Font, roomFor, wrap } from "./text.ts";
import type { Segment, TrackedRoute } from "./tracks.ts";

export const EDGE_LABEL: Font & { line: number } = { size: 11, line: 12 };
/** Text may run so wide before it is wrapped: across a gutter, and beside a line that runs down. */
const WRAP = { across: 64, down: 52 };
const PADDING = 3;

/** A label before the lattice has pixels. */
export interface LabelSpot {
  lines: readonly string[];
  /** In pixels, with room around the text. */
  width: number;
  height: number;
  segment: Segment;
  horizontal: boolean;
  /** Of a horizontal segment: above it, or below. */
  above: boolean;
  /** The lattice point that it stands beside. */
  point: Point;
}

export interface EdgeLabel {
  lines: readonly string[];
  /** The left and the upper end of its room, in pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** In the middle of its room, or at its left. */
  centered: boolean;
}

/** @returns `undefined` for an edge without a label */
export function labelFor({ edge, segments }: TrackedRoute): LabelSpot | undefined {
  if (edge.label === undefined) return undefined;
  const spots = segments.flatMap((segment) => pointsOn(segment).map((point) => ({ segment, point })));
  const best = Math.min(...spots.map(({ segment, point }) => badness(segment, point)));
  const good = spots.filter(({ segment, point }) => badness(segment, point) === best);
  const spot = good[Math.floor(good.length / 2)];
  if (!spot) return undefined;
  const { horizontal, offset } = spot.segment;
  const lines = wrap(edge.label, EDGE_LABEL, horizontal ? WRAP.across : WRAP.down);
  const width = Math.max(...lines.map((line) => roomFor(line, EDGE_LABEL))) + 2 * PADDING;
  const height = lines.length * EDGE_LABEL.line + PADDING;
  return { ...spot, lines, width, height, horizontal, above: bendsTo(spot, segments) ?? offset <= 0 };
}

/** @returns where an edge bends at this point, whether it comes from or goes to below, so that above it nothing stands */
function bendsTo(
  { segment, point }: Pick<LabelSpot, "segment" | "point">,
  segments: readonly Segment[],
): boolean | undefined {
  const at = segments.indexOf(segment);
  const [before, after] = [segments[at - 1], segments[at + 1]];
  if (before && point.x === segment.start) return before.start > segment.line;
  if (after && point.x === segment.end) return after.end > segment.line;
  return undefined;
}

/** Where a column's gutter is crossed, the label makes the gutter wider; elsewhere a column, or more. */
function badness({ horizontal }: Segment, { x, y }: Point): number {
  if (horizontal) return x % 2 === 0 ? (y % 2 === 1 ? 0 : 2) : 4;
  return x % 2 === 1 ? 1 : 3;
}

function pointsOn({ horizontal, line, start, end }: Segment): Point[] {
  const points: Point[] = [];
  for (let at = Math.ceil(Math.min(start, end)); at <= Math.max(start, end); at++) {
    points.push(horizontal ? { x: at, y: line } : { x: line, y: at });
  }
  return points;
}

/** @param placeOf - a segment's place across its direction, in pixels */
export function placeLabel(spot: LabelSpot, x: Axis, y: Axis, placeOf: (segment: Segment) => number): EdgeLabel {
  const { lines, width, height, horizontal, above, segment, point } = spot;
  const beside = placeOf(segment);
  if (horizontal) {
    return {
      lines,
      x: x.at(point.x) - width / 2,
      y: above ? beside - height - 1 : beside + 1,
      width,
      height,
      centered: true,
    };
  }
  return { lines, x: beside + 2, y: y.at(point.y) - height / 2, width, height, centered: false };
}
