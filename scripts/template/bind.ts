// A parsed template + the shape of the data → a template whose every field is known to exist and where to find it.
import type { List, PhrasingContent, RootContent, Table } from "mdast";
import { Diagnostic, type Range } from "../text/diagnostic.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import type { Block, Container, Each, Field, Interpolation, Part, Prose, Segment, Wrapper } from "./prototype.ts";
import type { Shape } from "./values.ts";

/** Where a value is found while filling: `keys` below the scope of that level (0 is the whole list). A key below a list of
 * records is an id.
 */
export interface Ref {
  level: number;
  keys: string[];
}

export type BoundInterpolation = (string | Ref)[];

export type BoundPart =
  | { type: "field"; ref: Ref }
  | { type: "group"; unit: Unit }
  | { type: "static"; node: PhrasingContent }
  | { type: "wrapper"; node: Wrapper["node"]; parts: BoundPart[] }
  | { type: "link"; url: BoundInterpolation; title: string | null | undefined; parts: BoundPart[] }
  | { type: "image"; url: BoundInterpolation; alt: BoundInterpolation; title: string | null | undefined };

/** Parts that are printed together: once, or for every member of a list. */
export interface Unit {
  repeat: Ref | undefined;
  parts: BoundPart[];
}

export interface BoundSegment extends Unit {
  marker: string | undefined;
}

export type BoundBlock =
  | { type: "block"; node: RootContent }
  | { type: "prose"; node: Prose["node"]; parts: BoundPart[] }
  | { type: "field-block"; ref: Ref }
  | { type: "container"; node: Container["node"]; blocks: BoundBlock[] }
  | BoundEach;

export type BoundEach = { type: "each"; path: string[]; range: Range; records: Ref } & BoundPrototype;

export type BoundPrototype =
  | { prototype: "row"; table: Table; columns: BoundColumn[] }
  | { prototype: "item"; list: List; checked: boolean | null | undefined; segment: BoundSegment }
  | { prototype: "section"; blocks: BoundBlock[] };

/** A field of a record that is named by its id. */
export interface NamedField {
  path: string[];
  ref: Ref;
  range: Range;
}

/** A column of a prototype row; one whose heading mentions a list is repeated for its members. */
export interface BoundColumn {
  heading: BoundPart[];
  /** The segments between its `<br>`. */
  cell: BoundSegment[];
  /** The list that its heading mentions. */
  repeat: Ref | undefined;
  /** The list of that name in the row's record: the column of the third member is about the third member of this. */
  members: Ref | undefined;
}

export interface BoundTemplate {
  blocks: BoundBlock[];
  /** Which ids there are, only the data knows; `expand` says when there is no such record. */
  byId: NamedField[];
  /** Names of the whole list's fields that are printed somewhere. */
  named: ReadonlySet<string>;
  diagnostics: Diagnostic[];
}

interface Scope {
  level: number;
  /** The path whose members this scope is; empty for the list and for records of `each`. */
  prefix: string[];
  shape: Shape;
}

/** Texts that may stand right behind a part of a row; `undefined` where nothing is read back, as in a paragraph. */
type Followers = readonly string[] | undefined;

/** What a path leads to: a value, or a list on the way to it that has to be repeated first. */
type Found = { ref: Ref; shape: Shape; isNamed: boolean } | { list: Ref; prefix: string[]; of: Shape };

/**
 * @param file - the path that diagnostics name
 * @param blocks - from `parseTemplate`
 * @param shape - from `modelShape`
 */
export function bindTemplate(file: string, blocks: readonly Block[], shape: Shape): BoundTemplate {
  const binder = new Binder(file);
  const bound = binder.blocks(blocks, [{ level: 0, prefix: [], shape }]);
  const { byId, named, diagnostics } = binder;
  return { blocks: bound, byId, named, diagnostics };
}

