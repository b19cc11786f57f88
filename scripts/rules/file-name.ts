// file-name: a record's file is called what the record is called, in kebab-case.
import { type Entry, nameOf } from "../record/entry.ts";
import { betterId } from "../record/file-names.ts";
import { findNamed } from "../record/find.ts";
import { fileOf, idOf } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { allLinks } from "../record/references.ts";
import { quoted } from "../text/as-typed.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { placeIn } from "./support/place.ts";
import type { Rule } from "./support/rule.ts";

export const fileName: Rule = {
  severity: "error",
  list({ list, found }, report) {
    for (const entry of list.entries) {
      const { kind, id: current } = entry;
      const [name, id] = [nameOf(entry), betterId(list, entry)];
      if (id === undefined || isRenamed(list, found, entry)) continue;
      const isAmbiguous = findNamed(list, current).length > 1;
      const renaming = `npm run rename ${current} ${quoted(name)}${isAmbiguous ? ` -- --kind ${kind.name} --id ${current}` : ""}`;
      report({
        ...placeIn(entry, [kind.nameField]),
        message: `This file is called ${current}.yml, and its ${kind.nameField} is “${name}”.`,
        hint: `Correct the ${kind.nameField}, or rename the file to ${fileOf(kind, id)}: ${renaming}`,
        about: entry.file,
      });
    }
  },
};

/** Whether an unknown reference or a missing heading shows that the record was renamed: then its name is wrong, not its file. */
function isRenamed(list: List, found: readonly Diagnostic[], entry: Entry): boolean {
  if (found.some(({ rule, file }) => rule === "component-heading" && file === entry.file)) return true;
  const wanted = idOf(nameOf(entry));
  const links = allLinks(list.links);
  return links.some(({ to: record, reference: { to: kind, by }, value }) => {
    if (record || kind !== entry.kind) return false;
    return by === "id" ? value === wanted : by === "name" && idOf(value) === entry.id;
  });
}
