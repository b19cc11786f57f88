// The text of a grid → the cells that each node fills, as CSS reads grid-template-areas.
import { scalarOffsets } from "../record/scalar-offsets.ts";
import { counted } from "../text/counted.ts";
import { groupBy } from "../text/group-by.ts";
import type { DiagramProblem } from "./diagram.ts";

/** A rectangle of cells: rows and columns from 0, the last ones inclusive. */
export interface Area {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export interface Cell {
  row: number;
  column: number;
  id: string;
  /** Where it stands in the text; the end is exclusive. */
  span: readonly [start: number, end: number];
}

export interface Grid {
  rows: number;
  columns: number;
  /** By the node's id, in the order in which they are read: the cells that name it, and the area around these. */
  cells: ReadonlyMap<string, readonly Cell[]>;
  areas: ReadonlyMap<string, Area>;
  problems: readonly DiagramProblem[];
}

/** @param text - a line for each row, ids and dots with blanks between them; empty lines do not count */
export function readGrid(text: string): Grid {
  const problems: DiagramProblem[] = [];
  const report = (span: Cell["span"], message: string, hint: string): void => {
    problems.push({ rule: "grid-area", path: ["grid"], span, message, hint });
  };
  const rows = rowsOf(text).map(({ text: line, start }, row) =>
    [...line.matchAll(/\S+/g)].map(({ 0: id, index }, column): Cell => {
      return { row, column, id, span: [start + index, start + index + id.length] };
    }),
  );
  const columns = Math.max(0, ...rows.map((cells) => cells.length));
  for (const cells of rows) {
    const [first, last] = [cells[0], cells.at(-1)];
    if (cells.length === columns || !first || !last) continue;
    const message = `This row has ${counted(cells.length, "cell")}, and another one ${columns}.`;
    report([first.span[0], last.span[1]], message, "Write a dot for each empty cell.");
  }

  const named = rows.flat().filter(({ id }) => !/^\.+$/.test(id));
  const cells = groupBy(named, ({ id }) => id);
  const areas = new Map<string, Area>();
  for (const [id, own] of cells) {
    const area = areaAround(own.map(({ row, column }) => ({ top: row, bottom: row, left: column, right: column })));
    areas.set(id, area);
    const size = (area.bottom - area.top + 1) * (area.right - area.left + 1);
    const outside = own.length === size ? undefined : firstOutside(own);
    if (!outside || problems.length > 0) continue;
    const hint = "A node fills neighbouring cells, as many in each row. Give another node another id.";
    report(outside.span, `The cells of “${id}” do not make a rectangle.`, hint);
  }
  return { rows: rows.length, columns, areas, cells, problems };
}

/** The problem of a grid that is no block: YAML folds its lines into one, so that all rows are read as one. */
export function foldedGrid(text: string, source: string): DiagramProblem | undefined {
  // Nearly all grids are blocks; to find out about another one, the file is parsed again.
  if (/^grid:[ \t]*\|/m.test(source)) return undefined;
  const offsets = scalarOffsets(source, ["grid"]);
  const isFolded = rowsOf(text).some(({ text: row, start }) => {
    const written = source.slice(offsets?.[start], offsets?.[start + row.length - 1]);
    return /[\r\n]/.test(written.trim());
  });
  if (!offsets || !isFolded) return undefined;
  const message = "YAML reads the lines of this grid as one row.";
  return { rule: "grid-area", path: ["grid"], message, hint: "Write `grid: |` above them, and each line is a row." };
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

/** The lines that are not empty, and where each starts. */
function rowsOf(text: string): { text: string; start: number }[] {
  return [...text.matchAll(/[^\r\n]*\S[^\r\n]*/g)].map(({ 0: line, index }) => ({ text: line, start: index }));
}

/** Reads the cells in order, and finds the first that does not continue a rectangle. */
function firstOutside(cells: readonly [Cell, ...Cell[]]): Cell | undefined {
  const [first] = cells;
  const end = cells.findIndex(({ row, column }, index) => row !== first.row || column !== first.column + index);
  const width = end === -1 ? cells.length : end;
  return (
    cells.find(({ row, column }, index) => {
      return row !== first.row + Math.floor(index / width) || column !== first.column + (index % width);
    }) ?? cells.at(-1)
  );
}
