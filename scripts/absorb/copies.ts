// Copies of a record's data with another value in it, and whether two say the same.
import type { Data } from "../record/entry.ts";
import type { Path } from "../record/references.ts";
import { isObject } from "../text/json.ts";

/** A copy with a value at a path; `undefined` takes the key away. */
export function withValue(value: unknown, path: Path, fresh: unknown): Record<string, unknown> {
  const changed = path.length === 0 ? fresh : changedAt(value, path, fresh);
  return isObject(changed) ? changed : isObject(value) ? { ...value } : {};
}

function changedAt(value: unknown, [step, ...rest]: Path, fresh: unknown): unknown {
  if (step === undefined) return fresh;
  if (Array.isArray(value)) {
    const list: unknown[] = [...value];
    list[Number(step)] = changedAt(list[Number(step)], rest, fresh);
    return list;
  }
  const object: Record<string, unknown> = isObject(value) ? { ...value } : {};
  const key = String(step);
  const inner = changedAt(object[key], rest, fresh);
  if (inner === undefined) delete object[key];
  else object[key] = inner;
  return object;
}

export function without(data: Data, key: string, rest: readonly unknown[] | Data): Data {
  const size = Array.isArray(rest) ? rest.length : Object.keys(rest).length;
  return withValue(data, [key], size === 0 ? undefined : rest);
}

/** The smallest record that has a value at a path. */
export function nested(path: Path): Data {
  let value: unknown = "";
  for (const step of path.toReversed()) value = typeof step === "number" ? [value] : { [step]: value };
  return isObject(value) ? value : {};
}

/** Do two values say the same, whatever the order of their keys? */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]): [string, unknown] => [key, sorted(item)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
