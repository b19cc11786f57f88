// The texts of a YAML file, broken or not, and where each is written.
import { type Scalar, visit } from "yaml";
import { yamlDocument } from "../../record/yaml.ts";
import { memoized } from "../../text/memoized.ts";
import type { SourceText } from "../../text/source.ts";
import type { Stretch } from "../../text/stretches.ts";

/** The stretch is with its quotes, or with the `|` in front of a block. */
export interface WrittenScalar extends Stretch {
  value: unknown;
  style: Scalar.Type | undefined;
  isKey: boolean;
}

/** @returns keys and values in order; none when the file has syntax errors */
export const scalarsIn = memoized((source: SourceText): readonly WrittenScalar[] => {
  const document = yamlDocument(source.text);
  if (document.errors.length > 0) return [];
  const scalars: WrittenScalar[] = [];
  visit(document, {
    Scalar(key, { value, type, range }) {
      if (range) scalars.push({ value, style: type, isKey: key === "key", start: range[0], end: range[1] });
    },
  });
  return scalars;
});
