// What absorb says of a page that somebody edited, of a list in few of its records.
import assert from "node:assert/strict";
import path from "node:path";
import { type Absorbed, absorbPage } from "../../scripts/absorb/absorb.ts";
import { readSource, type Source } from "../../scripts/absorb/source.ts";
import { carriedLines, keptLines, notedLines } from "../../scripts/absorb/words.ts";
import { stringify } from "../../scripts/template/stringify.ts";
import { LISTS } from "./proof-lists.ts";
import { sublist } from "./sublists.ts";

/** @param ids - of records; those that they refer to are there, too */
export function few(name: string, ids: readonly string[]): Source {
  return sublist(readSource(path.join(LISTS, name)), ({ id }) => ids.includes(id));
}

export function pageOf({ page }: Source): string {
  return stringify(page.children).markdown;
}

/** A page with other lines, absorbed. */
export function absorbed(list: Source, ...changes: readonly (readonly [RegExp, string])[]): Absorbed {
  const text = changes.reduce((current, [from, to]) => {
    // Not `match`, which shows the whole page.
    assert.ok(from.test(current), `The page has nothing like ${from}`);
    return current.replace(from, to);
  }, pageOf(list));
  return absorbPage(list, text, () => list);
}

/** What is said of it. */
export function said(list: Source, ...changes: readonly (readonly [RegExp, string])[]): string {
  const found = absorbed(list, ...changes);
  return unwrapped([carriedLines, keptLines, notedLines].flatMap((lines) => lines(found, (file) => file)));
}

/** One line an edit, with what is said below it. */
export function unwrapped(lines: readonly string[]): string {
  return lines.join("\n").replace(/\n {2}/g, " ");
}
