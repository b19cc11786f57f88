// What a record's file is called: the id that its name makes.
import { kebab, slug } from "../text/kebab.ts";
import { type Entry, nameOf } from "./entry.ts";
import { ID, idOf } from "./kinds.ts";
import { entriesOf, type List } from "./list.ts";

/** @returns the id that a record has under a name; its own, where a drawing is called so, or where the name makes none */
export function idUnder(list: List, entry: Entry, name: string): string {
  const { kind } = entry;
  // A drawing's file is called what its record's file is; and some names have no Latin letters to make one from.
  const wanted = kind.isDrawn || !ID.test(kebab(name)) ? entry.id : kebab(name);
  const holder = entriesOf(list, kind).find((other) => other !== entry && other.id === wanted);
  return holder && nameOf(holder) !== name ? idBeside(list, entry, wanted) : wanted;
}

/** The id of another name: `rio` is taken, so `Río` has `rio-2`. */
function idBeside(list: List, entry: Entry, wanted: string): string {
  let id = wanted;
  for (let number = 2; id !== entry.id && list.byId.get(entry.kind.name)?.has(id); number++) id = `${wanted}-${number}`;
  return id;
}

/** @returns the id that people would look for it under, if it is another one than the record has */
export function betterId(list: List, entry: Entry): string | undefined {
  const name = nameOf(entry);
  if (entry.kind.isDrawn || isRight(entry.id, name)) return undefined;
  const id = kebab(name);
  const isOneOfTwo = entry.id.startsWith(`${id}-`) && isTaken(list, entry, id);
  return isOneOfTwo || !ID.test(id) ? undefined : idUnder(list, entry, name);
}

function isRight(id: string, name: string): boolean {
  if (idOf(name) === id || !/\p{sc=Latin}/u.test(name)) return true;
  // The file of `.NET` may be called `dotnet`.
  if (kebab(name.replace(/^\./, "dot ")).replace(/^dot-/, "dot") === id) return true;
  const withoutMarks = name.normalize("NFKD").replace(/\p{M}/gu, "");
  return [idOf(withoutMarks), slug(name), kebab(name)].includes(id);
}

/** Whether another record has the id that the name makes, or the same name. */
function isTaken(list: List, entry: Entry, id: string): boolean {
  const name = nameOf(entry).toLowerCase();
  return entriesOf(list, entry.kind).some(
    (other) => other !== entry && (other.id === id || nameOf(other).toLowerCase() === name),
  );
}
