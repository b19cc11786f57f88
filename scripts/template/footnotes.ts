// Footnotes: marks behind what they are about, numbers in order of first mention, and the notes themselves.
import type { Nodes, Parents, Root, RootContent } from "mdast";
import { visit } from "unist-util-visit";
import type { Entry } from "../record/list.ts";
import { Diagnostic, FILE_START } from "../text/diagnostic.ts";
import { urlKey } from "../text/url.ts";
import { expandEach } from "./expand.ts";
import { noteItem } from "./model.ts";
import { marksOf } from "./nodes.ts";
import { type Fields, Marks } from "./values.ts";

export interface Footnotes {
  children: RootContent[];
  /** Tools with a note on the page, by number. */
  noted: Entry<"tool">[];
  /** The numbers of the notes, by tool. */
  numbers: ReadonlyMap<string, number>;
  diagnostics: Diagnostic[];
}

/** Tools with a note, by the key of their URL and by id. */
export interface NotedTools {
  byUrl: ReadonlyMap<string, Entry<"tool">>;
  byId: ReadonlyMap<string, Entry<"tool">>;
}

export function toolsWithNote(tools: readonly Entry<"tool">[]): NotedTools {
  const noted = tools.filter(({ data }) => data.footnote !== undefined);
  const byUrl = noted.flatMap((tool) => (tool.data.url === undefined ? [] : [[urlKey(tool.data.url), tool] as const]));
  return { byUrl: new Map(byUrl), byId: new Map(noted.map((tool) => [tool.id, tool])) };
}

/**
 * @param file - the template's path, for diagnostics
 * @param children - the page, from `expand`; its marks get their numbers in place
 * @param tools - those of the list, from `toolsWithNote`
 */
export function addFootnotes(file: string, children: RootContent[], tools: NotedTools, values: Fields): Footnotes {
  const { byUrl, byId } = tools;
  const page: Root = { type: "root", children };
  if (byUrl.size > 0) markLinks(page, byUrl);

  const noted: Entry<"tool">[] = [];
  const numbers = new Map<string, number>();
  const first = firstNumber(children);
  visit(page, "footnoteMark", (mark) => {
    const tool = byId.get(mark.tool);
    if (tool && !numbers.has(mark.tool)) {
      numbers.set(mark.tool, first + noted.length);
      noted.push(tool);
    }
    mark.value = String(numbers.get(mark.tool) ?? "");
  });

  const diagnostics: Diagnostic[] = [];
  if (noted.length > 0 && !children.some((node) => node.type === "notesPlaceholder")) {
    const message = "The page has footnote marks, and the template does not print the notes.";
    const hint = "Add:  <!-- each notes -->  and below it  0. {target}{text}";
    diagnostics.push(new Diagnostic({ file, range: FILE_START, rule: "template-notes", message, hint }));
  }
  const items = noted.map(noteItem);
  const filled = children.flatMap((node) =>
    node.type === "notesPlaceholder" ? expandEach(file, node.each, items, [values]) : [node],
  );
  return { children: filled, noted, numbers, diagnostics };
}

/** Put a mark behind every Markdown link to a tool with a note; quotations and the notes stay as they are. */
function markLinks(parent: Parents, byUrl: ReadonlyMap<string, Entry<"tool">>): void {
  for (let index = 0; index < parent.children.length; index++) {
    const node: Nodes | undefined = parent.children[index];
    if (!node || isQuotation(node)) continue;
    if (node.type === "link" && !node.data?.filled && node.data?.heading === undefined) {
      const tool = byUrl.get(urlKey(node.url));
      if (tool) parent.children.splice(index + 1, 0, ...marksOf(new Marks([tool])));
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
