// A tool under a new name: its record, its file, and everything that names it.
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { findKnown, placeOfKnown } from "../forms/known.ts";
import { isObject } from "../text/json.ts";
import { kebab } from "../text/kebab.ts";
import { wholeWord } from "../text/whole-word.ts";
import { appendText, replaceTexts } from "./edit-record.ts";
import type { Drafts, RecordFile } from "./files.ts";
import { ID } from "./kinds.ts";
import type { Entry, List } from "./list.ts";

export interface Renaming {
  from: Entry<"tool">;
  name: string;
  id: string;
  /** Records as they will be. */
  drafts: Drafts;
}

export type Plan = Renaming | { problem: string };

/**
 * References get the new name, and the old one becomes an alias. An example that writes another alias goes on writing it;
 * and so does `tools:` beside a text in which the old name stands, since the text is its source's.
 *
 * @param files - of all records
 */
export function planRenaming(list: List, files: readonly RecordFile[], from: Entry<"tool">, name: string): Plan {
  const id = kebab(name);
  if (name === from.data.name) return { problem: `It is called “${name}” already.` };
  if (!ID.test(id)) return { problem: `“${name}” has no Latin letters to make a file's name from.` };
  const others = { ...list, tools: list.tools.filter((tool) => tool !== from) };
  const known = findKnown(others, "tool", { name });
  if (known) return { problem: `${placeOfKnown(known)}: ${known.says}` };
  const taken = others.tools.find((tool) => tool.id === id);
  if (taken) return { problem: `${taken.file} is there already, for “${taken.data.name}”.` };

  const drafts = new Map<string, string | undefined>();
  for (const { kind, file, source } of files) {
    if (file === from.file) continue;
    const text = replaceTexts(source, (value, path) => {
      if (kind === "tool" && path[0] === "replacement") return value === from.id ? id : undefined;
      if (value === from.data.name && namesTool(path)) return isSaid(source, path, value) ? undefined : name;
      return withoutAnchor(value, from.id, id);
    });
    if (text !== source) drafts.set(file, text);
  }
  if (id !== from.id) drafts.set(from.file, undefined);
  drafts.set(`data/tools/${id}.yml`, ownText(from, name, id));
  return { from, name, id, drafts };
}

/** Is this the place of a tool's name: `technologies: [NAME]`, `tools: [NAME]`, `tool: NAME`? */
function namesTool(path: readonly (string | number)[]): boolean {
  const [key, last] = path.slice(-2);
  if (typeof last === "number") return key === "technologies" || key === "tools";
  return last === "tool";
}

/** Does the text beside `tools:` say the name, in words that are not ours to change? */
function isSaid(source: string, path: readonly (string | number)[], name: string): boolean {
  if (path.at(-2) !== "tools") return false;
  const record: unknown = parse(source);
  let beside = record;
  for (const step of path.slice(0, -2)) beside = Object(beside)[step];
  if (!isObject(beside)) return false;
  const texts = Object.entries(beside).flatMap(([key, value]) => (key === "tools" ? [] : [value].flat()));
  return texts.some((text) => typeof text === "string" && wholeWord(text, name) !== -1);
}

/** Links to a tool's note: `#note-ID` */
function withoutAnchor(text: string, from: string, to: string): string | undefined {
  const fresh = text.replaceAll(new RegExp(`#note-${from}(?![\\w-])`, "g"), `#note-${to}`);
  return fresh === text ? undefined : fresh;
}

function ownText({ source, data, id: from }: Entry<"tool">, name: string, id: string): string {
  const isAlias = data.aliases?.includes(name) === true;
  const renamed = replaceTexts(source, (value, path) => {
    if (path.length === 1 && path[0] === "name") return name;
    // What was an alias is the name now, and the other way round.
    if (path.length === 2 && path[0] === "aliases" && value === name) return data.name;
    return withoutAnchor(value, from, id);
  });
  const text = isAlias ? renamed : appendText(renamed, "aliases", data.name, ["name", "url"]);
  const aliases = (data.aliases ?? []).map((alias) => (alias === name ? data.name : alias));
  const wanted = { name, aliases: isAlias ? aliases : [...aliases, data.name] };
  const record: unknown = parse(text);
  const got = isObject(record) ? { name: record.name, aliases: record.aliases } : {};
  if (!isDeepStrictEqual(got, wanted)) throw new Error(`renaming ${data.name} would make of its record: ${text}`);
  return text;
}

/** What documents say of a tool's file, and of its note. */
export function renameInDocument(text: string, { from, id }: Renaming): string {
  const paths = text.replaceAll(new RegExp(`(?<![\\w-])data/tools/${from.id}\\.yml`, "g"), `data/tools/${id}.yml`);
  return withoutAnchor(paths, from.id, id) ?? paths;
}
