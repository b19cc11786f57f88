// A record, or a value that a record declares, under a new name: its own file, and everything that refers to it.

import { slug } from "github-slugger";
import { parse } from "yaml";
import { patternOf } from "../text/escape.ts";
import { formatPointer, isObject, valueAt } from "../text/json.ts";
import { kebab } from "../text/kebab.ts";
import { wholeWord } from "../text/whole-word.ts";
import { type Entry, nameOf, namesOf, valuesOf } from "./entry.ts";
import { betterId, idUnder } from "./file-names.ts";
import type { Drafts, RecordFile } from "./files.ts";
import { findDuplicate, type Named } from "./find.ts";
import { fileOf, KEY } from "./kinds.ts";
import { entriesOf } from "./list.ts";
import type { LoadedList } from "./load.ts";
import { type Occurrence, occurrencesIn, ownersOf } from "./references.ts";
import { replaceTexts } from "./replace-texts.ts";
import { rewriteRecord } from "./rewrite-record.ts";
import { parseYaml } from "./yaml.ts";

export interface Renaming {
  from: Entry;
  /** The old name, and the new one. */
  old: string;
  name: string;
  /** Its id then. */
  id: string;
  /** Records as they will be. */
  drafts: Drafts;
}

export type Plan = Renaming | { problem: string };

export interface RenamingOptions {
  /** Whether the old name becomes an alias, where the kind has aliases; unless said, it does. */
  alias?: boolean | undefined;
  /** Whether references by the old name stay as they are written. */
  keepWording?: boolean | undefined;
}

type Loaded = Pick<LoadedList, "list" | "files">;

export function planRenaming(
  loaded: Loaded,
  { entry, value }: Named,
  name: string,
  { alias = true, keepWording = false }: RenamingOptions = {},
): Plan {
  if (name === "") return { problem: "The new name is empty." };
  const isSame = name === (value?.text ?? nameOf(entry));
  // Its file may still be called like something else.
  if (isSame && (value || betterId(loaded.list, entry) === undefined))
    return { problem: `It is called “${name}” already.` };
  if (value && valuesOf(entry, value.field).includes(name)) {
    const both = `“${value.text}” and “${name}” would be one`;
    return { problem: `${entry.file} declares “${name}”, too: ${both}. If that is meant, delete one of them there.` };
  }
  if (keepWording && (value || !alias || entry.kind.aliasesField === undefined)) {
    return { problem: "Nothing can go on saying the old name, because it does not become an alias." };
  }
  return value ? planValue(loaded, entry, value, name) : planRecord(loaded, entry, name, { alias, keepWording });
}

/**
 * References by id or by the old name get the new one, and the old name becomes an alias where the kind has aliases.
 * References by another alias stay. So does a list of names beside a text with the old name in it, because the text may be a
 * quotation and the list has to match it.
 */
function planRecord(
  { list, files }: Loaded,
  from: Entry,
  name: string,
  { alias, keepWording }: Required<RenamingOptions>,
): Plan {
  const { kind } = from;
  const old = nameOf(from);
  const id = idUnder(list, from, name);
  const own = { file: fileOf(kind, id), text: ownText(from, name, id, alias === true && name !== old) };
  // Where the same renaming was interrupted, the new record may be there, and the old one still be.
  const others = entriesOf(list, kind).filter(
    (entry) => entry !== from && !(entry.file === own.file && entry.source === own.text),
  );
  const known = findDuplicate({ ...list, byKind: new Map([[kind.name, others]]) }, kind, { [kind.nameField]: name });
  if (known) return { problem: `${known.place}: ${known.message}` };
  const taken = others.find((entry) => entry.id === id);
  if (taken) return { problem: `${taken.file} is there already, for “${nameOf(taken)}”.` };

  const drafts = withReferences(
    files.filter(({ file }) => file !== from.file && file !== own.file),
    (found, _, data) => {
      const { to, by } = found.reference;
      if (to !== kind || by === "value") return undefined;
      if (by === "id") return found.value === from.id ? id : undefined;
      const isKept = keepWording || (alias && isInTextBeside(data, found));
      return found.value === old && !isKept ? name : undefined;
    },
    (text) => withoutAnchor(text, from.id, id),
  );
  if (id !== from.id) drafts.set(from.file, undefined);
  drafts.set(own.file, own.text);
  return { from, old, name, id, drafts };
}

/**
 * For what was renamed by hand: what refers to it by what it was called leads to it again.
 *
 * @param old - an id, a name or a value that no record has
 */
export function planRepair(loaded: Loaded, old: string, { entry: to, value }: Named): Renaming {
  if (value) return planValue(loaded, to, { ...value, text: old }, value.text);
  const { list, files } = loaded;
  const [ids, names] = [list.byId.get(to.kind.name), list.byName.get(to.kind.name)];
  const drafts = withReferences(
    files,
    ({ reference, value }) => {
      if (reference.to !== to.kind || reference.by === "value" || kebab(value) !== kebab(old)) return undefined;
      if (reference.by === "id") return ids?.has(value) ? undefined : to.id;
      return names?.has(value) ? undefined : nameOf(to);
    },
    (value) => withoutAnchor(value, kebab(old), to.id),
  );
  const from = { ...to, id: kebab(old), file: fileOf(to.kind, kebab(old)) };
  return { from, old, name: nameOf(to), id: to.id, drafts };
}

