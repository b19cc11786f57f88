// Edits of what a template says itself → the template.
import { nameOf } from "../record/entry.ts";
import { TEMPLATE } from "../template/page.ts";
import type { Carrying } from "./carrying.ts";
import type { Reworded } from "./edit.ts";
import { Question } from "./values.ts";

export function carryTemplate(carrying: Carrying, { splices, heading }: Reworded): string[] | Question | undefined {
  if (
    heading &&
    carrying.renamings.some((each) => !each.value && nameOf(each.entry) === heading.old && each.name === heading.now)
  ) {
    return undefined;
  }
  const isWindows = carrying.today.template.includes("\r\n");
  let text = carrying.templateText().replaceAll("\r\n", "\n");
  const today = carrying.today.template.replaceAll("\r\n", "\n");
  const base = carrying.base.template;
  const spliced = [...carrying.spliced];
  for (const { start, end, text: fresh } of splices) {
    const found = today === base ? { start, end } : movedTo(base, today, start, end);
    if (!found) return new Question("the template has changed meanwhile", `Edit ${TEMPLATE} by hand.`);
    if (spliced.some((other) => other.start < found.end && other.end > found.start))
      return new Question("another edit changes the same part of the template", `Edit ${TEMPLATE} by hand.`);
    const shift = spliced.reduce((sum, { end: at, by }) => sum + (at <= found.start ? by : 0), 0);
    text = text.slice(0, found.start + shift) + fresh + text.slice(found.end + shift);
    spliced.push({ ...found, by: fresh.length - (found.end - found.start) });
  }
  carrying.spliced = spliced;
  carrying.drafts.set(TEMPLATE, isWindows ? text.replaceAll("\n", "\r\n") : text);
  return [TEMPLATE];
}

/** The place of a text of the template in one that has changed, if it stands there once. */
function movedTo(base: string, today: string, start: number, end: number): { start: number; end: number } | undefined {
  for (const size of [200, 80, 30]) {
    const from = Math.max(0, start - size);
    const text = base.slice(from, end + size);
    const at = today.indexOf(text);
    if (at !== -1 && today.indexOf(text, at + 1) === -1) return { start: at + start - from, end: at + end - from };
  }
  return undefined;
}
