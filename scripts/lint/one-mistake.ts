// One mistake, one finding: what follows from a record that was renamed, is gone, or lost its place is counted in one hint.
import { RENAMING } from "../text/as-typed.ts";
import { counted } from "../text/counted.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { groupBy } from "../text/group-by.ts";

/** So many of the others are named. */
const NAMED = 3;

/** @returns of findings about one record, its own, or else the first, with the number of the others */
export function oneOfEachCause(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const left = new Set(diagnostics);
  const told = new Map<Diagnostic, Diagnostic>();
  for (const found of groupBy(diagnostics, ({ about, severity }) => about && `${severity} ${about}`).values()) {
    const own = found.find(({ file, about }) => file === about) ?? found[0];
    if (own.about === undefined) continue;
    const others = found.filter((each) => each !== own);
    if (others.length === 0) continue;
    for (const other of others) left.delete(other);
    const related = others.slice(0, NAMED).map(({ file, range, reason }) => ({ file, range, message: reason }));
    const follow = counted(others.length, "more finding follows", "more findings follow");
    // One of the others may have a hint that says how to rename.
    const way = others.find(({ note }) => RENAMING.test(note ?? "") && note !== own.note)?.note;
    const hint = [`${follow} from it.`, own.note, RENAMING.test(own.note ?? "") ? undefined : way];
    told.set(own, own.with({ hint: hint.filter(Boolean).join(" "), related: [...own.related, ...related] }));
  }
  return [...left].map((diagnostic) => told.get(diagnostic) ?? diagnostic);
}

/** @returns whether a finding in a file is the first one about that place of a schema, which lists share; any other is */
export function firstOfSchemas(): (file: string, found: Diagnostic) => boolean {
  const places = new Set<string>();
  return (file, { rule, range: { start } }) =>
    rule !== "schema" || places.size < places.add(`${file}:${start.offset}`).size;
}
