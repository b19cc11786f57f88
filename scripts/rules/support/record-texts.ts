// The texts of records, each with its schema and a place for every character.

import type { Entry } from "../../record/entry.ts";
import type { RecordFile } from "../../record/files.ts";
import { isMarkdown, isUrl, type Reference, type Schema } from "../../record/kinds.ts";
import type { LoadedList } from "../../record/load.ts";
import { occurrencesIn, referenceAt } from "../../record/references.ts";
import { scalarOffsets } from "../../record/scalar-offsets.ts";
import { eachString } from "../../record/texts.ts";
import { locate } from "../../record/yaml.ts";
import type { Edit, Range } from "../../text/diagnostic.ts";
import { formatPointer, isObject } from "../../text/json.ts";
import { SourceText } from "../../text/source.ts";
import type { Place } from "./place.ts";

export class RecordText {
  readonly record: RecordFile;
  /** The record's data; `undefined` for one with errors, of which only its texts can be looked at. */
  readonly entry: Entry | undefined;
  /** Keys and indexes from the record's root. */
  readonly path: readonly (string | number)[];
  readonly value: string;
  readonly schema: Schema;
  /** Does it name a record, or a value of one? What is wrong with the name is reported there, or as an unknown name. */
  readonly isReference: boolean;
  #offsets: number[] | undefined;

  constructor(parts: Pick<RecordText, "record" | "entry" | "path" | "value" | "schema" | "isReference">) {
    this.record = parts.record;
    this.entry = parts.entry;
    this.path = parts.path;
    this.value = parts.value;
    this.schema = parts.schema;
    this.isReference = parts.isReference;
  }

  get kind(): "markdown" | "url" | "text" {
    if (isMarkdown(this.schema)) return "markdown";
    return isUrl(this.schema) ? "url" : "text";
  }

  get pointer(): string {
    return formatPointer(this.path);
  }

  /** The last key of the path that is a name: of `technologies[2]`, `technologies`. */
  get field(): string {
    return String(this.path.findLast((step) => typeof step === "string") ?? "");
  }

  /** Of a text in an object that stands where a record could be named: that reference. */
  get insteadOf(): Reference | undefined {
    return referenceAt(this.record.kind, this.path.slice(0, -1));
  }

  /** Is it printed in the place of a record's name? */
  get isInsteadOfName(): boolean {
    return this.insteadOf?.schema["x-text"] === this.field;
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

  /** @returns what a finding says of its place, for a part of the value, or for the whole of it */
  place(start?: number, end?: number): Place {
    return { file: this.record.file, range: this.range(start, end), pointer: this.pointer };
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
export function recordTexts({ list, files, invalid }: LoadedList): RecordText[] {
  const byFile = new Map(list.entries.map((entry) => [entry.file, entry]));
  const unread = new Map(invalid.map(({ file, value }) => [file.file, value]));
  return files.flatMap((record) => {
    const entry = byFile.get(record.file);
    const data = entry?.data ?? unread.get(record.file) ?? list.settings?.data;
    const references = record.kind && isObject(data) ? occurrencesIn(record.kind, data) : [];
    const pointers = new Set(references.map(({ path }) => formatPointer(path)));
    const texts: RecordText[] = [];
    eachString(data, record.kind?.schema ?? list.schemas.settings, [], (value, schema, path) => {
      const isReference = pointers.has(formatPointer(path)) || isNodeName(record, path);
      texts.push(new RecordText({ record, entry, path, value, schema, isReference }));
    });
    return texts;
  });
}

/** Keys of a drawing that name its nodes. */
const NODE_NAMES: readonly string[] = ["grid", "id", "group", "from", "to"];

function isNodeName({ kind }: RecordFile, path: readonly (string | number)[]): boolean {
  return kind?.isDrawn === true && NODE_NAMES.includes(String(path.at(-1)));
}
