// Edges that share a lattice line → side by side, each on a track of its own, with room for their labels.
import { groupBy } from "../text/group-by.ts";
import { chooseStretches } from "./edge-label.ts";
import type { Route } from "./router.ts";
import { labelReach, type Segment, type SegmentedEdge, segmentsOf } from "./segments.ts";

/** Pixels between two neighbouring tracks. */
const TRACK = 8;
/** Between a label and the next track, in pixels. */
const BEHIND_LABEL = 3;

export interface Tracks {
  /** In the order of the routes. */
  edges: readonly SegmentedEdge[];
  /** What runs along the lattice lines that lead across, and along those that lead down. */
  across: ReadonlyMap<number, Extent>;
  down: ReadonlyMap<number, Extent>;
}

/** What runs along a lattice line, in pixels from the line's own place. */
export interface Extent {
  /** How far the outermost tracks lie apart. */
  span: number;
  /** How far tracks and labels reach to the left or above, and to the right or below. */
  left: number;
  right: number;
}

export function layTracks(routes: readonly Route[]): Tracks {
  const edges = routes.map(segmentsOf);
  const segments = edges.flatMap((edge) => edge.segments);
  const lines = [...groupBy(segments, ({ horizontal, line }) => `${horizontal} ${line}`).values()].map((line) => {
    return { line, clusters: clustersOf(line).map(ordered) };
  });
  for (const order of lines.flatMap(({ clusters }) => clusters)) {
    for (const [index, segment] of order.entries()) {
      segment.isFirst = !order.slice(0, index).some((other) => meet(segment, other));
      segment.isLast = !order.slice(index + 1).some((other) => meet(segment, other));
    }
  }
  chooseStretches(edges);
  const [across, down] = [new Map<number, Extent>(), new Map<number, Extent>()];
  for (const { line, clusters } of lines) {
    const span = Math.max(...clusters.map(spread));
    const left = Math.max(...line.map((segment) => labelReach(segment, "left") - segment.offset));
    const right = Math.max(...line.map((segment) => labelReach(segment, "right") + segment.offset));
    (line[0].horizontal ? across : down).set(line[0].line, { span, left, right });
  }
  return { edges, across, down };
}

/** Do two segments of one line belong to different edges and meet? */
function meet(a: Segment, b: Segment): boolean {
  return a.route !== b.route && a.low <= b.high && b.low <= a.high;
}

/** Segments of one line that meet, directly or through others. */
function clustersOf(line: readonly Segment[]): Segment[][] {
  const left = new Set(line);
  const clusters: Segment[][] = [];
  for (const first of line) {
    if (!left.delete(first)) continue;
    const cluster = [first];
    // The loop also visits what is added to the array meanwhile.
    for (const segment of cluster) {
      for (const other of left) {
        if (!meet(segment, other)) continue;
        left.delete(other);
        cluster.push(other);
      }
    }
    clusters.push(cluster);
  }
  return clusters;
}

/** From left to right, or from top to bottom: each goes where it crosses the fewest of those that are there already. */
function ordered(cluster: readonly Segment[]): Segment[] {
  const order: Segment[] = [];
  for (const segment of cluster) {
    const costs = Array.from({ length: order.length + 1 }, (_, at) =>
      order.reduce((sum, other, index) => {
        if (other.route === segment.route) return sum;
        return sum + (index < at ? crossingCost(other, segment) : crossingCost(segment, other));
      }, 0),
    );
    order.splice(costs.indexOf(Math.min(...costs)), 0, segment);
  }
  return order;
}

/**
 * What it costs to lay two segments beside each other, `first` on the left or above: 10 for each crossing. Where both turn
 * at the same point and towards each other, they may cross there: 6. Where they turn away from each other, they cannot: -2.
 */
function crossingCost(first: Segment, second: Segment): number {
  let cost = 0;
  for (const { at, side } of first.turns) if (side > 0 && at > second.low && at < second.high) cost += 10;
  for (const { at, side } of second.turns) if (side < 0 && at > first.low && at < first.high) cost += 10;
  for (const one of first.turns) {
    for (const other of second.turns) {
      if (one.at !== other.at) continue;
      if (one.side > 0 && other.side < 0) cost += 6;
      if (one.side < 0 && other.side > 0) cost -= 2;
    }
  }
  return cost;
}

/** Gives each segment in turn the first free track, as its `offset`. @returns how far the outermost tracks lie apart */
function spread(order: readonly Segment[]): number {
  for (const [index, segment] of order.entries()) {
    const before = order.slice(0, index).filter((other) => meet(segment, other));
    const ends = before.map((other) => other.offset + Math.max(TRACK, labelReach(other, "right") + BEHIND_LABEL));
    segment.offset = Math.max(0, ...ends);
  }
  const last = Math.max(...order.map(({ offset }) => offset));
  for (const segment of order) segment.offset -= last / 2;
  return last;
}
