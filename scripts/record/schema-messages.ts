// ajv's errors → findings in plain words, one for each mistake.
import type { ErrorObject } from "ajv";
import { crop, isOnlyBroken, oneLine } from "../text/crop.ts";
import { Diagnostic, FILE_START } from "../text/diagnostic.ts";
import { didYouMean, nearest } from "../text/did-you-mean.ts";
import { formatPointer, isObject, listAt, parsePointer, valueAt } from "../text/json.ts";
import type { RecordFile } from "./files.ts";
import { EXAMPLES } from "./formats.ts";
import { idOf, KEBAB, type Schema } from "./kinds.ts";
import { locate } from "./yaml.ts";

interface Explanation {
  rule: string;
  message: string;
  hint?: string | undefined;
  /** Where it stands, when that is not the value that ajv names. */
  path?: string[];
  part?: "key" | "value";
  /** Quotes around the value as it is written make it right. */
  isUnquoted?: boolean;
}

/** @returns ajv's error for a key without a block, and the key beside it that the block should have: its line is only not indented */
function notIndented(
  errors: readonly ErrorObject[],
  value: unknown,
  root: Schema,
): { empty: ErrorObject; inner: Explanation & { pointer: string } } | undefined {
  for (const empty of errors) {
    const at = parsePointer(empty.instancePath);
    const parent = at.at(-1);
    if (empty.keyword !== "type" || parent === undefined || valueAt(value, ...at) !== null) continue;
    const known = schemaAt(root, pathOf(empty).slice(0, -1))?.properties ?? {};
    const siblings = Object.keys(valueAt(value, ...at.slice(0, -1)) ?? {});
    const key = siblings.find((each) => each !== parent && Object.hasOwn(known, each));
    if (key === undefined) continue;
    const path = [...at.slice(0, -1), key];
    const pointer = formatPointer(path);
    if (!errors.some(({ instancePath }) => instancePath === pointer)) continue;
    const message = `\`${key}\` stands beside \`${parent}\`, and belongs to it.`;
    const hint = `Indent this line so that it starts to the right of \`${parent}\`.`;
    return { empty, inner: { rule: "wrong-type", message, hint, path, part: "key", pointer } };
  }
  return undefined;
}

/** Of one record: thousands of findings would hide those of others, and take minutes. */
export const MOST_EXPLAINED = 200;

/** @returns what is said of a record that has more mistakes than are explained */
export function moreMistakes(file: string, rule: string, count: number): Diagnostic[] {
  if (count <= MOST_EXPLAINED) return [];
  const message = `This record has ${count - MOST_EXPLAINED} more mistakes of this kind.`;
  const hint = "Mend those that are shown; the next ones are shown then.";
  return [new Diagnostic({ file, range: FILE_START, rule, message, hint })];
}

