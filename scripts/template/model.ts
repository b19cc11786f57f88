// A list → what its templates can name: its records, and what is computed from them.
//
// Each computed field stands twice, in the shape (what exists) and in the values (what it is), next to each other.
import path from "node:path";
import type { PhrasingContent } from "mdast";
import {
  eachSchema,
  ITEM,
  isMarkdown,
  isUrl,
  KEY,
  type Kind,
  type Kinds,
  type Reference,
  type Schema,
  schemaUnder,
  type Step,
} from "../record/kinds.ts";
import { type Data, type Entry, entriesOf, type List, nameOf, noteOf, textOf, urlOf } from "../record/list.ts";
import { type Occurrence, occurrencesIn, targetOf, valuesOf } from "../record/references.ts";
import type { Schemas } from "../record/schemas.ts";
import { isFile } from "../text/is-file.ts";
import { isObject } from "../text/is-object.ts";
import { wholeWord } from "../text/whole-word.ts";
import { literalText, marksOf } from "./nodes.ts";
import { newFileLinks } from "./new-file-links.ts";
import { Anchor, type Fields, Item, MarkdownText, Marks, Phrasing, Picture, type Shape, Target, type Value } from "./values.ts";

const TEXT: Shape = { kind: "text" };
const URL: Shape = { kind: "url" };
const NUMBER: Shape = { kind: "number" };
const MARKS: Shape = { kind: "marks" };
const ANCHOR: Shape = { kind: "anchor" };
const FLAG: Shape = { kind: "flag" };
const IMAGE = { file: URL, alt: TEXT, caption: TEXT } as const;

type ShapeFields = Record<string, Shape>;

/** What every template of a list with these schemas may name. */
export function modelShape(schemas: Schemas, computed: Readonly<Record<string, Shape>> = {}): Shape {
  const shapes = new Shapes(schemas.kinds);
  const lists = schemas.kinds.all.map((kind) => [kind.folder, shapes.listOf(kind)] as const);
  return {
    kind: "record",
    fields: {
      ...computed,
      ...Object.fromEntries(lists),
      list: { kind: "record", fields: shapes.fieldsOf(schemas.settings, []) },
      new: { kind: "record", fields: Object.fromEntries(schemas.kinds.all.map(({ name }) => [name, URL])) },
      notes: { kind: "list", of: { kind: "record", fields: { name: TEXT, target: { kind: "target" }, text: { kind: "markdown" } } } },
    },
  };
}

/** Shapes of records refer to each other in circles, so each is made once, and filled when it is known to the others. */
class Shapes {
  readonly #kinds: Kinds;
  readonly #records = new Map<Kind, ShapeFields>();

  constructor(kinds: Kinds) {
    this.#kinds = kinds;
  }

