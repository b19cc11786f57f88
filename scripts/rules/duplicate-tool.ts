// duplicate-tool: everything that records refer to, such as a tool, has one record.

import { byAge } from "../git/branch-start.ts";
import { type Entry, nameOf, namesOf, urlOf } from "../record/entry.ts";
import { bareName, isOneThing, isReferredTo } from "../record/find.ts";
import { withArticle } from "../record/kinds.ts";
import { entriesOf, type List } from "../record/list.ts";
import type { Path } from "../record/references.ts";
import { compare } from "../text/compare.ts";
import { urlKey } from "../text/url.ts";
import { placeIn, seeIn } from "./support/place.ts";
import type { Report, Rule } from "./support/rule.ts";

export const duplicateTool: Rule = {
  severity: "error",
  list({ list }, report) {
    for (const kind of list.kinds.all) {
      const inFileOrder = entriesOf(list, kind).toSorted((a, b) => compare(a.file, b.file));
      if (isReferredTo(list, kind)) check(list, inFileOrder, report);
    }
  },
};

function check(list: List, entries: readonly Entry[], report: Report): void {
  const byUrl = new Map<string, Entry>();
  const byName = new Map<string, { entry: Entry; name: string; path: Path }>();
  for (const entry of entries) {
    const reported = new Set<Entry>();
    const url = urlOf(entry);
    const sameUrl = url === undefined ? undefined : byUrl.get(urlKey(url));
    if (
      url !== undefined &&
      sameUrl &&
      isOneThing({ name: nameOf(entry), url }, { name: nameOf(sameUrl), url: urlOf(sameUrl) ?? url })
    ) {
      reported.add(sameUrl);
      if (!shareName(entry, sameUrl)) reportUrl(list, entry, sameUrl, report);
    } else if (url !== undefined && !sameUrl) {
      byUrl.set(urlKey(url), entry);
    }
    for (const { name, path } of namesOf(entry)) {
      const key = bareName(name);
      const other = byName.get(key);
      if (!other && key !== "") byName.set(key, { entry, name, path });
      if (!other || other.entry === entry || reported.has(other.entry)) continue;
      reported.add(other.entry);
      if (shareName(entry, other.entry)) continue;
      const own = { entry, name, path, file: entry.file, written: name };
      const [earlier, later] = byAge(list, { ...other, file: other.entry.file, written: other.name }, own);
      report({
        ...placeIn(later.entry, later.path),
        message: `“${later.name}” is nearly “${earlier.name}”, which is ${withArticle(entry.kind.noun)} already.`,
        hint: `${howToMend(entry)} give this one a name of its own.`,
        related: [seeIn(earlier.entry, earlier.path, "its name here")],
      });
    }
  }
}

function reportUrl(list: List, later: Entry, earlier: Entry, report: Report): void {
  const withUrl = (record: Entry) => ({ ...record, written: urlOf(record) ?? "" });
  const [other, entry] = byAge(list, withUrl(earlier), withUrl(later));
  const path = [String(entry.kind.urlField)];
  report({
    ...placeIn(entry, path),
    message: `“${nameOf(entry)}” has the URL of “${nameOf(other)}”.`,
    hint: `${howToMend(entry)} give each its own URL.`,
    related: [seeIn(other, path, "the same URL")],
  });
}

function howToMend({ kind }: Entry): string {
  const alias = kind.aliasesField === undefined ? "" : ", and put the other name among its aliases";
  return `If they are the same ${kind.noun}, keep one record${alias}; if not,`;
}

/** Records with the same name are reported by rule duplicate-name. */
function shareName(a: Entry, b: Entry): boolean {
  const names = new Set(namesOf(a).map(({ name }) => name));
  return namesOf(b).some(({ name }) => names.has(name));
}
