// file-name: a record's file is called what the record is called, in kebab-case.
import { type Entry, nameOf } from "../record/entry.ts";
import { fileOf, ID, idOf } from "../record/kinds.ts";
import { entriesOf, type List } from "../record/list.ts";
import { allLinks } from "../record/references.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { kebab, slug } from "../text/kebab.ts";
import { placeIn } from "./support/place.ts";
import type { Rule } from "./support/rule.ts";

export const fileName: Rule = {
  severity: "error",
  list({ list, found }, report) {
    for (const entry of list.entries) {
      const { kind, id: current } = entry;
      const name = nameOf(entry);
      if (kind.isDrawn || isRight(current, name) || isRenamed(list, found, entry)) continue;
      const id = kebab(name);
      const isOneOfTwo = current.startsWith(`${id}-`) && isTaken(list, entry, id);
      if (isOneOfTwo || !ID.test(id)) continue;
      report({
        ...placeIn(entry, [kind.nameField]),
        message: `This file is called ${current}.yml, and its ${kind.nameField} is “${name}”.`,
        hint: `Rename the file to ${fileOf(kind, id)}${alsoRename(list, entry)}, or correct the ${kind.nameField}.`,
        about: entry.file,
      });
    }
  },
};

function isRight(id: string, name: string): boolean {
  if (idOf(name) === id || !/\p{sc=Latin}/u.test(name)) return true;
  // The file of `.NET` may be called `dotnet`.
  if (kebab(name.replace(/^\./, "dot ")).replace(/^dot-/, "dot") === id) return true;
  const withoutMarks = name.normalize("NFKD").replace(/\p{M}/gu, "");
  return [idOf(withoutMarks), slug(name), kebab(name)].includes(id);
}

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

/** Whether another record has the id that the name makes, or the same name. */
function isTaken(list: List, entry: Entry, id: string): boolean {
  const name = nameOf(entry).toLowerCase();
  return entriesOf(list, entry.kind).some(
    (other) => other !== entry && (other.id === id || nameOf(other).toLowerCase() === name),
  );
}

/** What else names the id. */
function alsoRename(list: List, entry: Entry): string {
  const links = (list.links.to.get(entry) ?? []).filter(({ reference }) => reference.by === "id");
  const [first] = links;
  if (!first) return "";
  const isProperty = links.every(({ reference }) => reference.path.length === 1);
  if (!isProperty) return " (and the id in the template and in the records that name it)";
  const files = links.map(({ from }) => from.file);
  return ` (and the \`${String(first.reference.path[0])}\` in ${files.join(", ")})`;
}
