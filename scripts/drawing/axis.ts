// Where the lattice's lines lie in pixels, along one axis: cells, and the gutters between them.
import { gutter } from "./lattice.ts";

export interface Gutter {
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

export class Axis {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #gutters: number[] = [];
  /** The end of the last gutter. */
  readonly length: number;

  /**
   * @param cells - widths of the columns or heights of the rows
   * @param gutters - one more: in front of each cell, and behind the last
   * @param margin - where the first gutter starts
   */
  constructor(cells: readonly number[], gutters: readonly Gutter[], margin: number) {
    let at = margin;
    for (const [index, { before, lead, room, trail, after }] of gutters.entries()) {
      this.#gutters.push(at + before + lead + room / 2);
      at += before + lead + room + trail + after;
      const cell = cells[index];
      if (cell === undefined) continue;
      this.#starts.push(at);
      at += cell;
      this.#ends.push(at);
    }
    this.length = at;
  }

  startOf(cell: number): number {
    return this.#starts[cell] ?? 0;
  }

  endOf(cell: number): number {
    return this.#ends[cell] ?? 0;
  }

  /** The place of a lattice line: the middle of a gutter's tracks, or of a cell. */
  at(line: number): number {
    if (line % 2 === 0) return this.#gutters[line / 2] ?? 0;
    const cell = (line - 1) / 2;
    return (this.startOf(cell) + this.endOf(cell)) / 2;
  }
}

/** Gutters along one axis whose needs are found out one by one: the greatest counts. */
export class Gutters {
  readonly #gutters: Gutter[];

  constructor(cells: number) {
    this.#gutters = Array.from({ length: cells + 1 }, () => ({ before: 0, lead: 0, room: 0, trail: 0, after: 0 }));
  }

  /** @param line - a lattice line; those through cells need nothing here */
  need(line: number, part: keyof Gutter, pixels: number): void {
    const found = this.#gutters[line / 2];
    if (found && line === gutter(line / 2)) found[part] = Math.max(found[part], pixels);
  }

  roomOf(line: number): number {
    return this.#gutters[line / 2]?.room ?? 0;
  }

  /** Add to what a gutter has. */
  grow(line: number, part: keyof Gutter, pixels: number): void {
    const found = this.#gutters[line / 2];
    if (found) found[part] += pixels;
  }

  get all(): readonly Gutter[] {
    return this.#gutters;
  }
}
