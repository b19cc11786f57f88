// The lattice that edges run on: even lines are the gutters between cells, odd ones lead through the cells' middles.
import type { Area } from "./grid.ts";

/** The four directions, which are the four sides of a box as well; the opposite of `d` is `(d + 2) % 4`. */
export const DIRECTIONS = [0, 1, 2, 3] as const;
export type Direction = (typeof DIRECTIONS)[number];
const [RIGHT, DOWN, LEFT, UP] = DIRECTIONS;

const DX = [1, 0, -1, 0] as const;
const DY = [0, 1, 0, -1] as const;

/** In lattice lines here, in pixels where things are placed. */
export interface Point {
  x: number;
  y: number;
}

export interface Rectangle extends Point {
  width: number;
  height: number;
}

/** @param length - in lattice lines; a box's border is half a line away from the gutter in front of it */
export function step({ x, y }: Point, direction: Direction, length = 1): Point {
  return { x: x + DX[direction] * length, y: y + DY[direction] * length };
}

export function isHorizontal(direction: Direction): boolean {
  return direction % 2 === 0;
}

export function opposite(direction: Direction): Direction {
  return DIRECTIONS[(direction + 2) % 4] ?? direction;
}

/** From one point to another one on the same line. */
export function directionOf(from: Point, to: Point): Direction {
  if (from.y === to.y) return to.x > from.x ? RIGHT : LEFT;
  return to.y > from.y ? DOWN : UP;
}

/** The lattice line of a gutter: the one in front of a column or row. */
export function gutter(index: number): number {
  return 2 * index;
}

/** The lattice line through the middle of a column or row, or of several. */
export function middle(first: number, last = first): number {
  return first + last + 1;
}

/** Does a point lie in an area, not on its edge? */
export function isInside({ top, bottom, left, right }: Area, { x, y }: Point): boolean {
  return x > gutter(left) && x < gutter(right + 1) && y > gutter(top) && y < gutter(bottom + 1);
}
