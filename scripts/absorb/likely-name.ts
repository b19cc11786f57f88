// The name of a record that a row does not show: a text of it that is the name of many others, or else its last short one.
import type { Data } from "../record/entry.ts";
import { type Kind, keyOrder, type Schema } from "../record/kinds.ts";
import { entriesOf, type List } from "../record/list.ts";
import { isObject } from "../text/json.ts";

export function likelyName(list: List, kind: Kind, record: Data): string | undefined {
  const texts = textsIn(record, kind.schema);
  const entries = entriesOf(list, kind);
  const counts = new Map<string, number>();
  for (const { data } of entries) {
    for (const { pattern, text } of textsIn(data, kind.schema)) {
      if (text === data[kind.nameField] && pattern !== kind.nameField)
        counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
    }
  }
  const often = entries.length / 4;
  const usual = texts
    .filter(({ pattern }) => (counts.get(pattern) ?? 0) > often)
    .sort((a, b) => (counts.get(b.pattern) ?? 0) - (counts.get(a.pattern) ?? 0));
  return (usual[0] ?? texts.findLast(({ isShort }) => isShort))?.text;
}

interface TextInRecord {
  /** Its keys, without indexes. */
  pattern: string;
  text: string;
  /** Is it a word or a few, and no URL or Markdown? */
  isShort: boolean;
}

function textsIn(value: unknown, schema: Schema, pattern = ""): TextInRecord[] {
  if (typeof value === "string") {
    const isShort = schema.format === undefined && schema.contentMediaType === undefined && value.length < 60;
    return [{ pattern, text: value, isShort }];
  }
  if (Array.isArray(value)) return value.flatMap((item: unknown) => textsIn(item, schema.items ?? {}, pattern));
  if (!isObject(value)) return [];
  const compareKeys = keyOrder(schema);
  return Object.entries(value)
    .toSorted(([a], [b]) => compareKeys(a, b))
    .flatMap(([key, item]) =>
      textsIn(item, schema.properties?.[key] ?? {}, pattern === "" ? key : `${pattern}.${key}`),
    );
}
