// A template's Markdown + the shape of the data → its blocks and prototypes, whose every field is in the data.
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
import { Diagnostic, type Finding, type Range } from "../text/diagnostic.ts";
import { didYouMean, nearest } from "../text/did-you-mean.ts";
import { isCrowded } from "../text/markdown.ts";
import { keepUrlPlaces } from "../text/url-places.ts";
import { ambiguousFields, patternWithout } from "./ambiguity.ts";
import type { Block, Column, Each, Field, Interpolation, Part, Prototype, Segment, Unit } from "./prototype.ts";
import { type Found, findField, findRecords, knownPaths, listNames, type Scope } from "./scopes.ts";
import type { Shape } from "./values.ts";

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
  /** Fields of records that are named by their ids. Which ids there are, only the data knows. */
  byId: Field[];
  /** Names of the whole list's fields that are printed somewhere. */
  named: ReadonlySet<string>;
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
/** What may be a field in a URL or an image's alternative text. */
const BRACES = /\{([^{}]*)\}/g;
/** `name`, `references.by`, `components.my-component.tools` */
const PATH = /^[A-Za-z][\w-]*(?:\.[A-Za-z0-9][\w-]*)*$/;
const LINE_BREAK = /^<br\s*\/?>$/i;
const MARKER = /^(\d+\.|[•*-])[ \t]+/;
/** Put around a group's text while it is parsed: alone, it would lose its outer blanks, and could start a list. */
const GUARD = ".";

/** Kinds of value that may stand somewhere, and how a finding calls that place. */
interface Place {
  kinds: readonly Shape["kind"][];
  name: string;
}

const IN_TEXT: Place = {
  kinds: ["text", "url", "number", "flag", "markdown", "marks", "target", "picture"],
  name: "as text",
};
const IN_ALT: Place = { kinds: ["text", "url", "number"], name: "in alternative text" };
const IN_URL: Place = { kinds: ["text", "url", "number", "anchor"], name: "in a URL" };
const IN_IMAGE_URL: Place = { kinds: ["text", "url", "number"], name: "in a URL" };
/** What a URL starts with decides where it leads, so a field there must be one whose values are checked to be URLs. */
const URL_START: Place = { kinds: ["url", "anchor"], name: "at the start of a URL" };
const IMAGE_URL_START: Place = { kinds: ["url"], name: "at the start of a URL" };

/** What `{…}` adds to micromark and mdast, as MDX has it; the rest of MDX (JSX, imports) stays out. */
function braces(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), mdxExpression()];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), mdxExpressionFromMarkdown()];
}

const processor = unified().use(remarkParse).use(remarkGfm).use(braces).use(keepUrlPlaces).freeze();

/** @returns the template as mdast, its braces as MDX expressions; `undefined` when it cannot be parsed */
export function templateTree(source: string): Root | undefined {
  return new TemplateParser("", source).tree();
}

/**
 * @param file - the path that diagnostics name
 * @param source - the template's text
 * @param shape - what the list is, from `modelShape`
 */
export function parseTemplate(file: string, source: string, shape: Shape): ParsedTemplate {
  return new TemplateParser(file, source).parse(shape);
}

class TemplateParser {
  readonly #file: string;
  readonly #source: string;
  readonly #places: ReturnType<typeof location>;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #byId: Field[] = [];
  readonly #named = new Set<string>();

  constructor(file: string, source: string) {
    this.#file = file;
    this.#source = source;
    this.#places = location(source);
  }