  listOf(kind: Kind): Shape {
    return { kind: "list", of: { kind: "record", fields: this.#recordOf(kind) } };
  }

  #recordOf(kind: Kind): ShapeFields {
    const made = this.#records.get(kind);
    if (made) return made;
    const fields: ShapeFields = {};
    this.#records.set(kind, fields);
    const own = this.fieldsOf(kind.schema, kind.references);
    const lists = reverseLists(this.#kinds, kind).map(({ from, pair }) => {
      const said = pair ? this.fieldsOf(pair.schema, pair.references) : {};
      const others = this.listOf(kind);
      return [from.folder, { kind: "list", of: { kind: "record", fields: { ...this.#recordOf(from), ...said, others } } }] as const;
    });
    const through = [...kind.through].flatMap(([folder, paths]) => {
      const to = this.#kinds.byFolder.get(folder);
      const before = paths.flatMap((steps) => kindsOnTheWay(kind, steps).at(-2) ?? []);
      if (!to) return [];
      const of: Shape = {
        kind: "record",
        fields: {
          ...this.#recordOf(to),
          used: FLAG,
          ...Object.fromEntries(before.map((other) => [other.folder, this.listOf(other)])),
        },
      };
      return [[folder, { kind: "list", of }] as const];
    });
    const starts = startersIn(this.#kinds, kind).map(({ name }) => [name, URL] as const);
    Object.assign(fields, {
      ...Object.fromEntries(lists),
      ...own,
      ...Object.fromEntries(through),
      id: TEXT,
      number: NUMBER,
      anchor: ANCHOR,
      new: { kind: "record", fields: Object.fromEntries(starts) },
      ...(kind.noteField !== undefined && { mark: MARKS }),
      ...(kind.picture !== undefined && IMAGE),
    });
    return fields;
  }

  /** @param references - those of the kind below this schema */
  fieldsOf(schema: Schema, references: readonly Reference[]): ShapeFields {
    const entries = Object.entries(schema.properties ?? {}).map(([key, inner]) => {
      return [key, this.#shapeOf(inner, below(references, key))] as const;
    });
    const marked = references.some(({ path, to, by }) => path.length === 2 && path[1] === ITEM && by === "name" && to.noteField !== undefined);
    return { ...(marked && { mark: MARKS }), ...Object.fromEntries(entries) };
  }

  #shapeOf(schema: Schema, references: readonly Reference[]): Shape {
    const own = references.find(({ path, by }) => path.length === 0 && by !== "value");
    if (own) return this.#referenceShape(schema, own, references);
    switch ([schema.type].flat()[0]) {
      case "integer":
      case "number":
        return [schema.type].flat().includes("string") ? TEXT : NUMBER;
      case "boolean":
        return FLAG;
      case "array":
        return { kind: "list", of: this.#shapeOf(schema.items ?? {}, below(references, ITEM)) };
      case "object": {
        const keys = references.find(({ path }) => path.length === 1 && path[0] === KEY);
        // A map whose keys are records: these, with what is said of each.
        if (!keys) return { kind: "record", fields: this.fieldsOf(schema, references) };
        const said = schemaUnder(schema, "") ?? {};
        const fields = { ...this.#recordOf(keys.to), ...this.fieldsOf(said, below(references, KEY)) };
        return { kind: "list", of: { kind: "record", fields } };
      }
      default:
        if (isMarkdown(schema)) return { kind: "markdown" };
        return isUrl(schema) ? URL : { kind: "text", pattern: schema.pattern };
    }
  }

  /** A record that is referred to, or the object that may stand there instead. */
  #referenceShape(schema: Schema, { to }: Reference, references: readonly Reference[]): Shape {
    const { "x-text": text, properties } = schema;
    const instead = properties ? this.fieldsOf(schema, references) : {};
    if (to.picture !== undefined) return { kind: "picture", fields: { ...instead, ...this.#recordOf(to), ...IMAGE } };
    const fields = { ...(text === undefined ? instead : {}), ...this.#recordOf(to) };
    return { kind: "record", fields, isNamed: true };
  }
}

function below(references: readonly Reference[], step: Step): Reference[] {
  return references.flatMap((reference) => {
    const [first, ...path] = reference.path;
    return first === step ? [{ ...reference, path }] : [];
  });
}

interface ReverseList {
  from: Kind;
  /** Of a map whose keys refer: the schema of what is said of the pair, and the references in it. */
  pair: { schema: Schema; references: readonly Reference[]; path: readonly Step[]; order: readonly string[] } | undefined;
}

/** The kinds that refer to this one by a record's id, each of which gives its records a list. */
function reverseLists(kinds: Kinds, to: Kind): ReverseList[] {
  return kinds.all.flatMap((from): ReverseList[] => {
    const references = from.references.filter((reference) => reference.to === to && reference.by !== "value");
    if (references.length === 0) return [];
    const map = references.find(({ path }) => path.at(-1) === KEY);
    if (!map) return [{ from, pair: undefined }];
    const holder = map.path.slice(0, -1);
    const around = schemaAt(from.schema, holder);
    const inner = from.references.flatMap((reference) =>
      map.path.every((step, index) => reference.path[index] === step)
        ? [{ ...reference, path: reference.path.slice(map.path.length) }]
        : [],
    );
    const schema = (around && schemaUnder(around, "")) ?? {};
    return [{ from, pair: { schema, references: inner, path: holder, order: around?.["x-order"] ?? [] } }];
  });
}

function schemaAt(root: Schema, path: readonly Step[]): Schema | undefined {
  let found: Schema | undefined;
  eachSchema(root, [], (schema, at) => {
    if (!found && at.length === path.length && at.every((step, index) => step === path[index])) found = schema;
  });
  return found;
}

/** The kinds of which a new record can be started from one of this kind, because they refer to it. */
export function startersIn(kinds: Kinds, to: Kind): Kind[] {
  return kinds.all.filter((from) => from.references.some((reference) => reference.to === to && reference.by === "id"));
}

/** The kinds that a path of `through` leads past, its own first. */
function kindsOnTheWay(kind: Kind, steps: readonly string[]): Kind[] {
  const way = [kind];
  let current = kind;
  let at: string[] = [];
  for (const step of steps) {
    at = [...at, step];
    const found = current.references.find(({ path }) => samePath(path, at));
    if (!found) continue;
    current = found.to;
    at = [];
    way.push(current);
  }
  return way;
}

/** Is a reference's path these properties, whatever lists and maps stand between them? */
function samePath(path: readonly Step[], names: readonly string[]): boolean {
  const own = path.filter((step) => typeof step === "string");
  return own.length === names.length && own.every((step, index) => step === names[index]);
}

/**
 * The values for that shape, but for `notes`: which notes there are, and their numbers, is known only when everything
 * else is on the page.
 *
 * @param computed - what the caller adds to the records of the list
 */
export function modelValues(list: List, computed: Fields = {}): Fields {
  const values = new Values(list);
  return {
    ...computed,
    ...lazily(list.kinds.all.map((kind) => [kind.folder, () => values.listOf(kind)])),
    list: plainFields(list.settings?.data ?? {}, list.schemas.settings),
    new: newFileLinks(list, list.kinds.all),
  };
}

export function noteItem(entry: Entry): Item {
  const note = noteOf(entry);
  const text = note === undefined ? undefined : new MarkdownText(note);
  return new Item(entry, { name: nameOf(entry), target: new Target(entry), text });
}

/** Fields that are made when a template asks for them, once: most templates ask for few, and records refer in circles. */
function lazily(entries: readonly (readonly [string, () => Value])[]): Fields {
  const fields = {};
  for (const [key, make] of entries) {
    let made: { value: Value } | undefined;
    const get = (): Value => {
      made ??= { value: make() };
      return made.value;
    };
    Object.defineProperty(fields, key, { enumerable: true, configurable: true, get });
  }
  return fields;
}

/** Like `{...a, ...b}`, without asking for what is made lazily. */
function merged(...all: readonly Fields[]): Fields {
  return Object.defineProperties({}, Object.assign({}, ...all.map((fields) => Object.getOwnPropertyDescriptors(fields))));
}

class Values {
  readonly #list: List;
  readonly #fields = new Map<Entry, Fields>();
  readonly #referring = new Map<Entry, Map<Kind, Referring[]>>();

  constructor(list: List) {
    this.#list = list;
    for (const entry of list.entries) {
      for (const found of occurrencesIn(entry.kind, entry.data)) {
        const to = found.reference.by === "value" ? undefined : targetOf(list, entry, found);
        if (!to) continue;
        const byKind = this.#referring.get(to) ?? new Map<Kind, Referring[]>();
        this.#referring.set(to, byKind);
        const known = byKind.get(entry.kind) ?? [];
        byKind.set(entry.kind, known);
        if (known.at(-1)?.entry !== entry) known.push({ entry, found });
      }
    }
  }

  /** The list's own: without records that stand under another one, and of a legend only those in use. */
  listOf(kind: Kind): Item[] {
    const { parentField, isLegend } = kind;
    const entries = entriesOf(this.#list, kind).filter(
      (entry) =>
        (parentField === undefined || entry.data[parentField] === undefined) &&
        (!isLegend || this.#referring.has(entry)),
    );
    return numbered(entries.map((entry) => new Item(entry, this.#fieldsOf(entry))));
  }

  #fieldsOf(entry: Entry): Fields {
    const made = this.#fields.get(entry);
    if (made) return made;
    const { kind, id } = entry;
    const list = this.#list;
    const lists = reverseLists(list.kinds, kind).map((reverse) => [reverse.from.folder, () => this.#membersOf(entry, reverse)] as const);
    const through = [...kind.through].map(([folder, paths]) => [folder, () => this.#through(entry, folder, paths)] as const);
    const fields = merged(
      lazily(lists),
      this.#toFields(entry.data, kind.schema, entry, []),
      lazily(through),
      { id, anchor: new Anchor(entry), ...(kind.noteField !== undefined && { mark: new Marks([entry]) }) },
      lazily([["new", () => newFileLinks(list, startersIn(list.kinds, kind), entry)]]),
      kind.picture === undefined ? {} : { file: pictureFile(kind, id) },
    );
    this.#fields.set(entry, fields);
    return fields;
  }

  /** The records that refer to one, with what they say of the pair. */
  #membersOf(to: Entry, { from, pair }: ReverseList): Item[] {
    const referring = this.#referring.get(to)?.get(from) ?? [];
    const items = referring.map(({ entry, found }) => {
      const said = pair && dataAt(entry.data, found.path);
      const fields = said ? this.#toFields(said, pair.schema, entry, found.path) : {};
      const others = (): Value => this.#othersOf(entry, to);
      return { entry, said, item: new Item(entry, merged(this.#fieldsOf(entry), fields, lazily([["others", others]]))) };
    });
    const [first, ...rest] = pair?.order ?? [];
    // The records come in the order of their kind, and sorting keeps it.
    if (first !== undefined && rest.every((field, index) => field === from.order[index])) {
      const field = pair?.references.find(({ path }) => path[0] === first)?.field;
      const declared = field === undefined ? [] : valuesOf(to, field);
      items.sort((a, b) => lastPlace(a.said?.[first], declared) - lastPlace(b.said?.[first], declared) || 0);
    }
    return numbered(items.map(({ item }) => item));
  }

  /** The other records of the kind that one refers to, in their order. */
  #othersOf(entry: Entry, than: Entry): Item[] {
    const found = occurrencesIn(entry.kind, entry.data).flatMap((each) =>
      each.reference.to === than.kind && each.reference.by !== "value" ? (targetOf(this.#list, entry, each) ?? []) : [],
    );
    return entriesOf(this.#list, than.kind)
      .filter((other) => other !== than && found.includes(other))
      .map((other) => new Item(other, this.#fieldsOf(other)));
  }

  /** All records of the kind with a folder, and which of them a record leads to. */
  #through(entry: Entry, folder: string, paths: readonly (readonly string[])[]): Item[] {
    const kind = this.#list.kinds.byFolder.get(folder);
    if (!kind) return [];
    const ways = paths.flatMap((steps) => this.#follow(entry, steps));
    const items = entriesOf(this.#list, kind).map((target) => {
      const before = [...new Set(ways.filter((way) => way.at(-1) === target).flatMap((way) => way.at(-2) ?? []))];
      const lists = Map.groupBy ? groupByFolder(before) : groupByFolder(before);
      const items = [...lists].map(([name, own]) => [name, () => own.map((each) => new Item(each, this.#fieldsOf(each)))] as const);
      return new Item(target, merged(this.#fieldsOf(target), emptyLists(kindsBefore(entry.kind, paths)), lazily(items), { used: before.length > 0 }));
    });
    return numbered(items);
  }

  /** Every chain of records that a path of `through` leads along. */
  #follow(entry: Entry, steps: readonly string[]): Entry[][] {
    for (let length = 1; length <= steps.length; length++) {
      const found = occurrencesIn(entry.kind, entry.data).filter(({ reference }) => samePath(reference.path, steps.slice(0, length)));
      const reference = entry.kind.references.some(({ path }) => samePath(path, steps.slice(0, length)));
      if (!reference) continue;
      const next = [...new Set(found.flatMap((each) => targetOf(this.#list, entry, each) ?? []))];
      const rest = steps.slice(length);
      return next.flatMap((each) => (rest.length === 0 ? [[entry, each]] : this.#follow(each, rest).map((way) => [entry, ...way])));
    }
    return [];
  }

  #toFields(data: Data, schema: Schema, entry: Entry, path: readonly (string | number)[]): Fields {
    const marked = this.#markedIn(data, entry, path);
    const entries = Object.entries(data).map(([key, value]) => {
      return [key, () => this.#toValue(value, schemaUnder(schema, key) ?? {}, entry, [...path, key])] as const;
    });
    return merged(marked ? { mark: new Marks(marked) } : {}, lazily(entries));
  }

  /** The records with notes that the lists of an object name. */
  #markedIn(data: Data, entry: Entry, path: readonly (string | number)[]): Entry[] | undefined {
    if (path.length === 0) return undefined;
    const named = this.#occurrences(entry).filter(
      (found) =>
        found.reference.by === "name" &&
        found.path.length === path.length + 2 &&
        path.every((step, index) => found.path[index] === step) &&
        Object.hasOwn(data, String(found.path[path.length])),
    );
    return named.flatMap((found) => targetOf(this.#list, entry, found) ?? []);
  }

  readonly #occurring = new Map<Entry, readonly Occurrence[]>();

  #occurrences(entry: Entry): readonly Occurrence[] {
    const made = this.#occurring.get(entry) ?? occurrencesIn(entry.kind, entry.data);
    this.#occurring.set(entry, made);
    return made;
  }

  #toValue(value: unknown, schema: Schema, entry: Entry, path: readonly (string | number)[]): Value {
    if (typeof value === "string") {
      const found = this.#occurrences(entry).find((each) => each.reference.by !== "value" && samePlace(each.path, path));
      if (found) return this.#referred(entry, found);
      return isMarkdown(schema) ? new MarkdownText(value) : value;
    }
    if (typeof value === "number" || typeof value === "boolean") return value;
    if (Array.isArray(value)) {
      return value.flatMap((item, index) => this.#toValue(item, schema.items ?? {}, entry, [...path, index]) ?? []);
    }
    if (!isObject(value)) return undefined;
    const keys = this.#occurrences(entry).filter(
      ({ reference, path: at }) => reference.path.at(-1) === KEY && at.length === path.length + 1 && samePlace(at.slice(0, -1), path),
    );
    if (keys.length > 0) {
      return keys.flatMap((found) => {
        const target = targetOf(this.#list, entry, found);
        const said = dataAt(entry.data, found.path) ?? {};
        if (!target) return [];
        const fields = this.#toFields(said, schemaUnder(schema, "") ?? {}, entry, found.path);
        return [new Item(target, merged(this.#fieldsOf(target), fields))];
      });
    }
    const reference = entry.kind.references.find((each) => each.schema === schema);
    const fields = this.#toFields(value, schema, entry, path);
    return reference ? this.#instead(value, schema, reference, fields) : fields;
  }

  /** A record that is named: as itself, but for its name, which is printed as it is written. */
  #referred(entry: Entry, found: Occurrence): Value {
    const target = targetOf(this.#list, entry, found);
    const { to, by } = found.reference;
    if (!target) return by === "name" ? found.value : undefined;
    if (to.picture !== undefined) {
      const [alt = "", caption] = [textOf(target, "alt"), textOf(target, "caption")];
      return new Picture({ file: pictureFile(to, target.id), alt, caption }, this.#fieldsOf(target));
    }
    if (by === "id") return new Item(target, this.#fieldsOf(target));
    return new Item(target, merged(this.#fieldsOf(target), { [to.nameField]: found.value }), found.value);
  }

  /** What stands where a record could be named. */
  #instead(value: Data, schema: Schema, { to }: Reference, fields: Fields): Value {
    const { file, alt, caption } = value;
    if (to.picture !== undefined) {
      // One that is not there would be shown as a broken image.
      if (typeof file !== "string" || !isFile(path.join(this.#list.root, file))) return undefined;
      const image = { file, alt: String(alt ?? ""), caption: typeof caption === "string" ? caption : undefined };
      return new Picture(image, fields);
    }
    const text = schema["x-text"];
    if (text === undefined) return fields;
    const words = value[text];
    const marks = fields.mark instanceof Marks ? fields.mark.entries : [];
    const printed = typeof words === "string" ? markNames(words, this.#namesBeside(value, marks)) : undefined;
    return { [to.nameField]: printed, [text]: printed, mark: new Marks([]) };
  }

  /** The names by which an object's lists name records, with these. */
  #namesBeside(value: Data, marked: readonly Entry[]): { name: string; entry: Entry }[] {
    const names = Object.values(value).flatMap((each) => (Array.isArray(each) ? each : []));
    return names.flatMap((name) => {
      const entry = marked.find((each) => this.#list.byName.get(each.kind.name)?.get(name) === each);
      return entry && typeof name === "string" ? [{ name, entry }] : [];
    });
  }
}
