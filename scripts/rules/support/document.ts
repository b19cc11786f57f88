// One Markdown text with its syntax tree, and a place in its file for every node.
import type { Nodes, Root } from "mdast";
import type { Edit, Range, Related } from "../../text/diagnostic.ts";
import type { SourceText } from "../../text/source.ts";
import type { Stretch } from "../../text/stretches.ts";
import type { Place } from "./place.ts";
import type { RecordText } from "./record-texts.ts";

export interface DocumentParts {
  /** A file of its own, a list's template, or a Markdown value of a record. */
  kind: "document" | "template" | "field";
  source: SourceText;
  tree: Root;
  /** The folder (absolute) that relative URLs start from. */
  folder: string;
  /** What a `#fragment` may lead to, in lower case. */
  anchors: ReadonlySet<string>;
  /** The value that the text is, for a field; the tree's positions are then those of the value. */
  text?: RecordText;
}

export class MarkdownDocument {
  readonly kind: DocumentParts["kind"];
  readonly source: SourceText;
  readonly tree: Root;
  readonly folder: string;
  readonly anchors: ReadonlySet<string>;
  readonly text: RecordText | undefined;

  constructor({ kind, source, tree, folder, anchors, text }: DocumentParts) {
    this.kind = kind;
    this.source = source;
    this.tree = tree;
    this.folder = folder;
    this.anchors = anchors;
    this.text = text;
  }

  /** The Markdown itself; offsets of nodes are offsets of this. */
  get markdown(): string {
    return this.text?.value ?? this.source.text;
  }

  /** @returns the place in the file of a part of the Markdown */
  range(start: number, end: number): Range {
    return this.text?.range(start, end) ?? this.source.range(start, end);
  }

  rangeOf(part: Nodes | Stretch): Range {
    return this.range(...this.offsetsOf(part));
  }

  /** @returns what a finding says of its place, for a part of the Markdown */
  place(start: number, end: number): Place {
    return { file: this.source.file, range: this.range(start, end), pointer: this.text?.pointer };
  }

  placeOf(part: Nodes | Stretch): Place {
    return this.place(...this.offsetsOf(part));
  }

  /** @returns a place to look at besides the finding's own */
  see(part: Nodes | Stretch, message: string): Related {
    return { file: this.source.file, range: this.rangeOf(part), message };
  }

  /** @returns the start and the end of a node in the Markdown */
  offsetsOf(part: Nodes | Stretch): [number, number] {
    if (!("type" in part)) return [part.start, part.end];
    const start = part.position?.start.offset ?? 0;
    return [start, part.position?.end.offset ?? start];
  }

  /** @returns a node as it is written */
  slice(node: Nodes): string {
    return this.markdown.slice(...this.offsetsOf(node));
  }

  /** @returns the edits that replace a part of the Markdown in its file */
  edit(start: number, end: number, text: string): Edit[] {
    return this.text?.edit(start, end, text) ?? [{ start, end, text }];
  }
}

/** @returns the node that a node ends with, which has no children */
export function lastLeaf(node: Nodes): Nodes {
  const last = "children" in node ? node.children.at(-1) : undefined;
  return last ? lastLeaf(last) : node;
}
