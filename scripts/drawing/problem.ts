// What is wrong with a diagram, and the finding that it becomes.
import { location } from "vfile-location";
import type { Entry } from "../record/list.ts";
import { scalarOffsets } from "../record/scalar-offsets.ts";
import { locate } from "../record/yaml.ts";
import { Diagnostic, type Range } from "../text/diagnostic.ts";
import { formatPointer } from "../text/json.ts";

/** Keys and indexes from the record's root. */
export type Path = readonly (string | number)[];

export interface Place {
  path: Path;
  /** A part of the text there: offsets in the value, the end exclusive. */
  span?: readonly [start: number, end: number] | undefined;
}

export interface DiagramProblem extends Place {
  rule: string;
  message: string;
  hint?: string | undefined;
  related?: Place & { message: string };
}

export function problemFinding({ file, source }: Entry<"diagram">, problem: DiagramProblem): Diagnostic {
  const { rule, message, hint, path, related } = problem;
  return new Diagnostic({
    file,
    range: rangeOf(source, problem),
    rule,
    message,
    hint,
    pointer: formatPointer(path),
    related: related ? [{ file, range: rangeOf(source, related), message: related.message }] : [],
  });
}

/** A cell's place in the file, however the grid is written: as a block, in quotes, with other line ends. */
function rangeOf(source: string, { path, span }: Place): Range {
  const offsets = span && scalarOffsets(source, path);
  const [start, last] = [offsets?.[span?.[0] ?? 0], offsets?.[(span?.[1] ?? 1) - 1]];
  if (start === undefined || last === undefined) return locate(source, path);
  const lines = location(source);
  const point = (offset: number): Range["start"] => ({ line: 1, column: 1, ...lines.toPoint(offset), offset });
  return { start: point(start), end: point(last + 1) };
}
