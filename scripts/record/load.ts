// A list's folder → its records, with everything that is wrong with its data.
import path from "node:path";
import { Diagnostic, FILE_START, inOrder } from "../text/diagnostic.ts";
import { sidesOf } from "../text/merge-conflict.ts";
import { SourceText } from "../text/source.ts";
import { checkReferences } from "./check-references.ts";
import type { Data, Entry } from "./entry.ts";
import { type Drafts, type RecordFile, readRecordFiles } from "./files.ts";
import { fileOf, ID, type Kind, type Kinds, type Schema, withArticle } from "./kinds.ts";
import { type List, makeList } from "./list.ts";
import { explainSchemaErrors } from "./schema-messages.ts";
import { loadSchemas, type Schemas, schemaOf } from "./schemas.ts";
import { readSettings, type Settings } from "./settings.ts";
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
  diagnostics: Diagnostic[];
}

/**
 * @param root - a folder that is laid out as a list
 * @param drafts - read as if they were on the disk
 * @throws {NodeJS.ErrnoException} when the folder cannot be read
 */
export function loadList(root: string, drafts?: Drafts): LoadedList {
  const schemas = loadSchemas(root);
  const { kinds } = schemas;
  // What the data should be is not known, so nothing is said of it.
  if (schemas.diagnostics.some(({ severity }) => severity === "error")) {
    const list = makeList(root, { ...schemas, kinds: NO_KINDS }, undefined, []);
    return { list, files: [], invalid: [], diagnostics: inOrder(schemas.diagnostics) };
  }
  const { files, misplaced, unread: kindsUnread, diagnostics: fileDiagnostics } = readRecordFiles(root, kinds, drafts);
  const diagnostics = [...schemas.diagnostics, ...fileDiagnostics];
  const entries: Entry[] = [];
  const invalid: InvalidRecord[] = [];
  let settings: Settings | undefined;
  const undeclared = new Set<Schema>();
  for (const file of files) {
    const { data, value, diagnostics: found } = readRecord(file, schemas, undeclared);
    for (const diagnostic of found) diagnostics.push(diagnostic);
    if (!data || found.some(({ severity }) => severity === "error")) invalid.push({ file, value });
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
  return { list, files, invalid, diagnostics: inOrder(diagnostics) };
}

const NO_KINDS: Kinds = { all: [], byName: new Map(), byFolder: new Map() };

interface ReadRecord {
  data?: Data;
  value: unknown;
  diagnostics: Diagnostic[];
}

function readRecord({ kind, file, source }: RecordFile, schemas: Schemas, undeclared: Set<Schema>): ReadRecord {
  const { value, diagnostics } = parseYaml(file, source);
  if (diagnostics.length > 0) return { value, diagnostics };
  const schema = schemaOf(schemas, kind);
  const validate = schemas.validator(schema);
  const texts = checkTexts({ file, source, value, schema, kind }, undeclared);
  if (!validate(value)) {
    const found = validate.errors ?? [];
    const other = otherKind(kind, value, schemas);
    if (other) return { value, diagnostics: [inOtherFolder(file, other)] };
    const errors = explainSchemaErrors({ file, source, value, schema, errors: found });
    return { value, diagnostics: [...errors, ...texts] };
  }
  // A schema may let through what is no object.
  return isData(value) ? { data: value, value, diagnostics: texts } : { value, diagnostics: texts };
}

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The kind that a record is of, if it is not the one of its folder. */
function otherKind(kind: Kind | undefined, value: unknown, schemas: Schemas): Kind | undefined {
  if (!kind) return undefined;
  return schemas.kinds.all.find((other) => other !== kind && schemas.validator(other.schema)(value));
}

function inOtherFolder(file: string, kind: Kind): Diagnostic {
  const message = `This is ${withArticle(kind.noun)}, in the folder of something else.`;
  const name = path.posix.basename(file, ".yml");
  const hint = `Move it to ${fileOf(kind, ID.test(name) ? name : "ID")}.`;
  return new Diagnostic({ file, range: FILE_START, rule: "file-place", message, hint });
}
