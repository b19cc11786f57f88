// Routes → straight segments, those that share a line side by side on tracks of their own, with room for their labels.
import { chooseStretches } from "./label.ts";
import type { Route } from "./router.ts";
import { type CutRoute, cutRoutes, reachOf, type Segment } from "./segments.ts";

/** Pixels between two neighbouring tracks. */
export const TRACK = 8;

export interface Tracks {
  /** In the order of the routes. */
  routes: readonly CutRoute[];
  /** By lattice line. */
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
  const across = new Map<number, Extent>();
  const down = new Map<number, Extent>();
  const cut = cutRoutes(routes);
  const lines = new Map<string, Segment[]>();
  for (const segment of cut.flatMap(({ segments }) => segments)) {
    const key = `${segment.horizontal} ${segment.line}`;
    const line = lines.get(key);
    if (line) line.push(segment);
    else lines.set(key, [segment]);
  }
  const clusters = [...lines.values()].flatMap(clustersOf).map(ordered);
  for (const order of clusters) findNeighbours(order);
  chooseStretches(cut);
  for (const order of clusters) {
    const span = spread(order);
    const [first] = order;
    if (!first) continue;
    const extents = first.horizontal ? across : down;
    const known = extents.get(first.line) ?? { span: 0, left: 0, right: 0 };
    extents.set(first.line, {
      span: Math.max(known.span, span),
      left: Math.max(known.left, ...order.map((segment) => reach(segment, "left") - segment.offset)),
      right: Math.max(known.right, ...order.map((segment) => reach(segment, "right") + segment.offset)),
    });
  }
  return { routes: cut, across, down };
}

/** Which segments of one line have others beside them, in the order in which these are to lie. */
function findNeighbours(order: readonly Segment[]): void {
  for (const [index, segment] of order.entries()) {
    segment.isFirst = !order.slice(0, index).some((other) => meet(segment, other));
    segment.isLast = !order.slice(index + 1).some((other) => meet(segment, other));
  }
}

/** So far a segment's label reaches to a side. */
function reach(segment: Segment, side: "left" | "right"): number {
  return segment.label?.side === side ? reachOf(segment) : 0;
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
    // An array that grows while it is walked is walked to its new end.
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

/** From left to right, or from top to bottom, so that few cross: each goes where it crosses the fewest that are there. */
function ordered(cluster: readonly Segment[]): Segment[] {
  const order: Segment[] = [];
  for (const segment of cluster) {
    let best = { at: 0, crossings: Number.POSITIVE_INFINITY };
    for (let at = 0; at <= order.length; at++) {
      let crossings = 0;
      for (const [index, other] of order.entries()) {
        if (other.route === segment.route) continue;
        crossings += index < at ? crossingsOf(other, segment) : crossingsOf(segment, other);
      }
      if (crossings < best.crossings) best = { at, crossings };
    }
    order.splice(best.at, 0, segment);
  }
  return order;
}

/**
 * What two segments cost beside each other, `first` on the left or above: one for each crossing; where both end at the
 * same point, whether their neighbours would cross there depends on rounding, so that is best avoided.
 */
function crossingsOf(first: Segment, second: Segment): number {
  let sum = 0;
  for (const { at, side } of turnsOf(first)) if (side > 0 && at > second.low && at < second.high) sum += 10;
  for (const { at, side } of turnsOf(second)) if (side < 0 && at > first.low && at < first.high) sum += 10;
  for (const one of turnsOf(first)) {
    for (const other of turnsOf(second)) {
      if (one.at !== other.at) continue;
      if (one.side > 0 && other.side < 0) sum += 6;
      if (one.side < 0 && other.side > 0) sum -= 2;
    }
  }
  return sum;
}

/** Where a segment's neighbours leave it, and to which side: 1 is right or down. */
function turnsOf({ start, end, before, after }: Segment): { at: number; side: number }[] {
  return [
    ...(before ? [{ at: start, side: Math.sign(before.start - before.end) }] : []),
    ...(after ? [{ at: end, side: Math.sign(after.end - after.start) }] : []),
  ];
}

/** Give segments in order the first track that is free. @returns how far the outermost ones lie apart */
function spread(order: readonly Segment[]): number {
  const tracks = new Map<Segment, number>();
  let last = 0;
  for (const [index, segment] of order.entries()) {
    const before = order.slice(0, index).filter((other) => meet(segment, other));
    const track = Math.max(0, ...before.map((other) => (tracks.get(other) ?? 0) + distanceBehind(other)));
    tracks.set(segment, track);
    last = Math.max(last, track);
  }
  for (const [segment, track] of tracks) segment.offset = track - last / 2;
  return last;
}

function distanceBehind(segment: Segment): number {
  return Math.max(TRACK, reach(segment, "right") + BEHIND_LABEL);
}

/** Between a label and the next track, in pixels. */
const BEHIND_LABEL = 3;
