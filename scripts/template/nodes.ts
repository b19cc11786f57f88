// mdast nodes that the renderer makes itself, and what it does with nodes of all types.
import type { Html, Literal, Nodes, PhrasingContent, Text } from "mdast";
import { type Entry, noteOf } from "../record/entry.ts";
import { clean } from "../text/escape.ts";
import type { Block, Each } from "./prototype.ts";
import type { Value } from "./values.ts";

/** `[[0]](#note-my-tool)`: GitHub's own footnotes (`[^x]`) cannot start at 0, nor stand in a list below a table. */
export interface FootnoteMark extends Literal {
  type: "footnoteMark";
  /** The number's digits; empty until all marks are on the page. */
  value: string;
  /** The anchor of the note. */
  target: string;
  /** The record that the note is about. */
  data: { entry: Entry };
}

/** A character that is written as `<span>:</span>` or with a backslash, so that GitHub does not read markup into it. */
export interface GuardedCharacter extends Literal {
  type: "guardedCharacter";
}

/** What a node of the page was made from. */
export interface Origin {
  /** The block of the template; for a row or item the `each` that repeats it. */
  block: Exclude<Block, { type: "block" }>;
  /** What it was filled with, by level. */
  values: readonly Value[];
  /** The `each` of every level above the first. */
  eaches: readonly Each[];
}

declare module "mdast" {
  interface PhrasingContentMap {
    footnoteMark: FootnoteMark;
    guardedCharacter: GuardedCharacter;
  }
  interface RootContentMap {
    footnoteMark: FootnoteMark;
    guardedCharacter: GuardedCharacter;
    /** Where the notes go, once it is known which there are. */
    notesPlaceholder: Node & { type: "notesPlaceholder"; each: Each };
    /** Where an `each` had no records. */
    emptied: Node & { type: "emptied" };
  }
  interface Data {
    /** The record that a row, item or section was made from. */
    entry?: Entry;
    /** Nothing for a block of the template that holds no field: that has its position. */
    origin?: Origin;
  }
  interface TextData {
    /** The text is a record's: GitHub must not read anything into it. */
    literal?: boolean;
  }
  interface EmphasisData {
    /** The emphasis was a block quotation. */
    quotation?: boolean;
  }
  interface LinkData {
    /** The link was filled in from fields, so a mark, if there is one, is the template's to place. */
    filled?: boolean;
    /** The link leads to the heading that reads like this record's name. */
    heading?: Entry;
  }
}

/** What a link to `#id` leads to. */
export function target(id: string): Html {
  return { type: "html", value: `<a id="${id}"></a>` };
}

/** The anchor of a record's note. */
export function noteAnchor(id: string): string {
  return `note-${id}`;
}

export function literalText(value: string): Text {
  return { type: "text", value: clean(value), data: { literal: true } };
}

export function lineBreak(): Html {
  return { type: "html", value: "<br>" };
}

/** All lines as one, with `<br>` between them. */
export function joinLines(lines: readonly PhrasingContent[][]): PhrasingContent[] {
  return lines.flatMap((line, index) => (index === 0 ? line : [lineBreak(), ...line]));
}

export function footnoteMark(entry: Entry, number?: number): FootnoteMark {
  const value = number === undefined ? "" : String(number);
  return { type: "footnoteMark", value, target: noteAnchor(entry.id), data: { entry } };
}

/** The marks of those that have a note. */
export function marksOf(entries: readonly Entry[]): FootnoteMark[] {
  return entries.filter((entry) => noteOf(entry) !== undefined).map((entry) => footnoteMark(entry));
}

export interface Image {
  /** A URL. */
  file: string;
  alt: string;
  caption?: string | undefined;
}

/** An image that leads to itself at full size, below its caption. */
export function pictureNodes({ file, alt, caption }: Image): PhrasingContent[] {
  const link: PhrasingContent = {
    type: "link",
    url: file,
    title: null,
    data: { filled: true },
    children: [{ type: "image", url: file, alt: clean(alt).trim(), title: null }],
  };
  return caption === undefined ? [link] : [{ type: "emphasis", children: [literalText(caption)] }, lineBreak(), link];
}

/** Without neighbouring text nodes of the same kind, which would be escaped one by one. */
export function mergeText(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const merged: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    if (node.type === "text" && last?.type === "text" && last.data?.literal === node.data?.literal) {
      merged[merged.length - 1] = { ...last, value: last.value + node.value };
    } else {
      merged.push(node);
    }
  }
  return merged;
}

/** @returns a copy of a node with the children that `make` makes of its own, or the node when it has none */
export function withChildren<N extends Nodes>(node: N, make: (children: readonly Nodes[]) => Nodes[]): N {
  return "children" in node ? Object.assign({}, node, { children: make(node.children) }) : node;
}
