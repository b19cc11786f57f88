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
import { kindsBefore, lastStepsTo, namesOf } from "./indirect-records.ts";
import { newLinks, withForms } from "./new-file.ts";
import { type Image, literalText, marksOf, noteAnchor, pictureNodes, target } from "./nodes.ts";
import { type Fields, Item, lazy, Phrasing, type Shape, type ShapeFields, type Value } from "./values.ts";

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

/**
 * What every template of a list with these schemas may name. Shapes of records lead to each other in circles, so the fields of
 * each are made when somebody asks for them.
 */
export const modelShape = memoized(({ kinds, settings }: Schemas): Shape => {
  const recordOf = memoized((kind: Kind): ShapeFields => {
    const reverse = referringTo(kinds, kind).map((list) => [list.from.folder, reverseOf(kind, list)]);
    const through = [...kind.through].map(([folder, paths]) => [folder, throughOf(kind, folder, paths)]);
    return {
      ...Object.fromEntries(reverse),
      ...fieldsOf(kind.schema, kind),
      ...Object.fromEntries(through),
      id: { kind: "text", pattern: ID.source },
      target: { kind: "target" },
      number: NUMBER,
      anchor: { kind: "anchor" },
      ...newShapes(kinds.all),
      ...(kind.noteField !== undefined && { mark: { kind: "marks" } }),
      ...(kind.isDrawn && IMAGE),
    };
  });
  return record(() => ({
    [PIPELINE]: { kind: "picture", fields: () => IMAGE },
    ...Object.fromEntries(kinds.all.map((kind) => [kind.folder, recordsOf(kind)])),
    list: record(() => fieldsOf(settings, undefined)),
    ...newShapes(kinds.all),
    count: record(() => Object.fromEntries(kinds.all.map(({ folder }) => [folder, NUMBER]))),
    notes: listOf(() => NOTE),
  }));

  function recordsOf(kind: Kind): Shape {
    return listOf(() => recordOf(kind));
  }

  /** Records of another kind that refer to one, with what they say of the pair. */
  function reverseOf(to: Kind, { from, map }: Referring): Shape {
    return listOf(() => {
      const said = map ? fieldsOf(schemaUnder(map, "") ?? {}, from) : {};
      return { ...recordOf(from), ...said, others: recordsOf(to) };
    });
  }

  function throughOf(kind: Kind, folder: string, paths: readonly (readonly string[])[]): Shape {
    const to = kinds.byFolder.get(folder);
    const before = kindsBefore(kind, paths).map((other) => [other.folder, recordsOf(other)]);
    return listOf(() => ({
      ...(to && recordOf(to)),
      used: { kind: "flag" },
      names: TEXT,
      ...Object.fromEntries(before),
    }));
  }

  /** @param kind - whose references may stand in the schema */
  function fieldsOf(schema: Schema, kind: Kind | undefined): ShapeFields {
    const properties = Object.entries(schema.properties ?? {});
    return {
      ...(noteLists(schema, kind).length > 0 && { mark: { kind: "marks" } }),
      ...Object.fromEntries(properties.map(([key, inner]) => [key, shapeOf(inner, kind)])),
    };
  }

  function shapeOf(schema: Schema, kind: Kind | undefined): Shape {
    const reference = referenceAt(schema, kind);
    if (reference) {
      // A record that is referred to, or the object that may stand there instead.
      const fields = lazy(() => ({ ...fieldsOf(schema, kind), ...recordOf(reference.to) }));
      return reference.to.isDrawn ? { kind: "picture", fields } : { kind: "record", fields, isReferred: true };
    }
    const types = typesOf(schema);
    if (types.includes("array")) return { kind: "list", of: shapeOf(schema.items ?? {}, kind) };
    if (types.includes("object")) {
      const key = schema.propertyNames && referenceAt(schema.propertyNames, kind);
      if (!key) return record(() => fieldsOf(schema, kind));
      return listOf(() => ({ ...recordOf(key.to), ...fieldsOf(schemaUnder(schema, "") ?? {}, kind) }));
    }
    if (types.includes("boolean")) return { kind: "flag" };
    if (types.includes("string") || types[0] === undefined) {
      if (isMarkdown(schema)) return { kind: "markdown" };
      return isUrl(schema) ? URL : { kind: "text", pattern: schema.pattern };
    }
    return NUMBER;
  }
});

/** @param make - called once, when the fields are asked for */
function record(make: () => ShapeFields): Shape {
  return { kind: "record", fields: lazy(make) };
}

function listOf(make: () => ShapeFields): Shape {
  return { kind: "list", of: record(make) };
}

