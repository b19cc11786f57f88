// A list's JSON Schemas: read, checked, and compiled with one Ajv.

import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { Diagnostic, FILE_START, type Finding } from "../text/diagnostic.ts";
import { entriesIn, isFolder, lstat, nearestWith, readText, relativePath } from "../text/files.ts";
import { isObject } from "../text/json.ts";
import { checkKinds } from "./check-kinds.ts";
import { checkSchema } from "./check-schema.ts";
import { FORMATS } from "./formats.ts";
import { VOCABULARY } from "./keywords.ts";
import { ID, idOf, type Kinds, kindsOf, type Schema } from "./kinds.ts";
import { readJson } from "./schema-json.ts";
import { followRefs } from "./schema-refs.ts";
import { SETTINGS_FILE } from "./settings.ts";

export interface Schemas {
  kinds: Kinds;
  /** Of data/list.yml, which is no kind. */
  settings: Schema;
  /** Where that stands, relative to the list's root; `undefined` for the toolchain's. */
  settingsFile: string | undefined;
  /** @returns the compiled schema of a kind, or that of the settings */
  validator: (schema: Schema) => ValidateFunction;
  /** What is wrong with the schemas; with an error among them, nothing can be said of the data. */
  diagnostics: Diagnostic[];
}

/** The schema of data/list.yml, which is no kind. */
export const SETTINGS = "list";

const SUFFIX = ".schema.json";

/** Relative to a list's folder. */
export const SCHEMAS = "schemas";

/** The path of a kind's schema, relative to a list that has its own. */
export function schemaFile(name: string): string {
  return `${SCHEMAS}/${name}${SUFFIX}`;
}

interface SchemaSource {
  name: string;
  /** Relative to the list's folder, with `/`. */
  file: string;
  text: string;
}

interface UsedSchema {
  schema: Schema;
  text: string;
  /** Relative likewise; `undefined` for one of the toolchain's. */
  file: string | undefined;
}

/**
 * A list has the schemas in its own folder; without any, those of the list around it; without that, the toolchain's. Own
 * schemas that are named like the toolchain's stand for these, and the others of those come along as far as they are used.
 *
 * @param root - the list's folder
 */
export function loadSchemas(root: string): Schemas {
  const { sources, diagnostics } = readSchemas(root, folderFor(root));
  const own = new Map<string, UsedSchema>();
  for (const { name, file, text } of sources) {
    const { schema, diagnostics: found } = readSchema(name, file, text);
    diagnostics.push(...found);
    // Of one with a mistake nobody knows what it declares.
    if (schema) own.set(name, { schema, text, file });
  }
  const all = new Map([...own, ...toolchainSchemas(root, own)]);
  const key = JSON.stringify([...all].map(([name, { text, file }]) => [name, text, file]));
  const before = loadedBefore.get(key);
  if (before && diagnostics.length === 0) return before;
  const { schema: settings = {}, file: settingsFile } = all.get(SETTINGS) ?? {};
  all.delete(SETTINGS);
  const kinds = kindsOf(all);
  if (diagnostics.length === 0)
    for (const { schema, text, file } of all.values())
      if (file !== undefined) diagnostics.push(...checkKinds(file, text, schema, kinds));
  const loaded: Schemas = { kinds, settings, settingsFile, validator: (schema) => ajv.compile(schema), diagnostics };
  if (diagnostics.length === 0) loadedBefore.set(key, loaded);
  return loaded;
}

/** By all that they are made of: what is worked out about the schemas of a list is then kept for when it is read again. */
const loadedBefore = new Map<string, Schemas>();

