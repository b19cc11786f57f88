// A template's Markdown → its blocks and prototypes.
import type { Nodes, PhrasingContent, Root, RootContent } from "mdast";
import type { MdxFlowExpression, MdxTextExpression } from "mdast-util-mdx-expression";
import { mdxExpressionFromMarkdown } from "mdast-util-mdx-expression";
import { mdxExpression } from "micromark-extension-mdx-expression";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type Processor, unified } from "unified";
import { visit } from "unist-util-visit";
import { location } from "vfile-location";
import { TOO_COMPLEX } from "../record/texts.ts";
import { Diagnostic, type Range } from "../text/diagnostic.ts";
import { nearest } from "../text/did-you-mean.ts";
import { isCrowded } from "../text/markdown.ts";
import { keepUrlPlaces } from "../text/url-places.ts";
import type { Block, Container, Interpolation, LinkPart, Part, Prose, Prototype, Segment } from "./prototype.ts";

declare module "mdast" {
  interface PhrasingContentMap {
    mdxTextExpression: MdxTextExpression;
  }
  interface RootContentMap {
    mdxTextExpression: MdxTextExpression;
    mdxFlowExpression: MdxFlowExpression;
  }
}

export interface ParsedTemplate {
  /** The template as mdast, its braces as MDX expressions; `undefined` when it cannot be parsed. */
  tree: Root | undefined;
  blocks: Block[];
  diagnostics: Diagnostic[];
}

/** `<!-- each components.my-component.tools -->` */
const EACH = /^<!--\s*each\s+(\S+)\s*-->$/;
/** What was meant to be one, whatever stands behind the word or however that is written. */
const NEARLY_EACH = /^\s*<!--\s*each\b|^<!--\s*([a-z]{3,6})\s+[A-Za-z][\w.-]*\s*-->$/;
/** Words to the linter are not for the page's readers. */
const LINT_COMMENT = /^<!--\s*lint-disable-next-line\b[^<>]*-->$/;
/** A field where only the source shows it: in a title, a definition or a URL. */
const FIELD_IN_TEXT = /\{[A-Za-z][\w.-]*\}/;
/** `name`, `references.by`, `components.my-component.tools` */
const PATH = /^[A-Za-z][\w-]*(?:\.[A-Za-z0-9][\w-]*)*$/;
const MARKER = /^(\d+\.|[•*-])[ \t]+/;

/** What `{…}` adds to micromark and mdast, as MDX has it; the rest of MDX (JSX, imports) stays out. */
function braces(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), mdxExpression()];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), mdxExpressionFromMarkdown()];
}

const processor = unified().use(remarkParse).use(remarkGfm).use(braces).use(keepUrlPlaces).freeze();

/**
 * @param file - the path that diagnostics name
 * @param source - the template's text
 */
export function parseTemplate(file: string, source: string): ParsedTemplate {
  return new TemplateParser(file, source).parse();
}

class TemplateParser {
  readonly #file: string;
  readonly #source: string;
  readonly #places: ReturnType<typeof location>;
  readonly #diagnostics: Diagnostic[] = [];

  constructor(file: string, source: string) {
    this.#file = file;
    this.#source = source;
    this.#places = location(source);
  }

