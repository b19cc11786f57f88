// The records of another kind that a record leads to, by the ways that its schema declares, and by what it does.
import { wordsAt } from "../drawing/drawing.ts";
import { type Entry, nameOf } from "../record/entry.ts";
import { isAlong, KEY, type Kind, lastReferences, type Schema, schemaUnder } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { linksFrom, type RecordLink } from "../record/references.ts";
import { groupBy } from "../text/group-by.ts";
import { formatPointer, valueAt } from "../text/json.ts";

/** A path of properties, over the records that they name, such as `technologies.components`. */
type Way = readonly string[];

/** The kinds from which the last steps of these ways start. */
export function kindsBefore(kind: Kind, ways: readonly Way[]): Kind[] {
  return [...new Set(ways.flatMap((way) => lastReferences(kind, way)).map(({ from }) => from))];
}

/**
 * A part of a record that says itself where it belongs, such as a box of a drawing, speaks for the records that it names:
 * what these say of themselves does not count. A drawing speaks for all that it names.
 *
 * @returns the last steps of the ways, by the record to which they lead
 */
export function lastStepsTo(
  list: List,
  entry: Entry,
  ways: readonly Way[],
): ReadonlyMap<Entry | undefined, readonly RecordLink[]> {
  const steps = ways.flatMap((way) => lastSteps(list, entry, way));
  const spokenFor = new Set(steps.filter(isOfPart).flatMap((step) => namedBeside(list, step)));
  return groupBy(
    steps.filter((step) => isOfPart(step) || !spokenFor.has(step.from)),
    ({ to }) => to,
  );
}

/** The links at the end of a way. */
function lastSteps(list: List, entry: Entry, way: Way): RecordLink[] {
  const links = linksFrom(list.links, entry);
  return way.flatMap((_, index) => {
    const rest = way.slice(index + 1);
    const next = links.filter(({ reference }) => isAlong(reference.path, way.slice(0, index + 1)));
    return rest.length === 0 ? next : next.flatMap(({ to }) => (to ? lastSteps(list, to, rest) : []));
  });
}

/** Does a part of the record refer, and not the record as a whole? */
function isOfPart({ reference }: RecordLink): boolean {
  return reference.path.length > 2 && reference.path.at(-1) !== KEY;
}

/** The records that a part names, or the whole drawing. */
function namedBeside(list: List, { from, path, to }: RecordLink): Entry[] {
  const inside = from.kind.isDrawn ? "" : `${formatPointer(path.slice(0, -1))}/`;
  const beside = linksFrom(list.links, from).filter((link) => formatPointer(link.path).startsWith(inside));
  return beside.flatMap(({ to: named }) => (named && named.kind !== to?.kind ? [named] : []));
}

/** What stands for what a link leads to: the record's name; or what a part of a drawing shows, or the text of another part. */
export function namesOf(link: RecordLink): string[] {
  const { from, path } = link;
  if (!isOfPart(link)) return [nameOf(from)];
  const part = path.slice(0, -1);
  if (from.kind.isDrawn) return wordsAt(from.data, part);
  const schema = part.reduce<Schema | undefined>(
    (schema, step) => schema && (typeof step === "number" ? schema.items : schemaUnder(schema, step)),
    from.kind.schema,
  );
  const text = valueAt(from.data, ...part, schema?.["x-text"] ?? "");
  return typeof text === "string" ? [text] : [];
}
