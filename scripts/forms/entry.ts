// A record that somebody described → an entry of the list: its id, its file, and the text that goes there.

import { findTool } from "../record/find-tool.ts";
import { ID, type Kind } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { recordText } from "../record/record-text.ts";
import { nearest } from "../text/did-you-mean.ts";
import { kebab } from "../text/kebab.ts";
import { nameFromUrl } from "./from-url.ts";

/** What can be added without touching anything else. */
export const NEW_KINDS = ["tool", "example", "resource"] as const satisfies readonly Kind[];

export type NewKind = (typeof NEW_KINDS)[number];

/** The field that a record of a kind is called by. */
export const NAME_FIELDS = { tool: "name", example: "organisation", resource: "title" } as const satisfies Record<
  NewKind,
  string
>;

export interface NewEntry {
  kind: NewKind;
  /** "" when the name gives none. */
  id: string;
  /** Relative to the list's root, with `/`. */
  file: string;
  record: Readonly<Record<string, unknown>>;
  /** The file's text. */
  text: string;
}

/** What a record lacks that can be told from the rest of it, and from the list. */
export function proposals(
  list: List,
  kind: NewKind,
  record: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  switch (kind) {
    case "tool":
      return { name: typeof record.url === "string" ? nameFromUrl(record.url) : undefined };
    case "example":
      return { position: Math.max(-1, ...list.examples.map(({ data }) => data.position)) + 1 };
    case "resource":
      return {};
  }
}

/** @param id - unless given, that of the record's name */
export function newEntry(
  list: List,
  kind: NewKind,
  described: Readonly<Record<string, unknown>>,
  id?: string,
): NewEntry {
  const record = { ...proposals(list, kind, described), ...described };
  if (Array.isArray(record.technologies))
    record.technologies = record.technologies.map((each) => technology(list, each));
  if (typeof record.replacement === "string")
    record.replacement = findTool(list, record.replacement)?.id ?? record.replacement;
  const name = record[NAME_FIELDS[kind]];
  const ownId = id ?? (typeof name === "string" ? kebab(name) : "");
  const text = recordText(list, kind, record);
  return { kind, id: ID.test(ownId) ? ownId : "", file: fileOf(kind, ownId), record, text };
}

/** Relative to the list's root, with `/`. */
export function fileOf(kind: NewKind, id: string): string {
  return `data/${kind}s/${id}.yml`;
}

/** The id, or with the first number behind it that makes it another one. */
export function freeId(kind: NewKind, id: string, isTaken: (file: string) => boolean): string {
  let free = id;
  for (let number = 2; isTaken(fileOf(kind, free)); number++) free = `${id}-${number}`;
  return free;
}

/** @returns a sentence, or nothing for what can be an id */
export function idProblem(typed: string): string | undefined {
  return ID.test(typed) ? undefined : `An id is written like this: ${kebab(typed) || "my-tool"}`;
}

/** A tool's name stays as it is, and what may be meant for one does, so that the linter asks; other text says that it is. */
function technology(list: List, technology: unknown): unknown {
  if (typeof technology !== "string" || list.toolsByName.has(technology)) return technology;
  return nearest(technology, list.toolsByName.keys()) === undefined ? { text: technology } : technology;
}
