// Where a value of a record stands, as a finding says it.
import type { RecordFile } from "../../record/files.ts";
import { locate } from "../../record/yaml.ts";
import type { Range, Related } from "../../text/diagnostic.ts";
import { formatPointer } from "../../text/json.ts";

export interface Place {
  file: string;
  range: Range;
  /** JSON Pointer into the record, where there is one. */
  pointer?: string | undefined;
}

/** @param part - the value at a path, or the key in front of it */
export function placeIn(
  { file, source }: Pick<RecordFile, "file" | "source">,
  path: readonly (string | number)[],
  part?: "key" | "value",
): Place {
  return { file, range: locate(source, path, part), pointer: formatPointer(path) };
}

/** The same as a place to see. */
export function seeIn(
  { file, source }: Pick<RecordFile, "file" | "source">,
  path: readonly (string | number)[],
  message: string,
): Related {
  return { file, range: locate(source, path), message };
}
