// The texts of a YAML file, broken or not, and where each is written.
import { parseDocument, type Scalar, visit } from "yaml";
import type { SourceText } from "../../text/source.ts";

export interface WrittenScalar {
  value: string;
  style: Scalar.Type | undefined;
  /** With its quotes, or with the `|` in front of a block. */
  start: number;
  /** Exclusive. */
  end: number;
}

const known = new WeakMap<SourceText, readonly WrittenScalar[]>();

/**
 * The file is parsed again: ask only when there is something to report.
 *
 * @returns the texts in order; none when the file has syntax errors
 */
export function scalarsIn(source: SourceText): readonly WrittenScalar[] {
  const found = known.get(source) ?? findScalars(source.text);
  known.set(source, found);
  return found;
}

function findScalars(text: string): WrittenScalar[] {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) return [];
  const scalars: WrittenScalar[] = [];
  visit(document, {
    Scalar(_, { value, type, range }) {
      if (typeof value === "string" && range) scalars.push({ value, style: type, start: range[0], end: range[1] });
    },
  });
  return scalars;
}
