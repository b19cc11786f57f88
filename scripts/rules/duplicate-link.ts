// duplicate-link: a list or a section lists a link once.

import { byAge } from "../git/branch-start.ts";
import { textOf } from "../record/entry.ts";
import { isReferredTo } from "../record/find.ts";
import { type Kind, schemaUnder } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { groupBy } from "../text/group-by.ts";
import { urlKey } from "../text/url.ts";
import { leadingLinks } from "./support/leading-links.ts";
import type { RecordText } from "./support/record-texts.ts";
import type { Rule } from "./support/rule.ts";

export const duplicateLink: Rule = {
  severity: "warning",
  document(document, report) {
    const listed = leadingLinks(document).filter(({ isFirst }) => isFirst);
    for (const [{ type }, links] of groupBy(listed, ({ block }) => block)) {
      const same = groupBy(links, ({ key, text }) => `${key}\n${text.toLowerCase()}`);
      for (const [first, ...others] of same.values()) {
        const related = [document.see(first.link, "the same link")];
        for (const { link, text } of others) {
          const message = `“${text}” is in this ${type} already.`;
          report({ ...document.placeOf(link), message, hint: "Delete one of the two.", related });
        }
      }
    }
  },
  list({ list, texts }, report) {
    const urls = texts.filter(({ kind }) => kind === "url");
    for (const [group, members] of groupBy(urls, (text) => groupOf(list, text))) {
      if (group === undefined) continue;
      for (const [first, ...others] of groupBy(members, ({ value }) => urlKey(value)).values()) {
        for (const other of others) {
          const inFile = (text: RecordText) => ({ text, file: text.record.file, written: text.value });
          const [{ text: earlier, file }, { text }] = byAge(list, inFile(first), inFile(other));
          const related = [{ file, range: earlier.range(), message: "the same URL" }];
          const { kind } = text.record;
          const message =
            kind?.urlField === undefined
              ? `This ${kind?.noun ?? "record"} has this ${kind ? nounOfItem(kind, text.path) : "link"} already.`
              : `This ${kind.noun} is listed already.`;
          report({ ...text.place(), message, hint: "Delete one of the two, or give each its own URL.", related });
        }
      }
    }
  },
};

/** URLs of one group are compared: those of records that stand beside each other, and those of a list in a record. */
function groupOf(list: List, { entry, path }: RecordText): string | undefined {
  if (!entry) return undefined;
  const { kind, file } = entry;
  if (kind.urlField === undefined) return typeof path[1] === "number" ? `${file} ${path[0]}` : undefined;
  // Records that others refer to are compared by rule duplicate-tool.
  return isReferredTo(list, kind) ? undefined : `${kind.name} ${textOf(entry, kind.parentField) ?? ""}`;
}

/** What the schema calls a member of the list that a path leads into: `reference`. */
function nounOfItem({ schema }: Kind, [list]: RecordText["path"]): string {
  return schemaUnder(schema, String(list))?.items?.title?.toLowerCase() ?? "link";
}
