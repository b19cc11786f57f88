// The JSON Schemas of a list (its own, or those of the toolchain) and their validators.
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { ErrorObject } from "ajv";
import { Diagnostic, FILE_START } from "../text/diagnostic.ts";
import { isObject } from "../text/json.ts";
import { builtinValidators } from "./builtin-validators.ts";
import { BUILTIN_SCHEMAS, type Kind, type Schema } from "./kinds.ts";
import { locate, parseYaml } from "./yaml.ts";

export interface Validator {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

export interface KindSchema {
  schema: Schema;
  validate: Validator;
  /** The list's own cannot be used, and the toolchain's stands in for what templates may name. */
  isBroken?: boolean;
}

export type Schemas = Readonly<Record<Kind, KindSchema>>;

/**
 * A list may carry its own `schemas/KIND.schema.json`; each replaces the toolchain's of that name.
 *
 * @param root - the list's folder
 * @returns the schemas, and what is wrong with the list's own
 */
export async function loadSchemas(root: string): Promise<{ schemas: Schemas; diagnostics: Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const load = async (kind: Kind): Promise<KindSchema> => {
    const builtin = BUILTIN_SCHEMAS[kind];
    const own = await readOwn(root, kind);
    if (own) {
      diagnostics.push(...own.diagnostics);
      if (own.schema && JSON.stringify(own.schema) !== JSON.stringify(builtin)) {
        try {
          return { schema: own.schema, validate: await compile(own.schema) };
        } catch (error) {
          const message = `This is not a JSON Schema that can be used: ${error instanceof Error ? error.message : error}.`;
          diagnostics.push(new Diagnostic({ file: own.file, range: FILE_START, rule: "schema", message }));
        }
      }
    }
    const isBroken = diagnostics.some(({ file }) => file === own?.file);
    return { schema: builtin, validate: builtinValidators[kind] ?? (await compile(builtin)), isBroken };
  };
  const [list, component, tool, example, diagram, resource] = await Promise.all([
    load("list"),
    load("component"),
    load("tool"),
    load("example"),
    load("diagram"),
    load("resource"),
  ]);
  return { schemas: { list, component, tool, example, diagram, resource }, diagnostics };
}

/** Compiling takes longer than everything that a small list needs besides. */
const compiled = new WeakMap<Schema, Promise<Validator>>();

function compile(schema: Schema): Promise<Validator> {
  const validator = compiled.get(schema) ?? compileAnew(schema);
  compiled.set(schema, validator);
  return validator;
}

async function compileAnew(schema: Schema): Promise<Validator> {
  // Imported late: ajv takes longer to start than most builds to run.
  const [{ default: ajv }, { ajvOptions }] = await Promise.all([
    import("ajv/dist/2020.js"),
    import("./ajv-options.mjs"),
  ]);
  return new ajv.Ajv2020(ajvOptions).compile(schema);
}

interface OwnSchema {
  file: string;
  schema: Schema | undefined;
  diagnostics: Diagnostic[];
}

async function readOwn(root: string, kind: Kind): Promise<OwnSchema | undefined> {
  const file = `schemas/${kind}.schema.json`;
  let source: string;
  try {
    source = await readFile(path.join(root, file), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  let schema: unknown;
  try {
    schema = JSON.parse(source);
  } catch {
    // JSON is YAML, and that parser knows where the mistake is.
    const [found] = parseYaml(file, source).diagnostics;
    const message = found ? `This is not JSON. ${found.reason}` : "This is not JSON.";
    const finding = { file, range: found?.range ?? FILE_START, rule: "schema", message, hint: found?.note };
    return { file, schema: undefined, diagnostics: [new Diagnostic(finding)] };
  }
  const missing = uncovered(schema, BUILTIN_SCHEMAS[kind]);
  if (missing) {
    const finding = {
      file,
      range: locate(source, missing.path),
      rule: "schema",
      message: `The toolchain relies on \`${missing.path.at(-1) ?? kind}\` being ${missing.as}, and this schema says otherwise.`,
      hint: "A list's own schema may add fields and tighten values; what the toolchain's own schema has keeps its type.",
    };
    return { file, schema: undefined, diagnostics: [new Diagnostic(finding)] };
  }
  return { file, schema: isSchema(schema) ? schema : undefined, diagnostics: [] };
}

/** Where a list's schema lets through what the typed code could not take: a required key or a type that differs. */
function uncovered(own: unknown, builtin: Schema, at: string[] = []): { path: string[]; as: string } | undefined {
  if (!isSchema(own) || !isTighter(own.type, builtin.type)) {
    return { path: at, as: `of type ${String(builtin.type)}` };
  }
  for (const key of builtin.required ?? []) {
    if (!own.required?.includes(key)) return { path: [...at, "required"], as: `a list that has “${key}”` };
  }
  for (const [key, inner] of Object.entries(builtin.properties ?? {})) {
    const mine = own.properties?.[key];
    const found = mine && uncovered(mine, inner, [...at, "properties", key]);
    if (found) return found;
  }
  if (builtin.items && own.items) return uncovered(own.items, builtin.items, [...at, "items"]);
  if (typeof builtin.additionalProperties === "object" && typeof own.additionalProperties === "object") {
    return uncovered(own.additionalProperties, builtin.additionalProperties, [...at, "additionalProperties"]);
  }
  return undefined;
}

/** Are all of a schema's types among those of the toolchain's? */
function isTighter(own: Schema["type"], builtin: Schema["type"]): boolean {
  if (own === undefined || builtin === undefined) return own === builtin;
  const allowed = [builtin].flat();
  return [own].flat().every((type) => allowed.includes(type));
}

function isSchema(value: unknown): value is Schema {
  return isObject(value);
}
