// Which place of which record a template's field shows: what rendering computes from records, followed backwards.
import { type Entry, nameOf } from "../record/entry.ts";
import { ITEM, KEY, type Kind, type Reference, type Schema, schemaUnder } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import type { Path } from "../record/references.ts";
import type { Origin } from "../template/nodes.ts";
import type { Each, Ref } from "../template/prototype.ts";
import { Item } from "../template/values.ts";
import { formatPointer, isObject, valueAt } from "../text/json.ts";

/** A record; one that is to be made has no entry yet, and the settings have no kind. */
export interface Holder {
  kind: Kind | undefined;
  entry: Entry | undefined;
}

/** A value in a record. */
export interface ValuePlace {
  type: "value";
  holder: Holder;
  path: Path;
  schema: Schema;
  /** What the value refers to. */
  reference: Reference | undefined;
}

/** What is said of a pair of records, in one of the two. */
type Pair = Pick<ValuePlace, "holder" | "path" | "schema">;

/** The records that refer to another one, or all of a kind. */
export interface RecordsPlace {
  type: "records";
  kind: Kind;
  /** The record that they refer to, and how. */
  parent: { entry: Entry; reference: Reference } | undefined;
}

interface RecordPlace {
  type: "record";
  holder: Holder;
  pair: Pair | undefined;
}

export type Place =
  | { type: "list" }
  | RecordPlace
  | RecordsPlace
  | ValuePlace
  /** A field of the record that a value refers to. */
  | { type: "referred"; via: ValuePlace; key: string; target: ValuePlace | undefined }
  /** A record's note, where the page prints them; one that is to be made has no record yet. */
  | { type: "note"; entry: Entry | undefined }
  /** Something that is computed. */
  | { type: "computed" };

const NOTE: Schema = { contentMediaType: "text/markdown" };
const COMPUTED: Place = { type: "computed" };
/** Of the list's settings, and of a note that is to be made. */
const NOBODY: Holder = { kind: undefined, entry: undefined };
/** Fields that every record has besides its own. */
const OWN_COMPUTED = new Set(["id", "number", "anchor", "new", "mark", "others", "used"]);

/** The place of a field, by the places of the levels in scope. */
export function placeAt(list: List, { level, keys }: Ref, levels: readonly Place[]): Place {
  let place: Place = levels[level] ?? COMPUTED;
  for (const key of keys) place = below(list, place, key);
  return place;
}

/** The places of the levels that an origin was filled at. */
export function levelsOf(list: List, { values, eaches }: Origin): Place[] {
  const levels: Place[] = [{ type: "list" }];
  for (const [index, each] of eaches.entries()) {
    const item = values[index + 1];
    levels.push(item instanceof Item ? memberRecord(list, each, levels, item.entry) : COMPUTED);
  }
  return levels;
}

/** The place of a record among those of an `each`; of one that is to be made there, without an entry. */
export function memberRecord(list: List, each: Each, levels: readonly Place[], entry: Entry | undefined): Place {
  // A note is its record's, and has fields of its own.
  if (each.path[0] === "notes") return { type: "note", entry };
  return recordIn(placeAt(list, each.records, levels), entry);
}

function recordIn(records: Place, entry: Entry | undefined): Place {
  if (records.type !== "records") return entry ? recordOf(entry) : COMPUTED;
  const holder: Holder = { kind: records.kind, entry };
  return { type: "record", holder, pair: pairIn(holder, records) };
}

function recordOf(entry: Entry, pair?: Pair): RecordPlace {
  return { type: "record", holder: holderOf(entry), pair };
}

export function holderOf(entry: Entry): Holder {
  return { kind: entry.kind, entry };
}

/** The same record in another state of the list; there it may have another name, and its old one as an alias. */
export function sameIn({ byId, byName }: List, entry: Entry): Entry | undefined {
  const kind = entry.kind.name;
  return byId.get(kind)?.get(entry.id) ?? byName.get(kind)?.get(nameOf(entry));
}

/** What the record says of the one that it refers to. */
function pairIn(holder: Holder, { parent }: RecordsPlace): Pair | undefined {
  const { map, path = [] } = parent?.reference ?? {};
  if (!parent || !map || path.includes(ITEM)) return undefined;
  const own = path.map((step) => (step === KEY ? parent.entry.id : String(step)));
  return { holder, path: own, schema: schemaUnder(map, "") ?? {} };
}

