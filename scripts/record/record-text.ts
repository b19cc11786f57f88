// A record → the text of its file, as somebody who knows the list would write it.
import { Document, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { formatPointer } from "../text/json.ts";
import { BUILTIN_SCHEMAS, type Kind, type Schema } from "./kinds.ts";
import type { AnyEntry, List } from "./list.ts";

export interface RecordTextOptions {
  /** What to say above a value, by its JSON Pointer. Behind it, YAML could take it for a text that was cut off. */
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
 * @param record - as its schema says, or not: what is wrong with it is the linter's to find
 */
export function recordText(
  list: List,
  kind: Exclude<Kind, "list">,
  record: object,
  { comments = new Map(), introduction = [] }: RecordTextOptions = {},
): string {
  const comment = (node: Node, path: Path): void => {
    const text = comments.get(formatPointer(path));
    if (text !== undefined) node.commentBefore = ` ${text}`;
  };
  const nodeOf = (value: unknown, schema: Schema, path: Path): Node => {
    const node = bareNode(value, schema, path);
    // Of a value with a key, the comment is the key's.
    if (typeof path.at(-1) === "number") comment(node, path);
    return node;
  };
  const bareNode = (value: unknown, schema: Schema, path: Path): Node => {
    if (Array.isArray(value)) {
      const items = new YAMLSeq();
      for (const [index, item] of value.entries()) items.add(nodeOf(item, schema.items ?? {}, [...path, index]));
      // What may also be a record of its own stands in a line of its own.
      items.flow = schema.items?.type === "string" && value.every((item) => typeof item === "string");
      return items;
    }
    if (typeof value === "object" && value !== null) {
      const map = new YAMLMap();
      for (const [key, item] of inOrder(Object.entries(value), schema)) {
        const inner = schema.properties?.[key] ?? schema.additionalProperties;
        const name = new Scalar(key);
        comment(name, [...path, key]);
        map.add(new Pair(name, nodeOf(item, typeof inner === "object" ? inner : {}, [...path, key])));
      }
      return map;
    }
    // Half a surrogate pair has no bytes in UTF-8.
    return new Scalar(typeof value === "string" ? value.toWellFormed() : value);
  };

  const document = new Document(nodeOf(record, list.schemas[kind].schema, []));
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false, nullStr: "" });
  const modeline = schemaPath(list, kind);
  const lines = modeline === undefined ? introduction : [`yaml-language-server: $schema=${modeline}`, ...introduction];
  return `${lines.map((line) => `# ${line}\n`).join("")}${text}`;
}

/** Keys that the schema does not know come last, as they came. */
function inOrder(entries: readonly [string, unknown][], { properties = {} }: Schema): [string, unknown][] {
  const keys = Object.keys(properties);
  const place = (key: string): number => (keys.includes(key) ? keys.indexOf(key) : keys.length);
  return entries.filter(([, value]) => value !== undefined).sort(([a], [b]) => place(a) - place(b));
}

const MODELINE = /^# yaml-language-server: \$schema=(\S*\/)?[\w-]+\.schema\.json$/m;

/** Where a record's schema is, seen from its folder: the list's own, or where the list's other records find theirs. */
function schemaPath(list: List, kind: Exclude<Kind, "list">): string | undefined {
  const name = `${kind}.schema.json`;
  if (list.schemas[kind].schema !== BUILTIN_SCHEMAS[kind]) return `../../schemas/${name}`;
  const { settings, components, tools, examples, resources } = list;
  const entries: (AnyEntry | undefined)[] = [...tools, ...examples, ...resources, ...components, settings];
  for (const entry of entries) {
    const folder = MODELINE.exec(entry?.source ?? "")?.[1];
    if (folder !== undefined) return `${entry === settings ? "../" : ""}${folder}${name}`;
  }
  return undefined;
}
