// One Markdown text with its syntax tree, and a place in its file for every node.
import type { Nodes, Parents, Root } from "mdast";
import { visit } from "unist-util-visit";
import type { Edit, Related } from "../../text/diagnostic.ts";
import { groupBy } from "../../text/group-by.ts";
import type { SourceText } from "../../text/source.ts";
import type { Stretch } from "../../text/stretches.ts";
import { type Part, type Place, partOf } from "./place.ts";
import type { RecordText } from "./record-texts.ts";

type Look<T extends Nodes> = (node: T, index: number | undefined, parent: Parents | undefined) => void;
type OfType<T extends Nodes["type"]> = Extract<Nodes, { type: T }>;

export class MarkdownDocument {
  /** A file of its own, a list's template, or a Markdown value of a record. */
  readonly kind: "document" | "template" | "field";
  readonly source: SourceText;
  readonly tree: Root;
  /** The folder (absolute) that relative URLs start from. */
  readonly folder: string;
  /** What a `#fragment` may lead to, in lower case. */
  readonly anchors: ReadonlySet<string>;
  /** The value that the text is, for a field; the tree's positions are then those of the value. */
  readonly text?: RecordText | undefined;

  /** The nodes by their types. Two dozen rules look at some: the tree is walked once for all. */
  #byType: ReadonlyMap<string, readonly Placed[]> | undefined;

  constructor(parts: Pick<MarkdownDocument, "kind" | "source" | "tree" | "folder" | "anchors" | "text">) {
    this.kind = parts.kind;
    this.source = parts.source;
    this.tree = parts.tree;
    this.folder = parts.folder;
    this.anchors = parts.anchors;
    this.text = parts.text;
  }

  /** Calls `look` for each node of a type, in the order of the text. */
  each<T extends Nodes["type"]>(type: T, look: Look<OfType<T>>): void {
    this.#byType ??= groupBy(placedIn(this.tree), ({ node }) => node.type);
    for (const { node, index, parent } of this.#byType.get(type) ?? []) if (isOf(node, type)) look(node, index, parent);
  }

  /** The Markdown itself; offsets of nodes are offsets of this. */
  get markdown(): string {
    return this.text?.value ?? this.source.text;
  }

  /** @returns what a finding says of its place, for a part of the Markdown */
  place(start = 0, end = this.markdown.length): Place {
    const range = (this.text ?? this.source).range(start, end);
    return { file: this.source.file, range, pointer: this.text?.pointer };
  }

  placeOf(part: Nodes | Stretch): Place {
    return this.part(part).place();
  }

  /** @returns a place to look at besides the finding's own */
  see(part: Nodes | Stretch, message: string): Related {
    const { file, range } = this.placeOf(part);
    return { file, range, message };
  }

  /** @returns a node as it is written, with the places of what is found in it */
  part(part: Nodes | Stretch): Part {
    const { start, end } = "type" in part ? stretchOf(part) : part;
    return partOf(this, this.markdown, start, end);
  }

  /** @returns the edits that replace a part of the Markdown in its file */
  edit(start: number, end: number, text: string): Edit[] {
    return this.text?.edit(start, end, text) ?? [{ start, end, text }];
  }
}

function stretchOf({ position }: Nodes): Stretch {
  const start = position?.start.offset ?? 0;
  return { start, end: position?.end.offset ?? start };
}

interface Placed {
  node: Nodes;
  index: number | undefined;
  parent: Parents | undefined;
}

function placedIn(tree: Root): Placed[] {
  const placed: Placed[] = [];
  visit(tree, (node, index, parent) => void placed.push({ node, index, parent }));
  return placed;
}

function isOf<T extends Nodes["type"]>(node: Nodes, type: T): node is OfType<T> {
  return node.type === type;
}

/** @returns the node that a node ends with, which has no children */
export function lastLeaf(node: Nodes): Nodes {
  const last = "children" in node ? node.children.at(-1) : undefined;
  return last ? lastLeaf(last) : node;
}
