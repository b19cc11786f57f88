// The texts of records, each with its schema and a place for every character.

import type { RecordFile } from "../../record/files.ts";
import type { Schema } from "../../record/kinds.ts";
import { type AnyEntry, entriesOf, type LoadedList } from "../../record/list.ts";
import { scalarOffsets } from "../../record/scalar-offsets.ts";
import { eachString } from "../../record/texts.ts";
import { locate } from "../../record/yaml.ts";
import type { Edit, Range } from "../../text/diagnostic.ts";
import { formatPointer } from "../../text/json.ts";
import { SourceText } from "../../text/source.ts";

interface RecordTextParts {
  record: RecordFile;
  entry: AnyEntry | undefined;
  path: readonly (string | number)[];
  value: string;
  schema: Schema;
}

export class RecordText {
  readonly record: RecordFile;
  /** The record's data; `undefined` for one with errors, of which only its texts can be looked at. */
  readonly entry: AnyEntry | undefined;
  /** Keys and indexes from the record's root. */
  readonly path: readonly (string | number)[];
  readonly value: string;
  readonly schema: Schema;
  #offsets: number[] | undefined;

  constructor({ record, entry, path, value, schema }: RecordTextParts) {
    this.record = record;
    this.entry = entry;
    this.path = path;
    this.value = value;
    this.schema = schema;
  }

  get kind(): "markdown" | "url" | "text" {
    if (this.schema.contentMediaType === "text/markdown") return "markdown";
    return this.schema.format === "uri-reference" ? "url" : "text";
  }

  get pointer(): string {
    return formatPointer(this.path);
  }

  /** The last key of the path that is a name: of `technologies[2]`, `technologies`. */
  get field(): string {
    return String(this.path.findLast((step) => typeof step === "string") ?? "");
  }

  /**
   * @param start - an offset in the value
   * @param end - exclusive
   * @returns where that part stands in the file; the whole value, quotes included, when both are left out
   */
  range(start?: number, end?: number): Range {
    const { source, file } = this.record;
    const offsets = this.#sourceOffsets();
    if (start === undefined || offsets.length === 0) return locate(source, this.path);
    const [from = 0, to = from] = [offsets[start], offsets[end ?? this.value.length]];
    return new SourceText(file, "yaml", source).range(from, to);
  }

  /** @returns the edit of the file that replaces a part of the value, or nothing where that part is not written so */
  edit(start: number, end: number, text: string): Edit[] {
    const offsets = this.#sourceOffsets();
    const [from, to] = [offsets[start], offsets[end]];
    return from === undefined || to === undefined ? [] : [{ start: from, end: to, text }];
  }

  #sourceOffsets(): readonly number[] {
    this.#offsets ??= scalarOffsets(this.record.source, this.path) ?? [];
    return this.#offsets;
  }
}

/** @returns every text of every record, those with errors included */
export function recordTexts({ list, invalid }: LoadedList): RecordText[] {
  const texts: RecordText[] = [];
  const collect = (record: RecordFile, entry: AnyEntry | undefined, data: unknown): void => {
    eachString(data, list.schemas[record.kind].schema, [], (value, schema, path) => {
      texts.push(new RecordText({ record, entry, path, value, schema }));
    });
  };
  for (const entry of [...(list.settings ? [list.settings] : []), ...entriesOf(list)])
    collect(entry, entry, entry.data);
  for (const { file, value } of invalid) collect(file, undefined, value);
  return texts;
}
