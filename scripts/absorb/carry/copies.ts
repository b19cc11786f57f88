// Copies of a record's data with another value in it.
import type { Path } from "../../record/references.ts";
import { isObject } from "../../text/json.ts";

/** A copy of a record's data with a value at a path; `undefined` takes the key away. */
export function withValue(data: unknown, path: Path, fresh: unknown): Record<string, unknown> {
  const changed = changedAt(data, path, fresh);
  return isObject(changed) ? changed : {};
}

/** The same of any value. */
export function changedAt(value: unknown, [step, ...rest]: Path, fresh: unknown): unknown {
  if (step === undefined) return fresh;
  if (Array.isArray(value)) {
    const list: unknown[] = [...value];
    list[Number(step)] = changedAt(list[Number(step)], rest, fresh);
    return list;
  }
  const object: Record<string, unknown> = isObject(value) ? { ...value } : {};
  const inner = changedAt(object[step], rest, fresh);
  if (inner === undefined) delete object[step];
  else object[step] = inner;
  return object;
}
