// What is wrong with a JSON Schema of a list, as a schema; as the declaration of a kind: check-kinds.ts.

import type { Ajv2020 } from "ajv/dist/2020.js";
import { Diagnostic, FILE_START, type Severity } from "../text/diagnostic.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { isObject, listAt, parsePointer, textAt, valueAt } from "../text/json.ts";
import { EXAMPLES } from "./formats.ts";
import { KEYWORDS, MAPS, SCHEMAS_IN, VOCABULARY } from "./keywords.ts";
import { eachSchema, idOf, isMarkdown, type Schema, typesOf } from "./kinds.ts";
import { readJson } from "./schema-json.ts";
import { followRefs, placeIn, type ReportAt, targetOf } from "./schema-refs.ts";
import { locate } from "./yaml.ts";

/** @returns reports into `diagnostics`, at each place once */
export function reporter(
  file: string,
  source: string,
  diagnostics: Diagnostic[],
  severity: Severity = "error",
): ReportAt {
  return (path, message, hint, part = "value") => {
    const range = path.length === 0 ? FILE_START : locate(source, path, part);
    if (diagnostics.some((other) => other.range.start.offset === range.start.offset)) return;
    diagnostics.push(new Diagnostic({ file, range, rule: "schema", severity, message, hint }));
  };
}

/**
 * @param isSettings - is it the schema of data/list.yml, which declares no kind?
 * @returns the schema with what its `$ref`s lead to in their places; or what keeps it from being one that declares a kind
 */
export function checkSchema(
  file: string,
  source: string,
  isSettings: boolean,
  ajv: Ajv2020,
): { schema?: Schema; diagnostics: Diagnostic[] } {
  const { value, diagnostics } = readJson(file, source);
  const report = reporter(file, source, diagnostics);
  if (diagnostics.length > 0) return { diagnostics };
  if (!isObject(value)) {
    report([], "A schema is an object.", 'Start with: {"type": "object", "x-kind": {…}, "properties": {…}}');
    return { diagnostics };
  }
  reportKeywords(value, [], true, { root: value, ajv, report });
  if (!isSettings && !Object.hasOwn(value, "x-kind")) {
    const hint = 'Add what its records are: "x-kind": {"folder": "books", "name": "title"}';
    report([], "This schema declares no kind of record.", hint);
  }
  if (diagnostics.length > 0) return { diagnostics };
  const schema = followRefs(value, report);
  // What names a record, each has to have: without it, a page has a hole in its place.
  const [name, required] = [textAt(schema, "x-kind", "name"), listAt(schema, "required")];
  if (valueAt(schema, "properties", name) && !required.includes(name)) schema.required = [...required, name];
  for (const path of [[], ["x-complete"]]) {
    const part = valueAt(schema, ...path);
    try {
      if (isObject(part) && diagnostics.length === 0) ajv.compile(part);
    } catch (error) {
      reportRefused(part, path, error instanceof Error ? error.message : String(error), report);
    }
  }
  if (diagnostics.length === 0)
    eachSchema(schema, [], (inner) => {
      // A page would show the Markdown as it is typed.
      if (isMarkdown(inner) && typesOf(inner).some((type) => type !== "string" && type !== "null"))
        reportType(inner, "contentMediaType", "string", report);
      const start = inner["x-new"]?.value;
      if (start === undefined || ajv.validate(inner, start)) return;
      const message = `New records start with this, and it ${ajv.errors?.[0]?.message ?? "is not allowed"}.`;
      report([...placeIn(inner, "x-new"), "value"], message, "It has to be as the schema around it says.");
    });
  return diagnostics.length > 0 ? { diagnostics } : { schema, diagnostics };
}

