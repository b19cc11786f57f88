// Links e-mail addresses as GitHub does: after everything else is read, so that emphasis may start right in front of one.
import type { Link, Nodes, PhrasingContent, Root, Text } from "mdast";
import type { Processor } from "unified";
import type { Point } from "unist";

/** As `postprocess_text` of cmark-gfm's autolink extension finds them. */
const ADDRESS = /(?<![\w.+\-/])[\w.+-]+@[\w-]*(?:\.[a-z\d][\w-]*)+(?<=[a-z])(?![\w@-])/gi;

/** To be used in front of remark-gfm, which would take an underscore that opens emphasis for a part of the address. */
export function linkEmails(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: ["emailAutolink"] } }];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), { transforms: [linkedTree] }];
}

function linkedTree(tree: Root): undefined {
  linkIn(tree);
}

function linkIn(parent: Nodes): void {
  if (!("children" in parent) || parent.type === "link" || parent.type === "linkReference") return;
  for (const child of parent.children) linkIn(child);
  const isPlain = parent.children.every((child) => child.type !== "text" || !child.value.includes("@"));
  if (isPlain) return;
  const nodes: readonly Nodes[] = parent.children;
  const children = nodes.flatMap((child): Nodes[] => (child.type === "text" ? piecesOf(child) : [child]));
  Object.assign(parent, { children });
}

function piecesOf(text: Text): PhrasingContent[] {
  const pieces: PhrasingContent[] = [];
  let end = 0;
  for (const { 0: address, index } of text.value.matchAll(ADDRESS)) {
    if (index > end) pieces.push(partOf(text, end, index));
    end = index + address.length;
    const inner = partOf(text, index, end);
    const { position } = inner;
    const link: Link = { type: "link", title: null, url: `mailto:${address}`, children: [inner] };
    pieces.push(position ? { ...link, position } : link);
  }
  if (pieces.length === 0) return [text];
  if (end < text.value.length) pieces.push(partOf(text, end, text.value.length));
  return pieces;
}

/** @returns a part of a text, with its place if the text stands in the source as it is */
function partOf({ value, position }: Text, from: number, to: number): Text {
  const part: Text = { type: "text", value: value.slice(from, to) };
  const [start, end] = [position?.start.offset, position?.end.offset];
  if (!position || start === undefined || end === undefined || end - start !== value.length) return part;
  const pointAt = (at: number): Point => {
    const lines = value.slice(0, at).split("\n");
    const column = (lines.at(-1)?.length ?? 0) + (lines.length === 1 ? position.start.column : 1);
    return { line: position.start.line + lines.length - 1, column, offset: start + at };
  };
  return { ...part, position: { start: pointAt(from), end: pointAt(to) } };
}
