// Entries of a list that are nowhere on its page.
import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import { drawingFile, PIPELINE } from "../drawing/drawing.ts";
import { type AnyEntry, type Entry, entriesOf, type List } from "../record/list.ts";
import { Diagnostic, FILE_START } from "../text/diagnostic.ts";
import { toolsNamedBy } from "./model.ts";

export interface Printed {
  /** Records that a prototype was filled with, and components whose tools or resources were asked for. */
  printed: ReadonlySet<AnyEntry>;
  /** Names of the whole list's fields that are printed somewhere. */
  named: ReadonlySet<string>;
  page: Root;
}

const WAYS_IN: Readonly<Record<string, string>> = {
  component: "Name it in the template: <!-- each components.ID.tools -->",
  tool: "List it under a component (components: {COMPONENT-ID: {}}), or name it in an example.",
  example: "The template prints examples with: <!-- each examples -->",
  diagram: "Name it in an example (diagram: [ID]), which the template prints with {diagram}.",
  resource: "The template prints resources with: <!-- each components.ID.resources -->, or <!-- each resources -->",
};

/** A diagram that an example on the page names is one step from it. */
const NOT_SHOWN = "An example names it, and the template prints that without {diagram}: add this to its row.";

/** Entries that no template prints, that no printed example names, and that replace no tool that is there. */
export function findUnprinted(list: List, { printed, named, page }: Printed): Diagnostic[] {
  const reached = new Set<AnyEntry>(printed);
  const toolsById = new Map(list.tools.map((tool) => [tool.id, tool]));
  const mentioned = new Set<string>();
  for (const example of list.examples) {
    if (!reached.has(example)) continue;
    for (const tool of toolsNamedBy(example, list)) reached.add(tool);
    for (const drawing of example.data.diagram ?? []) if (typeof drawing === "string") mentioned.add(drawing);
  }
  for (const diagram of shownDiagrams(list, page)) reached.add(diagram);
  // Their drawing names them all.
  if (named.has(PIPELINE)) for (const component of list.components) reached.add(component);
  for (const component of list.components) {
    const isInLegend = ({ data }: Entry<"diagram">): boolean =>
      [...data.nodes, ...(data.groups ?? [])].some(({ stage }) => stage === component.id);
    if (list.diagrams.some((diagram) => reached.has(diagram) && isInLegend(diagram))) reached.add(component);
  }
  for (const entry of reached) {
    if (entry.kind !== "tool" || entry.data.replacement === undefined) continue;
    const replacement = toolsById.get(entry.data.replacement);
    // A set that grows while it is walked is walked to its new end.
    if (replacement) reached.add(replacement);
  }
  return entriesOf(list)
    .filter((entry) => !reached.has(entry))
    .map(({ kind, file, id }) => {
      const message = `Nothing prints this ${kind}.`;
      const hint = kind === "diagram" && mentioned.has(id) ? NOT_SHOWN : WAYS_IN[kind];
      return new Diagnostic({ file, range: FILE_START, rule: "unprinted-entry", message, hint });
    });
}

/** Diagrams whose drawings the page has as images, or links to. */
function shownDiagrams({ diagrams }: List, page: Root): Entry<"diagram">[] {
  if (diagrams.length === 0) return [];
  const urls = new Set<string>();
  const html: string[] = [];
  visit(page, (node) => {
    if (node.type === "image" || node.type === "link" || node.type === "definition") urls.add(node.url);
    else if (node.type === "html") html.push(node.value);
  });
  return diagrams.filter(({ id }) => {
    const file = drawingFile(id);
    return urls.has(file) || urls.has(encodeURI(file)) || html.some((text) => text.includes(file));
  });
}
