// The texts of records, each with its schema and a place for every character.
import type { Edit, Range } from "../data/diagnostic.ts";
import type { Schema } from "../data/kinds.ts";
import type { AnyEntry, List } from "../data/list.ts";
import { formatPointer } from "../data/pointer.ts";
import { scalarOffsets } from "../data/scalar.ts";
import { eachString } from "../data/texts.ts";
import { locate } from "../data/yaml.ts";
import { SourceText } from "./source.ts";

export class RecordText {
  readonly entry: AnyEntry;
  /** Keys and indexes from the record's root. */
  readonly path: readonly (string | number)[];
  readonly value: string;
  readonly schema: Schema;
  #offsets: number[] | undefined;

  constructor(entry: AnyEntry, path: readonly (string | number)[], value: string, schema: Schema) {
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
    const { source, file } = this.entry;
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
    this.#offsets ??= scalarOffsets(this.entry.source, this.path) ?? [];
    return this.#offsets;
  }
}

/** @returns every text of every record */
export function recordTexts(list: List): RecordText[] {
  const entries: AnyEntry[] = [
    ...(list.settings ? [list.settings] : []),
    ...list.components,
    ...list.tools,
    ...list.examples,
    ...list.resources,
  ];
  const texts: RecordText[] = [];
  for (const entry of entries) {
    eachString(entry.data, list.schemas[entry.kind].schema, [], (value, schema, path) => {
      texts.push(new RecordText(entry, path, value, schema));
    });
  }
  return texts;
}