class Binder {
  readonly byId: NamedField[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly named = new Set<string>();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** @param nested - are the blocks those of a quotation or list? */
  blocks(blocks: readonly Block[], scopes: readonly Scope[], nested = false): BoundBlock[] {
    return blocks.flatMap((block) => this.#block(block, scopes, nested));
  }

  #block(block: Block, scopes: readonly Scope[], nested: boolean): BoundBlock[] {
    switch (block.type) {
      case "block":
        return [block];
      case "prose":
        return [{ type: "prose", node: block.node, parts: this.#parts(block.parts, scopes, undefined) }];
      case "container":
        return [{ type: "container", node: block.node, blocks: this.blocks(block.blocks, scopes, true) }];
      case "field-block": {
        const ref = this.#printed(block.field, scopes);
        return ref ? [{ type: "field-block", ref }] : [];
      }
      case "each":
        return this.#each(block, scopes, nested);
    }
  }

  #each({ path, range, prototype }: Each, scopes: readonly Scope[], nested: boolean): BoundBlock[] {
    const found = this.#records(path, range, scopes);
    if (!found) return [];
    if (path[0] === "notes" && (nested || scopes.length > 1)) {
      const message = "“each notes” stands by itself: not in a quotation, a list or a section that is repeated.";
      this.#report(range, "template-notes", message, undefined);
      return [];
    }
    const inner = [...scopes, { level: scopes.length, prefix: [], shape: found.of }];
    const each = { type: "each", path, range, records: found.at } as const;
    switch (prototype.type) {
      case "row": {
        const columns = prototype.heading.map((heading, index) => {
          return this.#column(heading, prototype.cells[index] ?? [], scopes, inner);
        });
        return [{ ...each, prototype: "row", table: prototype.table, columns }];
      }
      case "item": {
        const parts = this.#parts(prototype.segment.parts, inner, []);
        const segment = { marker: undefined, repeat: undefined, parts };
        const { list, checked } = prototype;
        return [{ ...each, prototype: "item", list, checked, segment }];
      }
      case "section":
        return [{ ...each, prototype: "section", blocks: this.blocks(prototype.blocks, inner) }];
    }
  }

  /** The records of an `each`, looked for in the innermost scope first. */
  #records(path: readonly string[], range: Range, scopes: readonly Scope[]): { at: Ref; of: Shape } | undefined {
    const [first = ""] = path;
    const scope = scopes.findLast(({ shape }) => shape.kind === "record" && Object.hasOwn(shape.fields, first));
    let shape = scope?.shape;
    for (const key of path) {
      if (shape?.kind === "record") shape = shape.fields[key];
      // Which ids there are, only the data knows; `expand` says when there is no such record.
      else if (shape?.kind === "list" && shape.of.kind === "record") shape = shape.of.fields.id ? shape.of : undefined;
      else shape = undefined;
    }
    if (scope && shape?.kind === "list" && shape.of.kind === "record") {
      return { at: { level: scope.level, keys: [...path] }, of: shape.of };
    }
    const lists = Object.entries(scopes[0]?.shape.kind === "record" ? scopes[0].shape.fields : {}).filter(
      ([, of]) => of.kind === "list",
    );
    const names = lists.map(([name]) => name);
    const hint = didYouMean(first, names) ?? `Lists: ${names.join(", ")}.`;
    this.#report(range, "template-field", `“${path.join(".")}” is not a list of records.`, hint);
    return undefined;
  }

  #column(
    heading: readonly Part[],
    cell: readonly Segment[],
    scopes: readonly Scope[],
    inner: readonly Scope[],
  ): BoundColumn {
    const segmentsIn = (scopes: readonly Scope[]): BoundSegment[] =>
      cell.map((segment) => this.#segment(segment, scopes));
    const list = this.#listIn(heading, scopes);
    const { repeat, parts } = this.#unit(heading, scopes, undefined);
    if (!list) return { heading: parts, cell: segmentsIn(inner), repeat, members: undefined };
    const own = this.#find(list.prefix, inner);
    if (!own || !("list" in own)) return { heading: parts, cell: segmentsIn(inner), repeat, members: undefined };
    const member = { level: inner.length, prefix: list.prefix, shape: own.of };
    return { heading: parts, cell: segmentsIn([...inner, member]), repeat, members: own.list };
  }

  #segment({ marker, parts }: Segment, scopes: readonly Scope[]): BoundSegment {
    return { marker, ...this.#unit(parts, scopes, []) };
  }

  /** Bind parts that may mention a list: then they are repeated for its members. */
  #unit(parts: readonly Part[], scopes: readonly Scope[], followers: Followers): Unit {
    const first = this.#listIn(parts, scopes);
    if (!first) return { repeat: undefined, parts: this.#parts(parts, scopes, followers) };
    const member = { level: scopes.length, prefix: first.prefix, shape: first.of };
    return { repeat: first.list, parts: this.#parts(parts, [...scopes, member], followers) };
  }

  /** The outermost list that parts mention. */
  #listIn(parts: readonly Part[], scopes: readonly Scope[]): Extract<Found, { list: Ref }> | undefined {
    const lists = directFields(parts).flatMap((field) => {
      const found = this.#find(field.path, scopes);
      return found && "list" in found ? [found] : [];
    });
    return lists.toSorted((a, b) => a.prefix.length - b.prefix.length)[0];
  }

  #parts(parts: readonly Part[], scopes: readonly Scope[], followers: Followers): BoundPart[] {
    return parts.flatMap((part, index) => {
      const rest = parts.slice(index + 1);
      const next = followers && [...openings(rest), ...(rest.every(isGroup) ? followers : [])];
      return this.#part(part, scopes, next);
    });
  }

