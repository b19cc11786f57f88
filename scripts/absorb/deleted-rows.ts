// A row or item that is gone → its place in a record, or the record; one that moved → the numbers that order them.
import { type Data, type Entry, nameOf } from "../record/entry.ts";
import type { Path } from "../record/references.ts";
import { hasStatus, STATUS, statusOf } from "../record/status.ts";
import { isObject, valueAt } from "../text/json.ts";
import type { Carrying } from "./carrying.ts";
import { isSame, without, withValue } from "./copies.ts";
import type { Deleted, Moved } from "./edit.ts";
import { placeAt } from "./record-place.ts";
import { Question } from "./values.ts";

export function carryDeleted(carrying: Carrying, { entry, each, levels }: Deleted): string[] | Question | undefined {
  const { file, kind } = entry;
  const data = carrying.data(file);
  if (!data || carrying.replaced.has(file)) return undefined;
  const again = carrying.kept.find(({ edit }) => edit.type === "new" && edit.text.includes(nameOf(entry)));
  if (again) return new Question(`it stands in line ${again.edit.line} now, too`, again.question);
  if (each.path[0] === "notes") {
    const { noteField } = kind;
    if (noteField === undefined) return undefined;
    if (data[noteField] !== entry.data[noteField])
      return new Question("the note has changed meanwhile", `See ${file}.`);
    const status = hasStatus(kind) ? statusOf(entry) : undefined;
    if (status !== undefined)
      carrying.says.push(`its ${STATUS} stays “${status}” in ${file}, which asks for a footnote`);
    return carrying.write(file, kind.schema, withValue(data, [noteField], undefined)) ?? [file];
  }
  const around = levels.slice(0, -1);
  const records = placeAt(carrying.base.list, each.records, around);
  if (records.type !== "records")
    return new Question("what this block lists is computed", "Edit the records that it is about.");
  if (!isSame(data, entry.data) && carrying.drafts.get(file) === undefined) {
    return new Question(`${file} has changed meanwhile`, "Is it to go nevertheless?");
  }
  const { parent } = records;
  let rest: Data | undefined;
  if (parent) {
    const { reference } = parent;
    const value = reference.by === "id" ? parent.entry.id : nameOf(parent.entry);
    const property = String(reference.path[0]);
    const own = data[property];
    if (isObject(own) && reference.map) {
      rest = without(
        data,
        property,
        Object.fromEntries(Object.entries(own).filter(([key]) => key !== parent.entry.id)),
      );
    } else if (Array.isArray(own)) {
      rest = without(
        data,
        property,
        own.filter((item) => item !== value),
      );
    } else {
      rest = without(data, property, {});
    }
    const hasPlace = rest[property] !== undefined;
    if (hasPlace) return carrying.write(file, kind.schema, rest) ?? [file];
    if (kind.schema.required?.includes(property)) rest = undefined;
  }
  const naming = (carrying.today.list.links.to.get(entry) ?? []).filter(
    (link) => link.from !== entry && stillNames(carrying, link.from, link.path, link.value),
  );
  if (naming.length === 0) {
    const changed = carrying.carried.find(({ edit, where }) => edit.type === "changed" && where.includes(file));
    if (changed) return new Question(`line ${changed.edit.line} changes it`, `Is it to stay? If not: rm ${file}`);
    carrying.drafts.set(file, undefined);
    return [`${file} (deleted)`];
  }
  const [first] = naming;
  if (rest && first) {
    carrying.says.push(`${file} stays, since ${first.from.file} names it`);
    return carrying.write(file, kind.schema, rest) ?? [file];
  }
  return new Question(`${first?.from.file} names “${nameOf(entry)}”`, "Take it out there first.");
}

function stillNames(carrying: Carrying, { file }: Entry, path: Path, value: string): boolean {
  const data = carrying.data(file);
  const found = valueAt(data, ...path);
  return found === value || (isObject(valueAt(data, ...path.slice(0, -1))) && found !== undefined);
}

/** Gives records that a number orders the numbers of their new order; any other order is computed. */
export function carryMoved(
  carrying: Carrying,
  { each, entry: { kind }, order }: Moved,
): string[] | Question | undefined {
  const [key] = kind.order;
  if (key === undefined || each.path.length !== 1) return undefined;
  const numbers = order.map(({ file }) => carrying.data(file)?.[key]);
  const sorted = numbers.flatMap((number) => (typeof number === "number" ? [number] : [])).sort((a, b) => a - b);
  if (sorted.length < order.length || new Set(sorted).size < sorted.length) return undefined;
  const files: string[] = [];
  for (const [index, { file }] of order.entries()) {
    if (numbers[index] === sorted[index]) continue;
    const question = carrying.write(file, kind.schema, { ...carrying.data(file), [key]: sorted[index] });
    if (question) return question;
    files.push(file);
  }
  return files.length === 0 ? undefined : files;
}