/** @param message - of ajv, about a schema that `followRefs` made */
function reportRefused(schema: unknown, path: readonly string[], message: string, report: ReportAt): void {
  const [, pointer = ""] = / at "[^"#]*#([^"]*)"/.exec(message) ?? [];
  const below = parsePointer(decodeURIComponent(pointer));
  const [, types = "", keyword = ""] = /missing type "(.+?)" for keyword "(.+?)"/.exec(message) ?? [];
  const found = valueAt(schema, ...below);
  const [, inner = "", outer = ""] = /type "(.+?)" not allowed by context "(.+?)"/.exec(message) ?? [];
  if (inner !== "" && isObject(found)) {
    const said = outer.replaceAll(",", "” or “");
    report(
      placeIn(found, "type"),
      `It cannot be “${inner}”, because it is “${said}” already.`,
      "Take out one of them.",
    );
    return;
  }
  if (keyword === "" || !isObject(found)) {
    report([...path, ...below], `This is not a JSON Schema that can be used: ${message}.`);
    return;
  }
  reportType(found, keyword, types, report);
}

/** A keyword that says nothing of values of that type. */
function reportType(found: { type?: unknown }, keyword: string, types: string, report: ReportAt): void {
  const wanted = `"type": "${types.replaceAll(",", '" or "')}"`;
  const has = found.type === undefined ? "it is not said here" : `here it is ${JSON.stringify(found.type)}`;
  const hint = found.type === undefined ? `Add: ${wanted}` : `Change the type, or delete \`${keyword}\`.`;
  report(placeIn(found, keyword), `\`${keyword}\` goes with ${wanted}, and ${has}.`, hint, "key");
}

/** Keywords with schemas that describe one part of a value for certain, so that keywords of our own count in them. */
const READ = new Set(["properties", "items", "additionalProperties", "propertyNames", "$defs", "definitions"]);

interface Check {
  /** The whole schema. */
  root: object;
  ajv: Ajv2020;
  report: ReportAt;
}

/** @param isRead - whether the toolchain looks for keywords of its own here, or ajv alone for those of JSON Schema */
function reportKeywords(value: unknown, path: readonly string[], isRead: boolean, check: Check): void {
  const { report } = check;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) reportKeywords(item, [...path, String(index)], isRead, check);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, key];
    const schema = KEYWORDS.get(key);
    if (!schema) {
      const ours = Object.keys(VOCABULARY);
      const hint =
        didYouMean(key, [...KEYWORDS.keys()]) ?? (key.startsWith("x-") ? `Ours: ${ours.join(", ")}.` : undefined);
      report(at, `“${key}” is not a keyword of JSON Schema, nor one of ours.`, hint, "key");
    } else if (Object.hasOwn(VOCABULARY, key) && !isRead) {
      report(at, `\`${key}\` is not read here.`, `It counts in: ${[...READ].join(", ")}.`, "key");
    } else if ((key === "x-kind" || key === "x-complete") && path.length > 0) {
      report(at, `\`${key}\` stands at the root of a schema.`, "Move it to the top of the file.", "key");
    } else if (!check.ajv.validate(schema, inner)) {
      reportValue(key, inner, at, check);
    }
    const [needed = "", ...orElse] = NEEDED.get(key) ?? [];
    if (needed !== "" && ![needed, ...orElse].some((other) => Object.hasOwn(value, other))) {
      report(at, `\`${key}\` says nothing without \`${needed}\`.`, `Add \`${needed}\`, or delete it.`, "key");
    }
    if (key === "patternProperties")
      for (const pattern of Object.keys(Object(inner))) reportPattern(pattern, [...at, pattern], "key", report);
    if (MAPS.has(key) && isObject(inner)) {
      for (const [name, each] of Object.entries(inner))
        reportKeywords(each, [...at, name], isRead && READ.has(key), check);
    } else if (SCHEMAS_IN.has(key)) {
      reportKeywords(inner, at, isRead && READ.has(key), check);
    } else {
      reportUnusable(key, inner, at, check);
    }
  }
}

