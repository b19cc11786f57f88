// A record → the text of its file, as somebody who knows the list would write it.

import path from "node:path";
import { Document, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { formatPointer } from "../text/json.ts";
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
  const text = written(nodeOf(record, kind.schema, comments));
  const { schemaFile, folder } = kind;
  const modeline =
    schemaFile === undefined
      ? []
      : [`yaml-language-server: $schema=${path.posix.relative(`data/${folder}`, schemaFile)}`];
  return `${[...modeline, ...introduction].map((line) => `# ${line}\n`).join("")}${text}`;
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

function nodeOf(whole: unknown, wholeSchema: Schema, comments: ReadonlyMap<string, string>): Node {
  const comment = (node: Node, path: Path): void => {
    const text = comments.get(formatPointer(path));
    if (text !== undefined) node.commentBefore = ` ${text}`;
  };
  const commented = (value: unknown, schema: Schema, path: Path): Node => {
    const node = bareNode(value, schema, path);
    // A value under a key gets its comment above the key.
    if (typeof path.at(-1) === "number") comment(node, path);
    return node;
  };
  const bareNode = (value: unknown, schema: Schema, path: Path): Node => {
    if (Array.isArray(value)) {
      const items = new YAMLSeq();
      for (const [index, item] of value.entries()) items.add(commented(item, schema.items ?? {}, [...path, index]));
      // A list whose items may also be objects has one line for each item; a list of texts stands in one line.
      if (schema.items?.type === "string" && value.every((item) => typeof item === "string")) items.flow = true;
      return items;
    }
    if (typeof value === "object" && value !== null) {
      const map = new YAMLMap();
      for (const [key, item] of inOrder(Object.entries(value), schema)) {
        const name = new Scalar(key);
        comment(name, [...path, key]);
        map.add(new Pair(name, commented(item, schemaUnder(schema, key) ?? {}, [...path, key])));
      }
      return map;
    }
    // Half a surrogate pair has no bytes in UTF-8.
    return new Scalar(typeof value === "string" ? value.toWellFormed() : value);
  };
  return commented(whole, wholeSchema, []);
}

function inOrder(entries: readonly [string, unknown][], schema: Schema): [string, unknown][] {
  const compareKeys = keyOrder(schema);
  return entries.filter(([, value]) => value !== undefined).sort(([a], [b]) => compareKeys(a, b));
}
