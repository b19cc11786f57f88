// The footnote marks of a drawing's tools: text in its boxes, and words in its legend.
import { groupBy } from "../text/group-by.ts";
import { wholeWord } from "../text/whole-word.ts";
import { type Diagram, type DiagramNode, toolsIn } from "./diagram.ts";

/** A tool of the list, as far as drawings are concerned. */
export interface Tool {
  /** Its footnote. */
  note: string | undefined;
  /** The number that the footnote has on the page; `undefined` where the page does not print it. */
  number: number | undefined;
  /** A word for the legend, such as `unmaintained`; `undefined` where it is the usual one. */
  status: string | undefined;
}

export type ToolNamed = (name: string) => Tool | undefined;

/** The mark of a tool whose footnote is not on the page, or that has a status and no footnote. */
const DAGGER = "†";
/** Between a name and its mark a line does not end. */
const NO_BREAK_SPACE = "\u00a0";

/** Does a tool carry a mark in drawings? */
export function isMarked({ note, status }: Omit<Tool, "number">): boolean {
  return note !== undefined || status !== undefined;
}

/**
 * A diagram with marks in its texts, as `ToolName [0]`: behind each tool's name in its node's label or details, and behind
 * the label where the name does not stand there. A mark is text, because an image on GitHub has no links.
 */
export function withMarks(diagram: Diagram, toolNamed: ToolNamed): Diagram {
  return { ...diagram, nodes: diagram.nodes.map((node) => nodeWithMarks(node, toolNamed)) };
}

function nodeWithMarks(node: DiagramNode, toolNamed: ToolNamed): DiagramNode {
  if (node.label === undefined) return node;
  const texts = [node.label, ...node.details];
  for (const name of toolsIn({ nodes: [node] })) {
    const mark = markOf(toolNamed(name));
    if (mark === undefined) continue;
    const index = Math.max(
      0,
      texts.findIndex((text) => wholeWord(text, name) !== -1),
    );
    const text = texts[index] ?? "";
    const start = wholeWord(text, name);
    const end = start === -1 ? text.length : start + name.length;
    texts[index] = text.slice(0, end) + NO_BREAK_SPACE + mark + text.slice(end);
  }
  const [label, ...details] = texts;
  return { ...node, label, details };
}

/** `[0], [3] unmaintained`: a line of the legend for each status of a diagram's marked tools. */
export function legendOfMarks(diagram: Diagram, toolNamed: ToolNamed): string[] {
  const tools = toolsIn(diagram).flatMap((name) => toolNamed(name) ?? []);
  tools.sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || 0);
  const marked = groupBy(tools.filter(isMarked), ({ status }) => status ?? "see the note");
  return [...marked].map(([words, own]) => `${[...new Set(own.map(markOf))].join(", ")} ${words}`);
}

function markOf(tool: Tool | undefined): string | undefined {
  if (!tool || !isMarked(tool)) return undefined;
  return tool.number === undefined ? DAGGER : `[${tool.number}]`;
}