/** The folder whose `schemas/` a list has: its own, or that of the list around it. */
function folderFor(root: string): string | undefined {
  for (let folder = root; ; folder = path.dirname(folder)) {
    const isList = folder === root || existsSync(path.join(folder, SETTINGS_FILE));
    if (isList && lstat(path.join(folder, SCHEMAS))) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}

function readSchemas(root: string, folder: string | undefined): { sources: SchemaSource[]; diagnostics: Diagnostic[] } {
  const sources: SchemaSource[] = [];
  const diagnostics: Diagnostic[] = [];
  if (folder === undefined) return { sources, diagnostics };
  const above = relativePath(root, folder);
  const refuse = (file: string, problem: Pick<Finding, "message" | "hint">): void => {
    diagnostics.push(new Diagnostic({ file, range: FILE_START, rule: "schema", ...problem }));
  };
  if (!isFolder(path.join(folder, SCHEMAS))) {
    refuse(path.posix.join(above, SCHEMAS), { message: "This is no folder; symbolic links are not read." });
    return { sources, diagnostics };
  }
  for (const entry of entriesIn(path.join(folder, SCHEMAS))) {
    const file = path.posix.join(above, SCHEMAS, entry.name);
    const name = entry.name.slice(0, -SUFFIX.length);
    if (!entry.name.endsWith(SUFFIX)) continue;
    if (entry.name.includes("\ufffd")) {
      refuse(file, { message: "Its name is not UTF-8.", hint: "Rename it: small letters, digits and hyphens." });
    } else if (entry.isDirectory()) {
      refuse(file, { message: "This is a folder, and a schema is a file." });
    } else if (!ID.test(name)) {
      const hint = `Rename it: ${SCHEMAS}/${idOf(name) || "book"}${SUFFIX}`;
      refuse(file, { message: "A kind is called what its schema's file is: small letters, digits and hyphens.", hint });
    } else {
      const { text, problem } = readText(path.join(root, file));
      if (problem) refuse(file, problem);
      else sources.push({ name, file, text });
    }
  }
  return { sources, diagnostics };
}

/** The toolchain's schemas that a list has besides its own: all, if it has none; those that are used, if it varies some. */
function toolchainSchemas(root: string, own: ReadonlyMap<string, UsedSchema>): Map<string, UsedSchema> {
  const kinds = [...own.keys()].filter((name) => name !== SETTINGS);
  const isVariation = kinds.length === 0 || kinds.some((name) => existsSync(path.join(TOOLCHAIN, schemaFile(name))));
  const all = new Map<string, UsedSchema>();
  for (const { name, file, text } of readSchemas(root, TOOLCHAIN).sources) {
    if (own.has(name) || !(isVariation || name === SETTINGS)) continue;
    const schema = schemaAsIs(file, text);
    if (schema) all.set(name, { schema, text, file: undefined });
  }
  const added = new Map<string, UsedSchema>();
  const add = (name: string): void => {
    const found = all.get(name);
    if (!found || added.has(name)) return;
    added.set(name, found);
    for (const other of kindsNamedIn(found.schema)) add(other);
  };
  add(SETTINGS);
  if (!isVariation) return added;
  for (const { schema } of own.values()) for (const name of kindsNamedIn(schema)) add(name);
  for (const { name, folder } of kindsOf(all).all) {
    if (kinds.length === 0 || existsSync(path.join(root, "data", folder))) add(name);
  }
  return added;
}

/** By text: lists often have the same schemas, and to check and compile them takes longer than to read a small list. */
const sound = new Map<string, Schema>();

/** The same object for the same text, so that it is compiled once. */
function readSchema(name: string, file: string, text: string): ReturnType<typeof checkSchema> {
  const known = sound.get(text);
  if (known) return { schema: known, diagnostics: [] };
  const checked = checkSchema(file, text, name === SETTINGS, ajv);
  if (checked.schema) sound.set(text, checked.schema);
  return checked;
}

const asIs = new Map<string, Schema>();

/** One of the toolchain's own, unchecked: its own list checks it, and to check all takes a tenth of building a small list. */
function schemaAsIs(file: string, text: string): Schema | undefined {
  const known = sound.get(text) ?? asIs.get(text);
  const { value } = known ? { value: undefined } : readJson(file, text);
  if (!isObject(value)) return known;
  const schema = followRefs(value, () => {});
  asIs.set(text, schema);
  return schema;
}

/** Names of the kinds that the `x-ref` of a schema name, wherever they stand. */
function kindsNamedIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(kindsNamedIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "x-ref" && typeof inner === "string" ? [inner.split(".")[0] ?? ""] : kindsNamedIn(inner),
  );
}

const MODULES = path.dirname(fileURLToPath(import.meta.url));
/** The folder of the toolchain's package, wherever in it this module runs from. */
export const TOOLCHAIN = nearestWith(MODULES, "package.json") ?? MODULES;

/** One for all schemas. */
const ajv = new Ajv2020({
  // Everything wrong with a record is said at once.
  allErrors: true,
  strict: true,
  strictRequired: false,
  strictTuples: false,
  allowMatchingProperties: true,
  // A record has no `constructor` or `toString` unless it says so.
  ownProperties: true,
  // `checkSchema` does it, and says where.
  meta: false,
  validateSchema: false,
  // A technology is a string or an object: a union without `oneOf`, which gives far better messages.
  allowUnionTypes: true,
  // `patternErrorMessage` is what an editor says instead of quoting the pattern; our own messages say more.
  keywords: ["patternErrorMessage", ...Object.keys(VOCABULARY)],
  formats: FORMATS,
  // Schemas of different lists may have the same `$id`.
  addUsedSchema: false,
  // To optimise a validator takes longer than it saves in thousands of records: a tenth of this list's build.
  code: { optimize: false },
});
