// The name of a record that a row does not show: a text of it that is the name of many others, or else its last short one.
import type { Data } from "../../record/entry.ts";
import { type Kind, keyOrder, type Schema } from "../../record/kinds.ts";
import { entriesOf, type List } from "../../record/list.ts";
import { isObject } from "../../text/json.ts";

/** A link that has no other text is read so: that is no name. */
export function isBareUrl(text: unknown): boolean {
  return typeof text === "string" && /^(?:https?:\/\/|www\.)\S+$/i.test(text);
}

export function likelyName(list: List, kind: Kind, record: Data): string | undefined {
  const texts = textsIn(record, kind.schema).filter(({ text }) => !isBareUrl(text));
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
  return (usual[0] ?? texts.findLast(({ isNameLike }) => isNameLike))?.text;
}

interface TextInRecord {
  /** Its keys, without indexes. */
  pattern: string;
  text: string;
  /** Is it a word or a few, and no URL, Markdown, one of a schema's words, or what another record is called? */
  isNameLike: boolean;
}

/** @param isOwn - whether no reference to another record is around it */
function textsIn(value: unknown, schema: Schema, pattern = "", isOwn = true): TextInRecord[] {
  const { format, contentMediaType, enum: words } = schema;
  const isOwnHere = isOwn && schema["x-ref"] === undefined;
  if (typeof value === "string") {
    const isPlain = [format, contentMediaType, words].every((each) => each === undefined);
    return [{ pattern, text: value, isNameLike: isOwnHere && isPlain && value.length < 60 }];
  }
  if (Array.isArray(value))
    return value.flatMap((item: unknown) => textsIn(item, schema.items ?? {}, pattern, isOwnHere));
  if (!isObject(value)) return [];
  const compareKeys = keyOrder(schema);
  return Object.entries(value)
    .toSorted(([a], [b]) => compareKeys(a, b))
    .flatMap(([key, item]) =>
      textsIn(item, schema.properties?.[key] ?? {}, pattern === "" ? key : `${pattern}.${key}`, isOwnHere),
    );
}
