// Answers, one field after the other → a record.

import { ITEM, KEY, type Step, typesOf } from "../record/kinds.ts";
import { isOnlyBroken } from "../text/crop.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { isObject } from "../text/json.ts";
import type { Field } from "./fields.ts";

export interface Answer {
  field: Field;
  /** As it was typed; of a field that is true or false, that; `false` for a map that is to be empty. */
  value: string | boolean;
}

type Value = string | number | boolean;

export interface Answered {
  record: Record<string, unknown>;
  /** Maps that are to be empty. */
  denied: Field[];
  /** What is wrong with an answer on its own, in the words of `nameOf`. */
  problems: string[];
}

/**
 * An answer that a part of the record already has starts the next part: with the flags `--reference-title A
 * --reference-url B --reference-title C`, the record has two references. What is said of one of a map's keys belongs to the
 * key that was named last, or to the first, if none was yet.
 *
 * @param nameOf - what the person calls a field: its flag, or its label in a form
 */
export function recordOf(answers: readonly Answer[], nameOf: (field: Field) => string): Answered {
  const record: Record<string, unknown> = {};
  const lastKeys = new Map<unknown, string>();
  const denied: Field[] = [];
  const problems: string[] = [];
  const ofNoKey: Field[] = [];
  // Values that equal the schema's default. They are kept until the end, so that a second answer for the same field is
  // noticed, and then deleted.
  const defaults: { parent: Record<string, unknown>; key: string }[] = [];
  for (const { field, value } of answers) {
    const read = readValue(field, value);
    if (isDenial({ field, value })) denied.push(field);
    else if ("problem" in read) problems.push(`${nameOf(field)}: ${read.problem}`);
    else put(field, read.value);
  }
  for (const field of ofNoKey) {
    const map = field.path[field.path.indexOf(KEY) - 1];
    problems.push(`${nameOf(field)} is about one of the ${String(map)}, and none is named.`);
  }
  for (const { parent, key } of defaults) Reflect.deleteProperty(parent, key);
  return { record, denied, problems };

  function put(field: Field, value: Value): void {
    const { path, holds } = field;
    const key = String(path.at(-1));
    const parent = descend(path.slice(0, -1), key, holds !== "value");
    if (!parent) {
      ofNoKey.push(field);
    } else if (holds === "items") {
      const items = listAt(parent, key);
      if (!items.includes(value)) items.push(value);
    } else if (holds === "keys") {
      const map = mapAt(parent, key);
      mapAt(map, String(value));
      lastKeys.set(map, String(value));
    } else if (Object.hasOwn(parent, key) && parent[key] !== value) {
      problems.push(`${nameOf(field)} was said twice, and only one value can count.`);
    } else {
      parent[key] = value;
      if (value === field.schema.default && !field.schema["x-new"]) defaults.push({ parent, key });
    }
  }

  function descend(steps: readonly Step[], key: string, isRepeated: boolean): Record<string, unknown> | undefined {
    let found = record;
    for (const [index, step] of steps.entries()) {
      if (typeof step !== "string") continue;
      const next = steps[index + 1];
      if (next === KEY) {
        const map = mapAt(found, step);
        const named = lastKeys.get(map) ?? firstKey(steps.slice(0, index + 1));
        if (named === undefined) return undefined;
        found = mapAt(map, named);
      } else if (next === ITEM) {
        const items = listAt(found, step);
        const isInnermost = index + 2 === steps.length;
        const latest = items.at(-1);
        if (!isObject(latest) || (isInnermost && !isRepeated && key in latest)) {
          found = Object.create(null);
          items.push(found);
        } else {
          found = latest;
        }
      } else {
        found = mapAt(found, step);
      }
    }
    return found;
  }

  /** The key of a map that is named first. */
  function firstKey(map: readonly Step[]): string | undefined {
    const isOfMap = ({ path, holds }: Field): boolean =>
      holds === "keys" && path.length === map.length && map.every((step, index) => step === path[index]);
    const named = answers.find((answer) => isOfMap(answer.field) && !isDenial(answer));
    return named && String(named.value).trim();
  }
}

function isDenial({ field, value }: Answer): boolean {
  return field.holds === "keys" && value === false;
}

/** @returns the value that a text means, or what is wrong with it */
export function readValue({ schema, holds }: Field, typed: string | boolean): { value: Value } | { problem: string } {
  if (holds === "keys") return { value: String(typed).trim() };
  const types = typesOf(schema);
  const text = readText(String(typed));
  const isText = types.includes("string");
  if (types.includes("boolean")) {
    if (/^(?:true|yes)$/i.test(text)) return { value: true };
    if (/^(?:false|no)$/i.test(text)) return { value: false };
    if (!isText) return { problem: "It is yes or no." };
  }
  if (types.includes("integer") || types.includes("number")) {
    const isWhole = !types.includes("number");
    if ((isWhole ? /^-?\d{1,15}$/ : /^-?\d{1,15}(?:\.\d{1,15})?$/).test(text)) return { value: Number(text) };
    if (!isText) return { problem: `“${text}” is not a ${isWhole ? "whole " : ""}number.` };
  }
  if (text === "") return { problem: "It is empty." };
  if (schema.pattern !== undefined && isOnlyBroken(text, schema.pattern)) return { problem: "It has to be one line." };
  const choices = (schema.enum ?? []).map(String);
  if (choices.length > 0 && !choices.includes(text)) {
    return { problem: `“${text}” is none of ${choices.join(", ")}. ${didYouMean(text, choices) ?? ""}`.trim() };
  }
  return { value: text };
}

/** Line ends as LF, and nothing at the ends that nobody meant: a text's own blank lines and indentation stay. */
function readText(typed: string): string {
  const lines = typed
    .trimEnd()
    .split(/\r\n?|\n/)
    .map((line) => line.trimEnd());
  const text = lines.slice(lines.findIndex((line) => line !== "")).join("\n");
  // A text of several lines ends with a line end.
  return text.includes("\n") ? `${text}\n` : text.trim();
}

function listAt(parent: Record<string, unknown>, key: string): unknown[] {
  const before = parent[key];
  const list: unknown[] = Array.isArray(before) ? before : [];
  parent[key] = list;
  return list;
}

function mapAt(parent: Record<string, unknown>, key: string): Record<string, unknown> {
  const before = parent[key];
  // Whatever it is called: `__proto__` is a key like any other.
  const map = isObject(before) ? before : Object.create(null);
  parent[key] = map;
  return map;
}
