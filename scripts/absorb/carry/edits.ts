// Edits of the page → records and template as they will be. All or nothing an edit: what cannot be carried changes no byte.
import type { Kind } from "../../record/kinds.ts";
import type { Answers } from "../answers.ts";
import { type Edit, type Fresh, rowQuestion, whatIs } from "../edit.ts";
import type { Source } from "../source.ts";
import { Carrying, NotCarried } from "./carrying.ts";
import { carryChanged } from "./changed-fields.ts";
import { carryDeleted, carryMoved } from "./deleted-rows.ts";
import { carryNew } from "./new-rows.ts";
import { carryRenaming } from "./renamed-records.ts";
import { carryTemplate } from "./template.ts";

/** @param left - edits that are not tried, each with the reason and the question */
export function carry(
  base: Source,
  today: Source,
  edits: readonly Edit[],
  left: ReadonlyMap<Edit, NotCarried>,
  answers: Answers,
): Carrying {
  const tried = edits.filter((edit) => !left.has(edit));
  const carrying = new Carrying(base, today, edits, tried, answers);
  const keepAll = (refused: Iterable<readonly [Edit, NotCarried]>): void => {
    for (const [edit, { reason, question }] of refused)
      if (!carrying.kept.some((each) => each.edit === edit))
        carrying.kept.push({ edit, what: whatIs(edit), reason, question });
  };
  keepAll(left);
  // A row that moved to another table is added before it is deleted, so that its record is still there. A new section comes
  // before a new row, because it says more of its record.
  const order = ["changed", "section", "new", "template", "deleted", "moved", "refused", "noted"];
  const turnOf = (edit: Edit): number =>
    order.indexOf(edit.type === "new" && edit.each.prototype.type === "section" ? "section" : edit.type);
  const tryEach = (each: readonly Edit[]): [Edit, NotCarried][] =>
    each.flatMap((edit): [Edit, NotCarried][] => {
      [carrying.line, carrying.says, carrying.more] = [edit.line, [], []];
      const question = attempt(carrying, () => {
        const where = apply(carrying, edit);
        if (where.length > 0)
          carrying.carried.push({ edit, what: whatIs(edit), where: [...new Set(where)], says: carrying.says });
      });
      return question ? [[edit, question]] : [];
    });
  // What a row names may be a record that a row further down makes: those are tried again when the others are carried.
  carrying.awaited = new Set(tried.flatMap((edit) => (edit.type === "new" ? (kindOf(edit) ?? []) : [])));
  const inTurn = tried.toSorted((a, b) => turnOf(a) - turnOf(b));
  const isWritten = ({ type }: Edit): boolean => type === "changed" || type === "new";
  let refused = tryEach(inTurn.filter(isWritten));
  carrying.awaited = new Set();
  for (let last = Number.POSITIVE_INFINITY; refused.length < last; ) {
    last = refused.length;
    refused = tryEach(refused.map(([edit]) => edit));
  }
  // What goes from the page is looked at when it is known what of it does not come back elsewhere.
  keepAll(refused);
  keepAll(tryEach(inTurn.filter((edit) => !isWritten(edit))));
  for (const renaming of carrying.renamings) {
    const question = attempt(carrying, () => carryRenaming(carrying, renaming));
    if (question) keepAll(renaming.edits.map((edit) => [edit, question]));
  }
  carrying.carried.sort((a, b) => a.edit.line - b.edit.line);
  carrying.kept.sort((a, b) => a.edit.line - b.edit.line);
  return carrying;
}

function kindOf({ levels }: Fresh): Kind | undefined {
  const place = levels.at(-1);
  return place?.type === "record" ? place.holder.kind : undefined;
}

/** @returns why nothing was done, if so */
function attempt(carrying: Carrying, run: () => void): NotCarried | undefined {
  const before = new Map(carrying.drafts);
  try {
    run();
    return undefined;
  } catch (error) {
    if (!(error instanceof NotCarried)) throw error;
    carrying.drafts = before;
    return error;
  }
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
      throw new NotCarried(edit.reason, edit.question);
  }
}
