// A row or item that is gone → its place in a record, or the record; one that moved → the numbers that order them.
import { isDeepStrictEqual } from "node:util";
import { type Data, type Entry, nameOf } from "../../record/entry.ts";
import type { Path } from "../../record/references.ts";
import { hasStatus, STATUS, statusOf } from "../../record/status.ts";
import { isObject, valueAt } from "../../text/json.ts";
import type { Deleted, Moved } from "../edit.ts";
import { placeAt, type RecordsPlace } from "../record-place.ts";
import { type Carrying, LISTS_COMPUTED, NotCarried } from "./carrying.ts";
import { withValue } from "./copies.ts";

export function carryDeleted(carrying: Carrying, { entry, each, levels }: Deleted): string[] {
  const { kind } = entry;
  const file = carrying.fileOf({ kind, entry });
  const data = carrying.data(file);
  if (!data || carrying.replaced.has(file)) return [];
  const again = carrying.kept.find(({ edit }) => edit.type === "new" && edit.text.includes(nameOf(entry)));
  if (again) throw new NotCarried(`it stands in line ${again.edit.line} now, too`, again.question);
  if (each.path[0] === "notes") return deleteNote(carrying, entry, data);
  const records = placeAt(carrying.base.list, each.records, levels.slice(0, -1));
  if (records.type !== "records") throw LISTS_COMPUTED;
  if (!isDeepStrictEqual(data, entry.data) && carrying.drafts.get(file) === undefined)
    throw new NotCarried(`${file} has changed meanwhile`, "Is it to go nevertheless?");
  const { parent } = records;
  const property = String(parent?.reference.path[0]);
  const rest = parent && withValue(data, [property], withoutPlace(data[property], parent));
  if (rest?.[property] !== undefined) return carrying.write(file, kind.schema, rest);
  const naming = carrying.today.list.links.to
    .get(entry)
    ?.find((link) => link.from !== entry && stillNames(carrying, link.from, link.path, link.value));
  if (!naming) {
    const changed = carrying.carried.find(({ edit, where }) => edit.type === "changed" && where.includes(file));
    if (changed) throw new NotCarried(`line ${changed.edit.line} changes it`, `Is it to stay? If not: rm ${file}`);
    carrying.drafts.set(file, undefined);
    return [`${file} (deleted)`];
  }
  if (!rest || kind.schema.required?.includes(property))
    throw new NotCarried(`${naming.from.file} names “${nameOf(entry)}”`, "Take it out there first.");
  carrying.says.push(`${file} stays, since ${naming.from.file} names it`);
  return carrying.write(file, kind.schema, rest);
}

function deleteNote(carrying: Carrying, entry: Entry, data: Data): string[] {
  const { file, kind } = entry;
  const { noteField } = kind;
  if (noteField === undefined) return [];
  if (data[noteField] !== entry.data[noteField]) throw new NotCarried("the note has changed meanwhile", `See ${file}.`);
  const status = hasStatus(kind) ? statusOf(entry) : undefined;
  if (status !== undefined) carrying.says.push(`its ${STATUS} stays “${status}” in ${file}, which asks for a footnote`);
  return carrying.write(file, kind.schema, withValue(data, [noteField], undefined));
}

/** What a record says of the records that it stands under, without one of them; `undefined` when that is all. */
function withoutPlace(own: unknown, { entry, reference }: NonNullable<RecordsPlace["parent"]>): unknown {
  if (isObject(own) && reference.map) {
    const rest = Object.entries(own).filter(([key]) => key !== entry.id);
    return rest.length === 0 ? undefined : Object.fromEntries(rest);
  }
  if (!Array.isArray(own)) return undefined;
  const value = reference.by === "id" ? entry.id : nameOf(entry);
  const rest = own.filter((item) => item !== value);
  return rest.length === 0 ? undefined : rest;
}

function stillNames(carrying: Carrying, { file }: Entry, path: Path, value: string): boolean {
  const data = carrying.data(file);
  const found = valueAt(data, ...path);
  return found === value || (isObject(valueAt(data, ...path.slice(0, -1))) && found !== undefined);
}

/** Gives records that a number orders the numbers of their new order; any other order is computed. */
export function carryMoved(carrying: Carrying, { each, entry: { kind }, order }: Moved): string[] {
  const [key] = kind.order;
  if (key === undefined || key !== kind.placeField || each.path.length !== 1) return [];
  const numbers = order.map(({ file }) => carrying.data(file)?.[key]);
  const sorted = numbers.flatMap((number) => (typeof number === "number" ? [number] : [])).sort((a, b) => a - b);
  if (sorted.length < order.length || new Set(sorted).size < sorted.length) return [];
  return order.flatMap(({ file }, index) => {
    if (numbers[index] === sorted[index]) return [];
    return carrying.write(file, kind.schema, { ...carrying.data(file), [key]: sorted[index] });
  });
}
