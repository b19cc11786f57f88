// Fields and lists that somebody changed on the page → their records.

import type { Nodes } from "mdast";
import { SKIP, visit } from "unist-util-visit";
import { type Entry, nameOf } from "../record/entry.ts";
import { isUrl } from "../record/kinds.ts";
import type { Path } from "../record/references.ts";
import { formatPointer, isObject, valueAt } from "../text/json.ts";
import type { Carrying } from "./carrying.ts";
import { isSame, withValue } from "./copies.ts";
import {
  type Change,
  type Changed,
  type FieldChange,
  fieldChangesIn,
  inner,
  isMarked,
  type ListChange,
} from "./edit.ts";
import type { Reading } from "./read.ts";
import { type Holder, isRequired, memberAt, type Place, placeAt, type ValuePlace } from "./record-place.ts";
import { recordValue, referenceTo } from "./record-values.ts";
import { normalUrl } from "./tokens.ts";
import { inQuotes, isFlag, Question, shownText } from "./values.ts";

export function carryChanged(carrying: Carrying, edit: Changed): string[] | Question | undefined {
  const files: string[] = [];
  const changes = edit.changes.filter((change) => !(change.type === "field" && carrying.renamed.has(change)));
  if (changes.length === 0) {
    if (edit.changes.length > 0) return undefined;
    return new Question(`${computedWords(edit)} computed`, whyComputed(edit));
  }
  for (const change of changes) {
    const found = carryChange(carrying, change);
    if (found instanceof Question) return found;
    files.push(...found);
  }
  files.push(...carrying.more);
  // Without a file: the changes follow from a renaming, or the record says so already.
  if (files.length > 0) return files;
  return carrying.says.length > 0 && edit.entry ? [edit.entry.file] : undefined;
}

function carryChange(carrying: Carrying, change: Change): string[] | Question {
  if (change.type === "list") return changeList(carrying, change);
  const { place } = change;
  if (place.type === "referred") return changeReferred(carrying, change, place);
  const { holder, path } = place;
  const file = carrying.fileOf(holder);
  const old = carrying.baseValue(place);
  const fresh = recordValue(carrying, place, change, old);
  if (fresh instanceof Question) return fresh;
  if (isUrl(place.schema) && holder.entry && typeof fresh.value === "string") {
    const alike = [...fieldChangesIn(carrying.edits)].filter(
      ({ change: { place: other, now } }) =>
        other.type === "value" && other.holder.entry === holder.entry && shownText(now) === fresh.value,
    );
    const question = askEverywhere(
      carrying,
      place,
      fresh.value,
      rowsOf(carrying, holder.entry, String(old)),
      alike.length,
    );
    if (question) return question;
  }
  return setValue(carrying, file, holder, path, old, fresh.value, place);
}

/** @param old - what the record said when the page was made */
function setValue(
  carrying: Carrying,
  file: string,
  holder: Holder,
  path: Path,
  old: unknown,
  fresh: unknown,
  place: ValuePlace,
): string[] | Question {
  const data = carrying.data(file);
  if (!data) return new Question(`${file} is not there any more`, "Is it to come back?");
  const now = valueAt(data, ...path);
  const title = `“${place.schema.title ?? path.at(-1)}”`;
  if (isSame(now, fresh)) {
    const isExplained = !isSame(old, fresh) || carrying.says.length > 0 || carrying.more.length > 0;
    return isExplained ? [] : new Question(`${file} does not say this`, "Which record is it about? Edit that one.");
  }
  if (!isSame(now, old)) {
    const isElsewhere = carrying.drafts.has(file) && isSame(valueAt(carrying.valueToday(file), ...path), old);
    const [reason, what] = isElsewhere
      ? [`${title} is another one in another place of the page`, "that place"]
      : [`${title} has changed meanwhile`, file];
    return new Question(reason, `The page says ${inQuotes(fresh)}, and ${what} ${inQuotes(now)}. Which is right?`);
  }
  const isNeeded = fresh === undefined && isRequired(carrying.schemaOf(holder), path);
  if (isNeeded && !isFlag(place.schema)) return new Question(`${title} cannot be empty`, "What belongs there?");
  const wanted = withValue(data, path, isNeeded ? false : fresh);
  return carrying.write(file, carrying.schemaOf(holder), wanted) ?? [file];
}

