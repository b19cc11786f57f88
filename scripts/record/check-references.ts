// unknown-reference and duplicate-name: references that lead nowhere, and names that lead to two records.

import { byAge } from "../git/branch-start.ts";
import { compare } from "../text/compare.ts";
import { oneLine } from "../text/crop.ts";
import { Diagnostic } from "../text/diagnostic.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { capitalised } from "../text/first-letter.ts";
import { groupBy } from "../text/group-by.ts";
import { formatPointer, isObject } from "../text/json.ts";
import { nameOf, namesOf, valuesOf } from "./entry.ts";
import type { RecordFile } from "./files.ts";
import { isReferredTo } from "./find.ts";
import { fileOf, idOf, KEY, type Kind, nounOfValue, type Reference, withArticle } from "./kinds.ts";
import { entriesOf, type List } from "./list.ts";
import { findLost } from "./lost.ts";
import { ownersOf, type RecordLink } from "./references.ts";
import { MOST_EXPLAINED, moreMistakes } from "./schema-messages.ts";
import { locate } from "./yaml.ts";

/**
 * @param unread - records that could not be read; references to them are not reported
 * @param kinds - those of which no record could be read; the same holds for them
 */
export function checkReferences(
  list: List,
  unread: readonly { file: RecordFile; value: unknown }[],
  kinds: readonly Kind[],
): Diagnostic[] {
  const isUnreadRecord = unreadTest(unread);
  const isUnread = (link: RecordLink): boolean => kinds.includes(link.reference.to) || isUnreadRecord(link);
  const unknown = [...list.links.from].flatMap(([{ file }, own]) => {
    const links = [...own.values()].filter((link) => !link.to && !isUnread(link));
    const explained = links.slice(0, MOST_EXPLAINED).flatMap((link) => explain(list, link) ?? []);
    return [...explained, ...moreMistakes(file, "unknown-reference", links.length)];
  });
  return [...unknown, ...list.kinds.all.flatMap((kind) => sharedNames(list, kind))];
}

function unreadTest(unread: readonly { file: RecordFile; value: unknown }[]): (link: RecordLink) => boolean {
  const known = new Set(
    unread.flatMap(({ file: { kind, id }, value: data }) => {
      const names = kind && isObject(data) ? namesOf({ kind, data }) : [];
      return [`${kind?.name}/id/${id}`, ...names.map(({ name }) => `${kind?.name}/name/${name}`)];
    }),
  );
  return ({ reference: { to, by }, value }) =>
    known.has(`${to.name}/${by}/${value}`) || (by === "name" && known.has(`${to.name}/id/${idOf(value)}`));
}

/** At most this many ids are listed in a hint. */
const MOST_IDS = 12;

function explain(list: List, link: RecordLink): Diagnostic | undefined {
  const { from, reference, value, path } = link;
  const { to, by, field = "" } = reference;
  const lost = findLost(list, link);
  // Without the record, all that names its id is wrong.
  const about = lost?.file ?? (by === "id" ? fileOf(to, value) : undefined);
  const report = (message: string, hint: string): Diagnostic =>
    new Diagnostic({
      file: from.file,
      range: locate(from.source, path, reference.path.at(-1) === KEY ? "key" : "value"),
      rule: "unknown-reference",
      message: oneLine(message),
      hint: lost?.hint ?? hint,
      pointer: formatPointer(path),
      about,
    });
  if (by === "value") {
    const owners = ownersOf(list, from, link);
    // Without the record, its reference by id is reported already.
    if (owners.length === 0) return undefined;
    const known = [...new Set(owners.flatMap((owner) => valuesOf(owner, field)))];
    const [owner] = owners.length === 1 ? owners : [];
    const message = `“${value}” is not ${nounOfValue(to, field)} of ${owner ? nameOf(owner) : `any ${to.noun}`}.`;
    const none = `${owner ? owner.file : `data/${to.folder}/`} declares no ${field}.`;
    const all = known.length === 0 ? none : `${capitalised(field)}: ${known.join("; ")}.`;
    return report(message, didYouMean(value, known) ?? all);
  }
  if (by === "name") {
    const alias = to.aliasesField === undefined ? "" : " or an alias";
    const message = `“${value}” is not the name${alias} of ${withArticle(to.noun)} here.`;
    const add = `Add ${fileOf(to, idOf(value) || "ID")}${orElse(from.kind, reference)}.`;
    return report(message, didYouMean(value, list.byName.get(to.name)?.keys() ?? []) ?? add);
  }
  const ids = entriesOf(list, to)
    .filter((other) => other !== from)
    .map(({ id }) => id);
  const all = `${capitalised(to.folder)}: ${ids.join(", ") || "none yet"}.`;
  // One's own kind, and many ids, are better told by what to add.
  const isLong = ids.length > MOST_IDS || to === from.kind;
  const hint = didYouMean(value, ids) ?? (isLong ? `Add ${fileOf(to, value)}.` : all);
  return report(`There is no ${to.noun} “${value}”.`, hint);
}

/** The end of a hint: how to write something that is no record of the list. */
function orElse({ schema }: Kind, { path, to, schema: at }: Reference): string {
  const text = at["x-text"];
  if (text !== undefined) return `, or write “${text}: …” if it is not ${withArticle(to.noun)}`;
  const property = path.findLast((step) => typeof step === "string");
  if (property === undefined || (path.length === 1 && schema.required?.includes(property))) return "";
  return `, or leave it out of \`${property}\``;
}

/** Reports names that two records of a kind share, if records refer to that kind. */
function sharedNames(list: List, kind: Kind): Diagnostic[] {
  if (!isReferredTo(list, kind)) return [];
  const inOrder = entriesOf(list, kind).toSorted((a, b) => compare(a.file, b.file));
  const named = inOrder.flatMap((entry) => namesOf(entry).map(({ name, path }) => ({ ...entry, written: name, path })));
  return [...groupBy(named, ({ written }) => written)].flatMap(([name, [first, ...others]]) => {
    const inOthers = others.filter(({ file }) => file !== first.file);
    return inOthers.map((each) => {
      const [other, { file, source, path }] = byAge(list, first, each);
      const message = `“${name}” is first listed here`;
      return new Diagnostic({
        file,
        range: locate(source, path),
        rule: "duplicate-name",
        message: oneLine(`Two ${kind.folder} are called “${name}”.`),
        hint: `If they are the same ${kind.noun}, keep one record; if not, give this one a name of its own.`,
        pointer: formatPointer(path),
        related: [{ file: other.file, range: locate(other.source, other.path), message }],
      });
    });
  });
}
