// Finds a record by a name, and the record that a new one would duplicate.
import distance from "damerau-levenshtein";
import { isOnCodeHost, urlKey } from "../text/url.ts";
import { type Entry, nameOf, namesOf, textOf, urlOf, valuesOf } from "./entry.ts";
import type { Kind } from "./kinds.ts";
import { entriesOf, type List } from "./list.ts";
import { locate } from "./yaml.ts";

/** A record; or one of the values that it declares for others to refer to, such as a purpose of a component. */
export interface Named {
  entry: Entry;
  value?: { field: string; text: string };
}

/**
 * @param only - the kind and the id of what is looked at
 * @returns what is called so: records by name or id; else by alias; else by a name that is written nearly so; else declared
 *   values
 */
export function findNamed(
  list: List,
  called: string,
  { kind, id }: { kind?: Kind | undefined; id?: string | undefined } = {},
): Named[] {
  const ofKind = kind ? entriesOf(list, kind) : list.entries;
  const entries = id === undefined ? ofKind : ofKind.filter((entry) => entry.id === id);
  for (const isCalled of [
    (entry: Entry) => entry.id === called || nameOf(entry) === called,
    (entry: Entry) => namesOf(entry).some(({ name }) => name === called),
    (entry: Entry) => namesOf(entry).some(({ name }) => isSameName(name, called)),
  ]) {
    const found = entries.filter(isCalled);
    if (found.length > 0) return found.map((entry) => ({ entry }));
  }
  return entries.flatMap((entry) =>
    declaredFields(list, entry.kind).flatMap((field) =>
      valuesOf(entry, field).includes(called) ? [{ entry, value: { field, text: called } }] : [],
    ),
  );
}

/** @returns the id of the record that somebody calls by it, by a name or by an alias */
export function findId(list: List, kind: Kind, called: string): string | undefined {
  if (list.byId.get(kind.name)?.has(called)) return called;
  const [named, ...others] = findNamed(list, called, { kind }).filter(({ value }) => !value);
  return others.length === 0 ? named?.entry.id : undefined;
}

/** The properties of a kind whose values others refer to. */
export function declaredFields({ kinds }: List, kind: Kind): string[] {
  const references = kinds.all.flatMap((other) => other.references);
  return [...new Set(references.flatMap(({ to, field }) => (to === kind && field !== undefined ? [field] : [])))];
}

/** Does any record refer to those of a kind, so that their names have to tell them apart? */
export function isReferredTo({ kinds }: List, kind: Kind): boolean {
  return kinds.all.some(({ references }) => references.some(({ to }) => to === kind)) && !kind.isDrawn;
}

/** A name of this many letters may be mistyped once, and still be the same name. */
const LETTERS_PER_SLIP = 5;
const LONGEST_NAME = 100;

/**
 * One repository may hold many things, as `elastic/beats` does, so that two names with its URL are of one thing only if they
 * are nearly the same, or if one is a part of the other and the URLs are written differently.
 *
 * @param a - a name, and its URL as it is written
 * @param b - another one, whose URL leads to the same page
 */
export function isOneThing(a: { name: string; url: string }, b: { name: string; url: string }): boolean {
  if (!isOnCodeHost(urlKey(a.url))) return true;
  const [first, second] = [bareName(a.name), bareName(b.name)];
  // Comparing takes time with the square of the length.
  if (Math.max(first.length, second.length) > LONGEST_NAME) return first === second;
  const { steps } = distance(first, second);
  if (steps <= Math.max(1, Math.min(first.length, second.length) / LETTERS_PER_SLIP)) return true;
  return a.url !== b.url && (first.includes(second) || second.includes(first));
}

/** Upper and lower case, blanks, hyphens and dots do not make another name. */
function isSameName(a: string, b: string): boolean {
  return bareName(a) === bareName(b);
}

export function bareName(name: string): string {
  return name.toLowerCase().replace(/[\s.-]+/g, "");
}

export interface Duplicate {
  entry: Entry;
  /** Where it says the same, such as `data/tools/my-tool.yml:2:7`. */
  place: string;
  message: string;
}

/** @returns the record that has the URL of another, or its name in any case where names tell records apart */
export function findDuplicate(list: List, kind: Kind, data: Readonly<Record<string, unknown>>): Duplicate | undefined {
  const url = textOf({ data }, kind.urlField);
  const name = textOf({ data }, kind.nameField);
  const ownName = isReferredTo(list, kind) ? name : undefined;
  for (const entry of entriesOf(list, kind)) {
    const found = (path: (string | number)[], message: string): Duplicate => {
      const { line, column } = locate(entry.source, path).start;
      return { entry, place: `${entry.file}:${line}:${column}`, message };
    };
    const [called, own] = [nameOf(entry), urlOf(entry)];
    const isSameUrl = url !== undefined && own !== undefined && urlKey(own) === urlKey(url);
    if (isSameUrl && (name === undefined || isOneThing({ name, url }, { name: called, url: own })))
      return found([String(kind.urlField)], `${url} is here already: it is the URL of “${called}”.`);
    if (ownName === undefined) continue;
    const same = namesOf(entry).find((each) => isSameName(each.name, ownName));
    if (same?.path[0] === kind.nameField) return found(same.path, `“${same.name}” is here already.`);
    if (same) return found(same.path, `“${name}” is here already: it is another name of “${called}”.`);
  }
  return undefined;
}