function changeList(carrying: Carrying, change: ListChange): string[] | Question {
  const { place, members } = change;
  const { holder, path } = place;
  const old = carrying.baseValue(place);
  const found = changedList(carrying, change, old);
  if (found instanceof Question) return found;
  const isRenamed = [...inner(members.flatMap(({ changes }) => changes))].some((change) =>
    carrying.renamed.has(change),
  );
  if (isRenamed && isSame(old, found.value)) return [];
  return setValue(carrying, carrying.fileOf(holder), holder, path, old, found.value, place);
}

/** @param old - what the record said when the page was made. @returns the list's value; `undefined` for an empty one */
function changedList(
  carrying: Carrying,
  { place, members, count }: ListChange,
  old: unknown,
): { value: unknown } | Question {
  const before: readonly unknown[] = Array.isArray(old) ? old : [];
  if (before.length !== count) {
    return new Question("the page does not show all of this list", `Edit ${carrying.fileOf(place.holder)} by hand.`);
  }
  const fresh: unknown[] = [];
  for (const { from, reading, levels, changes } of members) {
    const was = from === undefined ? undefined : before[from];
    if (from !== undefined && changes.length === 0) {
      fresh.push(was);
      continue;
    }
    const found =
      from === undefined
        ? newMember(carrying, reading, levels)
        : changedMember(carrying, place, was, reading, levels, changes);
    if (found instanceof Question) return found;
    fresh.push(found.value);
  }
  return { value: fresh.length === 0 ? undefined : fresh };
}

function changedMember(
  carrying: Carrying,
  list: ValuePlace,
  was: unknown,
  reading: Reading,
  levels: readonly Place[],
  changes: readonly Change[],
): { value: unknown } | Question {
  if (changes.every((change) => change.type === "field" && carrying.renamed.has(change))) return { value: was };
  const place = levels.at(-1);
  if (place?.type !== "value") return new Question("this is computed", "Edit the record.");
  if (place.reference && place.reference.by !== "value") {
    const isUrl = changes.find((change) => change.type === "field" && change.place.type === "referred");
    const isName = changes.some((change) => change.type === "field" && change.place.type === "value");
    if (isUrl?.type === "field" && isUrl.place.type === "referred" && !isName) {
      const found = changeReferred(carrying, isUrl, isUrl.place);
      if (found instanceof Question) return found;
      carrying.more.push(...found);
      return { value: was };
    }
    // It names another record now, so the reference is written anew.
    return newMember(carrying, reading, [...levels.slice(0, -1), memberAt(list, -1, undefined)], was);
  }
  let value: unknown = was;
  const depth = place.path.length;
  for (const change of changes) {
    if (change.place.type !== "value") return new Question("this is another record's", "Edit that record.");
    const own = change.place.path.slice(depth);
    const old = valueAt(was, ...own);
    const found =
      change.type === "list" ? changedList(carrying, change, old) : recordValue(carrying, change.place, change, old);
    if (found instanceof Question) return found;
    value = own.length === 0 ? found.value : withValue(isObject(value) ? value : {}, own, found.value);
  }
  return { value };
}

/** The value of a member that is new, or refers to another record now. */
function newMember(
  carrying: Carrying,
  reading: Reading,
  levels: readonly Place[],
  old?: unknown,
): { value: unknown } | Question {
  const place = levels.at(-1);
  if (place?.type !== "value") return new Question("this is computed", "Edit the record.");
  const holder: { value: unknown } = { value: undefined };
  const found = collect(carrying, reading, levels, place.path, holder, old);
  return found ?? { value: holder.value };
}

/**
 * Sets in the holder all that a reading says below a path.
 *
 * @param holder - whose value is set
 */
