// Places of findings: of a record's value, and of what is found in a text or in a part of one.
import type { RecordFile } from "../../record/files.ts";
import type { Path } from "../../record/references.ts";
import { locate } from "../../record/yaml.ts";
import type { Edit, Range, Related } from "../../text/diagnostic.ts";
import { formatPointer } from "../../text/json.ts";
import type { Stretch } from "../../text/stretches.ts";

export interface Place {
  file: string;
  range: Range;
  /** JSON Pointer into the record, where there is one. */
  pointer?: string | undefined;
}

/** A text of a record, or a stretch of Markdown: what is found in it has a place in its file. */
export interface Passage {
  /** As it is written; of a record's text, what it says. */
  value: string;
  /** @returns what a finding says of its place, for a part of the value, or for the whole of it */
  place: (start?: number, end?: number) => Place;
  /** @returns the edits of the file that replace a part of the value; none where that is not written so */
  edit: (start: number, end: number, text: string) => Edit[];
}

/** A stretch of a text as a text of its own. */
export interface Part extends Passage, Stretch {}

/** @param whole - the text that it is a part of */
export function partOf(whole: Pick<Passage, "place" | "edit">, text: string, start: number, end: number): Part {
  return {
    start,
    end,
    value: text.slice(start, end),
    place: (from = 0, to = end - start) => whole.place(start + from, start + to),
    edit: (from, to, fresh) => whole.edit(start + from, start + to, fresh),
  };
}

type Written = Pick<RecordFile, "file" | "source">;

/** @param part - the value at a path, or the key in front of it */
export function placeIn({ file, source }: Written, path: Path, part?: "key" | "value"): Place {
  return { file, range: locate(source, path, part), pointer: formatPointer(path) };
}

/** The same as a place to see. */
export function seeIn({ file, source }: Written, path: Path, message: string): Related {
  return { file, range: locate(source, path), message };
}
