// Edits of the page → records and template as they will be. All or nothing an edit: what cannot be carried changes no byte.
import type { Answers } from "./answers.ts";
import { carryRenaming } from "./carry-renaming.ts";
import { Carrying } from "./carrying.ts";
import { carryDeleted, carryMoved } from "./deleted-rows.ts";
import { type Edit, rowQuestion, whatIs } from "./edit.ts";
import { carryChanged } from "./field-changes.ts";
import { carryNew } from "./new-rows.ts";
import type { Source } from "./source.ts";
import { carryTemplate } from "./template-edits.ts";
import { Question } from "./values.ts";

/** @param left - edits that are not tried, each with the reason and the question */
export function carry(
  base: Source,
  today: Source,
  edits: readonly Edit[],
  left: ReadonlyMap<Edit, Question>,
  answers: Answers,
): Carrying {
  const tried = edits.filter((edit) => !left.has(edit));
  const carrying = new Carrying(base, today, edits, tried, answers);
  for (const [edit, question] of left) keep(carrying, edit, question);
  // A row that moved to another table is added before it is deleted, so that its record is still there. A new section comes
  // before a new row, because it says more of its record.
  const order = ["changed", "section", "new", "template", "deleted", "moved", "refused", "noted"];
  const turnOf = (edit: Edit): number =>
    order.indexOf(edit.type === "new" && edit.each.prototype.type === "section" ? "section" : edit.type);
  for (const edit of tried.toSorted((a, b) => turnOf(a) - turnOf(b))) {
    [carrying.line, carrying.says, carrying.more] = [edit.line, [], []];
    attempt(carrying, [edit], () => {
      const where = apply(carrying, edit);
      if (where.length > 0)
        carrying.carried.push({ edit, what: whatIs(edit), where: [...new Set(where)], says: carrying.says });
    });
  }
  for (const renaming of carrying.renamings) attempt(carrying, renaming.edits, () => carryRenaming(carrying, renaming));
  carrying.carried.sort((a, b) => a.edit.line - b.edit.line);
  carrying.kept.sort((a, b) => a.edit.line - b.edit.line);
  return carrying;
}

function attempt(carrying: Carrying, edits: readonly Edit[], run: () => void): void {
  const before = new Map(carrying.drafts);
  try {
    run();
  } catch (error) {
    if (!(error instanceof Question)) throw error;
    carrying.drafts = before;
    for (const edit of edits) keep(carrying, edit, error);
  }
}

function keep(carrying: Carrying, edit: Edit, { reason, question }: Question): void {
  if (carrying.kept.some((each) => each.edit === edit)) return;
  carrying.kept.push({ edit, what: whatIs(edit), reason, question });
}

/** @returns the files that change; none where nothing has to be done */
function apply(carrying: Carrying, edit: Edit): string[] {
  switch (edit.type) {
    case "changed":
      return carryChanged(carrying, edit);
    case "new":
      return carryNew(carrying, edit);
    case "deleted":
      return carryDeleted(carrying, edit);
    case "template":
      return carryTemplate(carrying, edit);
    case "moved":
      return carryMoved(carrying, edit);
    case "noted":
      return [];
    case "refused":
      // Its record is deleted, and this with it.
      if (edit.entry && carrying.source(edit.entry.file) === undefined) return [];
      if (edit.rows) carrying.ask(rowQuestion(edit), { choices: edit.rows });
      throw new Question(edit.reason, edit.question);
  }
}
