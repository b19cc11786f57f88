// What colours, borders and marks mean, in lines below the drawing.
import { LEGEND, roomFor } from "./measure-text.ts";

/** A small box in front of an entry's label, in pixels. */
export const SWATCH = { width: 16, height: 11 };
const SWATCH_GAP = 6;
const ENTRY_GAP = 14;

export interface LegendEntry {
  label: string;
  /** A small box in this stage's colour, or one with a thick border, stands in front of the label. */
  stage?: string | undefined;
  highlight?: boolean;
}

export interface PlacedLegend extends LegendEntry {
  /** The left and upper ends of its line. */
  x: number;
  y: number;
  /** Where the label starts; where there is no small box, at `x`. */
  textX: number;
}

/** @param room - where the first line starts, and how wide lines may be, in pixels */
export function layLegend(
  entries: readonly LegendEntry[],
  room: { x: number; y: number; width: number },
): { entries: PlacedLegend[]; right: number; bottom: number } {
  const placed: PlacedLegend[] = [];
  let [x, y, right] = [room.x, room.y, 0];
  for (const entry of entries) {
    const hasSwatch = entry.stage !== undefined || entry.highlight;
    const textStart = hasSwatch ? SWATCH.width + SWATCH_GAP : 0;
    const width = textStart + roomFor(entry.label, LEGEND);
    if (x > room.x && x + width > room.x + room.width) [x, y] = [room.x, y + LEGEND.line];
    placed.push({ ...entry, x, y, textX: x + textStart });
    right = Math.max(right, x + width);
    x += width + ENTRY_GAP;
  }
  return { entries: placed, right, bottom: entries.length === 0 ? room.y : y + LEGEND.line };
}
