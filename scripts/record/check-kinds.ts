// What is wrong with a list's schemas as declarations of kinds: what their `x-` keywords name is not there, or cannot be used.
import type { Diagnostic } from "../text/diagnostic.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { capitalised } from "../text/first-letter.ts";
import { isObject, listAt } from "../text/json.ts";
import { reporter } from "./check-schema.ts";
import {
  eachSchema,
  isMarkdown,
  type Kind,
  type Kinds,
  lastReferences,
  RESERVED_FOLDERS,
  type Reference,
  reservedFields,
  type Schema,
  schemaUnder,
  typesOf,
  withArticle,
} from "./kinds.ts";
import { placeIn, type ReportAt } from "./schema-refs.ts";

/** @returns what a schema's `x-` keywords name that is not there, or is another thing than they need */
export function checkKinds(file: string, source: string, schema: Schema, kinds: Kinds): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report = reporter(file, source, diagnostics);
  const kind = kinds.all.find((each) => each.schema === schema);
  if (!kind) return diagnostics;
  const other = kinds.byFolder.get(kind.folder);
  if (other && other !== kind) {
    const message = `schemas/${other.name}.schema.json has the folder “${kind.folder}” already.`;
    report(["x-kind", "folder"], message, "Choose another.");
  } else if (RESERVED_FOLDERS.includes(kind.folder)) {
    const message = `“${kind.folder}” means something else in templates.`;
    report(["x-kind", "folder"], message, `Choose another name; these are taken: ${RESERVED_FOLDERS.join(", ")}.`);
  }
  reportDeclaration(kind, kinds, report);
  // A record has it all the same, and all but templates find it.
  const warn = reporter(file, source, diagnostics, "warning");
  const reserved = reservedFields(kind, kinds);
  reportReserved(schema, reserved, kind, warn);
  // What a map says of a pair is a record's of the list that the other one gets.
  const inLists = new Map([...reserved].filter(([key]) => key === "number" || key === "others"));
  for (const { map } of kind.references) reportReserved((map && schemaUnder(map, "")) ?? {}, inLists, kind, warn);
  for (const reference of kind.references) reportMixed(reference, warn);
  eachSchema(schema, [], (inner) => {
    reportReference(inner, kind, kinds, report);
    const { properties = {}, additionalProperties } = inner;
    reportMissing(placeIn(inner, "x-text"), inner["x-text"], properties, report);
    // By what is said of the pair, or by what the record itself is.
    const members = { ...schema.properties, ...schemaUnder(inner, "")?.properties };
    if (inner["x-order"] && inner.propertyNames?.["x-ref"] === undefined) {
      const hint = 'Its keys do with: "propertyNames": {"x-ref": "KIND"}';
      report(placeIn(inner, "x-order"), "`x-order` is for a map whose keys refer to records.", hint, "key");
    }
    for (const [index, field] of (inner["x-order"] ?? []).entries())
      reportMissing([...placeIn(inner, "x-order"), String(index)], field, members, report);
    if (additionalProperties !== false || Reflect.has(inner, "patternProperties")) return;
    for (const [index, field] of (inner.required ?? []).entries())
      reportMissing([...placeIn(inner, "required"), String(index)], field, properties, report);
  });
  reportLacking(schema["x-complete"], schema, report);
  return diagnostics;
}

/** Keywords whose schemas, or lists of them, are about the same value as the schema that they stand in. */
const BESIDE = ["if", "then", "else", "not", "allOf", "anyOf", "oneOf"];

/** @param complete - of what `x-complete` says, the part about what another schema describes */
function reportLacking(complete: unknown, schema: Schema, report: ReportAt): void {
  if (Array.isArray(complete)) for (const each of complete) reportLacking(each, schema, report);
  if (!isObject(complete)) return;
  const { properties, items, additionalProperties } = schema;
  const isMap = typeof additionalProperties === "object" || Reflect.has(schema, "patternProperties");
  if (properties && !isMap)
    for (const [index, field] of listAt(complete, "required").entries())
      reportMissing([...placeIn(complete, "required"), String(index)], String(field), properties, report);
  for (const key of BESIDE) reportLacking(complete[key], schema, report);
  for (const [key, part] of Object.entries(Object(complete.properties)))
    reportLacking(part, schemaUnder(schema, key) ?? {}, report);
  if (items) reportLacking(complete.items, items, report);
}

/** @returns whether a property is there, or none is named */
function reportMissing(
  at: readonly string[],
  field: string | undefined,
  properties: Readonly<Record<string, Schema>>,
  report: ReportAt,
): boolean {
  if (field === undefined || Object.hasOwn(properties, field)) return true;
  const known = Object.keys(properties);
  const hint = didYouMean(field, known) ?? `Properties: ${known.join(", ") || "none yet"}.`;
  report(at, `There is no property “${field}”.`, hint);
  return false;
}

/** What a map says of a pair stands beside what both records say: of two texts of one name, templates know one kind. */
function reportMixed({ map, from, to }: Reference, report: ReportAt): void {
  const pair = (map && schemaUnder(map, "")) ?? {};
  for (const [key, own] of Object.entries(pair.properties ?? {})) {
    const other = [from, to].find(({ schema }) => isOtherText(own, schemaUnder(schema, key)));
    if (!other) continue;
    const message = `“${key}” is ${isMarkdown(own) ? "Markdown" : "no Markdown"} here, and otherwise in a record of ${other.folder}.`;
    report([...placeIn(pair, "properties"), key], message, "Give one of them another name.", "key");
  }
}

