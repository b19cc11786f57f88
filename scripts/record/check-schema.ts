// What is wrong with a JSON Schema of a list: as JSON, as a schema, and as a declaration of a kind.

import type { Ajv2020 } from "ajv/dist/2020.js";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { Diagnostic, FILE_START } from "../text/diagnostic.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { isObject, parseJson, parsePointer } from "../text/json.ts";
import { mergeConflict } from "../text/merge-conflict.ts";
import { SourceText } from "../text/source.ts";
import { eachSchema, ITEM, KEY, type Kind, type Kinds, type Schema, schemaUnder, VOCABULARY } from "./kinds.ts";
import { locate } from "./yaml.ts";
import type { YamlProblem } from "./yaml-flow.ts";

const RULE = "schema";

/** @returns the value of a JSON text, or what keeps it from being one */
export function readJson(file: string, text: string): { value: unknown; diagnostics: Diagnostic[] } {
  const conflict = mergeConflict(new SourceText(file, "yaml", text));
  if (conflict) return { value: undefined, diagnostics: [conflict.with({ rule: RULE })] };
  const value = parseJson(text);
  if (value !== undefined) return { value, diagnostics: [] };
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  const [first] = errors;
  if (!first) return { value, diagnostics: [] };
  const { start, end, ...words } = explainJson(text, first);
  const range = new SourceText(file, "yaml", text).range(start, end);
  return { value: undefined, diagnostics: [new Diagnostic({ file, range, rule: RULE, ...words })] };
}

function explainJson(text: string, { error, offset, length }: ParseError): YamlProblem {
  const [start, end] = [offset, offset + Math.max(1, length)];
  const before = text.slice(0, offset).trimEnd();
  const found = text.slice(start, end);
  if (before.endsWith(",") && /^[}\]]/.test(found)) {
    const comma = before.length - 1;
    const message = `This is not JSON: a comma stands in front of “${found}”.`;
    return { message, hint: "Delete the comma.", start: comma, end: comma + 1 };
  }
  const words: Readonly<Record<string, [string, string]>> = {
    CommaExpected: ["a comma is missing in front of this", "Write a comma at the end of the line above."],
    ColonExpected: ["a colon is missing in front of this", 'Write: "key": value'],
    PropertyNameExpected: ["a key is expected here", 'Write the key in double quotes: "key": value'],
    ValueExpected: ["a value is expected here", 'Write a value, such as "text", 1, true, [] or {}.'],
    CloseBraceExpected: ["a “}” is missing at the end", "Close each “{” with “}”."],
    CloseBracketExpected: ["a “]” is missing at the end", "Close each “[” with “]”."],
    EndOfFileExpected: ["something stands behind its end", "Delete what is too much, or a “}” further up."],
    InvalidCommentToken: ["it has a comment", "JSON has no comments: delete it, or write it into a `description`."],
    UnexpectedEndOfString: ["a text does not end in its line", 'Write “"” at its end, and \\n for a line break.'],
    InvalidEscapeCharacter: ["a backslash stands in front of a character", "Write \\\\ for a backslash."],
    InvalidCharacter: ["a text holds a control character", "Write it as an escape, such as \\t or \\n."],
    InvalidSymbol: [`“${found}” is neither a text nor a value`, "Write texts and keys in double quotes."],
  };
  const [what, hint] = words[printParseErrorCode(error)] ?? ["it cannot be read from here on", "Look at this line."];
  const at = Math.min(start, Math.max(0, text.trimEnd().length - 1));
  return { message: `This is not JSON: ${what}.`, hint, start: at, end: Math.max(at + 1, Math.min(end, text.length)) };
}

/**
 * @param value - from `readJson`
 * @param isSettings - is it the schema of data/list.yml, which declares no kind?
 * @returns what keeps it from being a JSON Schema that declares a kind
 */
