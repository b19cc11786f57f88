// Footnotes: marks behind what they are about, numbers in order of first mention, and the notes themselves.
import type { Nodes, Parents, Root, RootContent } from "mdast";
import { visit } from "unist-util-visit";
import { type Entry, noteOf, urlOf } from "../record/entry.ts";
import type { List } from "../record/list.ts";
import { Diagnostic, FILE_START } from "../text/diagnostic.ts";
import { urlKey } from "../text/url.ts";
import { expandEach } from "./expand.ts";
import { noteItem } from "./model.ts";
import { marksOf } from "./nodes.ts";
import { type Fields, Marks } from "./values.ts";

export interface Footnotes {
  children: RootContent[];
  /** The numbers of the notes on the page, in their order. */
  numbers: ReadonlyMap<Entry, number>;
  diagnostics: Diagnostic[];
}

/**
 * @param file - the template's path, for diagnostics
 * @param children - the page, from `expand`; its marks get their numbers in place
 */
export function addFootnotes(file: string, children: RootContent[], list: List, values: Fields): Footnotes {
  const page: Root = { type: "root", children };
  markLinks(page, notedByUrl(list));

  const numbers = new Map<Entry, number>();
  const first = firstNumber(children);
  visit(page, "footnoteMark", (mark) => {
    const number = numbers.get(mark.entry) ?? first + numbers.size;
    numbers.set(mark.entry, number);
    mark.value = String(number);
  });

  const diagnostics: Diagnostic[] = [];
  if (numbers.size > 0 && !children.some((node) => node.type === "notesPlaceholder")) {
    const message = "The page has footnote marks, and the template does not print the notes.";
    const hint = "Add:  <!-- each notes -->  and below it  0. {target}{text}";
    diagnostics.push(new Diagnostic({ file, range: FILE_START, rule: "template-notes", message, hint }));
  }
  const items = [...numbers.keys()].map(noteItem);
  const filled = children.flatMap((node) =>
    node.type === "notesPlaceholder" ? expandEach(file, node.each, items, [values]) : [node],
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

/** Put a mark behind every Markdown link to a record with a note; quotations and the notes stay as they are. */
function markLinks(parent: Parents, byUrl: ReadonlyMap<string, Entry>): void {
  for (let index = 0; index < parent.children.length; index++) {
    const node: Nodes | undefined = parent.children[index];
    if (!node || isQuotation(node)) continue;
    if (node.type === "link" && !node.data?.filled && node.data?.heading === undefined) {
      const entry = byUrl.get(urlKey(node.url));
      if (entry) parent.children.splice(index + 1, 0, ...marksOf(new Marks([entry])));
    } else if ("children" in node) {
      markLinks(node, byUrl);
    }
  }
}

function isQuotation(node: Nodes): boolean {
  return node.type === "blockquote" || (node.type === "emphasis" && node.data?.quotation === true);
}

/** Notes count from what their prototype's list counts from. */
function firstNumber(children: readonly RootContent[]): number {
  const prototype = children.find((node) => node.type === "notesPlaceholder")?.each.prototype;
  return prototype?.type === "item" && prototype.list.ordered ? (prototype.list.start ?? 1) : 0;
}
