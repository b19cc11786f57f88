// A list's folder → its records, with everything that is wrong with its data.
import path from "node:path";
import { Diagnostic, FILE_START, inOrder, isError } from "../text/diagnostic.ts";
import { nearest } from "../text/did-you-mean.ts";
import { readIfReadable } from "../text/files.ts";
import { isObject } from "../text/json.ts";
import { memoized } from "../text/memoized.ts";
import { sidesOf } from "../text/merge-conflict.ts";
import { SourceText } from "../text/source.ts";
import { checkReferences } from "./check-references.ts";
import type { Data, Entry } from "./entry.ts";
import { type Drafts, type RecordFile, type RecordFiles, readRecordFiles, withDrafts } from "./files.ts";
import { fileOf, ID, type Kind, type Kinds, type Schema, withArticle } from "./kinds.ts";
import { type List, makeList } from "./list.ts";
import { explainSchemaErrors } from "./schema-messages.ts";
import { loadSchemas, type Schemas } from "./schemas.ts";
import { readSettings, SETTINGS_FILE, type Settings } from "./settings.ts";
import { checkTexts } from "./texts.ts";
import { parseYaml } from "./yaml.ts";

export interface InvalidRecord {
  file: RecordFile;
  /** Whatever the YAML says. */
  value: unknown;
}

export interface LoadedList {
  /** Holds only the records without errors. */
  list: List;
  /** Every record's file that could be read as text. */
  files: readonly RecordFile[];
  /** Records with errors, as far as they are YAML. */
  invalid: readonly InvalidRecord[];
  /** What was found in its folder, and what each file says: for the same list with other records. */
  found: RecordFiles;
  read: ReadonlyMap<string, ReadRecord>;
  diagnostics: Diagnostic[];
}

/**
 * @param root - a folder that is laid out as a list
 * @param drafts - read as if they were on the disk
 * @param known - the list that the drafts change: nothing of it is read again
 * @throws {NodeJS.ErrnoException} when the folder cannot be read
 */
export function loadList(root: string, drafts?: Drafts, known?: LoadedList): LoadedList {
  if (known && ![...(drafts?.keys() ?? [])].some((file) => file.startsWith("data/"))) return known;
  const declared = known?.list.schemas ?? loadSchemas(root);
  // With a mistake in the schemas, what the data should be is not known, so nothing is said of it.
  const isKnown = !declared.diagnostics.some(isError);
  const schemas = isKnown ? declared : { ...declared, kinds: NO_KINDS };
  let found: RecordFiles = { files: [], misplaced: [], unread: [], diagnostics: [] };
  if (known) found = { ...known.found, files: withDrafts(known.files, drafts ?? new Map(), schemas.kinds) };
  else if (isKnown) found = readRecordFiles(root, schemas.kinds, drafts);
  const { files, misplaced, unread: kindsUnread } = found;
  const diagnostics = [...schemas.diagnostics, ...found.diagnostics];
  const entries: Entry[] = [];
  const invalid: InvalidRecord[] = [];
  let settings: Settings | undefined;
  const undeclared = new Set<Schema>();
  const read = new Map<string, ReadRecord>();
  for (const file of files) {
    const record = readRecord(file, schemas);
    read.set(file.file, record);
    const { data, value, diagnostics: own } = record;
    for (const diagnostic of own) diagnostics.push(diagnostic);
    for (const [schema, diagnostic] of record.undeclared ?? []) {
      // Once a field is enough.
      if (undeclared.size < undeclared.add(schema).size) diagnostics.push(diagnostic);
    }
    if (!data || own.some(isError)) invalid.push({ file, value });
    else if (file.kind) entries.push({ ...file, kind: file.kind, data });
    else settings = readSettings(file, data);
  }
  const list = makeList(root, schemas, settings, entries);
  const unread = [...invalid.map(({ file }) => file), ...misplaced].flatMap((file) =>
    sidesOf(new SourceText(file.file, "yaml", file.source)).map((text) => {
      return { file, value: parseYaml(file.file, text).value };
    }),
  );
  for (const diagnostic of checkReferences(list, unread, kindsUnread)) diagnostics.push(diagnostic);
  return { list, files, invalid, found, read, diagnostics: inOrder(diagnostics) };
}

