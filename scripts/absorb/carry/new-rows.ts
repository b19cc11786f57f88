// A new row or item → a record, or another place for one that is there.

import { isDeepStrictEqual } from "node:util";
import { begun, freeId, newEntry } from "../../forms/entry.ts";
import { type Data, type Entry, nameOf } from "../../record/entry.ts";
import { findDuplicate } from "../../record/find.ts";
import { fileOf, KEY, type Kind, typesOf } from "../../record/kinds.ts";
import { entriesOf } from "../../record/list.ts";
import type { Path } from "../../record/references.ts";
import { isObject, valueAt } from "../../text/json.ts";
import type { Fresh } from "../edit.ts";
import { inQuotes } from "../find/shown-text.ts";
import { type Place, placeAt } from "../record-place.ts";
import type { Source } from "../source.ts";
import { type Carrying, LISTS_COMPUTED, NotCarried } from "./carrying.ts";
import { collect } from "./changed-fields.ts";
import { withValue } from "./copies.ts";
import { isBareUrl, likelyName } from "./likely-name.ts";
import { carryNote } from "./new-notes.ts";

export function carryNew(carrying: Carrying, edit: Fresh): string[] {
  const place = edit.levels.at(-1);
  if (edit.each.path[0] === "notes") return carryNote(carrying, edit);
  if (place?.type !== "record" || !place.holder.kind) throw LISTS_COMPUTED;
  const { pair } = place;
  const { kind } = place.holder;
  const described = edit.readings.reduce(
    (value: unknown, { reading, levels }) => collect(carrying, reading, levels, 0, value),
    pair ? withValue({}, pair.path, {}) : {},
  );
  const hung = hang(carrying, edit, pair !== undefined, described);
  const record = isObject(described) ? { ...described, ...(hung && { [hung.property]: hung.wanted }) } : {};
  const list = carrying.listNow();
  const existing = findDuplicate(list, kind, record)?.entry;
  if (existing) return secondPlace(carrying, existing, record, pair?.path, hung);
  const named = withName(carrying, kind, { ...flagsOf(kind), ...record });
  const whole = begun(list, kind, named);
  const missing = (kind.schema.required ?? []).filter((key) => whole[key] === undefined);
  if (missing.length > 0) {
    const titles = missing.map((key) => `“${kind.schema.properties?.[key]?.title ?? key}”`);
    throw new NotCarried(`${titles.join(", ")} cannot be missing`, `What is the ${titles.join(", ")}?`);
  }
  if (pair && isDeepStrictEqual(valueAt(named, ...pair.path), {})) askForEmptyCell(edit);
  for (const [key, value] of Object.entries(whole)) {
    if (named[key] !== undefined || key === kind.placeField) continue;
    const title = kind.schema.properties?.[key]?.title ?? key;
    carrying.says.push(`its ${title} is ${inQuotes(value)}, as of new records: is that right?`);
  }
  const placed = withPlace(carrying, edit, kind, named);
  const { id, text } = newEntry(list, kind, placed);
  if (id === "")
    throw new NotCarried("its name has no Latin letters to name a file by", "What is its file to be called?");
  const free = freeId(kind, id, (other) => carrying.source(other) !== undefined);
  carrying.drafts.set(fileOf(kind, free), text);
  return [`${fileOf(kind, free)} (new)`, ...carrying.more];
}

/** Required flags as `false`: the page shows a flag only where it is true. */
function flagsOf({ schema: { properties = {}, required = [] } }: Kind): Data {
  const flags = required.filter((key) => typesOf(properties[key] ?? {}).includes("boolean"));
  return Object.fromEntries(flags.map((key) => [key, false]));
}

/** Asks for a cell that is empty, if every other row has something there. */
function askForEmptyCell({ each, readings }: Fresh): void {
  if (each.prototype.type !== "row") return;
  for (const { reading, column } of readings) {
    if (!column || reading.fields.size > 0 || reading.lists.size > 0) continue;
    const title = column.heading
      .map((part) => (part.type === "static" && part.node.type === "text" ? part.node.value : ""))
      .join("");
    if (column.segments.some(({ parts }) => parts.length > 0))
      throw new NotCarried(`the cell under “${title}” is empty`, `What belongs under “${title}”?`);
  }
}

/** How a new record refers to the one that it stands under. */
interface Hung {
  property: string;
  /** What names that one. */
  value: string;
  /** What is to stand in the property: the same, or a list with it. */
  wanted: unknown;
}

