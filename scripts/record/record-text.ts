// A record → the text of its file, as somebody who knows the list would write it.

import path from "node:path";
import { Document, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { formatPointer, isObject } from "../text/json.ts";
import { type Kind, keyOrder, type Schema, schemaUnder } from "./kinds.ts";

interface RecordTextOptions {
  /**
   * Comments by the JSON Pointer of the value that they stand above. (Not at the end of its line: there, rule yaml-value
   * takes a comment for text that ` #` has cut off.)
   */
  comments?: ReadonlyMap<string, string>;
  /** Lines of comment above the record. */
  introduction?: readonly string[];
}

type Path = readonly (string | number)[];

/**
 * Keys in the order of the schema; lists of plain text in one line; texts of several lines as blocks; quotes only where
 * YAML needs them. Whatever the values are, reading the text gives the record back; `null` stands for what is left to be
 * filled in.
 *
 * @param record - need not match its schema
 */
export function recordText(
  kind: Kind,
  record: object,
  { comments = new Map(), introduction = [] }: RecordTextOptions = {},
): string {
  const { schemaFile, folder } = kind;
  const schema = schemaFile && `yaml-language-server: $schema=${path.posix.relative(`data/${folder}`, schemaFile)}`;
  const lines = [...(schema ? [schema] : []), ...introduction].map((line) => `# ${line}\n`);
  return lines.join("") + written(nodeOf(record, kind.schema, comments));
}

/** The same for a part of a record. @param schema - the part's */
export function valueText(value: unknown, schema: Schema): string {
  return written(nodeOf(value, schema, new Map()));
}

function written(node: Node): string {
  // For readers of YAML 1.1, which take `no` for false.
  const document = new Document(node, { compat: "yaml-1.1" });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, nullStr: "" });
}

function nodeOf(value: unknown, schema: Schema, comments: ReadonlyMap<string, string>, path: Path = []): Node {
  const commented = <T extends Node>(node: T, at: Path): T => {
    const text = comments.get(formatPointer(at));
    if (text !== undefined) node.commentBefore = ` ${text}`;
    return node;
  };
  if (Array.isArray(value)) {
    const items = new YAMLSeq();
    for (const [index, item] of value.entries()) {
      const at = [...path, index];
      items.add(commented(nodeOf(item, schema.items ?? {}, comments, at), at));
    }
    // A list whose items may also be objects has one line for each item; a list of texts stands in one line.
    if (schema.items?.type === "string" && value.every((item) => typeof item === "string")) items.flow = true;
    return items;
  }
  if (isObject(value)) {
    const map = new YAMLMap();
    const compareKeys = keyOrder(schema);
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    for (const [key, item] of entries.sort(([a], [b]) => compareKeys(a, b))) {
      const at = [...path, key];
      // A value under a key gets its comment above the key.
      map.add(new Pair(commented(new Scalar(key), at), nodeOf(item, schemaUnder(schema, key) ?? {}, comments, at)));
    }
    return map;
  }
  // Half a surrogate pair has no bytes in UTF-8.
  return new Scalar(typeof value === "string" ? value.toWellFormed() : value);
}