/** @returns the settings in a list's data/list.yml, without its records; `undefined` when they cannot be read */
export function loadSettings(root: string): Settings | undefined {
  const schemas = loadSchemas(root);
  if (schemas.diagnostics.some(isError)) return undefined;
  const source = readIfReadable(path.join(root, SETTINGS_FILE));
  if (source === undefined) return undefined;
  const file = { kind: undefined, id: "list", file: SETTINGS_FILE, source };
  const { data, diagnostics } = readRecord(file, schemas);
  return data && !diagnostics.some(isError) ? readSettings(file, data) : undefined;
}

const NO_KINDS: Kinds = { all: [], byName: new Map(), byFolder: new Map() };

interface ReadRecord {
  source: string;
  data?: Data;
  value: unknown;
  diagnostics: Diagnostic[];
  /** Fields with Markdown that they do not declare, by their schemas. */
  undeclared?: ReadonlyMap<Schema, Diagnostic>;
}

/** By file: a list is read again for each of its drafts, and when another one is compared with it. */
const readBefore = memoized((_: Schemas) => new Map<string, ReadRecord>());

function readRecord(file: RecordFile, schemas: Schemas): ReadRecord {
  const before = readBefore(schemas).get(file.file);
  if (before?.source === file.source) return before;
  const record = parseRecord(file, schemas);
  readBefore(schemas).set(file.file, record);
  return record;
}

function parseRecord(record: RecordFile, schemas: Schemas): ReadRecord {
  const { kind, file, source } = record;
  const { value, diagnostics } = parseYaml(file, source);
  if (diagnostics.length > 0) return { source, value, diagnostics };
  const schema = kind?.schema ?? schemas.settings;
  const validate = schemas.validator(schema);
  const { diagnostics: texts, undeclared } = checkTexts(record, value, schema);
  // A schema may let through what is no object.
  if (validate(value))
    return { source, value, ...(isObject(value) && { data: value }), diagnostics: texts, undeclared };
  const errors = validate.errors ?? [];
  const other = otherKind(kind, value, schemas);
  if (other) return { source, value, diagnostics: [inOtherFolder(file, other)] };
  const explained = explainSchemaErrors(record, value, schema, errors);
  return { source, value, diagnostics: [...explained, ...texts], undeclared };
}

/**
 * The kind that a record is of, if it is not the one of its folder. A schema may let through nearly everything, so that no
 * mistake counts but keys that the other kind declares, and this one does not.
 */
function otherKind(kind: Kind | undefined, value: unknown, schemas: Schemas): Kind | undefined {
  if (!kind || !isObject(value)) return undefined;
  const keys = Object.keys(value);
  const own = Object.keys(kind.schema.properties ?? {});
  const strange = keys.filter((key) => !own.includes(key));
  const missing = own.filter((key) => !keys.includes(key));
  // A slip in a key is a mistake of this kind.
  if (strange.every((key) => nearest(key, missing) !== undefined)) return undefined;
  return schemas.kinds.all.find(({ schema }) => {
    const isDeclared = (key: string): boolean => Object.hasOwn(schema.properties ?? {}, key);
    return schema !== kind.schema && keys.every(isDeclared) && schemas.validator(schema)(value);
  });
}

function inOtherFolder(file: string, kind: Kind): Diagnostic {
  const message = `This is ${withArticle(kind.noun)}, in the folder of something else.`;
  const name = path.posix.basename(file, ".yml");
  const hint = `Move it to ${fileOf(kind, ID.test(name) ? name : "ID")}.`;
  return new Diagnostic({ file, range: FILE_START, rule: "file-place", message, hint });
}