  parse(): ParsedTemplate {
    if (isCrowded(this.#source)) {
      this.#report(this.#range(0, 0), TOO_COMPLEX, undefined);
      return { tree: undefined, blocks: [], diagnostics: this.#diagnostics };
    }
    try {
      const tree = processor.parse(this.#source);
      this.#reportUnreachable(tree);
      return { tree, blocks: this.#blocks(tree.children), diagnostics: this.#diagnostics };
    } catch (error) {
      if (error instanceof RangeError) {
        this.#report(this.#range(0, 0), TOO_COMPLEX, undefined);
        return { tree: undefined, blocks: [], diagnostics: this.#diagnostics };
      }
      // The one thing that the parser itself refuses: a brace that is opened and never closed.
      if (!(error instanceof Error) || !("place" in error)) throw error;
      // What is missing at the end is missing behind the last character.
      const offset = Math.min(
        offsetOf(error.place) ?? this.#source.length,
        Math.max(this.#source.trimEnd().length - 1, 0),
      );
      const hint = "Close it with “}”, or write \\{ for a literal brace.";
      this.#report(this.#range(offset, offset + 1), "A “{” is opened and not closed before this.", hint);
      return { tree: undefined, blocks: [], diagnostics: this.#diagnostics };
    }
  }

  #blocks(all: readonly RootContent[]): Block[] {
    const nodes = all.filter((node) => node.type !== "html" || !LINT_COMMENT.test(node.value));
    const blocks: Block[] = [];
    for (let index = 0; index < nodes.length; index++) {
      const node = nodes[index];
      if (node === undefined) break;
      const path = node.type === "html" ? EACH.exec(node.value)?.[1] : undefined;
      if (node.type === "html" && isNearlyEach(node.value)) {
        index = behindOrphan(nodes, index + 1);
        continue;
      }
      if (path === undefined) {
        blocks.push(this.#block(node));
        continue;
      }
      const range = this.#rangeOf(node);
      const section = sectionAt(nodes, index + 1);
      const prototype = section ? this.#section(section) : this.#prototype(nodes[index + 1], range);
      index += section?.length ?? 1;
      const hint = "A path is words joined with dots: components.my-component.tools";
      if (!PATH.test(path)) this.#report(range, `“${path}” is not a path.`, hint);
      else if (prototype) blocks.push({ type: "each", path: path.split("."), range, prototype });
      // Where a table or a list follows, what is wrong with that has been said.
      else if (nodes[index]?.type !== "table" && nodes[index]?.type !== "list") index = behindOrphan(nodes, index);
    }
    return blocks;
  }

  #section(nodes: readonly RootContent[]): Prototype {
    const [heading, ...rest] = nodes;
    return { type: "section", blocks: [...(heading ? [this.#block(heading)] : []), ...this.#blocks(rest)] };
  }

  #prototype(node: RootContent | undefined, each: Range): Prototype | undefined {
    if (node?.type === "table") {
      const [head, row, ...more] = node.children;
      if (!head || !row || more.length > 0) {
        const message = "The table under “each” needs one row below its heading: the prototype.";
        this.#report(this.#rangeOf(node), message, undefined);
        return undefined;
      }
      if (head.children.length !== row.children.length) {
        const count = row.children.length;
        const message = `The prototype has ${count} ${count === 1 ? "cell" : "cells"}, and the heading ${head.children.length}.`;
        this.#report(this.#rangeOf(row), message, "GitHub drops the cells that the heading does not have.");
      }
      const heading = head.children.map((cell) => this.#parts(cell.children));
      const cells = row.children.map((cell) => this.#segments(cell.children));
      return { type: "row", table: { ...node, children: [] }, heading, cells };
    }
    if (node?.type === "list") {
      const [item, ...more] = node.children;
      const [content, ...rest] = item?.children ?? [];
      const phrasing = content && phrasingOf(content);
      if (!phrasing || rest.length > 0 || more.length > 0) {
        const message = "The list under “each” needs one item of one paragraph: the prototype.";
        this.#report(this.#rangeOf(node), message, undefined);
        return undefined;
      }
      const segment = { marker: undefined, parts: this.#parts(phrasing) };
      return { type: "item", list: { ...node, children: [], spread: false }, checked: item?.checked, segment };
    }
    if (node?.type === "paragraph" && this.#slice(this.#rangeOf(node)).startsWith("|")) {
      const message = "“each” repeats a table, a list or a heading, and this is none.";
      this.#report(this.#rangeOf(node), message, "A table's second line has as many | --- | as its first has cells.");
      return undefined;
    }
    this.#report(each, "“each” repeats the table, list or heading that follows it, and there is none.", undefined);
    return undefined;
  }

  #block(node: RootContent): Block {
    if (node.type === "mdxFlowExpression") {
      const field = this.#expression(node);
      if (field.type === "field") return { type: "field-block", field };
      return { type: "prose", node: { type: "paragraph", children: [] }, parts: [field] };
    }
    if (!hasFields(node)) return { type: "block", node };
    switch (node.type) {
      case "paragraph":
      case "heading":
      case "tableCell": {
        const prose: Prose = { type: "prose", node, parts: this.#parts(node.children) };
        return prose;
      }
      case "blockquote":
      case "footnoteDefinition":
      case "list":
      case "listItem":
      case "table":
      case "tableRow": {
        const container: Container = { type: "container", node, blocks: this.#blocks(node.children) };
        return container;
      }
      default:
        this.#reportMisplaced(this.#rangeOf(node));
        return { type: "block", node: { type: "paragraph", children: [] } };
    }
  }

  #segments(nodes: readonly PhrasingContent[]): Segment[] {
    const segments: Segment[] = [];
    let current: PhrasingContent[] = [];
    const close = (): void => {
      segments.push(this.#segment(current));
      current = [];
    };
    for (const node of nodes) {
      if (node.type === "html" && /^<br\s*\/?>$/i.test(node.value)) close();
      else current.push(node);
    }
    close();
    return segments;
  }

  #segment(nodes: readonly PhrasingContent[]): Segment {
    const [first, ...rest] = nodes;
    const found = first?.type === "text" ? MARKER.exec(first.value) : null;
    if (!found || first?.type !== "text") return { marker: undefined, parts: this.#parts(nodes) };
    const value = first.value.slice(found[0].length);
    const body = value === "" ? rest : [{ ...first, value }, ...rest];
    return { marker: found[1], parts: this.#parts(body) };
  }

  #parts(nodes: readonly PhrasingContent[], base = 0): Part[] {
    return nodes.map((node) => this.#part(node, base));
  }

  /** @param base - what to add to the node's offsets, for one that comes from a group that was parsed on its own */
  #part(node: PhrasingContent, base: number): Part {
    if (node.type === "mdxTextExpression") return this.#expression(node, base);
    if (!hasFields(node)) return { type: "static", node };
    const range = this.#rangeOf(node, base);
    switch (node.type) {
      case "link": {
        const link: LinkPart = {
          type: "link",
          url: this.#interpolation(node.url, range),
          title: node.title,
          parts: this.#parts(node.children, base),
        };
        return link;
      }
      case "image": {
        // mdast drops the braces from an image's alternative text; the source still has them.
        const slice = this.#slice(range);
        const written = slice.slice("![".length, slice.lastIndexOf("]("));
        const alt = written.includes("{") ? this.#interpolation(written, range) : [node.alt ?? ""];
        return { type: "image", url: this.#interpolation(node.url, range), alt, title: node.title };
      }
      case "delete":
      case "emphasis":
      case "strong":
        return { type: "wrapper", node, parts: this.#parts(node.children, base) };
      default:
        this.#reportMisplaced(range);
        return { type: "static", node: { type: "text", value: "" } };
    }
  }

  #expression(node: MdxTextExpression | MdxFlowExpression, base = 0): Part {
    const range = this.#rangeOf(node, base);
    const inner = node.value.trim();
    if (PATH.test(inner)) return { type: "field", path: inner.split("."), range };
    return { type: "group", parts: this.#group(node.value, range), range };
  }

  #group(source: string, range: Range): Part[] {
    // Alone, the text would lose its outer blanks, and its start could be taken for a list or a heading.
    const guard = ".";
    const [paragraph] = processor.parse(guard + source + guard).children;
    if (paragraph?.type !== "paragraph" || source.trim() === "") {
      this.#report(range, "There is neither a field nor text in these braces.", "Write \\{ for a literal brace.");
      return [];
    }
    const nodes = paragraph.children;
    const [first, last] = [nodes[0], nodes.at(-1)];
    if (first?.type === "text") first.value = first.value.slice(guard.length);
    if (last?.type === "text") last.value = last.value.slice(0, -guard.length);
    const kept = nodes.filter((node) => node.type !== "text" || node.value !== "");
    return this.#parts(kept, range.start.offset + "{".length - guard.length);
  }

  #interpolation(source: string, range: Range): Interpolation {
    const pieces: Interpolation = [];
    let end = 0;
    for (const match of source.matchAll(/\{([^{}]*)\}/g)) {
      const path = match[1]?.trim() ?? "";
      if (match.index > end) pieces.push(source.slice(end, match.index));
      end = match.index + match[0].length;
      if (PATH.test(path)) pieces.push({ type: "field", path: path.split("."), range });
      else
        this.#report(
          range,
          `“${match[0]}” is not a field.`,
          "In a URL or alternative text only fields such as {url} stand.",
        );
    }
    if (end < source.length) pieces.push(source.slice(end));
    return pieces;
  }

  /** Braces that would be printed as they are, because no node holds them. */
  #reportUnreachable(tree: Root): void {
    visit(tree, (node) => {
      this.#reportUnbold(node);
      if (node.type === "html" && isNearlyEach(node.value)) {
        const hint = "Write it on a line of its own: <!-- each tools -->";
        this.#report(this.#rangeOf(node), "This looks like an “each” and is none.", hint);
      }
      const texts = "title" in node ? [node.title] : [];
      if (node.type === "definition") texts.push(node.url);
      const { start, end } = this.#rangeOf(node);
      // <https://example.org/{name}> is a link whose text is no text of the template.
      if (node.type === "link" && !this.#source.startsWith("[", start.offset)) texts.push(node.url);
      if (texts.some((text) => FIELD_IN_TEXT.test(text ?? ""))) this.#reportMisplaced({ start, end });
    });
  }

  /** CommonMark does not end bold between a brace and a letter, and says nothing. */
  #reportUnbold(parent: Nodes): void {
    if (!("children" in parent) || !parent.children.some(({ type }) => type === "mdxTextExpression")) return;
    for (const node of parent.children) {
      const range = this.#rangeOf(node);
      const at = node.type === "text" ? /(?<!\\)\*\*/.exec(this.#slice(range))?.index : undefined;
      if (at === undefined) continue;
      const start = range.start.offset + at;
      const hint = "Bold needs a blank or punctuation on its outer sides: **{name}** is, a**{name}**b is not.";
      this.#report(this.#range(start, start + "**".length), "These asterisks make nothing bold.", hint);
      return;
    }
  }

  #slice({ start, end }: Range): string {
    return this.#source.slice(start.offset, end.offset);
  }

  #reportMisplaced(range: Range): void {
    const hint = "Fields stand in text, in a [link]({url}) and in an ![image]({url}).";
    this.#report(range, "A field cannot stand here.", hint);
  }

  #report(range: Range, message: string, hint: string | undefined): void {
    this.#diagnostics.push(new Diagnostic({ file: this.#file, range, rule: "template-syntax", message, hint }));
  }

  #rangeOf(node: Nodes, base = 0): Range {
    const { start, end } = node.position ?? {};
    return this.#range((start?.offset ?? 0) + base, (end?.offset ?? 0) + base);
  }

  #range(start: number, end: number): Range {
    return { start: this.#point(start), end: this.#point(end) };
  }

  #point(offset: number): Range["start"] {
    const { line, column } = this.#places.toPoint(offset) ?? { line: 1, column: 1 };
    return { line, column, offset };
  }
}

function isNearlyEach(html: string): boolean {
  const found = EACH.test(html) ? null : NEARLY_EACH.exec(html);
  return found !== null && (found[1] === undefined || nearest(found[1], ["each"]) !== undefined);
}

/** What an `each` was meant for may stand further down; that its fields lead nowhere is the same mistake. */
function behindOrphan(nodes: readonly RootContent[], index: number): number {
  for (let at = index; at < nodes.length; at++) {
    const node = nodes[at];
    if (node === undefined || node.type === "heading" || node.type === "html") break;
    if (node.type === "table" || node.type === "list") return at;
  }
  return index;
}

/** What a prototype's item says; braces alone in an item are a block to the parser. */
function phrasingOf(node: RootContent): PhrasingContent[] | undefined {
  if (node.type === "paragraph") return node.children;
  return node.type === "mdxFlowExpression" ? [{ ...node, type: "mdxTextExpression" }] : undefined;
}

/** The heading at `start` and what follows up to the next heading of its depth or a higher one. */
function sectionAt(nodes: readonly RootContent[], start: number): RootContent[] | undefined {
  const heading = nodes[start];
  if (heading?.type !== "heading") return undefined;
  const next = nodes.findIndex(
    (node, index) => index > start && node.type === "heading" && node.depth <= heading.depth,
  );
  return nodes.slice(start, next === -1 ? nodes.length : next);
}

function hasFields(node: Nodes): boolean {
  let found = false;
  visit(node, (inner: Nodes) => {
    if (inner.type === "mdxTextExpression" || inner.type === "mdxFlowExpression") found = true;
    if (inner.type === "link" && /\{[^{}]*\}/.test(inner.url)) found = true;
    // Whether its alternative text has fields can only be seen in the source.
    if (inner.type === "image") found = true;
    if (inner.type === "html" && EACH.test(inner.value)) found = true;
    return !found;
  });
  return found;
}

function offsetOf(place: unknown): number | undefined {
  if (typeof place !== "object" || place === null) return undefined;
  const offset: unknown = Reflect.get(place, "offset") ?? offsetOf(Reflect.get(place, "start"));
  return typeof offset === "number" ? offset : undefined;
}
