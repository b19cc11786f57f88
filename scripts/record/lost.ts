// What a reference that leads nowhere led to before: a record, or a value of one, that was renamed or deleted by hand.
import path from "node:path";
import { changedTexts } from "../git/branch-start.ts";
import { quoted } from "../text/as-typed.ts";
import { isObject } from "../text/json.ts";
import { memoized } from "../text/memoized.ts";
import { type Entry, nameOf, namesOf, urlOf, valuesOf } from "./entry.ts";
import { fileOf, idOf } from "./kinds.ts";
import { entriesOf, type List } from "./list.ts";
import { ownersOf, type RecordLink } from "./references.ts";
import { parseYaml } from "./yaml.ts";

/** Records that are other ones where the branch began, as they were there. */
const changedRecords = memoized((list: List): Entry[] =>
  [...changedTexts(list, "data")].flatMap(([file, source]) => {
    const { dir, name: id } = path.posix.parse(file);
    const kind = list.kinds.byFolder.get(path.posix.basename(dir));
    const { value: data } = kind && file === fileOf(kind, id) ? parseYaml(file, source) : { value: undefined };
    return kind && isObject(data) ? [{ kind, id, file, source, data }] : [];
  }),
);

/** @returns the record as it was where the branch began, if it is another one now, and was there */
export function earlier(list: List, { file }: Entry): Entry | undefined {
  return changedRecords(list).find((was) => was.file === file);
}

export interface Lost {
  /** The record's file. */
  file: string;
  /** What became of it, and what to do. */
  hint: string;
}

/** @returns what a reference that leads nowhere is about, as far as the records or Git tell */
export function findLost(list: List, link: RecordLink): Lost | undefined {
  return link.reference.by === "value" ? lostValue(list, link) : lostRecord(list, link);
}

function lostRecord(list: List, { reference: { to, by }, value }: RecordLink): Lost | undefined {
  const isIt = (entry: Entry): boolean =>
    entry.id === value || (by === "name" && namesOf(entry).some(({ name }) => name === value));
  const was = changedRecords(list).find((entry) => entry.kind === to && isIt(entry));
  // Without Git: the record is there under another id, and the reference has the one that its name makes.
  const isMeant = (entry: Entry): boolean => (was ? isSame(entry, was) : by === "id" && idOf(nameOf(entry)) === value);
  const now = entriesOf(list, to).find(isMeant);
  if (now) return { file: was?.file ?? fileOf(to, value), hint: renamedTo(value, nameOf(now)) };
  if (!was) return undefined;
  const hint = `${was.file} was deleted: bring it back, or take out what names it. ${inPlace(value)}`;
  return { file: was.file, hint };
}

function lostValue(list: List, link: RecordLink): Lost | undefined {
  const { from, value, reference } = link;
  const { field = "" } = reference;
  for (const owner of ownersOf(list, from, link)) {
    const was = earlier(list, owner);
    if (!was || !valuesOf(was, field).includes(value)) continue;
    const gone = valuesOf(was, field).filter((each) => !valuesOf(owner, field).includes(each));
    const [fresh, ...others] = valuesOf(owner, field).filter((each) => !valuesOf(was, field).includes(each));
    const file = `${owner.file}#${value}`;
    if (fresh !== undefined && others.length === 0 && gone.length === 1) return { file, hint: renamedTo(value, fresh) };
    return { file, hint: `${owner.file} declared it before: bring it back, or take it out here. ${inPlace(value)}` };
  }
  return undefined;
}

/** Whether it is the same record, with another name or in another file. */
function isSame(now: Entry, was: Entry): boolean {
  if (now.file === was.file || now.source === was.source || nameOf(now) === nameOf(was)) return true;
  const url = urlOf(now);
  return url !== undefined && url === urlOf(was);
}

function renamedTo(old: string, name: string): string {
  return `Did you rename it? To say so everywhere: npm run rename ${quoted(old)} ${quoted(name)}`;
}

function inPlace(old: string): string {
  return `If something else took its place: npm run rename ${quoted(old)} "ITS NAME"`;
}
