// Footnotes: marks behind what they are about, numbers in order of first mention, and the notes themselves.
import type { Nodes, Root, RootContent } from "mdast";
import { type Entry, noteOf, urlOf } from "../record/entry.ts";
import type { List } from "../record/list.ts";
import { Diagnostic, FILE_START } from "../text/diagnostic.ts";
import { urlKey } from "../text/url.ts";
import { expand } from "./expand.ts";
import { noteItem } from "./model.ts";
import { footnoteMark, target, withChildren } from "./nodes.ts";
import type { Part, Prototype } from "./prototype.ts";
import { TEMPLATE } from "./syntax.ts";
import type { Fields } from "./values.ts";

export interface Footnotes {
  children: RootContent[];
  /** The numbers of the notes on the page, in their order. */
  numbers: ReadonlyMap<Entry, number>;
  diagnostics: Diagnostic[];
}

/**
 * @param children - the page, from `expand`
 * @param values - the list's, from `modelValues`
 * @returns the page with a number in each mark, a mark behind each link to a record with a note, and the notes
 */
export function addFootnotes(children: RootContent[], list: List, values: Fields): Footnotes {
  const byUrl = notedByUrl(list);
  const prototype = children.find((node) => node.type === "notesPlaceholder")?.each.prototype;
  // That of the list's first item in the template.
  const first = prototype?.type === "item" && prototype.list.ordered ? (prototype.list.start ?? 1) : 0;
  const numbers = new Map<Entry, number>();
  const leadsBack = notesLeadBack(prototype);
  const marks = new Map<Entry, string[]>();
  const markOf = (entry: Entry): Nodes[] => {
    const number = numbers.get(entry) ?? first + numbers.size;
    numbers.set(entry, number);
    if (!leadsBack) return [footnoteMark(entry, number)];
    const places = marks.get(entry) ?? [];
    marks.set(entry, places);
    const place = `mark-${entry.id}${places.length === 0 ? "" : `-${places.length + 1}`}`;
    places.push(place);
    return [footnoteMark(entry, number), target(place)];
  };
  /** Links in quotations stay as they are, and so do those that a template fills in: it places their marks itself. */
  const marked = (nodes: readonly Nodes[], isQuoted: boolean): Nodes[] =>
    nodes.flatMap((node) => {
      if (node.type === "footnoteMark") return markOf(node.data.entry);
      const copy = withChildren(node, (inner) => marked(inner, isQuoted || isQuotation(node)));
      if (node.type !== "link" || isQuoted || node.data?.filled || node.data?.heading) return [copy];
      const entry = byUrl.get(urlKey(node.url));
      return entry ? [copy, ...markOf(entry)] : [copy];
    });
  const tree: Root = { type: "root", children };
  const page = withChildren(tree, (nodes) => marked(nodes, false)).children;

  const diagnostics: Diagnostic[] = [];
  if (numbers.size > 0 && !page.some(({ type }) => type === "notesPlaceholder")) {
    const message = "The page has footnote marks, and the template does not print the notes.";
    const hint = "Add:  <!-- each notes -->  and below it  0. {target}{text}";
    diagnostics.push(new Diagnostic({ file: TEMPLATE, range: FILE_START, rule: "template-notes", message, hint }));
  }
  const notes = [...numbers.keys()].map((entry) => noteItem(entry, marks.get(entry)));
  const filled = page.flatMap((node) =>
    node.type === "notesPlaceholder"
      ? expand({ blocks: [node.each], ofList: [] }, { ...values, notes }).children
      : [node],
  );
  return { children: filled, numbers, diagnostics };
}

/** Records with a note, by the key of their URL. */
function notedByUrl({ entries }: List): ReadonlyMap<string, Entry> {
  return new Map(
    entries.flatMap((entry) => {
      const url = urlOf(entry);
      return url === undefined || noteOf(entry) === undefined ? [] : [[urlKey(url), entry] as const];
    }),
  );
}

/** Does the prototype of the notes ask for links to their marks? */
function notesLeadBack(prototype: Prototype | undefined): boolean {
  const asks = (parts: readonly Part[]): boolean =>
    parts.some((part) =>
      part.type === "field" ? part.path.join(".") === "back" : "parts" in part && asks(part.parts),
    );
  return prototype?.type === "item" && asks(prototype.parts);
}

function isQuotation(node: Nodes): boolean {
  return node.type === "blockquote" || (node.type === "emphasis" && node.data?.quotation === true);
}
