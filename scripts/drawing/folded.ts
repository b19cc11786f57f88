// A grid that is no block of text: YAML folds its lines into one, and what was drawn as rows is read as one row.
import type { Entry } from "../record/list.ts";
import { scalarOffsets } from "../record/scalar-offsets.ts";
import { rowsOf } from "./grid.ts";
import type { DiagramProblem } from "./problem.ts";

/** @returns the problem of a grid with a row that is written in more than one line */
export function foldedGrid({ data, source }: Entry<"diagram">): DiagramProblem | undefined {
  // As nearly all are written; to find out about others, the file is parsed again.
  if (/^grid:[ \t]*\|/m.test(source)) return undefined;
  const offsets = scalarOffsets(source, ["grid"]);
  const isFolded = rowsOf(data.grid).some(({ text, start }) => {
    const written = source.slice(offsets?.[start], offsets?.[start + text.length - 1]);
    return /[\r\n]/.test(written.trim());
  });
  if (!offsets || !isFolded) return undefined;
  const message = "YAML reads the lines of this grid as one row.";
  return { rule: "grid-area", path: ["grid"], message, hint: "Write `grid: |` above them, and each line is a row." };
}
