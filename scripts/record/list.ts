// A list's folder → the typed `List`, with everything that is wrong with its data.
import path from "node:path";
import { compare } from "../text/compare.ts";
import { Diagnostic, FILE_START, inOrder } from "../text/diagnostic.ts";
import { type Drafts, type RecordFile, readRecordFiles } from "./files.ts";
import { FOLDERS, type Kind, type RecordOf } from "./kinds.ts";
import { checkReferences, indexTools, type KnownNames } from "./references.ts";
import { explainSchemaErrors } from "./schema-messages.ts";
import { loadSchemas, type Schemas } from "./schemas.ts";
import { checkTexts } from "./texts.ts";
import { parseYaml } from "./yaml.ts";

/** One record and where it came from. */
export interface Entry<K extends Kind = Kind> {
  kind: K;
  id: string;
  /** Relative to the list's root, with `/`. */
  file: string;
  source: string;
  data: RecordOf[K];
}

export type AnyEntry = { [K in Kind]: Entry<K> }[Kind];

export interface List {
  /** The list's folder. */
  root: string;
  schemas: Schemas;
  settings: Entry<"list"> | undefined;
  /** By position, then by id. */
  components: Entry<"component">[];
  /** By id. */
  tools: Entry<"tool">[];
  /** By position, then by id. */
  examples: Entry<"example">[];
  /** By id. */
  diagrams: Entry<"diagram">[];
  /** By title, then by id. */
  resources: Entry<"resource">[];
  /** Tools by name and by each alias, as they are written. */
  toolsByName: ReadonlyMap<string, Entry<"tool">>;
}

/** All entries of a list, without its settings. */
export function entriesOf({ components, tools, examples, diagrams, resources }: List): AnyEntry[] {
  return [...components, ...tools, ...examples, ...diagrams, ...resources];
}

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
export async function loadList(root: string, drafts?: Drafts): Promise<LoadedList> {
  const { schemas, diagnostics: schemaDiagnostics } = await loadSchemas(root);
  const { files, misplaced, diagnostics: fileDiagnostics } = readRecordFiles(root, drafts);
  const diagnostics = [...schemaDiagnostics, ...fileDiagnostics];
  const entries: AnyEntry[] = [];
  const invalid: InvalidRecord[] = [];
  const broken: KnownNames = { ids: new Set(), names: new Set() };
  for (const file of files) {
    const { entry, value, diagnostics: found } = readRecord(file, schemas);
    for (const diagnostic of found) diagnostics.push(diagnostic);
    if (entry && found.length === 0) {
      entries.push(entry);
      continue;
    }
    invalid.push({ file, value });
    rememberNames(file, value, broken);
  }

  for (const file of misplaced) rememberNames(file, parseYaml(file.file, file.source).value, broken);

  const tools = pick(entries, "tool");
  const index = indexTools(tools);
  for (const diagnostic of index.diagnostics) diagnostics.push(diagnostic);
  const list: List = {
    root,
    schemas,
    settings: pick(entries, "list")[0],
    components: pick(entries, "component").sort((a, b) => a.data.position - b.data.position || compare(a.id, b.id)),
    tools,
    examples: pick(entries, "example").sort((a, b) => a.data.position - b.data.position || compare(a.id, b.id)),
    diagrams: pick(entries, "diagram"),
    resources: pick(entries, "resource").sort((a, b) => compare(a.data.title, b.data.title) || compare(a.id, b.id)),
    toolsByName: index.toolsByName,
  };
  for (const diagnostic of checkReferences(list, broken)) diagnostics.push(diagnostic);
  return { list, files, invalid, diagnostics: inOrder(diagnostics) };
}

interface ReadRecord {
  entry?: AnyEntry;
  value: unknown;
  diagnostics: Diagnostic[];
}

function readRecord({ kind, id, file, source }: RecordFile, schemas: Schemas): ReadRecord {
  const { value, diagnostics } = parseYaml(file, source);
  if (diagnostics.length > 0) return { value, diagnostics };
  const { schema, validate, isBroken } = schemas[kind];
  // The list's own schema is the finding; what the toolchain's would say instead is about fields it never knew.
  if (isBroken) return { value, diagnostics: [] };
  const texts = checkTexts(file, source, value, schema);
  if (!validate(value)) {
    const found = validate.errors ?? [];
    const other = otherKind(kind, value, schemas);
    if (other) return { value, diagnostics: [inOtherFolder(file, other)] };
    const errors = explainSchemaErrors({ file, source, value, schema, errors: found });
    return { value, diagnostics: [...errors, ...texts] };
  }
  // The validator was made from the schema that the type was generated from (or from a list's own, which
  // `loadSchemas` has found to cover it), so what it lets through is of that type.
  const entry = { kind, id, file, source, data: value } as AnyEntry;
  return { entry, value, diagnostics: texts };
}

/** The kind that a record is of, if it is not the one of its folder. */
function otherKind(kind: Kind, value: unknown, schemas: Schemas): Exclude<Kind, "list"> | undefined {
  if (kind === "list") return undefined;
  return Object.values(FOLDERS).find((other) => other !== kind && schemas[other].validate(value));
}

function inOtherFolder(file: string, kind: Kind): Diagnostic {
  const message = `This is ${kind === "example" ? "an" : "a"} ${kind}, in the folder of something else.`;
  const hint = `Move it to data/${kind}s/${path.posix.basename(file)}.`;
  return new Diagnostic({ file, range: FILE_START, rule: "file-place", message, hint });
}

/** What a broken record is called, as far as it says so: mentions of it are not mistakes of their own. */
function rememberNames({ kind, id }: RecordFile, value: unknown, broken: KnownNames): void {
  broken.ids.add(`${kind}/${id}`);
  if (kind !== "tool" || typeof value !== "object" || value === null) return;
  const names: unknown[] = [Reflect.get(value, "name"), Reflect.get(value, "aliases")].flat();
  for (const name of names) if (typeof name === "string") broken.names.add(name);
}

function pick<K extends Kind>(entries: readonly AnyEntry[], kind: K): Entry<K>[] {
  return entries.filter((entry): entry is Extract<AnyEntry, Entry<K>> => entry.kind === kind);
}
