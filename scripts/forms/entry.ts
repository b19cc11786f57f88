// A record that somebody described → an entry of the list: its id, its file, and the text that goes there.

import { type Data, textOf } from "../record/entry.ts";
import { findId } from "../record/find.ts";
import { fileOf, ID, type Kind, type Reference, type Schema, schemaUnder } from "../record/kinds.ts";
import { entriesOf, type List } from "../record/list.ts";
import { recordText } from "../record/record-text.ts";
import { type Path, referenceAt } from "../record/references.ts";
import { spellingsOf } from "../record/spellings.ts";
import { nearest } from "../text/did-you-mean.ts";
import { patternOf } from "../text/escape.ts";
import { capitalised } from "../text/first-letter.ts";
import { formatPointer, isObject } from "../text/json.ts";
import { kebab } from "../text/kebab.ts";
import { canParse } from "../text/url.ts";

export interface NewEntry {
  kind: Kind;
  /** "" when the name gives none. */
  id: string;
  /** Relative to the list's root, with `/`. */
  file: string;
  record: Data;
  text: string;
}

/** First the kinds that people are asked for, then those that a list has most of. */
export function newKinds(list: List): Kind[] {
  const count = (kind: Kind): number => entriesOf(list, kind).length;
  return list.kinds.all.toSorted(
    (a, b) => Number(b.form !== undefined) - Number(a.form !== undefined) || count(b) - count(a),
  );
}

/** A record with what follows from the rest of it and from the list, and what new ones start with, where it says nothing. */
export function begun(list: List, kind: Kind, record: Data): Data {
  const started = startedWith({ ...proposals(list, kind, record), ...record }, kind.schema);
  return isObject(started) ? started : record;
}

/** A value with that of `x-new` for each property that it, or a part of it, lacks. */
function startedWith(value: unknown, schema: Schema): unknown {
  if (Array.isArray(value)) return value.map((item) => startedWith(item, schema.items ?? {}));
  if (!isObject(value)) return value;
  const said = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const known = said.map(([key, inner]) => [key, startedWith(inner, schemaUnder(schema, key) ?? {})]);
  const start = Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, inner["x-new"]?.value]);
  return Object.fromEntries([...start.filter(([, inner]) => inner !== undefined), ...known]);
}

/** Values that a record lacks and that follow from the rest of it and from the list: its name, and its place. */
export function proposals(list: List, kind: Kind, record: Data): Record<string, unknown> {
  const proposed: Record<string, unknown> = {};
  const url = textOf({ data: record }, kind.urlField);
  if (url !== undefined) proposed[kind.nameField] = nameFromUrl(list, url);
  const { placeField } = kind;
  if (placeField !== undefined) proposed[placeField] = placeBehind(list, kind, record, placeField);
  return proposed;
}

/** One more than the greatest number among records with the same parent. */
function placeBehind(list: List, kind: Kind, record: Data, key: string): number {
  const parentOf = (data: Data): unknown => (kind.parentField === undefined ? undefined : data[kind.parentField]);
  const numbers = entriesOf(list, kind).map(({ data }) =>
    parentOf(data) === parentOf(record) && typeof data[key] === "number" ? data[key] : -1,
  );
  return Math.max(-1, ...numbers) + 1;
}

/** The words of a repository's name, as the list and case-police's dictionaries write them; others are a guess. */
function nameFromUrl(list: List, url: string): string | undefined {
  if (!canParse(url)) return undefined;
  const { protocol, hostname, pathname } = new URL(url);
  const [, name, ...deeper] = pathname.split("/").filter((step) => step !== "");
  if (!/^https?:$/.test(protocol) || !/^(?:www\.)?github\.com$/.test(hostname)) return undefined;
  if (name === undefined || deeper.length > 0) return undefined;
  const words = name
    .replace(/\.git$/, "")
    .split(/[-_]+/)
    .filter((word) => word !== "");
  // With a capital anywhere, the repository's name is taken as it is.
  const isPlain = words.every((word) => word === word.toLowerCase());
  return words.map((word) => (isPlain ? spelled(list, word) : word)).join(" ") || undefined;
}

/** @param word - in small letters */
function spelled(list: List, word: string): string {
  const known = spellingsOf(list).right.get(word);
  if (known !== undefined) return known;
  // Also in texts, but for URLs and names of files.
  const pattern = new RegExp(`(?<![\\w./-])${patternOf(word)}(?![\\w/-]|\\.\\w)`, "gi");
  for (const { source } of list.entries) {
    const found = source.match(pattern)?.find((each) => each !== word && each !== word.toUpperCase());
    if (found !== undefined) return found;
  }
  // `n8n`, `k3s`
  return /[a-z]\d+[a-z]/.test(word) ? word : capitalised(word);
}

/** @param id - unless given, that of the record's name */
export function newEntry(list: List, kind: Kind, described: Data, id?: string): NewEntry {
  const record = withReferences(list, kind, begun(list, kind, described));
  const ownId = id ?? kebab(textOf({ data: record }, kind.nameField) ?? "");
  // What is said above a value is for who left it as it came.
  const comments = Object.entries(kind.schema.properties ?? {}).flatMap(([key, { "x-new": start }]) => {
    const isStart = start?.value !== undefined && described[key] === undefined && key !== kind.placeField;
    return isStart && start.comment !== undefined ? [[formatPointer([key]), start.comment] as const] : [];
  });
  const text = recordText(kind, record, { comments: new Map(comments) });
  return { kind, id: ID.test(ownId) ? ownId : "", file: fileOf(kind, ownId), record, text };
}

/** The record as its schema wants it: with ids where it has names, and with text where it has no reference. */
function withReferences(list: List, kind: Kind, record: Data): Data {
  const written = (value: unknown, path: Path): unknown => {
    if (typeof value === "string") {
      const reference = referenceAt(kind, path);
      return reference && !reference.map ? referenceTo(list, reference, value) : value;
    }
    if (Array.isArray(value)) return value.map((item, index) => written(item, [...path, index]));
    return isObject(value) ? writtenMap(value, path) : value;
  };
  const writtenMap = (value: Data, path: Path): Data =>
    Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const reference = referenceAt(kind, [...path, key]);
        const fresh = reference?.map ? String(referenceTo(list, reference, key)) : key;
        return [fresh, written(inner, [...path, key])];
      }),
    );
  return writtenMap(record, []);
}

/** The reference to write. A text near a known name stays as it is: the linter reports it with “did you mean”. */
function referenceTo(list: List, { to, by, schema }: Reference, value: string): unknown {
  if (by === "id") return findId(list, to, value) ?? value;
  const text = schema["x-text"];
  const names = list.byName.get(to.name) ?? new Map();
  if (by !== "name" || text === undefined || names.has(value)) return value;
  return nearest(value, names.keys()) === undefined ? { [text]: value } : value;
}

/** The id; if it is taken, with the first number behind it with which it is free. */
export function freeId(kind: Kind, id: string, isTaken: (file: string) => boolean): string {
  let free = id;
  for (let number = 2; isTaken(fileOf(kind, free)); number++) free = `${id}-${number}`;
  return free;
}

/** @returns a sentence, or nothing for what can be an id */
export function idProblem(typed: string): string | undefined {
  return ID.test(typed) ? undefined : `An id is written like this: ${kebab(typed) || "my-entry"}`;
}