function planValue(
  { list, files }: Loaded,
  from: Entry,
  { field, text: old }: NonNullable<Named["value"]>,
  name: string,
): Renaming {
  // The record that declares it comes last: for as long as it has the old name, the renaming can be ended by another.
  const isOwner = ({ file }: RecordFile): boolean => file === from.file;
  const drafts = withReferences(
    [...files.filter((file) => !isOwner(file)), ...files.filter(isOwner)],
    (found, { kind }, data) => {
      const { by, field: other } = found.reference;
      if (by !== "value" || other !== field || found.value !== old || !kind) return undefined;
      return ownersOf(list, { kind, data }, found).includes(from) ? name : undefined;
    },
    (value, path, file) => (isOwner(file) && path[0] === field && value === old ? name : undefined),
  );
  return { from, old, name, id: from.id, drafts };
}

/** @returns the records with other references, and other texts where there is none; only those that become others */
function withReferences(
  files: readonly RecordFile[],
  changeReference: (found: Occurrence, file: RecordFile, data: Readonly<Record<string, unknown>>) => string | undefined,
  changeText: (text: string, path: readonly (string | number)[], file: RecordFile) => string | undefined,
): Map<string, string | undefined> {
  const drafts = new Map<string, string | undefined>();
  for (const record of files) {
    const { file, kind, source } = record;
    const { value: data } = parseYaml(file, source);
    if (!kind || !isObject(data)) continue;
    const found = new Map(occurrencesIn(kind, data).map((each) => [formatPointer(each.path), each]));
    const text = replaceTexts(source, (value, path, part) => {
      const reference = found.get(formatPointer(path));
      const fresh = reference && changeReference(reference, record, data);
      if (part === "key") return reference?.reference.path.at(-1) === KEY ? fresh : undefined;
      return fresh ?? changeText(value, path, record);
    });
    if (text !== source) drafts.set(file, text);
  }
  return drafts;
}

/** Whether a text beside a list of names contains this name; then the list keeps it. */
function isInTextBeside(data: Readonly<Record<string, unknown>>, { path, value }: Occurrence): boolean {
  if (typeof path.at(-1) !== "number") return false;
  const [holder, list] = [path.slice(0, -2), path.at(-2)];
  // Texts at the top level of a record are not what such a list is about.
  if (holder.length === 0) return false;
  const beside = valueAt(data, ...holder);
  if (!isObject(beside)) return false;
  const texts = Object.entries(beside).flatMap(([key, other]) => (key === list ? [] : [other].flat()));
  return texts.some((text) => typeof text === "string" && wholeWord(text, value) !== -1);
}

/** Links to a record's note: `#note-ID` */
function withoutAnchor(text: string, from: string, to: string): string | undefined {
  const fresh = text.replaceAll(new RegExp(`#note-${patternOf(from)}(?![\\w-])`, "g"), `#note-${to}`);
  return fresh === text ? undefined : fresh;
}

function ownText(entry: Entry, name: string, id: string, keepsOld: boolean): string {
  const { source, kind } = entry;
  const { nameField, aliasesField } = kind;
  const old = nameOf(entry);
  const aliases = namesOf(entry).flatMap((each) => (each.path[0] === nameField ? [] : [each.name]));
  const renamed = replaceTexts(source, (value, path, part) => {
    if (part === "key") return undefined;
    if (path.length === 1 && path[0] === nameField) return name;
    // What was an alias is the name now, and the other way round.
    if (path.length === 2 && path[0] === aliasesField && value === name) return old;
    return withoutAnchor(value, entry.id, id);
  });
  if (aliasesField === undefined || !keepsOld || aliases.includes(name)) return renamed;
  const wanted = [...aliases, old];
  const record: unknown = parse(renamed);
  const text = isObject(record) && rewriteRecord(renamed, { ...record, [aliasesField]: wanted }, kind.schema);
  if (!text) throw new Error(`renaming ${old} would spoil its record: ${renamed}`);
  return text;
}

/** What documents say of a record's file, of its note, and, in a template, of its id and its heading. */
export function renameInDocument(text: string, { from, old, name, id }: Renaming): string {
  const { folder } = from.kind;
  const paths = text
    .replaceAll(new RegExp(`(?<![\\w-])data/${folder}/${from.id}\\.yml`, "g"), `data/${folder}/${id}.yml`)
    .replaceAll(
      new RegExp(`(<!--\\s*each\\s+|\\{\\s*|\\(\\{)${folder}\\.${from.id}(?=[.}\\s])`, "g"),
      `$1${folder}.${id}`,
    );
  const fresh = withoutAnchor(paths, from.id, id) ?? paths;
  const heading = new RegExp(`^(#{1,6}[ \\t]+)${patternOf(old)}(?=[ \\t]*(?:\\r?\\n|$))`, "gm");
  if (!heading.test(fresh)) return fresh;
  // Where a heading changes, so do the links to it.
  return fresh
    .replace(heading, (_, marks: string) => `${marks}${name}`)
    .replaceAll(`](#${slug(old)})`, `](#${slug(name)})`);
}