function newShapes(kinds: readonly Kind[]): ShapeFields {
  const urls = (kinds: readonly Kind[]): Shape =>
    record(() => Object.fromEntries(kinds.map(({ name }) => [name, URL])));
  return { new: urls(kinds), form: urls(withForms(kinds)) };
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

/** The kinds that refer to one: its records have a list of each, unless they have a property that is called so. */
function referringTo(kinds: Kinds, to: Kind): Referring[] {
  return kinds.all.flatMap((from): Referring[] => {
    if (Object.hasOwn(to.schema.properties ?? {}, from.folder)) return [];
    const references = from.references.filter((reference) => reference.to === to && reference.by !== "value");
    const map = references.find(({ path }) => path.at(-1) === KEY)?.map;
    return references.length === 0 ? [] : [{ from, map }];
  });
}

/** Where a value stands: in which record (not of the settings, which refer to none), and the path to it. */
interface Place {
  entry: Entry | undefined;
  path: readonly (string | number)[];
}

/**
 * The values for that shape, but for `notes`: which notes there are, and their numbers, is known only when everything
 * else is on the page.
 */
export function modelValues(list: List, pipeline: Image | undefined): Fields {
  const { kinds, links } = list;
  const recordOf = memoized((entry: Entry): Fields => {
    const { kind, id } = entry;
    const reverse = referringTo(kinds, kind).map((list) => [list.from.folder, lazy(() => reverseOf(entry, list))]);
    const through = [...kind.through].map(([folder, paths]) => [folder, lazy(() => throughOf(entry, folder, paths))]);
    return {
      ...Object.fromEntries(reverse),
      ...fieldsOf(entry.data, kind.schema, { entry, path: [] }),
      ...Object.fromEntries(through),
      id,
      target: new Phrasing([target(id)]),
      anchor: new Item(entry, []),
      ...newLinks(list, entry),
      ...(kind.noteField !== undefined && { mark: new Phrasing(marksOf([entry])) }),
      ...(kind.isDrawn && { file: drawingFile(id) }),
    };
  });
  return {
    [PIPELINE]: pipeline && new Phrasing(pictureNodes(pipeline), { ...pipeline }),
    ...Object.fromEntries(kinds.all.map((kind) => [kind.folder, lazy(() => recordsOf(kind))])),
    list: fieldsOf(list.settings?.data ?? {}, list.schemas.settings, { entry: undefined, path: [] }),
    ...newLinks(list),
    count: Object.fromEntries(kinds.all.map((kind) => [kind.folder, entriesOf(list, kind).length])),
  };

  /** The records that a path FOLDER repeats: without those that have a parent, and of a legend only those in use. */
  function recordsOf(kind: Kind): Item[] {
    return items(
      entriesOf(list, kind).filter(
        (entry) => textOf(entry, kind.parentField) === undefined && (!kind.isLegend || links.to.has(entry)),
      ),
    );
  }

  function items(entries: readonly Entry[]): Item[] {
    return entries.map((entry, number) => new Item(entry, [{ number }, recordOf(entry)]));
  }

  function reverseOf(to: Entry, { from, map }: Referring): Item[] {
    const seen = new Set<Entry>();
    const first = links.to.get(to)?.filter((link) => link.from.kind === from && seen.size < seen.add(link.from).size);
    const pairs = (first ?? []).map(({ from: entry, path }) => {
      const said: unknown = map && valueAt(entry.data, ...path);
      return { entry, path, said: isObject(said) ? said : {} };
    });
    const schema = (map && schemaUnder(map, "")) ?? {};
    const order = pairOrder(map, from, to);
    return pairs
      .sort((a, b) => order(a.said, b.said))
      .map(({ entry, path, said }, number) => {
        const pair = { ...fieldsOf(said, schema, { entry, path }), others: lazy(() => others(entry, to)), number };
        return new Item(entry, [pair, recordOf(entry)]);
      });
  }

  /** The other records of the kind that one refers to, in their order. */
  function others(entry: Entry, than: Entry): Item[] {
    const named = linksFrom(links, entry).flatMap(({ reference, to }) => (reference.by === "value" ? [] : [to]));
    return items(entriesOf(list, than.kind).filter((other) => other !== than && named.includes(other)));
  }

  /** All records of a kind, each with those that lead there from this one. */
  function throughOf(entry: Entry, folder: string, paths: readonly (readonly string[])[]): Item[] {
    const kind = kinds.byFolder.get(folder);
    const found = lastStepsTo(list, entry, paths);
    const before = kindsBefore(entry.kind, paths);
    return (kind ? entriesOf(list, kind) : []).map((target, number) => {
      const steps = found.get(target) ?? [];
      const from = [...new Set(steps.map((step) => step.from))];
      const names = new Set(steps.flatMap(namesOf));
      const lists = before.map((other) => [
        other.folder,
        lazy(() => items(from.filter((each) => each.kind === other))),
      ]);
      const computed = { used: from.length > 0, names: [...names].join(", "), number };
      return new Item(target, [{ ...Object.fromEntries(lists), ...computed }, recordOf(target)]);
    });
  }

  function fieldsOf(data: Data, schema: Schema, place: Place): Fields {
    const marked = noteLists(schema, place.entry?.kind);
    const fields = Object.entries(data).map(([key, value]) => [
      key,
      lazy(() => valueFor(value, schemaUnder(schema, key) ?? {}, below(place, key))),
    ]);
    return {
      ...(marked.length > 0 && {
        mark: new Phrasing(marksOf(namedIn(data, marked, place).map(({ entry }) => entry))),
      }),
      ...Object.fromEntries(fields),
    };
  }

  function valueFor(value: unknown, schema: Schema, place: Place): Value {
    if (typeof value === "number" || typeof value === "boolean") return value;
    if (typeof value === "string") {
      const link = linkAt(place);
      if (link && link.reference.by !== "value") return referred(link);
      return value;
    }
    if (Array.isArray(value)) {
      const items = value.map((item, index) => valueFor(item, schema.items ?? {}, below(place, index)));
      return items.filter((item) => item !== undefined);
    }
    if (!isObject(value)) return undefined;
    if (schema.propertyNames && referenceAt(schema.propertyNames, place.entry?.kind)) {
      const inner = schemaUnder(schema, "") ?? {};
      return Object.entries(value).flatMap(([key, said]) => {
        const to = linkAt(below(place, key))?.to;
        const fields = isObject(said) ? fieldsOf(said, inner, below(place, key)) : {};
        return to ? [new Item(to, [fields, recordOf(to)])] : [];
      });
    }
    const reference = referenceAt(schema, place.entry?.kind);
    const fields = fieldsOf(value, schema, place);
    return reference ? textInsteadOf(value, schema, reference, fields, place) : fields;
  }

  function linkAt({ entry, path }: Place): RecordLink | undefined {
    return entry && links.from.get(entry)?.get(formatPointer(path));
  }

  /** The record that is referred to; a reference by name prints the name as it is written there. */
  function referred({ reference: { by }, value, to }: RecordLink): Value {
    if (!to) return by === "name" ? value : undefined;
    const fields = recordOf(to);
    if (to.kind.isDrawn) return pictureOf(drawingFile(to.id), to.data, fields);
    return by === "id" ? new Item(to, [fields]) : new Item(to, [{ [to.kind.nameField]: value }, fields], value);
  }

  /** An object that stands where a record could be named: a picture or a text of its own. */
  function textInsteadOf(value: Data, schema: Schema, { to }: Reference, fields: Fields, place: Place): Value {
    if (to.isDrawn) {
      const file = textOf({ data: value }, "file");
      // One that is not there would be shown as a broken image.
      return file !== undefined && isFile(path.join(list.root, file)) ? pictureOf(file, value, fields) : undefined;
    }
    const textField = schema["x-text"];
    const text = textOf({ data: value }, textField);
    if (textField === undefined || text === undefined) return fields;
    const printed = markNames(text, namedIn(value, noteLists(schema, place.entry?.kind), place));
    // The marks are in the printed text already.
    return { ...fields, [textField]: printed, [to.nameField]: printed, mark: new Phrasing([]) };
  }

  /** The records that lists of an object name, as they are written there. */
  function namedIn(data: Data, lists: readonly string[], place: Place): { name: string; entry: Entry }[] {
    return lists.flatMap((key) =>
      valuesOf({ data }, key).flatMap((name, index) => {
        const entry = linkAt(below(below(place, key), index))?.to;
        return entry ? [{ name, entry }] : [];
      }),
    );
  }
}

/** @param marks - the anchors of its marks */
export function noteItem(entry: Entry, marks: readonly string[] = []): Item {
  const back = marks.flatMap((mark, index): PhrasingContent[] => [
    ...(index === 0 ? [] : [literalText(" ")]),
    { type: "link", url: `#${mark}`, children: [literalText(marks.length === 1 ? "↩" : `↩${index + 1}`)] },
  ]);
  return new Item(entry, [
    {
      name: nameOf(entry),
      target: new Phrasing([target(noteAnchor(entry.id))]),
      text: noteOf(entry),
      back: new Phrasing(back),
    },
  ]);
}

function below({ entry, path }: Place, step: string | number): Place {
  return { entry, path: [...path, step] };
}

/** @param more - what templates may name besides */
function pictureOf(file: string, data: Data, more: Fields): Phrasing {
  const image = { file, alt: textOf({ data }, "alt") ?? "", caption: textOf({ data }, "caption") };
  return new Phrasing(pictureNodes(image), { ...more, ...image });
}

/** @returns compares what is said of pairs, by the map's `x-order`; the records come in the order of their own already */
function pairOrder(map: Schema | undefined, from: Kind, to: Entry): (a: Data, b: Data) => number {
  const properties = (map && schemaUnder(map, "")?.properties) ?? {};
  const own = (map?.["x-order"] ?? []).filter((field) => Object.hasOwn(properties, field));
  const places = own.map((field) => {
    const schema = properties[field];
    const value = from.references.find((each) => each.schema === schema || each.schema === schema?.items);
    const declared = value?.field === undefined ? [] : valuesOf(to, value.field);
    return (said: Data): number => lastPlace(valuesOf({ data: said }, field), declared);
  });
  return (a, b) => places.map((placeOf) => placeOf(a) - placeOf(b)).find((order) => order !== 0) ?? 0;
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
  const ends = [0, ...marks.map(({ end }) => end)];
  const pieces = ends.map((end, index) => literalText(text.slice(end, ends[index + 1])));
  const nodes = pieces.flatMap((piece, index) => [piece, ...(marks[index]?.nodes ?? [])]);
  return new Phrasing(nodes.filter((node) => node.type !== "text" || node.value !== ""));
}