  #part(part: Part, scopes: readonly Scope[], followers: Followers): BoundPart[] {
    // A node's own end is the end of what is in it.
    const inside = followers && [];
    switch (part.type) {
      case "static":
        return [part];
      case "wrapper":
        return [{ type: "wrapper", node: part.node, parts: this.#parts(part.parts, scopes, inside) }];
      case "link":
        return [
          {
            type: "link",
            url: this.#url(part.url, scopes, ["anchor"]),
            title: part.title,
            parts: this.#parts(part.parts, scopes, inside),
          },
        ];
      case "image":
        return [
          {
            type: "image",
            url: this.#url(part.url, scopes, []),
            alt: this.#interpolation(part.alt, scopes, ["text", "url", "number"], "in alternative text"),
            title: part.title,
          },
        ];
      case "group":
        // One without parts has been reported by the parser.
        if (part.parts.length > 0 && directFields(part.parts).length === 0 && !part.parts.some(isGroup)) {
          const hint = "A group is printed when its fields have values. Write \\{ for a literal brace.";
          this.#report(part.range, "template-field", "There is no field in these braces.", hint);
        }
        return [{ type: "group", unit: this.#unit(part.parts, scopes, followers) }];
      case "field": {
        this.#checkEnd(part, scopes, followers ?? []);
        const ref = this.#printed(part, scopes);
        return ref ? [{ type: "field", ref }] : [];
      }
    }
  }

  #printed(field: Field, scopes: readonly Scope[]): Ref | undefined {
    return this.#value(
      field,
      scopes,
      ["text", "url", "number", "flag", "markdown", "marks", "target", "picture"],
      "as text",
    );
  }

  /** What a URL starts with decides where it leads, so a field there must be one whose values are checked to be URLs. */
  #url(pieces: Interpolation, scopes: readonly Scope[], more: readonly Shape["kind"][]): BoundInterpolation {
    const [first, ...rest] = pieces;
    const kinds: Shape["kind"][] = ["text", "url", "number", ...more];
    return [
      ...this.#interpolation(first === undefined ? [] : [first], scopes, ["url", ...more], "at the start of a URL"),
      ...this.#interpolation(rest, scopes, kinds, "in a URL"),
    ];
  }

