// Where a template's paths lead, by the shape of the data; they are looked for in the innermost scope first.
import type { Ref } from "./prototype.ts";
import type { Shape, ShapeFields } from "./values.ts";

/** What the paths of some place in a template may start from; the first scope is the whole list. */
export interface Scope {
  shape: Shape;
  /** The path of the list whose members are repeated there; empty for the whole list and for records of `each`. */
  prefix: readonly string[];
}

export type Scopes = readonly Scope[];

export interface Found {
  ref: Ref;
  /** Of what is found; a list on the way to it ends the path, because it has to be repeated first. */
  shape: Shape;
  /** The path as far as it leads to that shape. */
  path: readonly string[];
}

type RecordShape = Extract<Shape, { kind: "record" }>;

export function findField(path: readonly string[], scopes: Scopes): Found | undefined {
  for (const [level, scope] of [...scopes.entries()].reverse()) {
    if (!scope.prefix.every((key, index) => path[index] === key)) continue;
    // A key with others behind it is an id, unless it is a field of the list's members.
    const rest = path.slice(scope.prefix.length);
    const found = follow(scope.shape, rest, (records, key, isLast) => !isLast && !fieldOf(records, key));
    if (found) return { ref: { level, keys: found.keys }, shape: found.shape, path: [...scope.prefix, ...found.keys] };
    if (decides(scope.shape, rest, scopes)) return undefined;
  }
  return undefined;
}

/** The records that `each PATH` repeats something for, and their shape. */
export function findRecords(path: readonly string[], scopes: Scopes): { ref: Ref; of: RecordShape } | undefined {
  for (const [level, scope] of [...scopes.entries()].reverse()) {
    const found = follow(scope.shape, path, () => true);
    const of = found?.keys.length === path.length ? recordsOf(found.shape) : undefined;
    if (of) return { ref: { level, keys: path }, of };
    if (decides(scope.shape, path, scopes)) return undefined;
  }
  return undefined;
}

/** Whether a record's own value hides the list of records that is called like it, and has nothing below it. */
function decides(shape: Shape, [first = ""]: readonly string[], [whole]: Scopes): boolean {
  const kind = fieldOf(shape, first)?.kind;
  const isValue = kind !== undefined && kind !== "record" && kind !== "list";
  return isValue && whole !== undefined && fieldOf(whole.shape, first)?.kind === "list";
}

/** Names of the whole list's lists. */
export function listNames([list]: Scopes): string[] {
  return Object.entries(fieldsOf(list?.shape)).flatMap(([name, { kind }]) => (kind === "list" ? [name] : []));
}

/** Paths that fields could name, for “did you mean”. */
export function knownPaths(scopes: Scopes): string[] {
  return scopes.flatMap(({ prefix, shape }, level) =>
    Object.entries(fieldsOf(shape)).flatMap(([name, inner]) => {
      if (prefix.length === 0 && scopes.slice(level + 1).some((other) => decides(other.shape, [name], scopes)))
        return [];
      const path = [...prefix, name].join(".");
      return [path, ...Object.keys(fieldsOf(inner.kind === "list" ? inner.of : inner)).map((key) => `${path}.${key}`)];
    }),
  );
}

/** Follow a path to its end, or to the first list in which it names no record by its id. */
function follow(
  from: Shape,
  path: readonly string[],
  isId: (records: RecordShape, key: string, isLast: boolean) => boolean,
): { keys: string[]; shape: Shape } | undefined {
  let shape = from;
  const keys: string[] = [];
  for (const [index, key] of path.entries()) {
    if (shape.kind === "list") {
      const records = recordsOf(shape);
      if (!records?.fields().id || !isId(records, key, index === path.length - 1)) break;
      shape = records;
    } else {
      const inner = fieldOf(shape, key);
      if (!inner) return undefined;
      shape = inner;
    }
    keys.push(key);
  }
  return { keys, shape };
}

function fieldOf(shape: Shape, key: string): Shape | undefined {
  const fields = fieldsOf(shape);
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function fieldsOf(shape: Shape | undefined): ShapeFields {
  return shape && "fields" in shape ? shape.fields() : {};
}

function recordsOf(shape: Shape): RecordShape | undefined {
  return shape.kind === "list" && shape.of.kind === "record" ? shape.of : undefined;
}