  parse(shape: Shape): ParsedTemplate {
    const tree = this.tree();
    if (tree) this.#reportUnreachable(tree);
    const blocks = tree ? this.#blocks(tree.children, [{ shape, prefix: [] }]) : [];
    return { tree, blocks, byId: this.#byId, named: this.#named, diagnostics: this.#diagnostics };
  }

  tree(): Root | undefined {
    try {
      if (!isCrowded(this.#source)) return processor.parse(this.#source);
    } catch (error) {
      // The one thing that the parser itself refuses: a brace that is opened and never closed.
      if (error instanceof Error && "place" in error) {
        // What is missing at the end is missing behind the last character.
        const last = Math.max(this.#source.trimEnd().length - 1, 0);
        const offset = Math.min(offsetOf(error.place) ?? last, last);
        const hint = "Close it with “}”, or write \\{ for a literal brace.";
        this.#report(this.#range(offset, offset + 1), "A “{” is opened and not closed before this.", hint);
        return undefined;
      }
      if (!(error instanceof RangeError)) throw error;
    }
    this.#report(this.#range(0, 0), TOO_COMPLEX, undefined);
    return undefined;
  }

  /** @param nested - are the nodes those of a quotation, list or table? */
  #blocks(all: readonly RootContent[], scopes: readonly Scope[], nested = false): Block[] {
    const nodes = all.filter((node) => node.type !== "html" || !LINT_COMMENT.test(node.value));
    const blocks: Block[] = [];
    for (let index = 0; index < nodes.length; index++) {
      const node = nodes[index];
      if (node === undefined) break;
      const path = node.type === "html" ? EACH.exec(node.value)?.[1] : undefined;
      if (path !== undefined) {
        const repeated = sectionAt(nodes, index + 1) ?? nodes.slice(index + 1, index + 2);
        const each = this.#each(path, this.#rangeOf(node), repeated, scopes, nested);
        if (each) blocks.push(each);
        index += repeated.length;
        if (!each) index = behindOrphan(nodes, index);
      } else if (node.type === "html" && isNearlyEach(node.value)) {
        index = behindOrphan(nodes, index + 1);
      } else {
        blocks.push(...this.#block(node, scopes));
      }
    }
    return blocks;
  }

  #each(
    name: string,
    range: Range,
    repeated: readonly RootContent[],
    scopes: readonly Scope[],
    nested: boolean,
  ): Each | undefined {
    const path = name.split(".");
    if (!PATH.test(name)) {
      const hint = "A path is words joined with dots: components.my-component.tools";
      this.#report(range, `“${name}” is not a path.`, hint);
      return undefined;
    }
    if (name === "notes" && (nested || scopes.length > 1)) {
      const message = "“each notes” stands by itself: not in a quotation, a list or a section that is repeated.";
      this.#report(range, message, undefined, "template-notes");
      return undefined;
    }
    const records = findRecords(path, scopes);
    const prototype = this.#prototype(repeated, range, scopes, records?.of);
    if (!prototype) return undefined;
    if (records) return { type: "each", path, range, records: records.ref, prototype };
    const names = scopes[0] ? listNames(scopes[0]) : [];
    const hint = didYouMean(path[0] ?? "", names) ?? `Lists: ${names.join(", ")}.`;
    this.#report(range, `“${name}” is not a list of records.`, hint, "template-field");
    return undefined;
  }

  /**
   * @param each - the place of the comment
   * @param of - what is repeated; `undefined` when there is no such list
   */
  #prototype(
    nodes: readonly RootContent[],
    each: Range,
    scopes: readonly Scope[],
    of: Shape | undefined,
  ): Prototype | undefined {
    const [node, ...rest] = nodes;
    const inner = of && [...scopes, { shape: of, prefix: [] }];
    if (node?.type === "heading") {
      const blocks = inner ? [...this.#block(node, inner), ...this.#blocks(rest, inner)] : [];
      return { type: "section", blocks };
    }
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
      const columns = head.children.map((heading, index) => {
        return inner && this.#column(heading.children, row.children[index]?.children ?? [], scopes, inner);
      });
      return { type: "row", table: { ...node, children: [] }, columns: columns.flatMap((column) => column ?? []) };
    }
    if (node?.type === "list") {
      const [item, ...more] = node.children;
      const [content, ...others] = item?.children ?? [];
      const phrasing = content && phrasingOf(content);
      if (!phrasing || others.length > 0 || more.length > 0) {
        const message = "The list under “each” needs one item of one paragraph: the prototype.";
        this.#report(this.#rangeOf(node), message, undefined);
        return undefined;
      }
      const parts = inner ? this.#parts(phrasing, inner) : [];
      this.#reportAmbiguous(parts);
      return { type: "item", list: { ...node, children: [], spread: false }, checked: item?.checked, parts };
    }
    if (node?.type === "paragraph" && this.#slice(this.#rangeOf(node)).startsWith("|")) {
      const message = "“each” repeats a table, a list or a heading, and this is none.";
      this.#report(this.#rangeOf(node), message, "A table's second line has as many | --- | as its first has cells.");
      return undefined;
    }
    this.#report(each, "“each” repeats the table, list or heading that follows it, and there is none.", undefined);
    return undefined;
  }

  /**
   * @param scopes - of the heading
   * @param inner - of the row
   */
  #column(
    heading: readonly PhrasingContent[],
    cell: readonly PhrasingContent[],
    scopes: readonly Scope[],
    inner: readonly Scope[],
  ): Column {
    const list = this.#listIn(heading, scopes);
    const own = list && findField(list.path, inner);
    const { repeat, parts } = this.#unit(heading, scopes);
    if (own?.shape.kind !== "list") {
      return { heading: parts, repeat, members: undefined, segments: this.#segments(cell, inner) };
    }
    const member = { shape: own.shape.of, prefix: own.path };
    return { heading: parts, repeat, members: own.ref, segments: this.#segments(cell, [...inner, member]) };
  }

  #block(node: RootContent, scopes: readonly Scope[]): Block[] {
    if (node.type === "mdxFlowExpression") {
      return this.#expression(node, scopes).map((part) => {
        if (part.type === "field") return { type: "field-block", field: part };
        return { type: "prose", node: { type: "paragraph", children: [] }, parts: [part] };
      });
    }
    if (!hasFields(node)) return [{ type: "block", node }];
    switch (node.type) {
      case "paragraph":
      case "heading":
      case "tableCell":
        return [{ type: "prose", node, parts: this.#parts(node.children, scopes) }];
      case "blockquote":
      case "footnoteDefinition":
      case "list":
      case "listItem":
      case "table":
      case "tableRow":
        return [{ type: "container", node, blocks: this.#blocks(node.children, scopes, true) }];
      default:
        this.#reportMisplaced(this.#rangeOf(node));
        return [];
    }
  }

  /** What stands between the `<br>` of a cell. */
  #segments(nodes: readonly PhrasingContent[], scopes: readonly Scope[]): Segment[] {
    const lines: PhrasingContent[][] = [[]];
    for (const node of nodes) {
      if (node.type === "html" && LINE_BREAK.test(node.value)) lines.push([]);
      else lines.at(-1)?.push(node);
    }
    return lines.map((line) => {
      const [first, ...rest] = line;
      const found = first?.type === "text" ? MARKER.exec(first.value) : null;
      const value = first?.type === "text" && found ? first.value.slice(found[0].length) : "";
      const text: PhrasingContent[] = value === "" ? [] : [{ type: "text", value }];
      const unit = this.#unit(found ? [...text, ...rest] : line, scopes);
      this.#reportAmbiguous(unit.parts);
      return { marker: found?.[1], ...unit };
    });
  }

  /** Parts that may mention a list: then they are repeated for its members. */
  #unit(nodes: readonly PhrasingContent[], scopes: readonly Scope[], base = 0): Unit {
    const list = this.#listIn(nodes, scopes, base);
    if (list?.shape.kind !== "list") return { repeat: undefined, parts: this.#parts(nodes, scopes, base) };
    const member = { shape: list.shape.of, prefix: list.path };
    return { repeat: list.ref, parts: this.#parts(nodes, [...scopes, member], base) };
  }

  /** The outermost list that nodes mention, but for those in smaller groups. */
  #listIn(nodes: readonly PhrasingContent[], scopes: readonly Scope[], base = 0): Found | undefined {
    return this.#pathsIn(nodes, base)
      .flatMap((path) => findField(path, scopes) ?? [])
      .filter(({ shape }) => shape.kind === "list")
      .sort((a, b) => a.path.length - b.path.length)[0];
  }

  #pathsIn(nodes: readonly PhrasingContent[], base: number): string[][] {
    const inText = (text: string): string[] => [...text.matchAll(BRACES)].map(([, path = ""]) => path.trim());
    const names = (node: PhrasingContent): string[] => {
      if (node.type === "mdxTextExpression") return [node.value.trim()];
      if (node.type === "image") return [...inText(this.#altOf(node, base)), ...inText(node.url)];
      const inside = "children" in node ? node.children.flatMap(names) : [];
      return node.type === "link" ? [...inside, ...inText(node.url)] : inside;
    };
    return nodes
      .flatMap(names)
      .filter((name) => PATH.test(name))
      .map((name) => name.split("."));
  }

  /** @param base - what to add to the nodes' offsets, for those of a group, which is parsed on its own */
  #parts(nodes: readonly PhrasingContent[], scopes: readonly Scope[], base = 0): Part[] {
    return nodes.flatMap((node) => this.#part(node, scopes, base));
  }

  #part(node: PhrasingContent, scopes: readonly Scope[], base: number): Part[] {
    if (node.type === "mdxTextExpression") return this.#expression(node, scopes, base);
    if (!hasFields(node)) return [{ type: "static", node }];
    const range = this.#rangeOf(node, base);
    switch (node.type) {
      case "link": {
        const url = this.#interpolation(node.url, range, scopes, URL_START, IN_URL);
        return [{ type: "link", url, title: node.title, parts: this.#parts(node.children, scopes, base) }];
      }
      case "image": {
        const url = this.#interpolation(node.url, range, scopes, IMAGE_URL_START, IN_IMAGE_URL);
        const written = this.#altOf(node, base);
        const alt = written ? this.#interpolation(written, range, scopes, IN_ALT, IN_ALT) : [node.alt ?? ""];
        return [{ type: "image", url, alt, title: node.title }];
      }
      case "delete":
      case "emphasis":
      case "strong":
        return [{ type: "wrapper", node, parts: this.#parts(node.children, scopes, base) }];
      default:
        this.#reportMisplaced(range);
        return [];
    }
  }

  /** An image's alternative text, if it has braces: mdast drops them, the source still has them. */
  #altOf(node: Extract<PhrasingContent, { type: "image" }>, base: number): string {
    const slice = this.#slice(this.#rangeOf(node, base));
    const written = slice.slice("![".length, slice.lastIndexOf("]("));
    return written.includes("{") ? written : "";
  }

  #expression(node: MdxTextExpression | MdxFlowExpression, scopes: readonly Scope[], base = 0): Part[] {
    const range = this.#rangeOf(node, base);
    const name = node.value.trim();
    if (PATH.test(name)) return this.#field(name, range, scopes, IN_TEXT);
    const nodes = phrasingIn(node.value);
    const inside = range.start.offset + "{".length - GUARD.length;
    if (!nodes) {
      this.#report(range, "There is neither a field nor text in these braces.", "Write \\{ for a literal brace.");
      return [];
    }
    if (this.#pathsIn(nodes, inside).length === 0 && !nodes.some(({ type }) => type === "mdxTextExpression")) {
      const hint = "A group is printed when its fields have values. Write \\{ for a literal brace.";
      this.#report(range, "There is no field in these braces.", hint, "template-field");
    }
    return [{ type: "group", range, ...this.#unit(nodes, scopes, inside) }];
  }

  /**
   * @param start - where a field stands with which the text starts
   * @param behind - where others stand
   */
  #interpolation(text: string, range: Range, scopes: readonly Scope[], start: Place, behind: Place): Interpolation {
    const pieces: Interpolation = [];
    let end = 0;
    for (const { 0: braces, 1: inside = "", index } of text.matchAll(BRACES)) {
      const name = inside.trim();
      if (index > end) pieces.push(text.slice(end, index));
      end = index + braces.length;
      if (PATH.test(name)) {
        pieces.push(...this.#field(name, range, scopes, index === 0 ? start : behind));
      } else {
        const hint = "In a URL or alternative text only fields such as {url} stand.";
        this.#report(range, `“${braces}” is not a field.`, hint);
      }
    }
    if (end < text.length) pieces.push(text.slice(end));
    return pieces;
  }

  /** @returns the field, or nothing when it is not in the data or cannot stand there */
  #field(name: string, range: Range, scopes: readonly Scope[], place: Place): Field[] {
    const path = name.split(".");
    const found = findField(path, scopes);
    const report = (message: string, hint: string | undefined): Field[] => {
      this.#report(range, message, hint, "template-field");
      return [];
    };
    // Of a list that is being repeated, the field is missing, and not its braces.
    const isRepeated = ({ shape, path }: Found): boolean =>
      shape.kind === "list" && scopes.some(({ prefix }) => prefix.join(".") === path.join("."));
    if (!found || isRepeated(found)) {
      return report(`No schema has a field “${name}” here.`, didYouMean(name, knownPaths(scopes)));
    }
    const { shape, ref } = found;
    if (shape.kind === "list") {
      const hint = `Repeat it in braces of its own, with what stands between two: {{${name}}, }`;
      return report(`“${found.path.join(".")}” is a list.`, hint);
    }
    if (!place.kinds.includes(isReferred(shape) ? "text" : shape.kind)) {
      return report(`“${name}” cannot be printed ${place.name}.`, adviceFor(shape));
    }
    const field: Field = { type: "field", path, range, ref, shape };
    if (found.hasId) this.#byId.push(field);
    if (ref.level === 0 && ref.keys[0] !== undefined) this.#named.add(ref.keys[0]);
    return [field];
  }

  #reportAmbiguous(parts: readonly Part[]): void {
    for (const { field, texts } of ambiguousFields(parts)) {
      const name = field.path.join(".");
      const message = `“${name}” may itself hold “${texts[0]}”, with which the group behind it starts, so the row could not be read back.`;
      const pattern = patternWithout(texts, field.shape.kind === "text" ? field.shape.pattern : undefined);
      const hint = `Say in its schema that it does not: "pattern": ${JSON.stringify(pattern)}`;
      this.#report(field.range, message, hint, "template-ambiguous", "warning");
    }
  }

  /** Braces that would be printed as they are, because no node holds them. */
  #reportUnreachable(tree: Root): void {
    visit(tree, (node) => {
      this.#reportUnbold(node);
      const range = this.#rangeOf(node);
      if (node.type === "html" && isNearlyEach(node.value)) {
        const hint = "Write it on a line of its own: <!-- each tools -->";
        this.#report(range, "This looks like an “each” and is none.", hint);
      }
      const texts = "title" in node ? [node.title] : [];
      if (node.type === "definition") texts.push(node.url);
      // <https://example.org/{name}> is a link whose text is no text of the template.
      if (node.type === "link" && !this.#source.startsWith("[", range.start.offset)) texts.push(node.url);
      if (texts.some((text) => FIELD_IN_TEXT.test(text ?? ""))) this.#reportMisplaced(range);
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

  #report(
    range: Range,
    message: string,
    hint: string | undefined,
    rule = "template-syntax",
    severity: Finding["severity"] = "error",
  ): void {
    // A link's fields have the link's place: two of the same are one mistake.
    const isKnown = this.#diagnostics.some(
      (other) => other.range.start.offset === range.start.offset && other.reason === message,
    );
    if (!isKnown) this.#diagnostics.push(new Diagnostic({ file: this.#file, range, rule, severity, message, hint }));
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

/** The nodes of a group's text, their offsets those of the guarded text; `undefined` when it is blank. */
function phrasingIn(group: string): PhrasingContent[] | undefined {
  const [paragraph] = processor.parse(GUARD + group + GUARD).children;
  if (paragraph?.type !== "paragraph" || group.trim() === "") return undefined;
  const nodes = paragraph.children;
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (first?.type === "text") first.value = first.value.slice(GUARD.length);
  if (last?.type === "text") last.value = last.value.slice(0, -GUARD.length);
  return nodes.filter((node) => node.type !== "text" || node.value !== "");
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

/** A record that is referred to is printed by its name. */
function isReferred(shape: Shape): boolean {
  return shape.kind === "record" && shape.isReferred === true;
}

function adviceFor(shape: Shape): string | undefined {
  if (shape.kind === "record") return `Name one of its fields: ${Object.keys(shape.fields).join(", ")}.`;
  if (shape.kind === "text") return 'Give it "format": "uri-reference" in its schema, if its values are URLs.';
  return undefined;
}

function offsetOf(place: unknown): number | undefined {
  if (typeof place !== "object" || place === null) return undefined;
  const offset: unknown = Reflect.get(place, "offset") ?? offsetOf(Reflect.get(place, "start"));
  return typeof offset === "number" ? offset : undefined;
}
