// Edits of the page → records and template as they will be. All or nothing an edit: what cannot be carried changes no byte.
import type { Answers } from "./answers.ts";
import { carryRenaming } from "./carry-renaming.ts";
import { Carrying, type Outcome, type Today } from "./carrying.ts";
import type { Base } from "./comparison.ts";
import { carryDeleted, carryMoved } from "./deleted-rows.ts";
import { type Edit, rowQuestion, whatIs } from "./edit.ts";
import { carryChanged } from "./field-changes.ts";
import { carryNew } from "./new-rows.ts";
import { carryTemplate } from "./template-edits.ts";
import { Question } from "./values.ts";

/** @param left - edits that are not tried, each with the reason and the question */
export function carry(
  base: Base,
  today: Today,
  edits: readonly Edit[],
  left: ReadonlyMap<Edit, Question>,
  answers: Answers,
): Outcome {
  const tried = edits.filter((edit) => !left.has(edit));
  const carrying = new Carrying(base, today, edits, tried, answers);
  for (const [edit, question] of left) keep(carrying, edit, question);
  // A row that moved to another table is added before it is deleted, so that its record is still there. A new section comes
  // before a new row, because it says more of its record.
  const order = ["changed", "section", "new", "template", "deleted", "moved", "refused", "noted"];
  const turnOf = (edit: Edit): number =>
    order.indexOf(edit.type === "new" && edit.each.prototype.type === "section" ? "section" : edit.type);
  for (const edit of tried.toSorted((a, b) => turnOf(a) - turnOf(b))) attempt(carrying, edit);
  for (const renaming of carrying.renamings) {
    const before = new Map(carrying.drafts);
    const question = carryRenaming(carrying, renaming);
    if (!question) continue;
    carrying.drafts = before;
    for (const edit of renaming.edits) keep(carrying, edit, question);
  }
  carrying.carried.sort((a, b) => a.edit.line - b.edit.line);
  carrying.kept.sort((a, b) => a.edit.line - b.edit.line);
  return { drafts: carrying.drafts, carried: carrying.carried, kept: carrying.kept, asks: carrying.asks };
}

function keep(carrying: Carrying, edit: Edit, { reason, question }: Question): void {
  if (carrying.kept.some((each) => each.edit === edit)) return;
  carrying.kept.push({ edit, what: whatIs(edit), reason, question });
}

function attempt(carrying: Carrying, edit: Edit): void {
  const before = new Map(carrying.drafts);
  carrying.says = [];
  carrying.more = [];
  carrying.line = edit.line;
  const found = apply(carrying, edit);
  if (found instanceof Question) {
    carrying.drafts = before;
    keep(carrying, edit, found);
  } else if (found) {
    carrying.carried.push({ edit, what: whatIs(edit), where: [...new Set(found)], says: carrying.says });
  }
}

/** @returns the files that change; `undefined` where nothing has to be done */
function apply(carrying: Carrying, edit: Edit): string[] | Question | undefined {
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
      return undefined;
    case "refused":
      // Its record is deleted, and this with it.
      if (edit.entry && carrying.source(edit.entry.file) === undefined) return undefined;
      if (edit.rows) carrying.ask(rowQuestion(edit), { choices: edit.rows });
      return new Question(edit.reason, edit.question);
  }
}
