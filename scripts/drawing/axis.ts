// One direction of a drawing, x or y: how large its cells and the gutters between them are, and where lattice lines lie.
import { gutter, middle } from "./lattice.ts";
import type { Extent } from "./tracks.ts";

/** The parts of a gutter, in their order, in pixels. */
interface Gutter {
  /** For frames that end in front of the gutter's tracks. */
  before: number;
  /** For labels in front of the tracks. */
  lead: number;
  /** For tracks, and for the distance between boxes. */
  room: number;
  /** For labels behind the tracks. */
  trail: number;
  /** For frames that start behind the tracks, with their titles. */
  after: number;
}

/** Beside the outermost track in a gutter. */
const BESIDE_TRACKS = 10;
/** Beside the outermost track on a box's side. */
export const BESIDE_ENDS = 8;
/** Beside a label that stands at a gutter's end. */
const BESIDE_LABELS = 3;

/** The sizes of the cells and gutters along one direction. They start small and grow with each need that is reported. */
export class Axis {
  /** What runs along its lattice lines. */
  readonly extents: ReadonlyMap<number, Extent>;
  readonly #sizes: { margin: number; cell: number; gap: number };
  readonly #cells: number[];
  /** In front of each cell, and behind the last. */
  readonly #gutters: Gutter[];

  /** @param sizes - in pixels: in front of everything, of a cell at least, between two cells at least */
  constructor(count: number, sizes: { margin: number; cell: number; gap: number }, extents: Axis["extents"]) {
    this.extents = extents;
    this.#sizes = sizes;
    this.#cells = Array.from({ length: count }, () => sizes.cell);
    this.#gutters = Array.from({ length: count + 1 }, (_, index) => {
      return { before: 0, lead: 0, room: index === 0 || index === count ? 0 : sizes.gap, trail: 0, after: 0 };
    });
  }

  /** Makes a part of a gutter at least this large. Lines through cells have no gutter, and nothing happens. */
  need(line: number, part: keyof Gutter, pixels: number): void {
    const found = this.#gutters[line / 2];
    if (found) found[part] = Math.max(found[part], pixels);
  }

  /** Makes neighbouring cells at least this large together; what is missing is shared out equally. */
  needCells(first: number, last: number, pixels: number): void {
    const count = last - first + 1;
    const has = this.#cells.slice(first, last + 1).reduce((sum, size) => sum + size, (count - 1) * this.#sizes.gap);
    if (has >= pixels) return;
    for (let cell = first; cell <= last; cell++) this.#cells[cell] = (this.#cells[cell] ?? 0) + (pixels - has) / count;
  }

  /** Makes room for what runs along the lattice lines. To be called when everything else has its `room` in the gutters. */
  needTracks(): void {
    for (const [line, { span, left, right }] of this.extents) {
      const found = this.#gutters[line / 2];
      if (found) {
        found.room = Math.max(found.room, span + 2 * BESIDE_TRACKS);
        this.need(line, "lead", left + BESIDE_LABELS - found.room / 2);
        this.need(line, "trail", right + BESIDE_LABELS - found.room / 2);
      } else {
        const cell = (line - 1) / 2;
        this.needCells(cell, cell, Math.max(span + 2 * BESIDE_ENDS, 2 * Math.max(left, right)));
      }
    }
  }

  /** Moves two lattice lines apart: widens a whole gutter between them, or else the half of one that they have. */
  lengthen(from: number, to: number, pixels: number): void {
    const next = gutter(Math.floor(from / 2) + 1);
    const [whole, start, end] = [next < to ? next : -1, from, to].map((line) => this.#gutters[line / 2]);
    if (whole) whole.room += pixels;
    else if (start) start.trail += pixels;
    else if (end) end.lead += pixels;
  }

  /** Where a cell starts, in pixels. */
  startOf(cell: number): number {
    return this.at(middle(cell) - 0.5);
  }

  endOf(cell: number): number {
    return this.at(middle(cell) + 0.5);
  }

  /** The end of the last gutter. */
  get length(): number {
    return this.at(Number.POSITIVE_INFINITY);
  }

  /** Where a lattice line lies, in pixels: in the middle of a gutter's tracks or of a cell; half a line away, a cell ends. */
  at(line: number): number {
    let place = this.#sizes.margin;
    for (const [index, { before, lead, room, trail, after }] of this.#gutters.entries()) {
      if (line === gutter(index)) return place + before + lead + room / 2;
      place += before + lead + room + trail + after;
      const cell = this.#cells[index] ?? 0;
      if (line <= middle(index) + 0.5) return place + cell * (line - middle(index) + 0.5);
      place += cell;
    }
    return place;
  }
}