export function collect(
  carrying: Carrying,
  reading: Reading,
  levels: readonly Place[],
  start: Path,
  holder: { value: unknown },
  old?: unknown,
): Question | undefined {
  const urls = new Map<string, string>();
  for (const [field, shown] of reading.fields) {
    const place = placeAt(carrying.base.list, field.ref, levels);
    if (place.type === "referred" && place.key === place.via.reference?.to.urlField) {
      urls.set(formatPointer(place.via.path), shownText(shown));
    }
  }
  for (const [field, shown] of reading.fields) {
    const place = placeAt(carrying.base.list, field.ref, levels);
    if (place.type !== "value") continue;
    const path = place.path.slice(start.length);
    const { reference } = place;
    const found =
      reference && reference.by !== "value" && shown.type === "tokens"
        ? referenceTo(carrying, place, shownText(shown).trim(), urls.get(formatPointer(place.path)), old)
        : recordValue(carrying, place, { field, now: shown }, undefined);
    if (found instanceof Question) return found;
    holder.value = path.length === 0 ? found.value : withValue(holder.value, path, found.value);
  }
  for (const [unit, members] of reading.lists) {
    const place = unit.repeat && placeAt(carrying.base.list, unit.repeat, levels);
    if (place?.type !== "value") continue;
    const values: unknown[] = [];
    for (const [index, member] of members.entries()) {
      const own = [...levels, memberAt(place, -1 - index, undefined)];
      const found = newMember(carrying, member, own);
      if (found instanceof Question) return found;
      values.push(found.value);
    }
    const path = place.path.slice(start.length);
    if (values.length > 0) holder.value = withValue(holder.value, path, values);
  }
  return undefined;
}

/** Changes the URL, or another field, of the record that is shown at a reference to it. */
function changeReferred(
  carrying: Carrying,
  { now }: FieldChange,
  { target, key }: Extract<Place, { type: "referred" }>,
): string[] | Question {
  const { entry } = target?.holder ?? {};
  if (!target || !entry) return new Question("there is no record that this is shown of", "Which one is meant?");
  const fresh = shownText(now);
  // The other record says so already.
  if (valueAt(carrying.data(entry.file), ...target.path) === fresh) return [entry.file];
  const old = carrying.baseValue(target);
  const alike = [...fieldChangesIn(carrying.edits)].filter(({ change: { place, now: other } }) => {
    const isThis = place.type === "referred" && place.target?.holder.entry === entry && place.key === key;
    return isThis && shownText(other) === fresh;
  });
  const question = askEverywhere(carrying, target, fresh, linksTo(carrying.basePage(), String(old)), alike.length);
  return question ?? setValue(carrying, entry.file, target.holder, target.path, old, fresh, target);
}

/** Asks whether a URL that was changed in some of its places on the page is to change in all of them. */
function askEverywhere(
  carrying: Carrying,
  { holder, path, schema }: ValuePlace,
  fresh: string,
  places: number,
  changed: number,
) {
  const { entry } = holder;
  if (!entry || changed >= places) return undefined;
  const key = String(path.at(-1));
  const title = schema.title ?? key;
  const everywhere = { value: fresh, label: `${fresh} everywhere: “${key}” in ${entry.file}` };
  const asked = `the ${title} of “${nameOf(entry)}” is printed in ${places} places. Change it?`;
  if (carrying.ask(asked, { choices: [everywhere] }) === fresh) return undefined;
  return new Question(
    `it is the ${title} of “${nameOf(entry)}”, which ${places} places show`,
    `Is it “${fresh}” everywhere? Then change “${key}” in ${entry.file}.`,
  );
}

/** How many rows and items of a record lead to a URL. */
function rowsOf(carrying: Carrying, { file }: Entry, url: string): number {
  let count = 0;
  visit(carrying.basePage(), (node) => {
    if (node.type !== "tableRow" && node.type !== "listItem") return node.type === "paragraph" ? SKIP : undefined;
    if (node.data?.entry?.file === file && linksTo(node, url) > 0) count++;
    return SKIP;
  });
  return count;
}

function computedWords({ computed }: Changed): string {
  const names = computed.map(({ name }) => `“${name.trim()}”`).join(", ");
  return `${names} ${computed.length === 1 ? "is" : "are"}`;
}

function whyComputed(edit: Changed): string {
  const { entry } = edit;
  const { noteField } = entry?.kind ?? {};
  if (entry && noteField !== undefined && isMarked(edit) && entry.data[noteField] === undefined)
    return `What is to be said of “${nameOf(entry)}”? Write it as “${noteField}” into ${entry.file}.`;
  return entry ? `It follows from ${entry.file} and what that names: edit those.` : "Edit what it is made from.";
}

/** How many links in a tree lead to a URL. */
function linksTo(tree: Nodes, url: string): number {
  let count = 0;
  visit(tree, "link", (link) => {
    if (normalUrl(link.url) === normalUrl(url)) count++;
  });
  return count;
}
