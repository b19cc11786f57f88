// A list → what its templates can name: its records, and what is computed from them.
//
// Each computed field stands twice, in the shape (what exists) and in the values (what it is), next to each other.

import path from "node:path";
import type { PhrasingContent } from "mdast";
import { drawingFile, PIPELINE } from "../drawing/drawing.ts";
import { type Data, type Entry, nameOf, noteOf, textOf, valuesOf } from "../record/entry.ts";
import {
  ID,
  isMarkdown,
  isUrl,
  KEY,
  type Kind,
  type Kinds,
  type Reference,
  type Schema,
  schemaUnder,
  typesOf,
} from "../record/kinds.ts";
import { entriesOf, type List } from "../record/list.ts";
import { linksFrom, type RecordLink } from "../record/references.ts";
import type { Schemas } from "../record/schemas.ts";
import { isFile } from "../text/files.ts";
import { formatPointer, isObject, valueAt } from "../text/json.ts";
import { memoized } from "../text/memoized.ts";
import { wholeWord } from "../text/whole-word.ts";
import { kindsBefore, leadingTo } from "./indirect-records.ts";
import { formLinks, newFileLinks, startedFrom, withForms } from "./new-file.ts";
import { type Image, literalText, marksOf, noteTarget, pictureNodes, target } from "./nodes.ts";
import { Anchor, type Fields, Item, lazy, MarkdownText, Phrasing, type Shape, type Value } from "./values.ts";

const TEXT: Shape = { kind: "text" };
const URL: Shape = { kind: "url" };
const NUMBER: Shape = { kind: "number" };
const IMAGE = { file: URL, alt: TEXT, caption: TEXT } as const;
const NOTE: ShapeFields = {
  name: TEXT,
  target: { kind: "target" },
  text: { kind: "markdown" },
  back: { kind: "marks" },
};

type ShapeFields = Record<string, Shape>;

/**
 * What every template of a list with these schemas may name.
 */
export const modelShape = memoized(({ kinds, settings }: Schemas): Shape => {
  const shapes = new Shapes(kinds);
  return {
    kind: "record",
    fields: {
      [PIPELINE]: { kind: "picture", fields: IMAGE },
      ...Object.fromEntries(kinds.all.map((kind) => [kind.folder, shapes.listOf(kind)])),
      list: { kind: "record", fields: shapes.fieldsOf(settings, undefined) },
      new: newShape(kinds.all),
      form: newShape(withForms(kinds.all)),
      count: { kind: "record", fields: Object.fromEntries(kinds.all.map(({ folder }) => [folder, NUMBER])) },
      notes: listOf(() => NOTE),
    },
  };
});

/** Shapes of records lead to each other in circles, so the fields of each are made when somebody asks for them. */
class Shapes {
  readonly #kinds: Kinds;
  readonly #records = new Map<Kind, ShapeFields>();

  constructor(kinds: Kinds) {
    this.#kinds = kinds;
  }

  listOf(kind: Kind): Shape {
    return listOf(() => this.recordOf(kind));
  }