/** @returns at least one finding for a record that does not match its schema */
export function explainSchemaErrors(
  { file, source }: RecordFile,
  value: unknown,
  schema: Schema,
  errors: readonly ErrorObject[],
): Diagnostic[] {
  const unknownKeys = errors.filter((error) => error.keyword === "additionalProperties");
  const isMisspelt = (missing: ErrorObject): boolean =>
    unknownKeys.some(
      (unknown) =>
        unknown.instancePath === missing.instancePath &&
        nearest(unknown.params.additionalProperty, [missing.params.missingProperty]) !== undefined,
    );

  const findings: Diagnostic[] = [];
  const explained = errors.slice(0, MOST_EXPLAINED);
  const seen = new Set<string>();
  const shallow = notIndented(explained, value, schema);
  const lists = errors.flatMap(({ keyword, schemaPath }) => (keyword === "contains" ? [schemaPath] : []));
  for (const error of explained) {
    // ajv adds these to the error inside, which says what is wrong.
    if (error === shallow?.empty || error.keyword === "if" || error.keyword === "propertyNames") continue;
    // What no entry of a list is, the list says once.
    if (lists.some((path) => error.schemaPath.startsWith(`${path}/`))) continue;
    // A misspelt key and the key that it leaves missing are one mistake.
    if (error.keyword === "required" && isMisspelt(error)) continue;
    const at = parsePointer(error.instancePath);
    const isShallow = error.instancePath === shallow?.inner.pointer;
    const parted = isShallow ? undefined : partedText(error, valueAt(value, ...at), at, source);
    // A text that commas split into several keys is reported once, at the first of these keys.
    if (parted && parted.key !== error.params.additionalProperty) continue;
    const explanation = isShallow ? shallow.inner : explain(error, at, valueAt(value, ...at), schema);
    const path = explanation.path ?? at;
    const pointer = formatPointer(path);
    const key = `${pointer} ${explanation.message}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const range = locate(source, path, explanation.part);
    const message = oneLine(explanation.message);
    const [start, end] = [range.start.offset, range.end.offset];
    const quoted = { start, end, text: JSON.stringify(source.slice(start, end)) };
    const fix = explanation.isUnquoted ? { edits: [quoted], changesData: true } : undefined;
    const hint = parted?.hint ?? explanation.hint;
    findings.push(new Diagnostic({ file, range, rule: explanation.rule, message, hint, pointer, fix }));
  }
  return [...findings, ...moreMistakes(file, "wrong-value", errors.length)];
}

/** Where the keyword stands in the schema. */
function pathOf({ schemaPath }: ErrorObject): string[] {
  return parsePointer(schemaPath.replace(/^#/, ""));
}

function explain(error: ErrorObject, at: string[], value: unknown, root: Schema): Explanation {
  const name = fieldName(at);
  const schemaPath = pathOf(error);
  const parent = schemaAt(root, schemaPath.slice(0, -1));
  const isWrong = (message: string, hint?: string, more: Partial<Explanation> = {}): Explanation => ({
    rule: "wrong-value",
    message: `${name} ${message}.`,
    hint,
    ...more,
  });
  if (error.propertyName !== undefined) {
    const [key, isId] = [error.propertyName, parent?.pattern === KEBAB];
    const allowed = listAt(error.params, "allowedValues").map(String);
    const meant = allowed.length > 0 ? (didYouMean(key, allowed) ?? `One of: ${allowed.join(", ")}.`) : undefined;
    const hint = isId
      ? `An id is kebab-case: ${idOf(key) || "my-id"}`
      : (meant ?? expectation(parent) ?? toMatch(parent));
    const message = isId ? `“${key}” is not an id.` : `“${key}” cannot be a key here.`;
    return { rule: "wrong-value", message, hint, path: [...at, key], part: "key" };
  }
  switch (error.keyword) {
    case "required": {
      const key: string = error.params.missingProperty;
      const [example] = [parent, schemaAt(root, schemaPath.slice(0, -2))]
        .map((schema) => schema?.properties?.[key]?.examples?.[0])
        .filter((each) => each !== undefined);
      const line = example === undefined ? "" : `${key}: ${inline(example)}`;
      const hint = line === "" || line.endsWith("…") ? `Add \`${key}\`.` : `Add a line such as: ${line}`;
      const message = `${at.length === 0 ? "This record" : name} has no \`${key}\`.`;
      return { rule: "missing-key", message, hint, part: "key" };
    }
    case "additionalProperties": {
      const key: string = error.params.additionalProperty;
      const known = Object.keys(parent?.properties ?? {});
      const [glued = ""] = /^[\w-]+(?=:)/.exec(key) ?? [];
      const missingBlank = known.includes(glued)
        ? `Write a blank behind the colon: ${glued}: ${key.slice(glued.length + 1)}`
        : undefined;
      const hint = missingBlank ?? didYouMean(key, known) ?? `Known keys: ${known.join(", ")}.`;
      const message = `\`${key}\` is not a key that is known here.`;
      return { rule: "unknown-key", message, hint, path: [...at, key], part: "key" };
    }
    case "type":
      return { rule: "wrong-type", ...explainType(error, name, value, parent) };
    case "enum": {
      const allowed = error.params.allowedValues.map(String);
      const hint = didYouMean(String(value), allowed) ?? `One of: ${allowed.join(", ")}.`;
      return isWrong(`cannot be ${inline(value)}`, hint);
    }
    case "pattern":
      if (typeof value === "string" && isOnlyBroken(value, error.params.pattern))
        return isWrong("has a line break in it", `Write it in one line: ${inline(value.trim())}`);
      return isWrong(`cannot be ${inline(value)}`, expectation(parent, value) ?? toMatch(parent));
    case "minLength":
    case "minItems": {
      const owner = schemaAt(root, schemaPath.slice(0, -3));
      const isRequired = owner?.required?.includes(at.at(-1) ?? "") ?? false;
      const hint = isRequired ? "Fill it in." : "Fill it in, or delete it.";
      return isWrong(`is ${error.keyword === "minItems" ? "an empty list" : "empty"}`, hint);
    }
    case "maxItems": {
      const count = Array.isArray(value) ? value.length : 0;
      const hint = "Leave some out, or make two records of it.";
      return isWrong(`has ${count} entries, and can have ${error.params.limit}`, hint, { part: "key" });
    }
    case "uniqueItems": {
      const [first = 0, second = 0] = [error.params.j, error.params.i].map(Number).sort((a, b) => a - b);
      const message = `holds the same entry twice: ${inline(valueAt(value, second))}`;
      return isWrong(message, `Entry ${first + 1} says it already.`, { path: [...at, String(second)] });
    }
    case "format":
      return isWrong(
        `cannot be ${inline(value)}`,
        expectation(parent) ?? `Written as: ${EXAMPLES.get(error.params.format)}`,
      );
    case "const":
      return isWrong(`can only be ${inline(error.params.allowedValue)}`, expectation(parent));
    case "contains": {
      const { minContains, maxContains } = error.params;
      const one = minContains === 1 && maxContains === undefined ? valueAt(parent, "contains", "const") : undefined;
      return isWrong(one === undefined ? (error.message ?? "") : `has no entry ${inline(one)}`, expectation(parent));
    }
    case "minimum":
      return isWrong(`cannot be ${inline(value)}`, `It starts at ${error.params.limit}.`);
    case "false schema": {
      const dependent = schemaPath.indexOf("dependentSchemas");
      if (dependent === -1) return isWrong("cannot stand here", "Delete it.", { part: "key" });
      const other = schemaPath[dependent + 1] ?? "the key above";
      return isWrong(`cannot stand beside \`${other}\``, "Keep one of the two.", { part: "key" });
    }
    default:
      return isWrong(error.message ?? "is not allowed", expectation(parent));
  }
}

