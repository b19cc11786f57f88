// Routes → straight segments.
import { step } from "./lattice.ts";
import type { Route } from "./router.ts";

export interface Segment {
  /** The index of the route that it is a part of. */
  route: number;
  horizontal: boolean;
  /** The lattice line that it runs on. */
  line: number;
  /** Where it starts and ends on that line; half a step is a box's border. */
  start: number;
  end: number;
  /** The same, the lower one first. */
  low: number;
  high: number;
  before: Segment | undefined;
  after: Segment | undefined;
  /** Pixels beside the line's own place: to the right, or below. */
  offset: number;
  /** Does no other one on this line lie beside it, to the left or above; to the right or below? */
  isFirst: boolean;
  isLast: boolean;
  label: SegmentLabel | undefined;
}

/** An edge's label and the stretch of a segment beside which it stands. */
export interface SegmentLabel {
  lines: readonly string[];
  /** In pixels, with room around the text. */
  width: number;
  height: number;
  /** Where the stretch starts and ends on the lattice; on the label's side, nothing leads to the segment in between. */
  from: number;
  to: number;
  /** To the left of the segment or above it, or to the right or below. */
  side: "left" | "right";
}

export interface CutRoute extends Omit<Route, "points"> {
  segments: readonly Segment[];
}

export function cutRoutes(routes: readonly Route[]): CutRoute[] {
  return routes.map((route, index) => {
    const { edge, leaves, enters } = route;
    return { edge, leaves, enters, segments: cut(route, index) };
  });
}

export type LabelledSegment = Segment & { label: SegmentLabel };

export function labelledSegment({ segments }: CutRoute): LabelledSegment | undefined {
  return segments.find((segment): segment is LabelledSegment => segment.label !== undefined);
}

/** So far a segment's label reaches from it, across its direction, in pixels. */
export function reachOf({ horizontal, label }: Segment): number {
  return label ? (horizontal ? label.height : label.width) + BESIDE_LABEL : 0;
}

/** Between an edge and its label. */
export const BESIDE_LABEL = 2;

/** A way's straight pieces, from border to border. */
function cut({ points, leaves, enters }: Route, route: number): Segment[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const stops = [step(first, leaves, -0.5), ...points, step(last, enters, 0.5)];
  const segments: Segment[] = [];
  let from = stops[0];
  for (const to of stops.slice(1)) {
    if (!from) break;
    const horizontal = from.y === to.y;
    const line = horizontal ? to.y : to.x;
    const [start, end] = horizontal ? [from.x, to.x] : [from.y, to.y];
    const before = segments.at(-1);
    if (before?.horizontal === horizontal) {
      before.end = end;
    } else {
      const ends = { start, end, low: 0, high: 0, before, after: undefined };
      const segment: Segment = {
        route,
        horizontal,
        line,
        ...ends,
        offset: 0,
        isFirst: true,
        isLast: true,
        label: undefined,
      };
      segments.push(segment);
      if (before) before.after = segment;
    }
    from = to;
  }
  for (const segment of segments) {
    segment.low = Math.min(segment.start, segment.end);
    segment.high = Math.max(segment.start, segment.end);
  }
  return segments;
}
