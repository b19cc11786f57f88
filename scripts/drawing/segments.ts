// Routes → straight segments.
import { directionOf, type Point } from "./lattice.ts";
import type { PlannedEdge } from "./plan.ts";
import type { Route } from "./router.ts";

export interface Segment {
  /** The index of the route that it is a part of. */
  route: number;
  horizontal: boolean;
  /** The lattice line that it runs on. */
  line: number;
  /** Where it starts and ends on that line; half a line is a box's border. */
  start: number;
  end: number;
  /** The same, the lower one first. */
  low: number;
  high: number;
  /** Where the route goes on from it, and to which side: 1 is right or down, -1 left or up. */
  turns: readonly { at: number; side: number }[];
  /** Pixels beside the line's own place: to the right, or below. */
  offset: number;
  /** Whether no other segment on this line lies to its left or above it; to its right or below it. */
  isFirst: boolean;
  isLast: boolean;
  label: SegmentLabel | undefined;
}

/** An edge's label and the stretch of a segment beside which it stands. */
export interface SegmentLabel {
  lines: readonly string[];
  width: number;
  height: number;
  /** Where the stretch starts and ends on the lattice; on the label's side, nothing leads to the segment in between. */
  from: number;
  to: number;
  /** To the left of the segment or above it, or to the right or below. */
  side: "left" | "right";
}

export type LabelledSegment = Segment & { label: SegmentLabel };

/** An edge's way from border to border: each segment starts where the one before it ends. */
export interface SegmentedEdge {
  edge: PlannedEdge;
  segments: readonly Segment[];
}

export function segmentsOf({ edge, points }: Route, route: number): SegmentedEdge {
  const corners = points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    return !before || !after || directionOf(before, point) !== directionOf(point, after);
  });
  const segments = corners.slice(1).map((to, index): Segment => {
    const from = corners[index] ?? to;
    const horizontal = from.y === to.y;
    const along = ({ x, y }: Point): number => (horizontal ? x : y);
    const across = ({ x, y }: Point): number => (horizontal ? y : x);
    const [start, end, line] = [along(from), along(to), across(to)];
    const turns = [
      { at: start, neighbour: corners[index - 1] },
      { at: end, neighbour: corners[index + 2] },
    ].flatMap(({ at, neighbour }) => (neighbour ? [{ at, side: Math.sign(across(neighbour) - line) }] : []));
    const place = { line, start, end, low: Math.min(start, end), high: Math.max(start, end) };
    return { route, horizontal, ...place, turns, offset: 0, isFirst: true, isLast: true, label: undefined };
  });
  return { edge, segments };
}

export function labelledSegment({ segments }: SegmentedEdge): LabelledSegment | undefined {
  return segments.find((segment): segment is LabelledSegment => segment.label !== undefined);
}

/** Between an edge and its label, in pixels. */
export const BESIDE_LABEL = 2;

/** @returns how far a segment's label reaches from it to a side, across its direction, in pixels */
export function labelReach({ horizontal, label }: Segment, side: SegmentLabel["side"]): number {
  if (label?.side !== side) return 0;
  return (horizontal ? label.height : label.width) + BESIDE_LABEL;
}
