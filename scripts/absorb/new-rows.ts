// A new row or item → a record, or another place for one that is there.

import { freeId, newEntry } from "../forms/entry.ts";
import { type Data, type Entry, nameOf } from "../record/entry.ts";
import { findDuplicate } from "../record/find.ts";
import { fileOf, KEY, type Kind } from "../record/kinds.ts";
import { entriesOf } from "../record/list.ts";
import type { Path } from "../record/references.ts";
import { isObject, valueAt } from "../text/json.ts";
import type { Carrying } from "./carrying.ts";
import { isSame, withValue } from "./copies.ts";
import type { Fresh } from "./edit.ts";
import { collect } from "./field-changes.ts";
import { likelyName } from "./likely-name.ts";
import { carryNote } from "./new-notes.ts";
import { type Place, placeAt } from "./record-place.ts";
import { inQuotes, isFlag, Question } from "./values.ts";

export function carryNew(carrying: Carrying, edit: Fresh): string[] | Question | undefined {
  const place = edit.levels.at(-1);
  if (edit.each.path[0] === "notes") return carryNote(carrying, edit);
  if (place?.type !== "record" || !place.holder.kind) {
    return new Question("what this block lists is computed", "Edit the records that it is about.");
  }
  const { pair } = place;
  const { kind } = place.holder;
  const described: { value: unknown } = { value: {} };
  if (pair) described.value = withValue({}, pair.path, {});
  const question = describe(carrying, edit, described);
  if (question) return question;
  const hung = hang(carrying, edit, place, described);
  if (hung instanceof Question) return hung;
  const record = isObject(described.value) ? described.value : {};
  const list = carrying.listNow();
  const existing = findDuplicate(list, kind, record)?.entry;
  if (existing) return secondPlace(carrying, existing, record, pair?.path, hung);
  const named = withName(carrying, kind, { ...flagsOf(kind), ...record });
  if (named instanceof Question) return named;
  const missing = (kind.schema.required ?? []).filter((key) => named[key] === undefined && !kind.order.includes(key));
  if (missing.length > 0) {
    const titles = missing.map((key) => `“${kind.schema.properties?.[key]?.title ?? key}”`);
    return new Question(`${titles.join(", ")} cannot be missing`, `What is the ${titles.join(", ")}?`);
  }
  if (pair && isSame(valueAt(named, ...pair.path), {}) && kind.schema.properties) {
    const empty = emptyCell(edit);
    if (empty) return empty;
  }
  const placed = withPlace(carrying, edit, kind, named);
  const entry = newEntry(list, kind, placed);
  if (entry.id === "")
    return new Question("its name has no Latin letters to name a file by", "What is its file to be called?");
  const file = fileOf(
    kind,
    freeId(kind, entry.id, (other) => carrying.source(other) !== undefined),
  );
  carrying.drafts.set(file, entry.text);
  return [`${file} (new)`];
}

/** Required flags as `false`: the page shows a flag only where it is true. */
function flagsOf({ schema: { properties = {}, required = [] } }: Kind): Data {
  return Object.fromEntries(required.filter((key) => isFlag(properties[key])).map((key) => [key, false]));
}

/** Asks for a cell that is empty, if every other row has something there. */
function emptyCell({ each, readings }: Fresh): Question | undefined {
  if (each.prototype.type !== "row") return undefined;
  for (const { reading, column } of readings) {
    if (!column || reading.fields.size > 0 || reading.lists.size > 0) continue;
    const title = column.heading
      .map((part) => (part.type === "static" && part.node.type === "text" ? part.node.value : ""))
      .join("");
    if (column.segments.some(({ parts }) => parts.length > 0)) {
      return new Question(`the cell under “${title}” is empty`, `What belongs under “${title}”?`);
    }
  }
  return undefined;
}

function describe(carrying: Carrying, { readings }: Fresh, described: { value: unknown }): Question | undefined {
  for (const { reading, levels } of readings) {
    const question = collect(carrying, reading, levels, [], described);
    if (question) return question;
  }
  return undefined;
}

