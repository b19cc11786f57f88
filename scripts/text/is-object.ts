// What JSON calls an object.

/** Has a value keys, and is it no list? */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