/** Keywords that count only beside another one, or one of several. */
const NEEDED: ReadonlyMap<string, readonly string[]> = new Map([
  ["minContains", ["contains"]],
  ["maxContains", ["contains"]],
  ["if", ["then", "else"]],
  ["then", ["if"]],
  ["else", ["if"]],
]);

const DRAFT_2020_12 = "https://json-schema.org/draft/2020-12/schema";

/** Values that KEYWORDS lets through, and ajv refuses without saying where they stand, or does not know. */
function reportUnusable(key: string, value: unknown, at: readonly string[], { root, report }: Check): void {
  if (key === "$schema" && String(value).replace(/#$/, "") !== DRAFT_2020_12) {
    report(at, `“${value}” is not the draft of JSON Schema that is read here.`, `Write: "$schema": "${DRAFT_2020_12}"`);
  } else if (key === "$ref" && typeof value === "string" && !targetOf(root, value)) {
    report(at, `“${value}” leads to no schema in this file.`, 'Such as: "$ref": "#/$defs/NAME"');
  } else if (key === "format" && typeof value === "string" && !EXAMPLES.has(value)) {
    const formats = [...EXAMPLES.keys()];
    report(at, `There is no format “${value}”.`, didYouMean(value, formats) ?? `Formats: ${formats.join(", ")}.`);
  } else if (key === "enum" && Array.isArray(value) && value.length === 0) {
    report(at, "`enum` has no values.", 'List what is allowed: "enum": ["one", "two"]');
  } else if (key === "pattern" && typeof value === "string") {
    reportPattern(value, at, "value", report);
  }
}

function reportPattern(pattern: string, at: readonly string[], part: "key" | "value", report: ReportAt): void {
  try {
    // As ajv reads it.
    new RegExp(pattern, "u");
  } catch {
    const hint = "Write \\\\ in front of a bracket that is meant as it stands.";
    report(at, `“${pattern}” is not a regular expression.`, hint, part);
  }
}

/** The value of a keyword that is of the wrong type, or not one of those that there are: `ajv.errors` say what of it. */
function reportValue(key: string, value: unknown, path: readonly string[], { ajv, report }: Check): void {
  for (const { instancePath, keyword, message = "is not allowed", params } of ajv.errors ?? []) {
    // ajv adds “if” to the error inside, which says what is wrong.
    if (keyword === "if") continue;
    const below = parsePointer(instancePath);
    const at = [...path, ...below];
    if (keyword === "additionalProperties") {
      const name = String(params.additionalProperty);
      const parts = Object.keys(new Map(Object.entries(VOCABULARY)).get(key)?.properties ?? {});
      const hint = didYouMean(name, parts) ?? `Its parts: ${parts.join(", ")}.`;
      report([...at, name], `“${name}” is not a part of \`${key}\`.`, hint, "key");
    } else if (keyword === "required") {
      const example = key === "x-kind" ? '{"folder": "books", "name": "title"}' : '{"type": "object"}';
      report(at, `\`${key}\` has no “${params.missingProperty}”.`, `Such as: ${example}`, "key");
    } else if (keyword === "pattern" || (keyword === "enum" && typeof valueAt(value, ...below) === "string")) {
      const written = textAt(value, ...below);
      const allowed = listAt(params, "allowedValues").map(String);
      const id = idOf(written) || "books";
      const hint = didYouMean(written, allowed) ?? `One of: ${allowed.join(", ")}.`;
      if (keyword === "enum") report(at, `“${written}” is not a \`${key}\`.`, hint);
      else report(at, `“${written}” cannot be a \`${below.at(-1)}\`.`, `In kebab-case: "${id}"`);
    } else {
      const name = at.findLast((step) => !/^\d+$/.test(step));
      const allowed = Array.isArray(params.allowedValues) ? `One of: ${params.allowedValues.join(", ")}.` : undefined;
      const each = at.at(-1) === name ? "" : "Each of ";
      report(at, `${each}\`${name}\` ${message.replaceAll(",", " or ")}.`, allowed);
    }
  }
}