/** Lets a new record refer to the one that it stands under. */
function hang(
  carrying: Carrying,
  edit: Fresh,
  { pair }: Extract<Place, { type: "record" }>,
  described: { value: unknown },
): { path: Path; id: string } | undefined | Question {
  const records = placeAt(carrying.base.list, edit.each.records, edit.levels);
  if (records.type !== "records")
    return new Question("what this block lists is computed", "Edit the records that it is about.");
  if (!records.parent || pair) return undefined;
  const { entry, reference } = records.parent;
  if (carrying.source(entry.file) === undefined)
    return new Question(`“${nameOf(entry)}” is not there`, `Add it with: npm run new ${entry.kind.name}`);
  const value = reference.by === "id" ? entry.id : nameOf(entry);
  const [property, ...deeper] = reference.path;
  if (typeof property !== "string" || deeper.length > 1 || deeper[0] === KEY) {
    return new Question(
      "this list hangs on another record in a way that a row does not show",
      "Add it with: npm run new",
    );
  }
  const isList = deeper.length === 1;
  const known = valueAt(described.value, property);
  const values = Array.isArray(known) ? known : [];
  if (!isList) described.value = withValue(described.value, [property], value);
  else if (!values.includes(value)) described.value = withValue(described.value, [property], [value, ...values]);
  return { path: [property], id: value };
}

/** Gives a record that is there already a second place. */
function secondPlace(
  carrying: Carrying,
  existing: Entry,
  record: Data,
  pairPath: Path | undefined,
  hung: { path: Path; id: string } | undefined,
): string[] | Question | undefined {
  const { file, kind } = existing;
  const data = carrying.data(file);
  if (!data) return undefined;
  const name = nameOf(existing);
  const there = new Question(
    `“${name}” is there already`,
    `See ${file}. Is another one meant? Then give it another name or URL.`,
  );
  let wanted: Data = data;
  // A record that is new, too: what this row says is added to what its other rows say.
  const isNew = carrying.today.loaded.read.get(file) === undefined;
  const isSaid = Object.entries(record).every(([key, value]) => data[key] === undefined || isSame(data[key], value));
  if (isNew && isSaid && !pairPath && !hung) return carrying.write(file, kind.schema, { ...data, ...record }) ?? [file];
  const known = hung && valueAt(data, ...hung.path);
  if (pairPath) {
    if (valueAt(data, ...pairPath) !== undefined) return there;
    wanted = withValue(data, pairPath, valueAt(record, ...pairPath));
  } else if (hung && Array.isArray(known)) {
    if (known.includes(hung.id)) return there;
    wanted = withValue(data, hung.path, [...known, hung.id]);
  } else {
    const isMoved = carrying.edits.some((other) => other.type === "deleted" && other.entry.file === file);
    const parent = kind.parentField ?? hung?.path[0];
    if (!isMoved || parent === undefined) return there;
    carrying.replaced.add(file);
    wanted = withValue({ ...data, ...record }, [parent], record[parent]);
    return carrying.write(file, kind.schema, wanted) ?? [file];
  }
  for (const [field, value] of Object.entries(record)) {
    if (field === pairPath?.[0] || field === hung?.path[0]) continue;
    if (isSame(data[field], value) || value === undefined) continue;
    if (field !== kind.nameField && field !== kind.urlField && data[field] === undefined) continue;
    carrying.says.push(
      `“${name}” keeps its ${kind.schema.properties?.[field]?.title ?? field}: ${inQuotes(data[field])}`,
    );
  }
  return carrying.write(file, kind.schema, wanted) ?? [file];
}

/** The record with a name, which is asked for if the row does not show it. */
function withName(carrying: Carrying, kind: Kind, record: Data): Data | Question {
  const { nameField } = kind;
  if (record[nameField] !== undefined) return record;
  const found = likelyName(carrying.today.list, kind, record);
  const title = kind.schema.properties?.[nameField]?.title ?? nameField;
  const answer = carrying.ask(`what is the ${title} of the new row?`, { initial: found });
  if (answer !== undefined) return { [nameField]: answer, ...record };
  if (found === undefined) return new Question(`the row does not show its “${title}”`, `What is its ${title}?`);
  carrying.says.push(`its ${title} is taken to be “${found}”: is that right?`);
  return { [nameField]: found, ...record };
}

/** The record with the number that its place gives it; the numbers of those behind it grow by one. */
function withPlace(carrying: Carrying, { before }: Fresh, kind: Kind, record: Data): Data {
  const key = kind.order[0];
  const place = key === undefined ? undefined : before?.data[key];
  if (key === undefined || typeof place !== "number" || record[key] !== undefined) return record;
  for (const entry of entriesOf(carrying.today.list, kind)) {
    const data = carrying.data(entry.file);
    const number = data?.[key];
    if (!data || typeof number !== "number" || number < place) continue;
    if (kind.parentField !== undefined && data[kind.parentField] !== record[kind.parentField]) continue;
    carrying.write(entry.file, kind.schema, { ...data, [key]: number + 1 });
  }
  return { ...record, [key]: place };
}