function hang(carrying: Carrying, edit: Fresh, isPair: boolean, described: unknown): Hung | undefined {
  const recordsOf = ({ list }: Source): Place => placeAt(list, edit.each.records, edit.levels);
  const before = recordsOf(carrying.base);
  const records = before.type === "records" ? before : recordsOf(carrying.today);
  if (records.type !== "records") throw LISTS_COMPUTED;
  if (!records.parent || isPair) return undefined;
  const { entry, reference } = records.parent;
  if (carrying.source(entry.file) === undefined)
    throw new NotCarried(`“${nameOf(entry)}” is not there`, `Add it with: npm run new ${entry.kind.name}`);
  const value = reference.by === "id" ? entry.id : nameOf(entry);
  const [property, ...deeper] = reference.path;
  if (typeof property !== "string" || deeper.length > 1 || deeper[0] === KEY) {
    const reason = "this list hangs on another record in a way that a row does not show";
    throw new NotCarried(reason, "Add it with: npm run new");
  }
  if (deeper.length === 0) return { property, value, wanted: value };
  const known = valueAt(described, property);
  const values = Array.isArray(known) ? known : [];
  return { property, value, wanted: values.includes(value) ? values : [value, ...values] };
}

/** Gives a record that is there already a second place. */
function secondPlace(
  carrying: Carrying,
  existing: Entry,
  record: Data,
  pairPath: Path | undefined,
  hung: Hung | undefined,
): string[] {
  const { file, kind } = existing;
  const data = carrying.data(file);
  if (!data) return [];
  const name = nameOf(existing);
  const there = new NotCarried(
    `“${name}” is there already`,
    `See ${file}. Is another one meant? Then give it another name or URL.`,
  );
  // A record that is new, too: what this row says is added to what its other rows say.
  const isNew = carrying.today.loaded.read.get(file) === undefined;
  const isSaid = Object.entries(record).every(
    ([key, value]) => data[key] === undefined || isDeepStrictEqual(data[key], value),
  );
  if (isNew && isSaid && !pairPath && !hung) return carrying.write(file, kind.schema, { ...data, ...record });
  const known = hung && data[hung.property];
  let wanted: Data;
  if (pairPath) {
    if (valueAt(data, ...pairPath) !== undefined) throw there;
    wanted = withValue(data, pairPath, valueAt(record, ...pairPath));
  } else if (hung && Array.isArray(known)) {
    if (known.includes(hung.value)) throw there;
    wanted = { ...data, [hung.property]: [...known, hung.value] };
  } else {
    const isMoved = carrying.edits.some((other) => other.type === "deleted" && other.entry.file === file);
    const parent = kind.parentField ?? hung?.property;
    if (!isMoved || parent === undefined) throw there;
    carrying.replaced.add(file);
    return carrying.write(file, kind.schema, withValue({ ...data, ...record }, [parent], record[parent]));
  }
  for (const [field, value] of Object.entries(record)) {
    if (field === pairPath?.[0] || field === hung?.property || value === undefined) continue;
    if (data[field] === undefined) wanted = { ...wanted, [field]: value };
    if (data[field] === undefined || isDeepStrictEqual(data[field], value)) continue;
    const title = kind.schema.properties?.[field]?.title ?? field;
    carrying.says.push(`“${name}” keeps its ${title}: ${inQuotes(data[field])}`);
  }
  return carrying.write(file, kind.schema, wanted);
}

/** The record with a name, which is asked for if the row does not show it, or a URL in its place. */
function withName(carrying: Carrying, kind: Kind, record: Data): Data {
  const { nameField } = kind;
  if (record[nameField] !== undefined && !isBareUrl(record[nameField])) return record;
  const likely = likelyName(carrying.today.list, kind, record);
  const title = kind.schema.properties?.[nameField]?.title ?? nameField;
  const answer = carrying.ask(`what is the ${title} of the new row?`, { initial: likely });
  const name = answer ?? likely;
  if (name === undefined) throw new NotCarried(`the row does not show its “${title}”`, `What is its ${title}?`);
  carrying.says.push(
    answer === undefined ? `its ${title} is taken to be “${name}”: is that right?` : `its ${title} is “${name}”`,
  );
  return { ...record, [nameField]: name };
}

/** The record with the number that its place gives it; the numbers of those behind it grow by one. */
function withPlace(carrying: Carrying, { before }: Fresh, kind: Kind, record: Data): Data {
  const [first] = kind.order;
  const key = first === kind.placeField ? first : undefined;
  const place = key === undefined ? undefined : before?.data[key];
  if (key === undefined || typeof place !== "number" || record[key] !== undefined) return record;
  for (const entry of entriesOf(carrying.today.list, kind)) {
    const data = carrying.data(entry.file);
    const number = data?.[key];
    if (!data || typeof number !== "number" || number < place) continue;
    if (kind.parentField !== undefined && data[kind.parentField] !== record[kind.parentField]) continue;
    carrying.more.push(...carrying.write(entry.file, kind.schema, { ...data, [key]: number + 1 }));
  }
  return { ...record, [key]: place };
}