/** Between braces, a comma ends a text: what stands behind it becomes a key without a value. */
function partedText(
  { keyword, params }: ErrorObject,
  record: unknown,
  at: readonly string[],
  source: string,
): { key: string; hint: string } | undefined {
  if (keyword !== "additionalProperties") return undefined;
  const entries = Object.entries(record ?? {});
  const index = entries.findIndex(([key]) => key === params.additionalProperty);
  const isRest = ([key, value]: [string, unknown]): boolean => value === null && !/^[\w-]+:/.test(key);
  const start = 1 + entries.findLastIndex((entry, before) => before < index && !isRest(entry));
  const [text, [key] = [""]] = [entries[start - 1], entries[start]];
  if (index < start || !text || typeof text[1] !== "string" || !entries.slice(start, index + 1).every(isRest)) {
    return undefined;
  }
  const { offset } = locate(source, [...at, key], "key").start;
  if (!source.slice(0, offset).trimEnd().endsWith(",")) return undefined;
  const rest = entries.slice(start).findIndex((entry) => !isRest(entry));
  const parts = entries.slice(start, rest === -1 ? undefined : start + rest).map(([part]) => part);
  const whole = [text[1], ...parts].join(", ");
  return { key, hint: `A comma ends the text. If it belongs to it, use double quotes: ${text[0]}: "${whole}"` };
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a block of keys",
  null: "nothing",
};

function explainType(
  error: ErrorObject,
  name: string,
  value: unknown,
  parent: Schema | undefined,
): Omit<Explanation, "rule"> {
  const types: string[] = [error.params.type].flat();
  const wanted = types.map((type) => TYPE_WORDS[type] ?? type).join(" or ");
  const example = parent?.examples?.[0];
  const such = exampleIn(parent);
  if (value === null) return { message: `${name} has no value.`, hint: such ?? "Fill it in, or delete the line." };
  if (types.includes("string") && (typeof value === "number" || typeof value === "boolean")) {
    return {
      message: `${name} must be text, and YAML reads this as the ${typeof value === "number" ? "number" : "truth value"} ${value}.`,
      hint: "Put it in double quotes.",
      isUnquoted: true,
    };
  }
  if (types.includes("array") && typeof value === "string") {
    return { message: `${name} must be a list.`, hint: `Write it in brackets: [${inline(value)}]` };
  }
  const above = name.replace(/`$/, ": |`");
  if (types.includes("string") && typeof value === "object" && parent?.contentMediaType && !parent.pattern) {
    // Markdown of several lines: its dashes and colons look like YAML's.
    return { message: `The lines of ${name} are not marked as one text.`, hint: `Write ${above} above them.` };
  }
  if (types.includes("string") && Array.isArray(value) && typeof example === "string" && example.endsWith("\n")) {
    const message = `${name} must be text of several lines, not a list.`;
    return { message, hint: `Take away the dashes or brackets, and write ${above} above the lines.` };
  }
  return {
    message: `${name} must be ${wanted}, not ${typeof value === "number" ? value : (TYPE_WORDS[typeOf(value)] ?? typeOf(value))}.`,
    hint: such,
  };
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value;
}

/** @param value - what stands there instead */
function expectation(schema: Schema | undefined, value?: unknown): string | undefined {
  const id = schema?.pattern === KEBAB && typeof value === "string" ? idOf(value) : "";
  const parts = [schema?.description, id === "" ? exampleIn(schema) : `In kebab-case: ${id}`];
  return parts.filter((part) => part !== undefined).join(" ") || undefined;
}

function exampleIn(schema: Schema | undefined): string | undefined {
  const example = schema?.examples?.[0];
  return example === undefined ? undefined : `For example: ${inline(example)}`;
}

function toMatch(schema: Schema | undefined): string | undefined {
  return schema?.pattern === undefined ? undefined : `It has to match ${schema.pattern}`;
}

/** ["chapters", "2", "title"] → “`title`”; ["chapters", "2"] → “Entry 3 of `chapters`” */
function fieldName(path: readonly string[]): string {
  const last = path.at(-1);
  if (last === undefined) return "The record";
  return /^\d+$/.test(last) ? `Entry ${Number(last) + 1} of \`${path.at(-2)}\`` : `\`${last}\``;
}

/** A value as it would stand in YAML's flow style, on one line and not too long. */
function inline(value: unknown): string {
  const text = typeof value === "string" ? value.replace(/\s+/g, " ") : JSON.stringify(value);
  return crop(text, 80);
}

function schemaAt(root: Schema, path: readonly string[]): Schema | undefined {
  const found = valueAt(root, ...path);
  return isObject(found) ? found : undefined;
}
