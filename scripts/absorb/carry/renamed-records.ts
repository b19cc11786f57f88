// Another name → the record, its file, and all that refers to it.
import { type Entry, nameOf, valuesOf } from "../../record/entry.ts";
import { fileOf } from "../../record/kinds.ts";
import { entriesOf } from "../../record/list.ts";
import { planRenaming, renameInDocument } from "../../record/rename.ts";
import { TEMPLATE } from "../../template/page.ts";
import { uncapitalised } from "../../text/first-letter.ts";
import { kebab } from "../../text/kebab.ts";
import { isSlip } from "../find/shown-text.ts";
import { type Carrying, NotCarried } from "./carrying.ts";
import { withValue } from "./copies.ts";
import type { Renaming } from "./plan-renamings.ts";

export function carryRenaming(carrying: Carrying, renaming: Renaming): void {
  const { entry, value, name } = renaming;
  const loaded = carrying.loaded();
  const { list } = loaded;
  const today = carrying.fileOf({ kind: entry.kind, entry });
  const own = entriesOf(list, entry.kind.name).find(({ file }) => file === today);
  if (!own) throw new NotCarried(`${entry.file} is not there any more`, "Is it to come back?");
  const old = value?.text ?? nameOf(entry);
  if (!value && nameOf(own) === name) return;
  if (!value && nameOf(own) !== old) {
    const question = `The page says “${name}”, and ${own.file} “${nameOf(own)}”. Which is right?`;
    throw new NotCarried("the name has changed meanwhile", question);
  }
  const hasReferences = (list.links.to.get(own)?.length ?? 0) > 0;
  if (!value && !hasReferences && kebab(old) !== own.id) {
    // Its file is not named after it and keeps its name; nothing refers to it.
    const data = { ...own.data, [own.kind.nameField]: name };
    sayRenamed(carrying, renaming, old, carrying.write(own.file, own.kind.schema, data));
    return;
  }
  const plan = planRenaming(loaded, value ? { entry: own, value } : { entry: own }, name);
  if ("problem" in plan) throw new NotCarried(uncapitalised(plan.problem.replace(/\.$/, "")), "Which name is meant?");
  for (const [file, text] of plan.drafts) {
    if (!carrying.drafts.has(file) && file !== own.file) carrying.followed.add(file);
    carrying.drafts.set(file, text);
  }
  const file = fileOf(own.kind, plan.id);
  if (!value) {
    if (isSlip(old, name)) withoutAlias(carrying, file, own, old);
    const template = carrying.drafts.get(TEMPLATE) ?? carrying.today.written;
    const fresh = renameInDocument(template, plan);
    if (fresh !== template) carrying.drafts.set(TEMPLATE, fresh);
  }
  const others = [...plan.drafts.keys()].filter((each) => each !== own.file && each !== file);
  sayRenamed(carrying, renaming, old, [value ? own.file : file, ...others]);
}

/** Takes the old name out of the aliases: it was misspelt, so nobody uses it. */
function withoutAlias(carrying: Carrying, file: string, { kind, data: before }: Entry, old: string): void {
  const { aliasesField } = kind;
  const data = carrying.data(file);
  if (aliasesField === undefined || !data || valuesOf({ data: before }, aliasesField).includes(old)) return;
  const aliases = valuesOf({ data }, aliasesField).filter((alias) => alias !== old);
  carrying.write(file, kind.schema, withValue(data, [aliasesField], aliases.length === 0 ? undefined : aliases));
}

function sayRenamed(carrying: Carrying, { edits: [edit], name }: Renaming, old: string, where: string[]): void {
  if (!edit) return;
  carrying.carried.push({ edit, what: `“${old}” is “${name}” now`, where, says: [] });
}
