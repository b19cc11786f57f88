// A node → its lines of text, and the size of the box around them.
import { DETAIL, type Font, LABEL, roomFor, widthOf, wrap } from "./measure-text.ts";
import type { PlannedNode } from "./plan.ts";

/** Between the label and the details, in pixels. */
export const DETAIL_GAP = 2;

/** Around the text, in pixels: beside it in Arial, beside it in the widest font, above and below. */
const PADDING = { x: 9, xLeast: 2, y: 7 };
/** What a shape needs besides: at its left and right ends together, and above and below together. */
const SHAPE_ROOM = {
  box: { width: 0, height: 0 },
  person: { width: 8, height: 0 },
  decision: { width: 22, height: 4 },
};
const NARROWEST = 40;

export interface Box {
  width: number;
  height: number;
  /** Their lines. */
  label: readonly string[];
  details: readonly string[];
}

/** @param width - of the text, in pixels; a word that is wider makes the box wider */
export function boxFor(node: PlannedNode, width: number): Box {
  const label = wrap(node.label, LABEL, width);
  const details = node.details.flatMap((detail) => wrap(detail, DETAIL, width));
  const widths = [
    ...label.map((line) => widthAround(line, LABEL)),
    ...details.map((line) => widthAround(line, DETAIL)),
  ];
  const more = SHAPE_ROOM[node.shape];
  return {
    width: Math.ceil(Math.max(...widths, NARROWEST) + more.width),
    height: textHeight({ label, details }) + 2 * PADDING.y + more.height,
    label,
    details,
  };
}

export function textHeight({ label, details }: Pick<Box, "label" | "details">): number {
  return label.length * LABEL.line + details.length * DETAIL.line + (details.length > 0 ? DETAIL_GAP : 0);
}

function widthAround(line: string, font: Font): number {
  return Math.max(widthOf(line, font) + 2 * PADDING.x, roomFor(line, font) + 2 * PADDING.xLeast);
}
