// What a new entry would repeat: a tool, or a text to read, that the list has already.

import { isSameName } from "../record/find-tool.ts";
import type { AnyEntry, List } from "../record/list.ts";
import { locate } from "../record/yaml.ts";
import { urlKey } from "../text/url.ts";
import { NAME_FIELDS, type NewKind } from "./entry.ts";

export interface Known {
  entry: AnyEntry;
  /** Where it stands in the entry's file. */
  path: readonly (string | number)[];
  /** A sentence. */
  says: string;
}

/** @returns the entry that has the record's URL, or its name in any case */
export function findKnown(list: List, kind: NewKind, record: Readonly<Record<string, unknown>>): Known | undefined {
  const { url } = record;
  const name = record[NAME_FIELDS[kind]];
  if (kind === "example") return undefined;
  for (const entry of kind === "tool" ? list.tools : list.resources) {
    const called = entry.kind === "tool" ? entry.data.name : entry.data.title;
    if (typeof url === "string" && entry.data.url !== undefined && urlKey(entry.data.url) === urlKey(url)) {
      return { entry, path: ["url"], says: `${url} is here already: it is the URL of “${called}”.` };
    }
    if (typeof name !== "string" || entry.kind !== "tool") continue;
    if (isSameName(called, name)) {
      return { entry, path: ["name"], says: `“${called}” is here already.` };
    }
    const alias = (entry.data.aliases ?? []).findIndex((each) => isSameName(each, name));
    if (alias !== -1) {
      return { entry, path: ["aliases", alias], says: `“${name}” is here already: it is another name of “${called}”.` };
    }
  }
  return undefined;
}

/** `data/tools/my-tool.yml:2:7` */
export function placeOfKnown({ entry, path }: Known): string {
  const { line, column } = locate(entry.source, path).start;
  return `${entry.file}:${line}:${column}`;
}
