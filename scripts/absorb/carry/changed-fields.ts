// Fields and lists that somebody changed on the page → their records.

import { isDeepStrictEqual } from "node:util";
import type { Nodes } from "mdast";
import { SKIP, visit } from "unist-util-visit";
import { type Entry, nameOf } from "../../record/entry.ts";
import { isUrl, typesOf } from "../../record/kinds.ts";
import { formatPointer, valueAt } from "../../text/json.ts";
import {
  type Change,
  type Changed,
  type FieldChange,
  fieldChangesIn,
  inner,
  isMarked,
  type ListChange,
  type MemberEdit,
} from "../edit.ts";
import type { Reading } from "../find/read-backwards.ts";
import { inQuotes, shownText } from "../find/shown-text.ts";
import { normalUrl } from "../find/tokens.ts";
import { isRequired, memberAt, type Place, placeAt, placeKey, type ValuePlace } from "../record-place.ts";
import { type Carrying, NotCarried } from "./carrying.ts";
import { changedAt, withValue } from "./copies.ts";
import { recordValue } from "./record-values.ts";

export function carryChanged(carrying: Carrying, edit: Changed): string[] {
  if (edit.changes.length === 0) throw new NotCarried(`${computedWords(edit)} computed`, whyComputed(edit));
  const changes = edit.changes.filter((change) => !carrying.renamed.has(change));
  const files = changes.flatMap((change) => carryChange(carrying, change, changes));
  files.push(...carrying.more);
  // Without a file: the changes follow from a renaming, or the record says so already.
  return files.length === 0 && carrying.says.length > 0 && edit.entry ? [edit.entry.file] : files;
}

/** @param all - of the row */
function carryChange(carrying: Carrying, change: Change, all: readonly Change[]): string[] {
  if (change.type === "list") return changeList(carrying, change);
  const { place } = change;
  if (place.type === "referred") {
    // With another name, it is another record that is referred to, and nothing is said of the one before.
    const isOther = all.some((other) => placeKey(other.place) === placeKey(place.via));
    return isOther ? [] : changeReferred(carrying, change, place);
  }
  const { entry } = place.holder;
  const old = carrying.baseValue(place);
  const fresh = recordValue(carrying, place, change, old, urlBeside(place, all));
  if (isUrl(place.schema) && entry && typeof fresh === "string") {
    const isAlike = ({ place: other }: FieldChange): boolean => other.type === "value" && other.holder.entry === entry;
    askEverywhere(carrying, place, fresh, rowsOf(carrying, entry, String(old)), isAlike);
  }
  return setValue(carrying, place, fresh);
}

/** Where a changed reference leads, if that was changed together with it. */
function urlBeside(reference: ValuePlace, all: readonly Change[]): string | undefined {
  const isUrlOf = ({ place }: Change): boolean =>
    place.type === "referred" &&
    placeKey(place.via) === placeKey(reference) &&
    place.key === place.via.reference?.to.urlField;
  const found = all.find(isUrlOf);
  return found?.type === "field" && found.now ? shownText(found.now) : undefined;
}

function setValue(carrying: Carrying, place: ValuePlace, fresh: unknown): string[] {
  const { holder, path } = place;
  const file = carrying.fileOf(holder);
  const data = carrying.data(file);
  if (!data) throw new NotCarried(`${file} is not there any more`, "Is it to come back?");
  // What the record said when the page was made, and what it says now.
  const [old, now] = [carrying.baseValue(place), valueAt(data, ...path)];
  const title = `“${place.schema.title ?? path.at(-1)}”`;
  if (isDeepStrictEqual(now, fresh)) {
    const isExplained = !isDeepStrictEqual(old, fresh) || carrying.says.length > 0 || carrying.more.length > 0;
    if (isExplained) return [];
    throw new NotCarried(`${file} does not say this`, "Which record is it about? Edit that one.");
  }
  if (!isDeepStrictEqual(now, old)) {
    const isElsewhere =
      carrying.drafts.has(file) && isDeepStrictEqual(valueAt(carrying.valueToday(file), ...path), old);
    const [reason, what] = isElsewhere
      ? [`${title} is another one in another place of the page`, "that place"]
      : [`${title} has changed meanwhile`, file];
    throw new NotCarried(reason, `The page says ${inQuotes(fresh)}, and ${what} ${inQuotes(now)}. Which is right?`);
  }
  const schema = carrying.schemaOf(holder);
  const isNeeded = fresh === undefined && isRequired(schema, path);
  if (isNeeded && !typesOf(place.schema).includes("boolean"))
    throw new NotCarried(`${title} cannot be empty`, "What belongs there?");
  return carrying.write(file, schema, withValue(data, path, isNeeded ? false : fresh));
}

function changeList(carrying: Carrying, change: ListChange): string[] {
  const old = carrying.baseValue(change.place);
  const fresh = changedList(carrying, change, old);
  const follows = [...inner([change])].some((each) => carrying.renamed.has(each));
  return follows && isDeepStrictEqual(old, fresh) ? [] : setValue(carrying, change.place, fresh);
}

/** @param old - what the record said when the page was made. @returns the list's value; `undefined` for an empty one */
function changedList(carrying: Carrying, { place, members, count }: ListChange, old: unknown): unknown {
  const before: readonly unknown[] = Array.isArray(old) ? old : [];
  if (before.length !== count)
    throw new NotCarried("the page does not show all of this list", `Edit ${carrying.fileOf(place.holder)} by hand.`);
  const fresh = members.map((member) =>
    member.from === undefined
      ? newMember(carrying, member.reading, member.levels)
      : changedMember(carrying, place, before[member.from], member),
  );
  return fresh.length === 0 ? undefined : fresh;
}

