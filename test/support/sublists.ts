// A part of a list, as if the rest of it were not on the disk: some records, and all that these refer to.
import { readSource, type Source } from "../../scripts/absorb/source.ts";
import type { Entry } from "../../scripts/record/entry.ts";
import { TEMPLATE } from "../../scripts/template/page.ts";
import type { Random } from "./page-edits.ts";

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

/** In front of a section of a template, with the comment that repeats it. */
const SECTION = /^(?:(?<!<!-- each .*\n)(?=## )|(?=<!-- each .*\n## ))/m;

/** One record or a few, in some of the template's sections; what the template names by its id is there, too. */
export function randomPart(all: Source, random: Random): Source {
  const [top = "", ...sections] = all.template.split(SECTION);
  const repeating = sections.filter((section) => section.includes("<!-- each "));
  const one = repeating[random(repeating.length)];
  const some = sections.filter((section) => section === one || random(5) === 0);
  const template = random(8) === 0 ? all.template : [top, ...some].join("");
  const cut = readSource(all.root, new Map([[TEMPLATE, template]]), all);
  const named = new Set(cut.parsed.ofList.flatMap(({ path: [folder = "", id = ""] }) => `${folder}/${id}`));
  const [many, few] = [all.list.entries.length, 1 + random(3)];
  const part = sublist(cut, ({ kind, id }) => named.has(`${kind.folder}/${id}`) || random(many) < few);
  return part.errors.length === 0 ? part : all;
}
