// Routes → straight segments, those that share a line side by side on tracks of their own.
import { type Point, step } from "./lattice.ts";
import type { Route } from "./router.ts";

/** Pixels between two neighbouring tracks. */
export const TRACK = 8;

export interface Segment {
  horizontal: boolean;
  /** The lattice line that it runs on. */
  line: number;
  /** Where it starts and ends on that line; half a step is a box's border. */
  start: number;
  end: number;
  /** Pixels beside the line's own place: to the right, or below. */
  offset: number;
}

export interface TrackedRoute extends Omit<Route, "points"> {
  segments: readonly Segment[];
}

export interface Tracks {
  /** In the order of the routes. */
  routes: readonly TrackedRoute[];
  /** By lattice line, how far its outermost tracks lie apart, in pixels. */
  across: ReadonlyMap<number, number>;
  down: ReadonlyMap<number, number>;
}

/** A segment while its track is looked for. */
interface Placed extends Segment {
  route: number;
  low: number;
  high: number;
  before: Placed | undefined;
  after: Placed | undefined;
}

export function layTracks(routes: readonly Route[]): Tracks {
  const across = new Map<number, number>();
  const down = new Map<number, number>();
  const tracked = routes.map(({ points, ...route }, index) => ({ ...route, segments: cut(points, route, index) }));
  const lines = new Map<string, Placed[]>();
  for (const segment of tracked.flatMap(({ segments }) => segments)) {
    const key = `${segment.horizontal} ${segment.line}`;
    const line = lines.get(key);
    if (line) line.push(segment);
    else lines.set(key, [segment]);
  }
  for (const line of lines.values()) {
    for (const cluster of clustersOf(line)) {
      const span = spread(ordered(cluster));
      const [first] = cluster;
      const spans = first?.horizontal ? across : down;
      if (first) spans.set(first.line, Math.max(spans.get(first.line) ?? 0, span));
    }
  }
  return { routes: tracked, across, down };
}

/** A way's straight pieces, from border to border. */
function cut(points: readonly Point[], { leaves, enters }: Omit<Route, "points">, route: number): Placed[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const stops = [step(first, leaves, -0.5), ...points, step(last, enters, 0.5)];
  const segments: Placed[] = [];
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
      const segment = { route, horizontal, line, start, end, offset: 0, low: 0, high: 0, before, after: undefined };
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

/** Do two segments of one line belong to different edges and meet? */
function meet(a: Placed, b: Placed): boolean {
  return a.route !== b.route && a.low <= b.high && b.low <= a.high;
}

/** Segments of one line that meet, directly or through others. */
function clustersOf(line: readonly Placed[]): Placed[][] {
  const left = new Set(line);
  const clusters: Placed[][] = [];
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
function ordered(cluster: readonly Placed[]): Placed[] {
  const order: Placed[] = [];
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
function crossingsOf(first: Placed, second: Placed): number {
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
function turnsOf({ start, end, before, after }: Placed): { at: number; side: number }[] {
  return [
    ...(before ? [{ at: start, side: Math.sign(before.start - before.end) }] : []),
    ...(after ? [{ at: end, side: Math.sign(after.end - after.start) }] : []),
  ];
}

/** Give segments in order the first track that is free. @returns how far the outermost ones lie apart */
function spread(order: readonly Placed[]): number {
  const tracks = new Map<Placed, number>();
  let last = 0;
  for (const [index, segment] of order.entries()) {
    const beside = order.slice(0, index).filter((other) => meet(segment, other));
    const track = Math.max(0, ...beside.map((other) => (tracks.get(other) ?? 0) + 1));
    tracks.set(segment, track);
    last = Math.max(last, track);
  }
  for (const [segment, track] of tracks) segment.offset = (track - last / 2) * TRACK;
  return last * TRACK;
}