function changedMember(
  carrying: Carrying,
  list: ValuePlace,
  was: unknown,
  { reading, levels, changes }: MemberEdit,
): unknown {
  if (changes.every((change) => carrying.renamed.has(change))) return was;
  const place = levels.at(-1);
  if (place?.type !== "value") throw new NotCarried("this is computed", "Edit the record.");
  if (place.reference && place.reference.by !== "value") {
    const isName = changes.some((change) => change.type === "field" && change.place.type === "value");
    for (const change of isName ? [] : changes) {
      if (change.type !== "field" || change.place.type !== "referred") continue;
      carrying.more.push(...changeReferred(carrying, change, change.place));
      return was;
    }
    // It names another record now, so the reference is written anew.
    return newMember(carrying, reading, [...levels.slice(0, -1), memberAt(list, -1, undefined)], was);
  }
  return changes.reduce((value: unknown, change) => {
    if (change.place.type !== "value") throw new NotCarried("this is another record's", "Edit that record.");
    const own = change.place.path.slice(place.path.length);
    const old = valueAt(was, ...own);
    const fresh =
      change.type === "list" ? changedList(carrying, change, old) : recordValue(carrying, change.place, change, old);
    return changedAt(value, own, fresh);
  }, was);
}

/** The value of a member that is new, or refers to another record now. */
function newMember(carrying: Carrying, reading: Reading, levels: readonly Place[], old?: unknown): unknown {
  const place = levels.at(-1);
  if (place?.type !== "value") throw new NotCarried("this is computed", "Edit the record.");
  return collect(carrying, reading, levels, place.path.length, undefined, old);
}

/**
 * @param depth - of the value in its record
 * @param known - what it says already
 * @param old - what the record said there
 * @returns the value with all that a reading says of it
 */
export function collect(
  carrying: Carrying,
  { fields, lists }: Reading,
  levels: readonly Place[],
  depth: number,
  known: unknown,
  old?: unknown,
): unknown {
  let value = known;
  const placeOf = ({ ref }: { ref: Parameters<typeof placeAt>[1] }): Place => placeAt(carrying.base.list, ref, levels);
  const urls = new Map<string, string>();
  for (const [field, shown] of fields) {
    const place = placeOf(field);
    if (place.type === "referred" && place.key === place.via.reference?.to.urlField)
      urls.set(formatPointer(place.via.path), shownText(shown));
  }
  for (const [field, shown] of fields) {
    const place = placeOf(field);
    if (place.type !== "value") continue;
    const fresh = recordValue(carrying, place, { field, now: shown }, old, urls.get(formatPointer(place.path)));
    value = changedAt(value, place.path.slice(depth), fresh);
  }
  for (const [unit, members] of lists) {
    const place = unit.repeat && placeAt(carrying.base.list, unit.repeat, levels);
    if (place?.type !== "value" || members.length === 0) continue;
    const values = members.map((member, index) =>
      newMember(carrying, member, [...levels, memberAt(place, -1 - index, undefined)]),
    );
    value = changedAt(value, place.path.slice(depth), values);
  }
  return value;
}

/** Changes the URL, or another field, of the record that is shown at a reference to it. */
function changeReferred(
  carrying: Carrying,
  { now }: FieldChange,
  { target, key }: Extract<Place, { type: "referred" }>,
): string[] {
  const { entry } = target?.holder ?? {};
  if (!target || !entry) throw new NotCarried("there is no record that this is shown of", "Which one is meant?");
  const fresh = shownText(now);
  // The other record says so already.
  if (valueAt(carrying.data(entry.file), ...target.path) === fresh) return [entry.file];
  const old = carrying.baseValue(target);
  const isAlike = ({ place }: FieldChange): boolean =>
    place.type === "referred" && place.target?.holder.entry === entry && place.key === key;
  askEverywhere(carrying, target, fresh, linksTo(carrying.basePage(), String(old)), isAlike);
  return setValue(carrying, target, fresh);
}

/** Asks whether a URL that was changed in some of its places on the page is to change in all of them. */
function askEverywhere(
  carrying: Carrying,
  { holder: { entry }, path, schema }: ValuePlace,
  fresh: string,
  places: number,
  isAlike: (change: FieldChange) => boolean,
): void {
  const changes = [...fieldChangesIn(carrying.edits)].map(({ change }) => change);
  const changed = changes.filter((change) => isAlike(change) && shownText(change.now) === fresh).length;
  if (!entry || changed >= places) return;
  const key = String(path.at(-1));
  const title = schema.title ?? key;
  const everywhere = { value: fresh, label: `${fresh} everywhere: “${key}” in ${entry.file}` };
  const asked = `the ${title} of “${nameOf(entry)}” is printed in ${places} places. Change it?`;
  if (carrying.ask(asked, { choices: [everywhere] }) === fresh) return;
  throw new NotCarried(
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
  const [first, ...others] = edit.computed.map(({ listed }) => listed);
  if (first && others.every((kind) => kind === first))
    return `It follows from the records in data/${first.folder}/${entry ? ` that name “${nameOf(entry)}”` : ""}: edit those.`;
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
