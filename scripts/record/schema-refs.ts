// A JSON Schema with what its `$ref`s lead to in their places, and where in the file each keyword of it stands.
import { isObject, parsePointer, valueAt } from "../text/json.ts";
import { MAPS, SCHEMAS_IN } from "./keywords.ts";

/** @param path - keys and indexes that lead to what is wrong in the schema's file */
export type ReportAt = (path: readonly string[], message: string, hint?: string, part?: "key" | "value") => void;

/** What may stand beside a `$ref` and in what it leads to, too: then the nearer one counts. */
const NEARER = new Set(["title", "description", "examples", "default"]);
/** More are a mistake: each level of a schema can double them. */
const MOST_FOLLOWED = 1_000;

/** @returns what a `$ref` leads to; `undefined` for no schema of this file */
export function targetOf(root: object, $ref: string): Record<string, unknown> | undefined {
  const found = valueAt(root, ...(pathIn(root, $ref) ?? ["$ref"]));
  return isObject(found) ? found : undefined;
}

/** `#/$defs/a%20b` → `["$defs", "a b"]` (RFC 6901, section 6); `#a` → where `"$anchor": "a"` stands */
function pathIn(root: object, $ref: string): readonly string[] | undefined {
  if (!$ref.startsWith("#")) return undefined;
  const isPointer = /^#(?:\/|%2F|$)/i.test($ref);
  if (!isPointer) return eachPart(root, []).find(({ schema }) => schema.$anchor === $ref.slice(1))?.path;
  try {
    return parsePointer(decodeURIComponent($ref.slice(1)));
  } catch {
    return undefined;
  }
}

/** Every schema in a schema, and itself, each with where it stands. */
function eachPart(
  value: unknown,
  path: readonly string[],
): { schema: Record<string, unknown>; path: readonly string[] }[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => eachPart(each, [...path, String(index)]));
  if (!isObject(value)) return [];
  const inner = Object.entries(value).flatMap(([key, part]) => {
    const members = MAPS.has(key) ? Object.entries(Object(part)) : [];
    if (SCHEMAS_IN.has(key)) return eachPart(part, [...path, key]);
    return members.flatMap(([name, each]) => eachPart(each, [...path, key, name]));
  });
  return [{ schema: value, path }, ...inner];
}

/** By each schema that was made here. */
const places = new WeakMap<object, (keyword: string) => readonly string[]>();

/** @returns the keys and indexes that lead to a keyword of a schema from `followRefs`, in the schema's file */
export function placeIn(schema: object, keyword: string): readonly string[] {
  return places.get(schema)?.(keyword) ?? [keyword];
}

/** @param root - whose `$ref`s lead to schemas. @returns a copy without `$defs` */
export function followRefs(root: Record<string, unknown>, report: ReportAt): Record<string, unknown> {
  let followed = 0;

  const follow = (
    schema: Record<string, unknown>,
    path: readonly string[],
    open: readonly string[],
  ): Record<string, unknown> => {
    const own: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(schema)) {
      const at = [...path, key];
      // Where something is copied to, its anchor would stand twice.
      if (key === "$ref" || key === "$anchor" || (key === "$defs" && schema === root)) continue;
      if (MAPS.has(key) && isObject(inner)) {
        const members = Object.entries(inner).map(([name, each]) => [name, below(each, [...at, name], open)]);
        own[key] = Object.fromEntries(members);
      } else {
        own[key] = SCHEMAS_IN.has(key) ? below(inner, at, open) : inner;
      }
    }
    places.set(own, (keyword) => [...path, keyword]);
    const { $ref } = schema;
    const target = typeof $ref === "string" ? targetOf(root, $ref) : undefined;
    if (typeof $ref !== "string" || !target || followed > MOST_FOLLOWED) return own;
    const at = [...path, "$ref"];
    if (open.includes($ref)) {
      report(at, `“${$ref}” leads to itself.`, "Write out as many levels as there are.");
      return own;
    }
    followed++;
    if (followed > MOST_FOLLOWED) {
      report(at, `References are followed more than ${MOST_FOLLOWED} times up to here.`, "Nest them less.");
      return own;
    }
    const there = follow(target, pathIn(root, $ref) ?? [], [...open, $ref]);
    const twice = Object.keys(own).find((key) => Object.hasOwn(there, key) && !NEARER.has(key));
    if (twice !== undefined)
      report([...path, twice], `What “${$ref}” leads to has “${twice}”, too.`, "Say it once.", "key");
    const merged = { ...there, ...own };
    places.set(merged, (keyword) => (Object.hasOwn(own, keyword) ? [...path, keyword] : placeIn(there, keyword)));
    return merged;
  };

  const below = (value: unknown, path: readonly string[], open: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((each, index) => below(each, [...path, String(index)], open));
    return isObject(value) ? follow(value, path, open) : value;
  };

  return follow(root, [], []);
}
