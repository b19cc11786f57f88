// A part of a list, as if the other records were not on the disk: some records, and all that these refer to.
import { readSource, type Source } from "../../scripts/absorb/source.ts";
import type { Entry } from "../../scripts/record/entry.ts";

/** @param isWanted - whether a record is to be there, whatever refers to it */
export function sublist(all: Source, isWanted: (entry: Entry) => boolean): Source {
  const kept = new Set<Entry>();
  const keep = (entry: Entry): void => {
    if (kept.has(entry)) return;
    kept.add(entry);
    for (const { to } of all.list.links.from.get(entry)?.values() ?? []) if (to) keep(to);
  };
  for (const entry of all.list.entries) if (isWanted(entry)) keep(entry);
  const others = all.list.entries.filter((entry) => !kept.has(entry));
  return readSource(all.root, new Map(others.map(({ file }) => [file, undefined])), all);
}