function isOtherText(one: Schema, other: Schema | undefined): boolean {
  return other !== undefined && isMarkdown(one) !== isMarkdown(other);
}

/** @param reserved - what templates call otherwise, and what that is */
function reportReserved(schema: Schema, reserved: ReadonlyMap<string, string>, { name }: Kind, report: ReportAt): void {
  for (const key of Object.keys(schema.properties ?? {})) {
    const means = reserved.get(key);
    if (means === undefined) continue;
    const hint = `Call it something else, such as “${name}-${key}”.`;
    report(
      [...placeIn(schema, "properties"), key],
      `“${key}” means something else in templates: ${means}.`,
      hint,
      "key",
    );
  }
}

function reportReference(schema: Schema, kind: Kind, kinds: Kinds, report: ReportAt): void {
  const text = schema["x-ref"];
  if (text === undefined) return;
  // An object may stand where a record could be named.
  if (!isText(schema) && !typesOf(schema).includes("object")) {
    const hint = schema.items ? "Move it into `items`." : 'Give this "type": "string".';
    report(placeIn(schema, "x-ref"), "`x-ref` says what a text refers to, and this is none.", hint, "key");
  } else if (!kind.references.some((reference) => reference.schema === schema)) {
    const [name = "", ...rest] = text.split(".");
    const field = rest.join(".");
    const to = kinds.byName.get(name);
    const known = to ? Object.keys(to.schema.properties ?? {}) : [...kinds.byName.keys()];
    const hint = didYouMean(to ? field : name, known) ?? `${to ? "It has" : "Kinds"}: ${known.join(", ") || "none"}.`;
    const missing = to ? `${capitalised(withArticle(to.noun))} has no “${field}”.` : `There is no kind “${name}”.`;
    report(placeIn(schema, "x-ref"), missing, hint);
  }
}

function reportDeclaration(kind: Kind, kinds: Kinds, report: ReportAt): void {
  const { schema, nameField, aliasesField, noteField, parentField, through } = kind;
  const { properties = {} } = schema;
  const isThere = (field: string | undefined, ...at: string[]): boolean =>
    reportMissing(["x-kind", ...at], field?.split(".")[0], properties, report);
  for (const [part, field, isRight, needed] of [
    ["name", nameField, isText, 'one of "type": "string"'],
    ["aliases", aliasesField, isTexts, 'one of "type": "array", whose items are of "type": "string"'],
    ["note", noteField, isText, 'one of "type": "string"'],
  ] as const) {
    const property = field === undefined ? undefined : properties[field];
    if (!isThere(field, part) || !property || isRight(property)) continue;
    report(["x-kind", part], `“${field}” cannot be the ${part} of a record.`, `Name ${needed}.`);
  }
  for (const [index, field] of (schema["x-kind"]?.new ?? []).entries()) isThere(field, "new", String(index));
  for (const [index, field] of (schema["x-kind"]?.order ?? []).entries()) {
    const at = ["x-kind", "order", String(index)];
    if (!reportMissing(at, field, properties, report) || isSortable(properties[field] ?? {})) continue;
    report(at, `Records cannot be sorted by “${field}”.`, "Name a property that is a text or a number.");
  }
  const isClosed = schema.additionalProperties === false && !Reflect.has(schema, "patternProperties");
  const undrawn = ["grid", "nodes"].filter((key) => !Object.hasOwn(properties, key));
  if (kind.isDrawn && isClosed && undrawn.length > 0) {
    const message = `A record of this kind cannot be drawn, because it has no “${undrawn.join("” and no “")}”.`;
    report(["x-kind", "drawn"], message, "Declare `grid` and `nodes`, or take `drawn` out.", "key");
  }
  const isReference = kind.references.some(
    ({ path, by }) => by === "id" && path.length === 1 && path[0] === parentField,
  );
  if (isThere(parentField, "parent") && parentField !== undefined && !isReference) {
    const hint = `Give “${parentField}” an x-ref: "x-ref": "${kind.name}"`;
    report(["x-kind", "parent"], "The parent is a property that refers to a record by its id.", hint);
  }
  for (const [folder, ways] of through) {
    const to = kinds.byFolder.get(folder);
    if (!to) {
      const hint = didYouMean(folder, kinds.byFolder.keys()) ?? `Folders: ${[...kinds.byFolder.keys()].join(", ")}.`;
      report(["x-kind", "through", folder], `No kind has the folder “${folder}”.`, hint, "key");
    }
    for (const [index, way] of ways.entries()) {
      if (!to || lastReferences(kind, way).some((reference) => reference.to === to)) continue;
      const hint = "It is made of properties that refer to records, each to the kind that has the next one.";
      report(["x-kind", "through", folder, String(index)], `“${way.join(".")}” does not lead to ${folder}.`, hint);
    }
  }
}

/** What has no type may be text, too. */
function isText(schema: Schema): boolean {
  return schema.type === undefined || typesOf(schema).includes("string");
}

function isSortable(schema: Schema): boolean {
  return isText(schema) || typesOf(schema).some((type) => type === "integer" || type === "number");
}

function isTexts(schema: Schema): boolean {
  return typesOf(schema).includes("array") && isText(schema.items ?? {});
}
