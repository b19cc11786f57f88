// unprinted-entry: records that are nowhere on the page.
import type { Root, RootContent } from "mdast";
import { visit } from "unist-util-visit";
import { drawingFile } from "../drawing/drawing.ts";
import { type Entry, nameOf } from "../record/entry.ts";
import { KEY, type Kind, type Reference, withArticle } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { linksFrom, recordsAbove } from "../record/references.ts";
import { locate } from "../record/yaml.ts";
import { compare } from "../text/compare.ts";
import { oneLine } from "../text/crop.ts";
import { Diagnostic, FILE_START } from "../text/diagnostic.ts";
import { printsPipeline, stageEntries } from "./drawings.ts";
import { changedHeadings } from "./headings.ts";
import type { Template } from "./parse.ts";
import { TEMPLATE } from "./syntax.ts";

/** The hint for a picture whose record is on the page: the template's row lacks the picture. */
const NOT_SHOWN = "An entry names it, and the template prints that one without the picture: add it to its row.";

/**
 * @param source - the template's text
 * @param parsed - the same
 * @param page - what it makes, and the records that a prototype was filled with, or that a path of the template names
 * @returns a finding for each record that no template prints, and that no printed record refers to
 */
export function findUnprinted(
  list: List,
  source: string,
  parsed: Template,
  { children, printed }: { children: RootContent[]; printed: ReadonlySet<Entry> },
): Diagnostic[] {
  const drawn = printsPipeline(parsed) ? stageEntries(list) : [];
  const shown = shownPictures(list, { type: "root", children });
  const reached = new Set<Entry>([...printed, ...drawn, ...shown]);
  const mentioned = new Set<Entry>();
  // The loop also visits records that are added to the set meanwhile.
  for (const entry of reached) {
    for (const { reference, to } of linksFrom(list.links, entry)) {
      if (!to || isPlace(reference) || reference.by === "value") continue;
      if (!to.kind.isDrawn || shown.has(to)) {
        reached.add(to);
      } else {
        mentioned.add(to);
        // Records that only this picture names are not reported as well.
        for (const link of linksFrom(list.links, to)) if (link.to) reached.add(link.to);
      }
    }
  }
  const unprinted = list.entries.filter(
    (entry) => !reached.has(entry) && !(entry.kind.isLegend && !list.links.to.has(entry)),
  );
  const circles = unprinted.filter((entry) => recordsAbove(list.links, entry).includes(entry));
  if (circles.length > 0) return circlesOf(list, circles);
  const gone = unprinted.length > 0 ? changedHeadings(list, source).gone : [];
  const lost = gone[0] === undefined ? undefined : `${TEMPLATE} had “${gone[0]}” before: bring its section back.`;
  return unprinted.map((entry) => {
    const message = `Nothing prints this ${entry.kind.noun}.`;
    const place = placeOf(list, entry)?.file;
    const hint = (place === undefined && lost) || (mentioned.has(entry) ? NOT_SHOWN : wayIn(entry.kind));
    const about = place ?? (lost && TEMPLATE);
    return new Diagnostic({ file: entry.file, range: FILE_START, rule: "unprinted-entry", message, hint, about });
  });
}

/** One finding for each circle of parents, at its first record. What else is not printed may follow from these. */
function circlesOf(list: List, entries: readonly Entry[]): Diagnostic[] {
  return entries.flatMap((entry) => {
    const above = recordsAbove(list.links, entry);
    const { file, source, id, kind } = entry;
    if (kind.parentField === undefined || above.some((other) => compare(other.id, id) < 0)) return [];
    const circle = [entry, ...above].map((each) => `“${nameOf(each)}”`).join(" under ");
    const message = oneLine(`Nothing prints this ${kind.noun}, which stands under itself: ${circle}.`);
    const hint = `Take “${kind.parentField}” out of one of them, or name another there.`;
    return new Diagnostic({ file, range: locate(source, [kind.parentField]), rule: "unprinted-entry", message, hint });
  });
}

/** Does a reference only say where the record belongs, as one to a parent does, or the key of a map? */
function isPlace({ path, from }: Reference): boolean {
  return path.at(-1) === KEY || path[0] === from.parentField;
}

/** The record under which it is listed, or else the one that names it is. */
function placeOf(list: List, entry: Entry): Entry | undefined {
  const named = (list.links.to.get(entry) ?? []).map(({ from }) => from);
  const links = [entry, ...named].flatMap((each) => linksFrom(list.links, each));
  return links.find(({ reference }) => isPlace(reference))?.to;
}

/** How a record of a kind gets onto the page. */
function wayIn(kind: Kind): string {
  const each = `<!-- each ${kind.folder} -->`;
  if (kind.isDrawn) return `Name it in a record that the template prints with its picture.`;
  const under = kind.references.find(isPlace);
  if (under) {
    const property = String(under.path[0]);
    return `List it under ${withArticle(under.to.noun)} that the template prints (${property}: …), or print all with: ${each}`;
  }
  const [holder] = kind.references.flatMap(({ to, by }) => (by === "value" ? [] : [to.folder]));
  return `The template prints it with: ${each}${holder === undefined ? "" : `, or <!-- each ${holder}.ID.${kind.folder} -->`}`;
}

/** Records whose pictures the page has as images, or links to. */
function shownPictures(list: List, page: Root): Set<Entry> {
  const urls = new Set<string>();
  const html: string[] = [];
  visit(page, (node) => {
    if (node.type === "image" || node.type === "link" || node.type === "definition") urls.add(node.url);
    else if (node.type === "html") html.push(node.value);
  });
  const shown = list.entries.filter(({ kind, id }) => {
    const file = drawingFile(id);
    return kind.isDrawn && (urls.has(file) || urls.has(encodeURI(file)) || html.some((text) => text.includes(file)));
  });
  return new Set(shown);
}
