// Edits of what a template says itself → the template.
import { nameOf } from "../../record/entry.ts";
import { TEMPLATE } from "../../template/page.ts";
import type { Edit as TextEdit } from "../../text/diagnostic.ts";
import { applyEdits } from "../../text/edits.ts";
import type { Reworded } from "../edit.ts";
import { type Carrying, NotCarried } from "./carrying.ts";
import type { Renaming } from "./plan-renamings.ts";

export function carryTemplate(carrying: Carrying, { splices, heading }: Reworded): string[] {
  const isIts = ({ entry, value, name }: Renaming): boolean =>
    !value && nameOf(entry) === heading?.old && name === heading.now;
  if (carrying.renamings.some(isIts)) return [];
  const { written, template } = carrying.today;
  const base = carrying.base.template;
  const all = [...carrying.spliced];
  for (const splice of splices) {
    const found = template === base ? splice : movedTo(base, template, splice);
    if (!found) throw new NotCarried("the template has changed meanwhile", `Edit ${TEMPLATE} by hand.`);
    if (all.some((other) => other.start < found.end && other.end > found.start))
      throw new NotCarried("another edit changes the same part of the template", `Edit ${TEMPLATE} by hand.`);
    all.push(found);
  }
  carrying.spliced = all;
  // What is put in where another edit starts stands in front of that.
  const inOrder = all.toSorted((a, b) => a.end - b.end);
  const text = applyEdits(template, inOrder);
  carrying.drafts.set(TEMPLATE, written.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text);
  return [TEMPLATE];
}

/** An edit of the template in one that has changed, if what it is about stands there once. */
function movedTo(base: string, today: string, { start, end, text: fresh }: TextEdit): TextEdit | undefined {
  for (const size of [200, 80, 30]) {
    const from = Math.max(0, start - size);
    const text = base.slice(from, end + size);
    const at = today.indexOf(text);
    if (at !== -1 && today.indexOf(text, at + 1) === -1)
      return { start: at + start - from, end: at + end - from, text: fresh };
  }
  return undefined;
}