  recordOf(kind: Kind): ShapeFields {
    const made = this.#records.get(kind);
    if (made) return made;
    const reverse = referringTo(this.#kinds, kind).map((list) => [list.from.folder, this.#reverse(kind, list)]);
    const through = [...kind.through].map(([folder, paths]) => [folder, this.#through(kind, folder, paths)]);
    const fields: ShapeFields = {
      ...Object.fromEntries(reverse),
      ...this.fieldsOf(kind.schema, kind),
      ...Object.fromEntries(through),
      id: { kind: "text", pattern: ID.source },
      target: { kind: "target" },
      number: NUMBER,
      anchor: { kind: "anchor" },
      new: newShape(startedFrom(this.#kinds, kind)),
      form: newShape(withForms(startedFrom(this.#kinds, kind))),
      ...(kind.noteField !== undefined && { mark: { kind: "marks" } }),
      ...(kind.isDrawn && IMAGE),
    };
    this.#records.set(kind, fields);
    return fields;
  }

  /** Records of another kind that refer to one, with what they say of the pair. */
  #reverse(to: Kind, { from, map }: Referring): Shape {
    return listOf(() => {
      const said = map ? this.fieldsOf(schemaUnder(map, "") ?? {}, from) : {};
      return { ...this.recordOf(from), ...said, others: this.listOf(to) };
    });
  }

  #through(kind: Kind, folder: string, paths: readonly (readonly string[])[]): Shape {
    const to = this.#kinds.byFolder.get(folder);
    const before = kindsBefore(kind, paths).map((other) => [other.folder, this.listOf(other)]);
    return listOf(() => ({
      ...(to && this.recordOf(to)),
      used: { kind: "flag" },
      names: TEXT,
      ...Object.fromEntries(before),
    }));
  }

  /** @param kind - whose references may stand in the schema */
  fieldsOf(schema: Schema, kind: Kind | undefined): ShapeFields {
    const properties = Object.entries(schema.properties ?? {});
    return {
      ...(noteLists(schema, kind).length > 0 && { mark: { kind: "marks" } }),
      ...Object.fromEntries(properties.map(([key, inner]) => [key, this.#shapeOf(inner, kind)])),
    };
  }

  #shapeOf(schema: Schema, kind: Kind | undefined): Shape {
    const reference = referenceAt(schema, kind);
    if (reference) return this.#referred(schema, reference, kind);
    const types = typesOf(schema);
    if (types.includes("array")) return { kind: "list", of: this.#shapeOf(schema.items ?? {}, kind) };
    if (types.includes("object")) {
      const key = schema.propertyNames && referenceAt(schema.propertyNames, kind);
      if (!key) return { kind: "record", fields: this.fieldsOf(schema, kind) };
      return listOf(() => ({ ...this.recordOf(key.to), ...this.fieldsOf(schemaUnder(schema, "") ?? {}, kind) }));
    }
    if (types.includes("boolean")) return { kind: "flag" };
    if (types.includes("string") || types[0] === undefined) {
      if (isMarkdown(schema)) return { kind: "markdown" };
      return isUrl(schema) ? URL : { kind: "text", pattern: schema.pattern };
    }
    return NUMBER;
  }

  /** A record that is referred to, or the object that may stand there instead. */
  #referred(schema: Schema, { to }: Reference, kind: Kind | undefined): Shape {
    const instead = this.fieldsOf(schema, kind);
    if (to.isDrawn) {
      return withFields({ kind: "picture" }, () => ({ ...instead, ...this.recordOf(to), ...IMAGE }));
    }
    return withFields({ kind: "record", isReferred: true }, () => ({ ...instead, ...this.recordOf(to) }));
  }
}

function listOf(make: () => ShapeFields): Shape {
  return { kind: "list", of: withFields({ kind: "record" }, make) };
}

/** @param make - called once, when the fields are asked for */
function withFields<S extends { kind: "record" | "picture" }>(shape: S, make: () => ShapeFields) {
  const made = lazy(make);
  return {
    ...shape,
    get fields(): ShapeFields {
      return made();
    },
  };
}

function newShape(kinds: readonly Kind[]): Shape {
  return { kind: "record", fields: Object.fromEntries(kinds.map(({ name }) => [name, URL])) };
}

/** The reference that a text of this schema is, to a record by its id or name. */
function referenceAt(schema: Schema, kind: Kind | undefined): Reference | undefined {
  return kind?.references.find((reference) => reference.schema === schema && reference.by !== "value");
}

/** The properties of an object that list records by their names, of kinds that have notes. */
function noteLists(schema: Schema, kind: Kind | undefined): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, { items }]) => {
    const reference = items && referenceAt(items, kind);
    return reference?.by === "name" && reference.to.noteField !== undefined && !items?.properties ? [key] : [];
  });
}

interface Referring {
  from: Kind;
  /** The schema of the map whose keys refer; `undefined` where other references do. */
  map: Schema | undefined;
}

/** The kinds that refer to one: its records have a list of each. */
function referringTo(kinds: Kinds, to: Kind): Referring[] {
  return kinds.all.flatMap((from): Referring[] => {
    const references = from.references.filter((reference) => reference.to === to && reference.by !== "value");
    const map = references.find(({ path }) => path.at(-1) === KEY)?.map;
    return references.length === 0 ? [] : [{ from, map }];
  });
}

/**
 * The values for that shape, but for `notes`: which notes there are, and their numbers, is known only when everything
 * else is on the page.
 */
export function modelValues(list: List, pipeline: Image | undefined): Fields {
  const values = new Values(list);
  return {
    [PIPELINE]: pipeline && pictureOf(pipeline),
    ...Object.fromEntries(list.kinds.all.map((kind) => [kind.folder, lazy(() => values.listOf(kind))])),
    list: values.fieldsOf(list.settings?.data ?? {}, list.schemas.settings, { entry: undefined, path: [] }),
    new: newFileLinks(list, list.kinds.all),
    form: formLinks(list, list.kinds.all),
    count: Object.fromEntries(list.kinds.all.map((kind) => [kind.folder, entriesOf(list, kind).length])),
  };
}

function linksBack(marks: readonly string[]): PhrasingContent[] {
  return marks.flatMap((mark, index): PhrasingContent[] => [
    ...(index === 0 ? [] : [literalText(" ")]),
    { type: "link", url: `#${mark}`, children: [literalText(marks.length === 1 ? "↩" : `↩${index + 1}`)] },
  ]);
}

/** @param marks - the anchors of its marks */
export function noteItem(entry: Entry, marks: readonly string[] = []): Item {
  const note = noteOf(entry);
  const text = note === undefined ? undefined : new MarkdownText(note);
  return new Item(entry, {
    name: nameOf(entry),
    target: new Phrasing([noteTarget(entry)]),
    text,
    back: new Phrasing(linksBack(marks)),
  });
}

/** Where a value stands: in which record (not of the settings, which refer to none), and the path to it. */
interface Place {
  entry: Entry | undefined;
  path: readonly (string | number)[];
}

class Values {
  readonly #list: List;
  readonly #fields = new Map<Entry, Fields>();

  constructor(list: List) {
    this.#list = list;
  }

  /** The records that a path FOLDER repeats: without those that have a parent, and of a legend only those in use. */
  listOf(kind: Kind): Item[] {
    const { links } = this.#list;
    return this.#items(
      entriesOf(this.#list, kind).filter(
        (entry) => textOf(entry, kind.parentField) === undefined && (!kind.isLegend || links.to.has(entry)),
      ),
    );
  }

  #items(entries: readonly Entry[]): Item[] {
    return numbered(entries.map((entry) => ({ entry, fields: this.#recordOf(entry) })));
  }

  #recordOf(entry: Entry): Fields {
    const made = this.#fields.get(entry);
    if (made) return made;
    const { kind, id } = entry;
    const { kinds } = this.#list;
    const reverse = referringTo(kinds, kind).map((list) => [list.from.folder, lazy(() => this.#reverse(entry, list))]);
    const through = [...kind.through].map(([folder, paths]) => [
      folder,
      lazy(() => this.#through(entry, folder, paths)),
    ]);
    const fields: Fields = {
      ...Object.fromEntries(reverse),
      ...this.fieldsOf(entry.data, kind.schema, { entry, path: [] }),
      ...Object.fromEntries(through),
      id,
      target: new Phrasing([target(id)]),
      anchor: new Anchor(entry),
      new: lazy(() => newFileLinks(this.#list, startedFrom(kinds, kind), entry)),
      form: lazy(() => formLinks(this.#list, startedFrom(kinds, kind), entry)),
      ...(kind.noteField !== undefined && { mark: new Phrasing(marksOf([entry])) }),
      ...(kind.isDrawn && { file: drawingFile(id) }),
    };
    this.#fields.set(entry, fields);
    return fields;
  }

  #reverse(to: Entry, { from, map }: Referring): Item[] {
    const seen = new Set<Entry>();
    const links = this.#list.links.to.get(to) ?? [];
    const first = links.filter((link) => link.from.kind === from && seen.size < seen.add(link.from).size);
    const pairs = first.map(({ from: entry, path }) => {
      const said: unknown = map && valueAt(entry.data, ...path);
      return { entry, path, said: isObject(said) ? said : {} };
    });
    const schema = (map && schemaUnder(map, "")) ?? {};
    return numbered(
      inPairOrder(map, from, to, pairs).map(({ entry, path, said }) => ({
        entry,
        fields: {
          ...this.#recordOf(entry),
          ...this.fieldsOf(said, schema, { entry, path }),
          others: lazy(() => this.#others(entry, to)),
        },
      })),
    );
  }

  /** The other records of the kind that one refers to, in their order. */
  #others(entry: Entry, than: Entry): Item[] {
    const links = linksFrom(this.#list.links, entry);
    const named = new Set(links.filter(({ reference }) => reference.by !== "value").map(({ to }) => to));
    named.delete(than);
    return this.#items(entriesOf(this.#list, than.kind).filter((other) => named.has(other)));
  }

  /** All records of a kind, each with those that lead there from this one. */
  #through(entry: Entry, folder: string, paths: readonly (readonly string[])[]): Item[] {
    const kind = this.#list.kinds.byFolder.get(folder);
    const found = leadingTo(this.#list, entry, paths);
    const before = kindsBefore(entry.kind, paths);
    return numbered(
      (kind ? entriesOf(this.#list, kind) : []).map((target) => {
        const { from, names } = found.get(target) ?? { from: [], names: [] };
        const lists = before.map((other) => [
          other.folder,
          lazy(() => this.#items(from.filter((each) => each.kind === other))),
        ]);
        const fields = { ...this.#recordOf(target), ...Object.fromEntries(lists) };
        return { entry: target, fields: { ...fields, used: from.length > 0, names: names.join(", ") } };
      }),
    );
  }

  fieldsOf(data: Data, schema: Schema, place: Place): Fields {
    const marked = noteLists(schema, place.entry?.kind);
    const fields = Object.entries(data).map(([key, value]) => [
      key,
      lazy(() => this.#valueOf(value, schemaUnder(schema, key) ?? {}, below(place, key))),
    ]);
    return {
      ...(marked.length > 0 && {
        mark: new Phrasing(marksOf(this.#namedIn(data, marked, place).map(({ entry }) => entry))),
      }),
      ...Object.fromEntries(fields),
    };
  }

  #valueOf(value: unknown, schema: Schema, place: Place): Value {
    if (typeof value === "number" || typeof value === "boolean") return value;
    if (typeof value === "string") {
      const link = this.#linkAt(place);
      if (link && link.reference.by !== "value") return this.#referred(link);
      return isMarkdown(schema) ? new MarkdownText(value) : value;
    }
    if (Array.isArray(value)) {
      const items = value.map((item, index) => this.#valueOf(item, schema.items ?? {}, below(place, index)));
      return items.filter((item) => item !== undefined);
    }
    if (!isObject(value)) return undefined;
    if (schema.propertyNames && referenceAt(schema.propertyNames, place.entry?.kind)) {
      const inner = schemaUnder(schema, "") ?? {};
      return Object.entries(value).flatMap(([key, said]) => {
        const to = this.#linkAt(below(place, key))?.to;
        const fields = isObject(said) ? this.fieldsOf(said, inner, below(place, key)) : {};
        return to ? [new Item(to, { ...this.#recordOf(to), ...fields })] : [];
      });
    }
    const reference = referenceAt(schema, place.entry?.kind);
    const fields = this.fieldsOf(value, schema, place);
    return reference ? this.#textInsteadOf(value, schema, reference, fields, place) : fields;
  }

  #linkAt({ entry, path }: Place): RecordLink | undefined {
    return entry && this.#list.links.from.get(entry)?.get(formatPointer(path));
  }

  /** The record that is referred to; a reference by name prints the name as it is written there. */
  #referred({ reference: { by }, value, to }: RecordLink): Value {
    if (!to) return by === "name" ? value : undefined;
    const { isDrawn, nameField } = to.kind;
    const fields = this.#recordOf(to);
    if (isDrawn) {
      return pictureOf(
        { file: drawingFile(to.id), alt: textOf(to, "alt") ?? "", caption: textOf(to, "caption") },
        fields,
      );
    }
    return by === "id" ? new Item(to, fields) : new Item(to, { ...fields, [nameField]: value }, value);
  }

  /** An object that stands where a record could be named: a picture or a text of its own. */
  #textInsteadOf(value: Data, schema: Schema, { to }: Reference, fields: Fields, place: Place): Value {
    if (to.isDrawn) {
      const [file, alt = ""] = [textOf({ data: value }, "file"), textOf({ data: value }, "alt")];
      // One that is not there would be shown as a broken image.
      if (file === undefined || !isFile(path.join(this.#list.root, file))) return undefined;
      return pictureOf({ file, alt, caption: textOf({ data: value }, "caption") }, fields);
    }
    const textField = schema["x-text"];
    const text = textOf({ data: value }, textField);
    if (textField === undefined || text === undefined) return fields;
    const printed = markNames(text, this.#namedIn(value, noteLists(schema, place.entry?.kind), place));
    // The marks are in the printed text already.
    return { ...fields, [textField]: printed, [to.nameField]: printed, mark: new Phrasing([]) };
  }

  /** The records that lists of an object name, as they are written there. */
  #namedIn(data: Data, lists: readonly string[], place: Place): { name: string; entry: Entry }[] {
    return lists.flatMap((key) =>
      valuesOf({ data }, key).flatMap((name, index) => {
        const entry = this.#linkAt(below(below(place, key), index))?.to;
        return entry ? [{ name, entry }] : [];
      }),
    );
  }
}

function below({ entry, path }: Place, step: string | number): Place {
  return { entry, path: [...path, step] };
}

/** @param more - what templates may name besides */
function pictureOf(image: Image, more: Fields = {}): Phrasing {
  return new Phrasing(pictureNodes(image), { ...more, ...image });
}

function numbered(records: readonly { entry: Entry; fields: Fields }[]): Item[] {
  return records.map(({ entry, fields }, number) => new Item(entry, { ...fields, number }));
}

/** Sorts by the properties of the pair in the map's `x-order`; the records come in the order of their own already. */
function inPairOrder<P extends { said: Data }>(
  map: Schema | undefined,
  from: Kind,
  to: Entry,
  pairs: readonly P[],
): P[] {
  const properties = (map && schemaUnder(map, "")?.properties) ?? {};
  const own = (map?.["x-order"] ?? []).filter((field) => Object.hasOwn(properties, field));
  const places = own.map((field) => {
    const schema = properties[field];
    const value = from.references.find((each) => each.schema === schema || each.schema === schema?.items);
    const declared = value?.field === undefined ? [] : valuesOf(to, value.field);
    return (pair: P): number => lastPlace(valuesOf({ data: pair.said }, field), declared);
  });
  return pairs.toSorted((a, b) => {
    for (const placeOf of places) {
      const [first, second] = [placeOf(a), placeOf(b)];
      if (first !== second) return first - second;
    }
    return 0;
  });
}

/** The place of the last-declared of these values; behind all others for none. */
function lastPlace(values: readonly string[], declared: readonly string[]): number {
  return values.length === 0 ? Number.MAX_SAFE_INTEGER : Math.max(...values.map((value) => declared.indexOf(value)));
}

/** Text with each record's mark right behind its name; behind the whole text, if the name does not stand in it. */
function markNames(text: string, named: readonly { name: string; entry: Entry }[]): Value {
  const marks = named.flatMap(({ name, entry }) => {
    const nodes = marksOf([entry]);
    const found = wholeWord(text, name);
    return nodes.length === 0 ? [] : [{ end: found === -1 ? text.length : found + name.length, nodes }];
  });
  if (marks.length === 0) return text;
  marks.sort((a, b) => a.end - b.end);
  const nodes: PhrasingContent[] = [];
  let from = 0;
  for (const mark of marks) {
    if (mark.end > from) nodes.push(literalText(text.slice(from, mark.end)));
    nodes.push(...mark.nodes);
    from = Math.max(from, mark.end);
  }
  if (from < text.length) nodes.push(literalText(text.slice(from)));
  return new Phrasing(nodes);
}
