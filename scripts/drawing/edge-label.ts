// Where an edge's label goes: beside a stretch of the edge that no other edge crosses.
import type { Rectangle } from "./lattice.ts";
import { EDGE_LABEL, roomFor, wrap } from "./measure-text.ts";
import { BESIDE_LABEL, type LabelledSegment, type Segment, type SegmentedEdge, type SegmentLabel } from "./segments.ts";

/** The width at which text is wrapped, in pixels: above or below a line that runs across, and beside one that runs down. */
const WRAP = { across: 64, down: 52 };
const PADDING = 3;

/** With room around the text, in pixels. */
export interface EdgeLabel extends Rectangle {
  lines: readonly string[];
  /** Where the text stands in that room. */
  anchor: "start" | "middle" | "end";
}

/** How large half a gutter and half a cell usually are, in pixels: to compare stretches before there is a layout. */
const USUAL = { across: { gutter: 17, cell: 45 }, down: { gutter: 12, cell: 20 } };
/** What a pixel of height costs, in pixels of width: a drawing may be as high as it needs. */
const HEIGHT_COST = 0.2;
/** For a stretch of half a gutter, where text stands close to a bend. */
const HALF_GUTTER_COST = 4;

/** Gives each edge with a label the stretch beside which that costs the least room: in `label` of its segment. */
export function chooseStretches(edges: readonly SegmentedEdge[]): void {
  const all = edges.flatMap(({ segments }) => segments);
  for (const { edge, segments } of edges) {
    if (edge.label === undefined) continue;
    let best: { segment: Segment; label: SegmentLabel; cost: number } | undefined;
    for (const segment of segments) {
      const size = sizeOf(edge.label, segment.horizontal);
      for (const side of sidesOf(segment)) {
        for (const { from, to } of stretchesOf(segment, side, all)) {
          const cost = costOf(segment, from, to, size);
          if (!best || cost < best.cost) best = { segment, label: { ...size, from, to, side }, cost };
        }
      }
    }
    if (best) best.segment.label = best.label;
  }
}

function sizeOf(text: string, horizontal: boolean): Pick<SegmentLabel, "lines" | "width" | "height"> {
  const lines = wrap(text, EDGE_LABEL, horizontal ? WRAP.across : WRAP.down);
  const width = Math.max(...lines.map((line) => roomFor(line, EDGE_LABEL))) + 2 * PADDING;
  return { lines, width, height: lines.length * EDGE_LABEL.line + PADDING };
}

/** Best is a side with no other track on it; where both are free, above or to the right comes first. */
function sidesOf({ horizontal, isFirst, isLast }: Segment): SegmentLabel["side"][] {
  if (isFirst && isLast) return horizontal ? ["left", "right"] : ["right", "left"];
  return isFirst ? ["left"] : ["right"];
}

/** The parts of a segment between its ends and the segments that cross it or meet it on the label's side. */
function stretchesOf(segment: Segment, side: SegmentLabel["side"], all: readonly Segment[]) {
  const { horizontal, line, low, high, isFirst, isLast } = segment;
  // Between other tracks, what leads to one of them may cross the label from either side.
  const isBetween = !isFirst && !isLast;
  const crossed = all.filter((other) => {
    if (other.horizontal === horizontal || other.line <= low || other.line >= high) return false;
    if (other.low > line || other.high < line) return false;
    return isBetween || (side === "left" ? other.low < line : other.high > line);
  });
  const stops = [...new Set([low, high, ...crossed.map((other) => other.line)])].sort((a, b) => a - b);
  return stops.slice(1).map((to, index) => ({ from: stops[index] ?? low, to }));
}

/** How much wider a label usually makes the drawing, in pixels. */
function costOf(segment: Segment, from: number, to: number, { width, height }: Pick<SegmentLabel, "width" | "height">) {
  const { horizontal, line, isFirst, isLast } = segment;
  const isBetween = !isFirst && !isLast;
  const usual = horizontal ? USUAL.across : USUAL.down;
  let along = 0;
  for (let at = from; at < to; at += 0.5) along += Math.round(at + 0.25) % 2 === 0 ? usual.gutter : usual.cell;
  const bends = to - from < 1 ? HALF_GUTTER_COST : 0;
  if (horizontal) return Math.max(0, width - along) + bends + (isBetween ? height : 0) * HEIGHT_COST;
  const beside = (line % 2 === 0 ? USUAL.across.gutter : USUAL.across.cell) - BESIDE_LABEL;
  return Math.max(0, width - beside) + (isBetween ? width / 2 : 0) + Math.max(0, height - along) * HEIGHT_COST;
}

/** @param middle - of the stretch that it stands beside; `place`: of the segment, across it. Both in pixels */
export function placeLabel({ horizontal, label }: LabelledSegment, middle: number, place: number): EdgeLabel {
  const { lines, width, height, side } = label;
  const beside = (size: number): number => (side === "left" ? place - BESIDE_LABEL - size : place + BESIDE_LABEL);
  return horizontal
    ? { lines, width, height, x: middle - width / 2, y: beside(height), anchor: "middle" }
    : { lines, width, height, x: beside(width), y: middle - height / 2, anchor: side === "left" ? "end" : "start" };
}