export function checkSchema(
  file: string,
  source: string,
  value: unknown,
  isSettings: boolean,
  ajv: Ajv2020,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report: ReportAt = (path, message, hint, part = "value") => {
    const range = path.length === 0 ? FILE_START : locate(source, path, part);
    if (diagnostics.some((other) => other.range.start.offset === range.start.offset)) return;
    diagnostics.push(new Diagnostic({ file, range, rule: RULE, message, hint }));
  };
  if (!isObject(value)) {
    report([], "A schema is an object.", 'Start with: {"type": "object", "x-kind": {…}, "properties": {…}}');
    return diagnostics;
  }
  reportUnknownKeywords(value, [], ajv, report);
  if (!isSettings && !Object.hasOwn(value, "x-kind")) {
    const hint = 'Add what its records are: "x-kind": {"folder": "books", "name": "title"}';
    report([], "This schema declares no kind of record.", hint);
  }
  if (diagnostics.length > 0) return diagnostics;
  if (ajv.validateSchema(value) !== true) {
    for (const { instancePath, message = "cannot be used", params } of ajv.errors ?? []) {
      const path = parsePointer(instancePath);
      const allowed = Array.isArray(params.allowedValues) ? ` One of: ${params.allowedValues.join(", ")}.` : "";
      report(path, `\`${path.at(-1) ?? "schema"}\` ${message}.`, allowed.trim() || undefined);
    }
  }
  if (diagnostics.length > 0) return diagnostics;
  try {
    ajv.compile(value);
    if (isObject(value["x-complete"])) ajv.compile(value["x-complete"]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    report([], `This is not a JSON Schema that can be used: ${message}.`);
  }
  return diagnostics;
}

type ReportAt = (path: readonly string[], message: string, hint?: string, part?: "key" | "value") => void;

/** Keywords whose value is a map of schemas by names that anybody may choose. */
const MAPS = wordsOf("properties patternProperties dependentSchemas $defs");
/** Keywords whose value is a schema, or a list of them. */
const SCHEMAS_IN = wordsOf(
  "items additionalProperties propertyNames contains not if then else allOf anyOf oneOf prefixItems",
);
/** Keywords of JSON Schema that validate nothing, and that ajv does not list. */
const ANNOTATIONS = wordsOf("$schema $id $comment $defs title description examples default");

function reportUnknownKeywords(value: unknown, path: readonly string[], ajv: Ajv2020, report: ReportAt): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) reportUnknownKeywords(item, [...path, String(index)], ajv, report);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, key];
    if (!ANNOTATIONS.has(key) && !Object.hasOwn(ajv.RULES.keywords, key)) {
      const ours = Object.keys(VOCABULARY);
      const hint =
        didYouMean(key, [...KEYWORDS, ...ours]) ?? (key.startsWith("x-") ? `Ours: ${ours.join(", ")}.` : undefined);
      report(at, `“${key}” is not a keyword of JSON Schema, nor one of ours.`, hint, "key");
    } else if (Object.hasOwn(VOCABULARY, key)) {
      reportVocabulary(key, inner, at, ajv, report);
    } else if (MAPS.has(key) && isObject(inner)) {
      for (const [name, each] of Object.entries(inner)) reportUnknownKeywords(each, [...at, name], ajv, report);
    } else if (SCHEMAS_IN.has(key)) {
      reportUnknownKeywords(inner, at, ajv, report);
    } else {
      reportUnusable(key, inner, at, ajv, report);
    }
  }
}

/** Values that the meta-schema lets through, and ajv refuses without saying where they stand. */
function reportUnusable(key: string, value: unknown, at: readonly string[], ajv: Ajv2020, report: ReportAt): void {
  if (key === "format" && typeof value === "string" && !Object.hasOwn(ajv.formats, value)) {
    report(at, `There is no format “${value}”.`, `Formats: ${Object.keys(ajv.formats).join(", ")}.`);
  } else if (key === "enum" && Array.isArray(value) && value.length === 0) {
    report(at, "`enum` has no values.", 'List what is allowed: "enum": ["one", "two"]');
  } else if (key === "pattern" && typeof value === "string" && !isRegExp(value)) {
    report(
      at,
      `“${value}” is not a regular expression.`,
      "Write \\\\ in front of a bracket that is meant as it stands.",
    );
  }
}