  #interpolation(
    pieces: Interpolation,
    scopes: readonly Scope[],
    kinds: readonly Shape["kind"][],
    where: string,
  ): BoundInterpolation {
    return pieces.flatMap((piece): BoundInterpolation => {
      if (typeof piece === "string") return [piece];
      const ref = this.#value(piece, scopes, kinds, where);
      return ref ? [ref] : [];
    });
  }

  #value(field: Field, scopes: readonly Scope[], kinds: readonly Shape["kind"][], where: string): Ref | undefined {
    const found = this.#find(field.path, scopes);
    const name = field.path.join(".");
    // Of a list that is being repeated, the field is missing, and not its braces.
    const isRepeated = found && "list" in found && scopes.some(({ prefix }) => samePath(prefix, found.prefix));
    if (!found || isRepeated) {
      const hint = didYouMean(name, knownPaths(scopes));
      this.#report(field.range, "template-field", `No schema has a field “${name}” here.`, hint);
    } else if ("list" in found) {
      const hint = `Repeat it in braces of its own, with what stands between two: {{${name}}, }`;
      this.#report(field.range, "template-field", `“${found.prefix.join(".")}” is a list.`, hint);
    } else if (!kinds.includes(isReferred(found.shape) ? "text" : found.shape.kind)) {
      const message = `“${name}” cannot be printed ${where}.`;
      this.#report(field.range, "template-field", message, adviceFor(found.shape));
    } else {
      if (found.isNamed) this.byId.push({ path: field.path, ref: found.ref, range: field.range });
      const [key] = found.ref.level === 0 ? found.ref.keys : [];
      if (key !== undefined) this.named.add(key);
      return found.ref;
    }
    return undefined;
  }

  #find(path: readonly string[], scopes: readonly Scope[]): Found | undefined {
    for (const scope of scopes.toReversed()) {
      if (!scope.prefix.every((key, index) => path[index] === key)) continue;
      const found = descend(scope, path.slice(scope.prefix.length));
      if (found) return found;
    }
    return undefined;
  }

  /**
   * A filled row is read back with the same prototype, so what ends a field must not occur in it: text in front of a
   * group that may be missing needs a pattern that rules out the text with which the group starts.
   */
  #checkEnd({ path, range }: Field, scopes: readonly Scope[], followers: readonly string[]): void {
    const found = this.#find(path, scopes);
    if (!found || "list" in found || found.shape.kind !== "text") return;
    const { pattern } = found.shape;
    const clash = followers.find((text) => pattern === undefined || new RegExp(pattern, "u").test(`x${text}x`));
    if (clash === undefined) return;
    const message = `“${path.join(".")}” may itself hold “${clash}”, with which the group behind it starts, so the row could not be read back.`;
    const hint = "Give the field a `pattern` in its schema that excludes it.";
    this.#report(range, "template-ambiguous", message, hint);
  }

  #report(range: Range, rule: string, message: string, hint: string | undefined): void {
    // The same field is looked at more than once: as part of its unit, and to be printed.
    const known = this.diagnostics.some(
      (other) => other.range.start.offset === range.start.offset && other.reason === message,
    );
    if (!known) this.diagnostics.push(new Diagnostic({ file: this.#file, range, rule, message, hint }));
  }
}

/** A record that is referred to is printed by its name. */
function isReferred(shape: Shape): boolean {
  return shape.kind === "record" && shape.isReferred === true;
}

function samePath(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}

function adviceFor(shape: Shape): string | undefined {
  if (shape.kind === "record") return `Name one of its fields: ${Object.keys(shape.fields).join(", ")}.`;
  if (shape.kind === "text") return 'Give it "format": "uri-reference" in its schema, if its values are URLs.';
  return undefined;
}

function descend(scope: Scope, rest: readonly string[]): Found | undefined {
  let { shape } = scope;
  const keys: string[] = [];
  let isNamed = false;
  for (const [index, key] of rest.entries()) {
    if (shape.kind === "list") {
      // A key that is no field of the members, with fields behind it, is the id of one.
      const member: Shape = shape.of;
      if (
        index === rest.length - 1 ||
        member.kind !== "record" ||
        !member.fields.id ||
        Object.hasOwn(member.fields, key)
      )
        break;
      isNamed = true;
      keys.push(key);
      shape = member;
      continue;
    }
    const inner = "fields" in shape && Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    if (!inner) return undefined;
    keys.push(key);
    shape = inner;
  }
  const ref = { level: scope.level, keys };
  if (shape.kind !== "list") return { ref, shape, isNamed };
  return { list: ref, prefix: [...scope.prefix, ...keys], of: shape.of };
}

/** Fields of these parts that do not stand in a smaller group. */
function directFields(parts: readonly Part[]): Field[] {
  return parts.flatMap((part) => {
    switch (part.type) {
      case "field":
        return [part];
      case "wrapper":
        return directFields(part.parts);
      case "link":
        return [...directFields(part.parts), ...part.url.filter(isField)];
      case "image":
        return [...part.alt, ...part.url].filter(isField);
      default:
        return [];
    }
  });
}

/** The texts with which the optional groups at the start of `parts` begin, as far as text alone ends them. */
function openings(parts: readonly Part[]): string[] {
  const found: string[] = [];
  for (const part of parts) {
    if (part.type !== "group") break;
    const [first, second] = part.parts;
    if (first?.type !== "static" || first.node.type !== "text") continue;
    if (second === undefined || second.type === "field" || second.type === "group") found.push(first.node.value);
  }
  return found;
}

function knownPaths(scopes: readonly Scope[]): string[] {
  return scopes.flatMap(({ prefix, shape }) => {
    const names = shape.kind === "record" ? Object.entries(shape.fields) : [];
    return names.flatMap(([name, inner]) => {
      const path = [...prefix, name].join(".");
      const of = inner.kind === "list" ? inner.of : inner;
      const isNamed = of.kind === "picture" || (inner.kind === "list" && of.kind === "record");
      const below = isNamed ? Object.keys(of.fields) : [];
      return [path, ...below.map((key) => `${path}.${key}`)];
    });
  });
}

function isField(piece: string | Field): piece is Field {
  return typeof piece !== "string";
}

function isGroup(part: Part): boolean {
  return part.type === "group";
}