function below(list: List, place: Place, key: string): Place {
  switch (place.type) {
    case "list": {
      const kind = list.kinds.byFolder.get(key);
      if (kind) return { type: "records", kind, parent: undefined };
      return value(NOBODY, [], key === "list" ? list.schemas.settings : undefined);
    }
    case "records": {
      const entry = list.byId.get(place.kind.name)?.get(key);
      return entry ? recordIn(place, entry) : COMPUTED;
    }
    case "record":
      return ofRecord(list, place, key);
    case "value":
      return ofValue(list, place, key);
    case "note": {
      if (!place.entry) return value(NOBODY, [key], key === "text" ? NOTE : undefined);
      const { noteField = "", nameField, schema } = place.entry.kind;
      const field = key === "text" ? noteField : key === "name" ? nameField : "";
      return value(holderOf(place.entry), [field], schema.properties?.[field]);
    }
    default:
      return COMPUTED;
  }
}

function ofRecord(list: List, { holder, pair }: RecordPlace, key: string): Place {
  const said = pair?.schema.properties?.[key];
  if (pair && said) return value(pair.holder, [...pair.path, key], said);
  const { kind, entry } = holder;
  if (!kind || OWN_COMPUTED.has(key) || kind.through.has(key) || (kind.isDrawn && key === "file")) return COMPUTED;
  const own = kind.schema.properties?.[key];
  if (own) return value(holder, [key], own);
  const from = list.kinds.byFolder.get(key);
  const references = from?.references.filter(({ to, by }) => to === kind && by !== "value") ?? [];
  const reference = references.find(({ map }) => map) ?? references[0];
  if (!from || !reference || !entry) return COMPUTED;
  return { type: "records", kind: from, parent: { entry, reference } };
}

function ofValue(list: List, place: ValuePlace, key: string): Place {
  const { holder, path, schema, reference } = place;
  if (!reference || reference.by === "value") {
    return value(holder, [...path, key], schemaUnder(schema, key));
  }
  const data = holder.entry && valueAt(holder.entry.data, ...path);
  if (isObject(data)) {
    const field = key === reference.to.nameField ? (schema["x-text"] ?? key) : key;
    return value(holder, [...path, field], schema.properties?.[field]);
  }
  if (OWN_COMPUTED.has(key)) return COMPUTED;
  // The name is printed where the record says an id: another name means another record.
  if (key === reference.to.nameField && (reference.by === "name" || !reference.to.isDrawn)) return place;
  const target = holder.entry && list.links.from.get(holder.entry)?.get(formatPointer(path))?.to;
  const found = target && ofRecord(list, recordOf(target), key);
  if (found && found.type !== "value") return COMPUTED;
  if (!found && !reference.to.schema.properties?.[key]) return COMPUTED;
  return { type: "referred", via: place, key, target: found };
}

/** The place of a list's member. */
export function memberAt(place: Place, index: number, member: unknown): Place {
  if (place.type === "records") return recordIn(place, member instanceof Item ? member.entry : undefined);
  if (place.type !== "value") return COMPUTED;
  const { holder, path, schema } = place;
  // The keys of a map refer to records, of which something is said there.
  if (schema.propertyNames && !schema.items) {
    if (!(member instanceof Item)) return COMPUTED;
    const pair = { holder, path: [...path, member.entry.id], schema: schemaUnder(schema, "") ?? {} };
    return recordOf(member.entry, pair);
  }
  return value(holder, [...path, index], schema.items ?? {});
}

/** Computed, where the schema has no such value. */
function value(holder: Holder, path: Path, schema: Schema | undefined): Place {
  if (!schema) return COMPUTED;
  const references = holder.kind?.references ?? [];
  return { type: "value", holder, path, schema, reference: references.find((each) => each.schema === schema) };
}

/** The same of the same place alone, among those of records. */
export function placeKey(place: Place): string {
  if (place.type === "referred") return `${placeKey(place.via)}.${place.key}`;
  return place.type === "value" ? `${place.holder.entry?.id ?? ""}${formatPointer(place.path)}` : "";
}

/** Does a schema want a value there? */
export function isRequired(schema: Schema | undefined, [step, ...rest]: Path): boolean {
  if (!schema || step === undefined) return false;
  if (rest.length === 0) return schema.required?.includes(String(step)) === true;
  return isRequired(typeof step === "number" ? schema.items : schemaUnder(schema, String(step)), rest);
}
