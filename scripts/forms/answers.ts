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

interface Place {
  parent: Record<string, unknown>;
  key: string;
}

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
  // Values that equal the schema's default. They are kept until the end, so that a second answer for the same field is
  // noticed, and then deleted.
  const defaults: Place[] = [];
  let early: { field: Field; value: Value }[] = [];
  const put = (field: Field, value: Value): void => {
    const outcome = assign(field, value);
    if (outcome === "belongs to nothing") early.push({ field, value });
    else if (outcome === "has a value") problems.push(`${nameOf(field)} was said twice, and only one value can count.`);
    else if (value === field.schema.default) defaults.push(outcome);
  };
  for (const { field, value } of answers) {
    if (field.holds === "keys" && value === false) {
      denied.push(field);
      continue;
    }
    const read = readValue(field, value);
    if ("problem" in read) {
      problems.push(`${nameOf(field)}: ${read.problem}`);
      continue;
    }
    put(field, read.value);
    if (field.holds !== "keys") continue;
    const waiting = early;
    early = [];
    for (const each of waiting) put(each.field, each.value);
  }
  for (const { field } of early) {
    const map = field.path[field.path.indexOf(KEY) - 1];
    problems.push(`${nameOf(field)} is about one of the ${String(map)}, and none is named.`);
  }
  for (const { parent, key } of defaults) Reflect.deleteProperty(parent, key);
  return { record, denied, problems };

  function assign({ path, holds }: Field, value: Value): Place | "belongs to nothing" | "has a value" {
    const last = path.at(-1);
    if (typeof last !== "string") return "belongs to nothing";
    const parent = descend(path.slice(0, -1), last, holds !== "value");
    if (!parent) return "belongs to nothing";
    if (holds === "value") {
      if (Object.hasOwn(parent, last) && parent[last] !== value) return "has a value";
      parent[last] = value;
    } else if (holds === "items") {
      const items = listAt(parent, last);
      if (!items.includes(value)) items.push(value);
    } else {
      const map = mapAt(parent, last);
      mapAt(map, String(value));
      lastKeys.set(map, String(value));
    }
    return { parent, key: last };
  }

  function descend(steps: readonly Step[], key: string, isRepeated: boolean): Place["parent"] | undefined {
    let found = record;
    for (const [index, step] of steps.entries()) {
      if (typeof step !== "string") continue;
      const next = steps[index + 1];
      if (next === KEY) {
        const map = mapAt(found, step);
        const lastKey = lastKeys.get(map);
        if (lastKey === undefined) return undefined;
        found = mapAt(map, lastKey);
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
  if (Array.isArray(before)) return before;
  const list: unknown[] = [];
  parent[key] = list;
  return list;
}

function mapAt(parent: Record<string, unknown>, key: string): Record<string, unknown> {
  const before = parent[key];
  if (isObject(before)) return before;
  // Whatever it is called: `__proto__` is a key like any other.
  const map: Record<string, unknown> = Object.create(null);
  parent[key] = map;
  return map;
}
