// A node → its lines of text, and the size of the box around them.
import type { PlannedNode, Shape } from "./plan.ts";
import { type Font, roomFor, widthOf, wrap } from "./text.ts";

export const LABEL: Font & { line: number } = { size: 13, line: 16 };
export const DETAIL: Font & { line: number } = { size: 11, line: 14 };
/** Between the label and the details, in pixels. */
export const DETAIL_GAP = 2;

/** Around the text, in pixels: in Arial, and in the widest font. */
const PADDING = { x: 9, y: 7, least: 2 };
/** What a shape needs at its left and right ends, and above and below. */
const EXTRA: Readonly<Record<Shape, { width: number; height: number }>> = {
  box: { width: 0, height: 0 },
  person: { width: 8, height: 0 },
  decision: { width: 22, height: 4 },
};
const NARROWEST = 40;

export interface Box {
  width: number;
  height: number;
  label: readonly string[];
  details: readonly string[];
}

/** @param width - of the text, in pixels; a word that is wider makes the box wider */
export function boxFor({ label, details, shape }: PlannedNode, width: number): Box {
  const labels = wrap(label, LABEL, width);
  const smaller = details.flatMap((detail) => wrap(detail, DETAIL, width));
  const widths = [
    ...labels.map((line) => widthWithPadding(line, LABEL)),
    ...smaller.map((line) => widthWithPadding(line, DETAIL)),
  ];
  const height = labels.length * LABEL.line + smaller.length * DETAIL.line + (smaller.length > 0 ? DETAIL_GAP : 0);
  return {
    width: Math.ceil(Math.max(...widths, NARROWEST) + EXTRA[shape].width),
    height: height + 2 * PADDING.y + EXTRA[shape].height,
    label: labels,
    details: smaller,
  };
}

function widthWithPadding(line: string, font: Font): number {
  return Math.max(widthOf(line, font) + 2 * PADDING.x, roomFor(line, font) + 2 * PADDING.least);
}
