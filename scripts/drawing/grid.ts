// The text of a grid → the cells that each node fills, as CSS reads grid-template-areas.
import type { DiagramProblem } from "./problem.ts";

/** A rectangle of cells: rows and columns from 0, the last ones inclusive. */
export interface Area {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export interface Grid {
  rows: number;
  columns: number;
  /** By the node's id, in the order in which they are read. */
  areas: ReadonlyMap<string, Area>;
}

export interface Cell {
  row: number;
  column: number;
  id: string;
  /** Where it stands in the text; the end is exclusive. */
  span: readonly [start: number, end: number];
}

export interface ReadGrid extends Grid {
  /** By the node's id, the cells that name it. */
  cells: ReadonlyMap<string, readonly Cell[]>;
  problems: DiagramProblem[];
}

const EMPTY_CELL = /^\.+$/;

/** @param text - a line for each row, ids and dots with blanks between them; empty lines count for nothing */
export function readGrid(text: string): ReadGrid {
  const rows = cellsOf(text);
  const columns = Math.max(0, ...rows.map((cells) => cells.length));
  const problems: DiagramProblem[] = [];
  for (const cells of rows) {
    const [first, last] = [cells[0], cells.at(-1)];
    if (cells.length === columns || !first || !last) continue;
    const message = `This row has ${cells.length} ${cells.length === 1 ? "cell" : "cells"}, and another one ${columns}.`;
    const hint = "Write a dot for each empty cell.";
    problems.push({ rule: "grid-area", path: ["grid"], span: [first.span[0], last.span[1]], message, hint });
  }

  const cells = new Map<string, Cell[]>();
  for (const cell of rows.flat()) {
    if (EMPTY_CELL.test(cell.id)) continue;
    const known = cells.get(cell.id);
    if (known) known.push(cell);
    else cells.set(cell.id, [cell]);
  }
  const areas = new Map<string, Area>();
  for (const [id, own] of cells) {
    const area = areaAround(own.map(({ row, column }) => ({ top: row, bottom: row, left: column, right: column })));
    areas.set(id, area);
    const odd = own.length === sizeOf(area) ? undefined : firstApart(own);
    if (!odd || problems.length > 0) continue;
    const message = `The cells of “${id}” do not make a rectangle.`;
    const hint = "A node fills neighbouring cells, as many in each row. Give another node another id.";
    problems.push({ rule: "grid-area", path: ["grid"], span: odd.span, message, hint });
  }
  return { rows: rows.length, columns, areas, cells, problems };
}

/** The lines of a grid that are not empty, and where each starts. */
export function rowsOf(text: string): { text: string; start: number }[] {
  return [...text.matchAll(/[^\r\n]*\S[^\r\n]*/g)].map(({ 0: line, index }) => ({ text: line, start: index }));
}

/** The smallest area that holds all of these. */
export function areaAround(areas: readonly Area[]): Area {
  return {
    top: Math.min(...areas.map(({ top }) => top)),
    bottom: Math.max(...areas.map(({ bottom }) => bottom)),
    left: Math.min(...areas.map(({ left }) => left)),
    right: Math.max(...areas.map(({ right }) => right)),
  };
}

export function overlap(a: Area, b: Area): boolean {
  return a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;
}

function sizeOf({ top, bottom, left, right }: Area): number {
  return (bottom - top + 1) * (right - left + 1);
}

function cellsOf(text: string): Cell[][] {
  return rowsOf(text).map(({ text: line, start }, row) =>
    [...line.matchAll(/\S+/g)].map(({ 0: id, index }, column) => {
      const from = start + index;
      return { row, column, id, span: [from, from + id.length] };
    }),
  );
}

/** The first cell, as it is read, that does not continue the rectangle that the cells before it make. */
function firstApart(cells: readonly Cell[]): Cell | undefined {
  const [first] = cells;
  if (!first) return undefined;
  const width = cells.findIndex(({ row, column }, index) => row !== first.row || column !== first.column + index);
  return (
    cells.find(({ row, column }, index) => {
      const columns = width === -1 ? cells.length : width;
      return row !== first.row + Math.floor(index / columns) || column !== first.column + (index % columns);
    }) ?? cells.at(-1)
  );
}
