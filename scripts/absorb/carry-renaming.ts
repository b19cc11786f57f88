// Another name → the record, its file, and all that refers to it.
import { type Entry, nameOf, valuesOf } from "../record/entry.ts";
import type { Named } from "../record/find.ts";
import { fileOf } from "../record/kinds.ts";
import { entriesOf } from "../record/list.ts";
import { planRenaming, renameInDocument } from "../record/rename.ts";
import { TEMPLATE } from "../template/page.ts";
import { uncapitalised } from "../text/first-letter.ts";
import { kebab } from "../text/kebab.ts";
import type { Carrying } from "./carrying.ts";
import { withValue } from "./copies.ts";
import type { Edit } from "./edit.ts";
import type { Renaming } from "./renamings.ts";
import { isSlip, Question } from "./values.ts";

export function carryRenaming(carrying: Carrying, { entry, value, name, edits }: Renaming): Question | undefined {
  const { list, files } = carrying.loaded();
  const own = entriesOf(list, entry.kind.name).find(({ file }) => file === entry.file);
  if (!own) return new Question(`${entry.file} is not there any more`, "Is it to come back?");
  const old = value?.text ?? nameOf(entry);
  if (!value && nameOf(own) === name) return undefined;
  if (!value && nameOf(own) !== old) {
    const question = `The page says “${name}”, and ${entry.file} “${nameOf(own)}”. Which is right?`;
    return new Question("the name has changed meanwhile", question);
  }
  const hasReferences = (list.links.to.get(own)?.length ?? 0) > 0;
  if (!value && !hasReferences && kebab(old) !== own.id) {
    // Its file is not named after it and keeps its name; nothing refers to it.
    const question = carrying.write(own.file, own.kind.schema, { ...own.data, [own.kind.nameField]: name });
    if (!question) sayRenamed(carrying, edits, [own.file], old, name);
    return question;
  }
  const named: Named = value ? { entry: own, value } : { entry: own };
  const plan = planRenaming(list, files, named, name);
  if ("problem" in plan) return new Question(uncapitalised(plan.problem.replace(/\.$/, "")), "Which name is meant?");
  for (const [file, text] of plan.drafts) carrying.drafts.set(file, text);
  const file = fileOf(own.kind, plan.id);
  if (!value && isSlip(old, name)) withoutAlias(carrying, file, own, old);
  if (!value) {
    const template = carrying.templateText();
    const fresh = renameInDocument(template, plan);
    if (fresh !== template) carrying.drafts.set(TEMPLATE, fresh);
  }
  sayRenamed(
    carrying,
    edits,
    [value ? own.file : file, ...[...plan.drafts.keys()].filter((each) => each !== own.file && each !== file)],
    old,
    name,
  );
  return undefined;
}

/** Takes the old name out of the aliases: it was misspelt, so nobody uses it. */
function withoutAlias(carrying: Carrying, file: string, { kind, data: before }: Entry, old: string): void {
  const { aliasesField } = kind;
  const data = carrying.data(file);
  if (aliasesField === undefined || !data || valuesOf({ data: before }, aliasesField).includes(old)) return;
  const aliases = valuesOf({ data }, aliasesField).filter((alias) => alias !== old);
  carrying.write(file, kind.schema, withValue(data, [aliasesField], aliases.length === 0 ? undefined : aliases));
}

function sayRenamed(carrying: Carrying, edits: readonly Edit[], where: string[], old: string, name: string): void {
  const [first] = edits;
  if (!first) return;
  const shown = where.length > 3 ? [...where.slice(0, 2), `${where.length - 2} more files`] : where;
  carrying.carried.push({ edit: first, what: `“${old}” is “${name}” now`, where: shown, says: [] });
}
