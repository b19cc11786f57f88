// Links by which somebody who has only a browser adds an entry: GitHub's page for a new file, with a record to fill in.
import { type FolderOnGitHub, newFileUrl } from "../github/urls.ts";
import { type Entry, valuesOf } from "../record/entry.ts";
import {
  fileOf,
  firstSentence,
  ITEM,
  KEY,
  type Kind,
  type Kinds,
  type Reference,
  type Schema,
  schemaUnder,
} from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { recordText } from "../record/record-text.ts";
import { homeOf } from "../record/repository.ts";
import { isObject } from "../text/json.ts";
import { type Fields, lazy } from "./values.ts";

/** The kinds that refer to a kind: its records get a link for a new entry of each. */
export function startedFrom(kinds: Kinds, to: Kind): Kind[] {
  return kinds.all.filter((kind) => referenceTo(kind, to));
}

/** The property by which a new record of a kind refers to another: its own, of one record, a list or a map of them. */
function referenceTo(kind: Kind, to: Kind): Reference | undefined {
  return kind.references.find(({ path, to: other, by }) => {
    const isOwn = path.length === 1 || (path.length === 2 && (path[1] === ITEM || path[1] === KEY));
    return other === to && by === "id" && isOwn;
  });
}

/**
 * @param at - the record that the new ones refer to
 * @returns a URL for each kind; none for a list whose settings name no repository
 */
export function newFileLinks(list: List, kinds: readonly Kind[], at?: Entry): Fields {
  const home = homeOf(list);
  if (!home) return {};
  return Object.fromEntries(kinds.map((kind) => [kind.name, lazy(() => newFileLink(home, kind, at))]));
}

function newFileLink(home: FolderOnGitHub, kind: Kind, at: Entry | undefined): string {
  const { name, noun, schema, parentField } = kind;
  const record = startOf(kind, at);
  const others = Object.keys(schema.properties ?? {}).filter(
    (key) => !Object.hasOwn(record, key) && (at !== undefined || key !== parentField),
  );
  const introduction = [
    `Fill this in, delete lines that stay empty, and give the file its name: My ${noun} → my-${name}.yml`,
    ...(others.length === 0 ? [] : [`There are also: ${others.join(", ")}.`]),
  ];
  const comments = new Map(Object.entries(explain(record, schema, "")));
  return newFileUrl(home, fileOf(kind, `my-${name}`), recordText(kind, record, { comments, introduction }));
}

/** What a new record starts with; `null` stands for what is to be filled in. */
function startOf(kind: Kind, at: Entry | undefined): Record<string, unknown> {
  const reference = at && referenceTo(kind, at.kind);
  const record: Record<string, unknown> = {};
  const start = reference ? [...new Set([...kind.start, String(reference.path[0])])] : kind.start;
  for (const path of start) {
    const [property = "", ...below] = path.split(".");
    const schema = kind.schema.properties?.[property];
    if (!schema) continue;
    if (at && property === reference?.path[0]) record[property] = referring(reference, kind, at);
    else if (isNeeded(kind, property)) record[property] = filled(schema, below, record[property]);
  }
  return record;
}

/** Whether a new record has this property although its target is unknown: only if it is required. */
function isNeeded({ schema, references }: Kind, property: string): boolean {
  const isReference = references.some(({ path, by }) => path[0] === property && path.length <= 2 && by === "id");
  return !isReference || schema.required?.includes(property) === true;
}

/** @param before - what other paths have put there already */
function filled(schema: Schema, below: readonly string[], before: unknown): unknown {
  const start = schema["x-new"]?.value;
  if (start !== undefined) return start;
  if (schema.items) {
    const [item] = Array.isArray(before) ? before : [];
    return [filled(schema.items, below, item)];
  }
  const [property, ...rest] = below;
  const inner = property === undefined ? undefined : schema.properties?.[property];
  if (property === undefined || !inner) return null;
  const parts = isObject(before) ? before : {};
  return { ...parts, [property]: filled(inner, rest, parts[property]) };
}

function referring({ path, map }: Reference, { references }: Kind, at: Entry): unknown {
  if (path.at(-1) === ITEM) return [at.id];
  if (!map) return at.id;
  const properties = Object.entries(schemaUnder(map, "")?.properties ?? {});
  const isDeclared = (schema: Schema): Reference | undefined =>
    references.find(({ by, schema: other }) => by === "value" && (other === schema || other === schema.items));
  for (const [key, schema] of properties) {
    const values = valuesOf(at, isDeclared(schema)?.field ?? "");
    if (values.length > 0) return { [at.id]: { [key]: values } };
  }
  const [own] = properties.find(([, schema]) => !isDeclared(schema)) ?? [];
  return { [at.id]: own === undefined ? {} : { [own]: null } };
}

/** By pointer, what to say above a value: what the schema says of it there, or its first sentence about what is to be filled in. */
function explain(value: unknown, schema: Schema, pointer: string): Record<string, string> {
  const comment = schema["x-new"]?.comment;
  if (comment !== undefined) return { [pointer]: comment };
  if (value === null) {
    const sentence = firstSentence(schema);
    return sentence === "" ? {} : { [pointer]: sentence };
  }
  if (typeof value !== "object") return {};
  const parts = Object.entries(value).map(([key, item]) => {
    const inner = Array.isArray(value) ? schema.items : schemaUnder(schema, key);
    return inner ? explain(item, inner, `${pointer}/${key}`) : {};
  });
  return Object.assign({}, ...parts);
}
