// The footnote marks of a drawing's tools: text in its boxes, and words in its legend.
import type { Entry, List } from "../record/list.ts";
import type { DiagramRecord } from "../record/records.ts";
import { wholeWord } from "../text/whole-word.ts";
import type { PlannedNode } from "./plan.ts";

type NodeRecord = DiagramRecord["nodes"][number];

/** The numbers of the page's notes, by tool. */
export type NoteNumbers = ReadonlyMap<string, number>;

/** A tool that is worth a word, and whose note is not on the page. */
const DAGGER = "†";
/** Between a name and its mark a line does not end. */
const NO_BREAK_SPACE = "\u00a0";

/**
 * A mark in a drawing is the number that the page prints, as text: an image has no links. Where the page has no note, a
 * dagger and the legend say that there is something to know.
 */
export class DiagramMarks {
  readonly #toolsByName: List["toolsByName"];
  readonly #numbers: NoteNumbers;

  constructor(toolsByName: List["toolsByName"], numbers: NoteNumbers) {
    this.#toolsByName = toolsByName;
    this.#numbers = numbers;
  }

  /** A node's label and details, with a mark behind each name that has one. */
  textsOf({ tool, tools = [], label, details }: NodeRecord): Pick<PlannedNode, "label" | "details"> {
    const texts = [label ?? tool ?? "", ...(details ?? [])];
    for (const name of [...(tool === undefined ? [] : [tool]), ...tools]) {
      const mark = this.#markOf(this.#toolsByName.get(name));
      if (mark === undefined) continue;
      const found = texts.findIndex((text) => wholeWord(text, name) !== -1);
      const index = Math.max(found, 0);
      const text = texts[index] ?? "";
      const end = found === -1 ? text.length : wholeWord(text, name) + name.length;
      texts[index] = text.slice(0, end) + NO_BREAK_SPACE + mark + text.slice(end);
    }
    const [first = "", ...rest] = texts;
    return { label: first, details: rest };
  }

  /** `[0], [3] unmaintained`, for each status of a diagram's marked tools. */
  legendOf(nodes: readonly NodeRecord[]): string[] {
    const tools = [...new Set(toolsIn(nodes).flatMap((name) => this.#toolsByName.get(name) ?? []))];
    const marked = tools
      .map((tool) => ({ mark: this.#markOf(tool), number: this.#numbers.get(tool.id) ?? Infinity, tool }))
      .sort((a, b) => a.number - b.number);
    const byStatus = new Map<string, string[]>();
    for (const { mark, tool } of marked) {
      if (mark === undefined) continue;
      const { status = "active" } = tool.data;
      const words = status === "active" ? "see the note" : status;
      byStatus.set(words, [...new Set([...(byStatus.get(words) ?? []), mark])]);
    }
    return [...byStatus].map(([words, marks]) => `${marks.join(", ")} ${words}`);
  }

  #markOf(tool: Entry<"tool"> | undefined): string | undefined {
    if (!tool || !isMarked(tool)) return undefined;
    const number = this.#numbers.get(tool.id);
    return number === undefined ? DAGGER : `[${number}]`;
  }
}

/** Is there something to know about a tool, so that it carries a mark in drawings? */
export function isMarked({ data: { footnote, status = "active" } }: Entry<"tool">): boolean {
  return footnote !== undefined || status !== "active";
}

/** Names of the tools that a diagram's nodes name. */
export function toolsIn(nodes: readonly NodeRecord[]): string[] {
  return nodes.flatMap(({ tool, tools = [] }) => (tool === undefined ? tools : [tool, ...tools]));
}