function isRegExp(pattern: string): boolean {
  try {
    // As ajv reads it.
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

/** For “did you mean”. */
const KEYWORDS = [
  ...ANNOTATIONS,
  ...MAPS,
  ...SCHEMAS_IN,
  ...wordsOf("type enum const required pattern format contentMediaType minimum maximum minLength maxLength"),
  ...wordsOf("minItems maxItems uniqueItems patternErrorMessage"),
];

function wordsOf(words: string): Set<string> {
  return new Set(words.split(" "));
}

function reportVocabulary(key: string, value: unknown, at: readonly string[], ajv: Ajv2020, report: ReportAt): void {
  if (key === "x-kind" && at.length > 1) {
    report(at, "`x-kind` stands at the root of a schema.", "Move it to the top of the file.", "key");
    return;
  }
  const schema = new Map(Object.entries(VOCABULARY)).get(key);
  if (!schema || ajv.validate(schema, value)) return;
  for (const { instancePath, keyword, message = "is not allowed", params } of ajv.errors ?? []) {
    const path = [...at, ...parsePointer(instancePath)];
    if (keyword === "additionalProperties") {
      const name = String(params.additionalProperty);
      const hint = didYouMean(name, Object.keys(schema.properties ?? {}));
      const parts = `Its parts: ${Object.keys(schema.properties ?? {}).join(", ")}.`;
      report([...path, name], `“${name}” is not a part of \`${key}\`.`, hint ?? parts, "key");
    } else if (keyword === "required") {
      const message = `\`${key}\` has no “${params.missingProperty}”.`;
      report(path, message, 'Such as: {"folder": "books", "name": "title"}', "key");
    } else {
      report(path, `\`${path.at(-1)}\` ${message}.`);
    }
  }
}

/** @returns what a schema's `x-kind` and `x-ref` name that is not there */
export function checkKinds(file: string, source: string, schema: Schema, kinds: Kinds): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report: ReportAt = (path, message, hint, part = "value") => {
    diagnostics.push(new Diagnostic({ file, range: locate(source, path, part), rule: RULE, message, hint }));
  };
  const kind = kinds.all.find((each) => each.schema === schema);
  if (!kind) return diagnostics;
  reportMissingFields(kind, kinds, report);
  const other = kinds.byFolder.get(kind.folder);
  if (other && other !== kind) {
    const message = `schemas/${other.name}.schema.json has the folder “${kind.folder}” already.`;
    report(["x-kind", "folder"], message, "Choose another.");
  }
  eachSchema(schema, [], (inner, path) => {
    const text = inner["x-ref"];
    if (text === undefined || kind.references.some((reference) => reference.schema === inner)) return;
    const [name = "", field] = text.split(".");
    const to = kinds.byName.get(name);
    const at = [...schemaPath(schema, path), "x-ref"];
    const known = to ? Object.keys(to.schema.properties ?? {}) : [...kinds.byName.keys()];
    const hint = didYouMean(to ? (field ?? "") : name, known) ?? `${to ? "It has" : "Kinds"}: ${known.join(", ")}.`;
    report(at, to ? `A ${to.noun} has no “${field}”.` : `There is no kind “${name}”.`, hint);
  });
  return diagnostics;
}

function reportMissingFields(kind: Kind, kinds: Kinds, report: ReportAt): void {
  const { schema, nameField, aliasesField, noteField, parentField, order, start, through } = kind;
  const properties = Object.keys(schema.properties ?? {});
  const declared = Object(Reflect.get(schema, "x-kind"));
  const check = (part: string, ...fields: readonly (string | undefined)[]): void => {
    // A part that `x-kind` does not declare has a default, which exists.
    if (!Object.hasOwn(declared, part)) return;
    for (const [index, field] of fields.entries()) {
      const [first] = (field ?? "").split(".");
      if (field === undefined || first === undefined || properties.includes(first)) continue;
      const hint = didYouMean(first, properties) ?? `Properties: ${properties.join(", ")}.`;
      const at = ["x-kind", part, ...(fields.length > 1 ? [String(index)] : [])];
      report(at, `There is no property “${first}”.`, hint);
    }
  };
  check("name", nameField);
  check("aliases", aliasesField);
  check("note", noteField);
  check("parent", parentField);
  check("order", ...order);
  check("new", ...start);
  const isReference = kind.references.some(
    ({ path, by }) => by === "id" && path.length === 1 && path[0] === parentField,
  );
  if (parentField !== undefined && properties.includes(parentField) && !isReference) {
    const hint = `Give “${parentField}” an x-ref: "x-ref": "${kind.name}"`;
    report(["x-kind", "parent"], "The parent is a property that refers to a record by its id.", hint);
  }
  for (const folder of through.keys()) {
    if (kinds.byFolder.has(folder)) continue;
    const hint = didYouMean(folder, kinds.byFolder.keys()) ?? `Folders: ${[...kinds.byFolder.keys()].join(", ")}.`;
    report(["x-kind", "through", folder], `No kind has the folder “${folder}”.`, hint, "key");
  }
}

/** Where the schema of what a path leads to stands in the schema's file. */
function schemaPath(root: Schema, path: Parameters<Parameters<typeof eachSchema>[2]>[1]): string[] {
  const found: string[] = [];
  let schema: Schema | undefined = root;
  for (const [index, step] of path.entries()) {
    if (step === ITEM) {
      found.push("items");
      schema = schema?.items;
    } else if (step === KEY) {
      const isName = index === path.length - 1 && schema?.propertyNames?.["x-ref"] !== undefined;
      found.push(isName ? "propertyNames" : "additionalProperties");
      schema = isName ? schema?.propertyNames : schema && schemaUnder(schema, "");
    } else {
      found.push("properties", step);
      schema = schema && schemaUnder(schema, step);
    }
  }
  return found;
}
