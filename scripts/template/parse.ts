// A template's Markdown + the shape of the data → its blocks and prototypes, whose every field is in the data.
import type { Nodes, PhrasingContent, Root, RootContent } from "mdast";
import type { MdxFlowExpression, MdxTextExpression } from "mdast-util-mdx-expression";
import { visit } from "unist-util-visit";
import { TOO_COMPLEX } from "../record/texts.ts";
import { counted } from "../text/counted.ts";
import { Diagnostic, type Range, type Severity } from "../text/diagnostic.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { splitAt } from "../text/group-by.ts";
import { LINE_BREAK } from "../text/html.ts";
import { mergeConflict } from "../text/merge-conflict.ts";
import { SourceText } from "../text/source.ts";
import { ambiguousFields, patternWithout } from "./ambiguity.ts";
import type { Block, Column, Each, Field, Interpolation, Part, Prototype, Segment, Unit } from "./prototype.ts";
import { type Found, findField, findRecords, knownPaths, listNames, type Scopes } from "./scopes.ts";
import {
  BRACES,
  eachPath,
  hasFields,
  isLintComment,
  PATH,
  parseGroup,
  parseSyntax,
  phrasingOf,
  placed,
  sectionAt,
  TEMPLATE,
  wordForEach,
} from "./syntax.ts";
import type { Shape } from "./values.ts";

export interface Template {
  /** The template as mdast, its braces as MDX expressions; `undefined` when it cannot be parsed. */
  tree: Root | undefined;
  blocks: Block[];
  /** Fields of the whole list, not of what is repeated. They may name records by ids, which only the data knows. */
  ofList: Field[];
  diagnostics: Diagnostic[];
}

/** A field where only the source shows it: in a title, a definition or a URL. */
const FIELD_IN_TEXT = /\{[A-Za-z][\w.-]*\}/;
const MARKER = /^(\d+\.|[•*-])[ \t]+/;

/** Kinds of value that may stand somewhere, and how a finding calls that place. */
interface Place {
  kinds: readonly Shape["kind"][];
  name: string;
}

const PLAIN = ["text", "url", "number"] as const;
const IN_TEXT: Place = { kinds: [...PLAIN, "flag", "markdown", "marks", "target", "picture"], name: "as text" };
const IN_ALT: Place = { kinds: PLAIN, name: "in alternative text" };
const IN_TITLE: Place = { kinds: PLAIN, name: "in a title" };
const IN_IMAGE_URL: Place = { kinds: PLAIN, name: "in a URL" };
const IN_URL: Place = { kinds: [...PLAIN, "anchor"], name: "in a URL" };
/** What a URL starts with decides where it leads, so a field there must be one whose values are checked to be URLs. */
const IMAGE_URL_START: Place = { kinds: ["url"], name: "at the start of a URL" };
const URL_START: Place = { kinds: ["url", "anchor"], name: "at the start of a URL" };

/**
 * The templates that were parsed last for lists of a shape are kept: they are needed again for each list of other records, and
 * for what the page was before.
 *
 * @param source - the template's text
 * @param shape - what a list is, from `modelShape`
 * @returns what is not to be changed: it may be another's too
 */
export function parseTemplate(source: string, shape: Shape): Template {
  const kept = parsed.get(shape) ?? [];
  const before = kept.find((each) => each.source === source);
  if (before) return before.template;
  const template = parseOnce(new SourceText(TEMPLATE, "markdown", source), shape);
  parsed.set(shape, [{ source, template }, ...kept.slice(0, KEPT - 1)]);
  return template;
}

/** Of each shape: today's, that of the commit a page is from, and what edits may make of it. */
const KEPT = 4;
const parsed = new WeakMap<Shape, readonly { source: string; template: Template }[]>();

function parseOnce(source: SourceText, shape: Shape): Template {
  const diagnostics: Diagnostic[] = [];
  const ofList: Field[] = [];
  const tree = readTree();
  const blocks = tree ? readBlocks(tree.children, [{ shape, prefix: [] }]) : [];
  return { tree, blocks, ofList, diagnostics };

  function readTree(): Root | undefined {
    const conflict = mergeConflict(source);
    if (conflict) {
      diagnostics.push(conflict);
      return undefined;
    }
    const parsed = parseSyntax(source.text);
    if (parsed === "too complex") return report(source.range(0, 0), TOO_COMPLEX);
    if ("unclosed" in parsed) {
      const hint = "Close it with “}”, or write \\{ for a literal brace.";
      const range = source.range(parsed.unclosed, parsed.unclosed + 1);
      return report(range, "A “{” is opened and not closed before this.", hint);
    }
    reportUnreachable(parsed);
    return parsed;
  }

  /** @param nested - are the nodes those of a quotation, list or table? */
  function readBlocks(all: readonly RootContent[], scopes: Scopes, nested = false): Block[] {
    const nodes = all.filter((node) => !isLintComment(node));
    const blocks: Block[] = [];
    for (let index = 0; index < nodes.length; index++) {
      const node = nodes[index];
      if (node === undefined) break;
      const path = eachPath(node);
      if (path !== undefined) {
        const repeated = sectionAt(nodes, index + 1) ?? nodes.slice(index + 1, index + 2);
        const each = readEach(path, rangeOf(node), repeated, scopes, nested);
        index += repeated.length;
        if (each) blocks.push(each);
        else index = blockMeantBy(nodes, index);
      } else if (wordForEach(node) !== undefined) {
        index = blockMeantBy(nodes, index + 1);
      } else {
        blocks.push(...readBlock(node, scopes));
      }
    }
    return blocks;
  }

  /** @param range - the comment's */
  function readEach(
    name: string,
    range: Range,
    repeated: readonly RootContent[],
    scopes: Scopes,
    nested: boolean,
  ): Each | undefined {
    const path = name.split(".");
    if (!PATH.test(name)) {
      const hint = "A path is words joined with dots: FOLDER, or FOLDER.ID.LIST";
      return report(range, `“${name}” is not a path.`, hint);
    }
    if (name === "notes" && (nested || scopes.length > 1)) {
      const message = "“each notes” stands by itself: not in a quotation, a list or a section that is repeated.";
      return report(range, message, undefined, "template-notes");
    }
    const records = findRecords(path, scopes);
    const prototype = readPrototype(repeated, range, scopes, records?.of);
    if (!prototype) return undefined;
    if (records) return { type: "each", path, range, records: records.ref, prototype };
    const names = listNames(scopes);
    const hint = didYouMean(path[0] ?? "", names) ?? `Lists: ${names.join(", ")}.`;
    return report(range, `“${name}” is not a list of records.`, hint, "template-field");
  }

  /**
   * @param each - the comment's place
   * @param of - what is repeated; `undefined` when there is no such list
   */
  function readPrototype(
    nodes: readonly RootContent[],
    each: Range,
    scopes: Scopes,
    of: Shape | undefined,
  ): Prototype | undefined {
    const [node, ...rest] = nodes;
    const inner = of && [...scopes, { shape: of, prefix: [] }];
    if (node?.type === "heading") {
      return { type: "section", blocks: inner ? [...readBlock(node, inner), ...readBlocks(rest, inner)] : [] };
    }
    if (node?.type === "table") {
      const [head, row, ...more] = node.children;
      if (!head || !row || more.length > 0) {
        const message = "The table under “each” needs one row below its heading: the prototype.";
        return report(rangeOf(node), message);
      }
      const [count, wanted] = [row.children.length, head.children.length];
      if (count !== wanted) {
        const message = `The prototype has ${counted(count, "cell")}, and the heading ${wanted}.`;
        report(rangeOf(row), message, "GitHub drops the cells that the heading does not have.");
      }
      const columns = head.children.flatMap(({ children }, index) =>
        inner ? [readColumn(children, row.children[index]?.children ?? [], scopes, inner)] : [],
      );
      return { type: "row", table: { ...node, children: [] }, columns };
    }
    if (node?.type === "list") {
      const [item, ...more] = node.children;
      const [content, ...others] = item?.children ?? [];
      const phrasing = phrasingOf(content);
      if (!phrasing || others.length > 0 || more.length > 0) {
        const message = "The list under “each” needs one item of one paragraph: the prototype.";
        return report(rangeOf(node), message);
      }
      const parts = inner ? readParts(phrasing, inner) : [];
      reportAmbiguous(parts);
      return { type: "item", list: { ...node, children: [], spread: false }, checked: item?.checked, parts };
    }
    if (node?.type === "paragraph" && sliceOf(node).startsWith("|")) {
      const hint = "A table's second line has as many | --- | as its first has cells.";
      return report(rangeOf(node), "“each” repeats a table, a list or a heading, and this is none.", hint);
    }
    return report(each, "“each” repeats the table, list or heading that follows it, and there is none.");
  }

  /**
   * @param scopes - the heading's
   * @param inner - the row's
   */
  function readColumn(
    heading: readonly PhrasingContent[],
    cell: readonly PhrasingContent[],
    scopes: Scopes,
    inner: Scopes,
  ): Column {
    const list = listIn(heading, scopes);
    const own = list && listAt(list.path, inner);
    return {
      heading: readParts(heading, list?.inner ?? scopes),
      repeat: list?.ref,
      members: own?.ref,
      segments: readSegments(cell, own?.inner ?? inner),
    };
  }

  function readBlock(node: RootContent, scopes: Scopes): Block[] {
    if (node.type === "mdxFlowExpression") {
      return readExpression(node, scopes).map((part) => {
        if (part.type === "field") return { type: "field-block", field: part };
        return { type: "prose", node: { type: "paragraph", children: [] }, parts: [part] };
      });
    }
    if (!hasFields(node)) return [{ type: "block", node }];
    switch (node.type) {
      case "paragraph":
      case "heading":
      case "tableCell":
        return [{ type: "prose", node, parts: readParts(node.children, scopes) }];
      case "blockquote":
      case "footnoteDefinition":
      case "list":
      case "listItem":
      case "table":
      case "tableRow":
        return [{ type: "container", node, blocks: readBlocks(node.children, scopes, true) }];
      default:
        reportMisplaced(node);
        return [];
    }
  }

  function readSegments(nodes: readonly PhrasingContent[], scopes: Scopes): Segment[] {
    return splitAt(nodes, (node) => node.type === "html" && LINE_BREAK.test(node.value)).map((line) => {
      const [first, ...rest] = line;
      const [start, marker] = (first?.type === "text" && MARKER.exec(first.value)) || [];
      const isMarked = first?.type === "text" && start !== undefined;
      const text = isMarked && first.value !== start ? [{ ...first, value: first.value.slice(start.length) }] : [];
      const unit = readUnit(isMarked ? [...text, ...rest] : line, scopes);
      reportAmbiguous(unit.parts);
      return { marker, ...unit };
    });
  }

  /** Parts that may mention a list: then they are repeated for its members. */
  function readUnit(nodes: readonly PhrasingContent[], scopes: Scopes): Unit {
    const list = listIn(nodes, scopes);
    return { repeat: list?.ref, parts: readParts(nodes, list?.inner ?? scopes) };
  }

  /** The outermost list that nodes mention, but for those in smaller groups. */
  function listIn(nodes: readonly PhrasingContent[], scopes: Scopes): FoundList | undefined {
    const lists = pathsIn(nodes).flatMap((path) => listAt(path, scopes) ?? []);
    return lists.sort((a, b) => a.path.length - b.path.length)[0];
  }

  function pathsIn(nodes: readonly PhrasingContent[]): string[][] {
    const inText = (text: string): string[] => [...text.matchAll(BRACES)].map(([, name = ""]) => name.trim());
    const namesIn = (node: PhrasingContent): string[] => {
      if (node.type === "mdxTextExpression") return [node.value.trim()];
      if (node.type === "image") return inText(altOf(node) + node.url);
      const inside = "children" in node ? node.children.flatMap(namesIn) : [];
      return node.type === "link" ? [...inside, ...inText(node.url + (node.title ?? ""))] : inside;
    };
    const names = nodes.flatMap(namesIn).filter((name) => PATH.test(name));
    return names.map((name) => name.split("."));
  }

  function readParts(nodes: readonly PhrasingContent[], scopes: Scopes): Part[] {
    return nodes.flatMap((node) => readPart(node, scopes));
  }

  function readPart(node: PhrasingContent, scopes: Scopes): Part[] {
    if (node.type === "mdxTextExpression") return readExpression(node, scopes);
    if (!hasFields(node)) return [{ type: "static", node }];
    switch (node.type) {
      case "link": {
        const url = readInterpolation(node.url, node, scopes, URL_START, IN_URL);
        const title = readInterpolation(node.title ?? "", node, scopes, IN_TITLE, IN_TITLE);
        return [{ type: "link", url, title, parts: readParts(node.children, scopes) }];
      }
      case "image": {
        const url = readInterpolation(node.url, node, scopes, IMAGE_URL_START, IN_IMAGE_URL);
        const written = altOf(node);
        const alt = written ? readInterpolation(written, node, scopes, IN_ALT, IN_ALT) : [node.alt ?? ""];
        return [{ type: "image", url, alt, title: node.title }];
      }
      case "delete":
      case "emphasis":
      case "strong":
        return [{ type: "wrapper", node, parts: readParts(node.children, scopes) }];
      default:
        reportMisplaced(node);
        return [];
    }
  }

  /** An image's alternative text, if it has braces: mdast drops them, the source still has them. */
  function altOf(image: Extract<PhrasingContent, { type: "image" }>): string {
    const slice = sliceOf(image);
    const written = slice.slice("![".length, slice.lastIndexOf("]("));
    return written.includes("{") ? written : "";
  }

  function readExpression(node: MdxTextExpression | MdxFlowExpression, scopes: Scopes): Part[] {
    const range = rangeOf(node);
    const name = node.value.trim();
    if (PATH.test(name)) return readField(name, range, scopes, IN_TEXT);
    const nodes = parseGroup(node.value)?.map((each) => placed(each, range.start.offset + "{".length, source));
    if (!nodes) {
      report(range, "There is neither a field nor text in these braces.", "Write \\{ for a literal brace.");
      return [];
    }
    if (pathsIn(nodes).length === 0 && !nodes.some(({ type }) => type === "mdxTextExpression")) {
      const hint = "A group is printed when its fields have values. Write \\{ for a literal brace.";
      report(range, "There is no field in these braces.", hint, "template-field");
    }
    return [{ type: "group", range, ...readUnit(nodes, scopes) }];
  }

  /**
   * @param node - whose text it is
   * @param start - where a field stands with which the text starts
   * @param behind - where others stand
   */
  function readInterpolation(text: string, node: Nodes, scopes: Scopes, start: Place, behind: Place): Interpolation {
    const range = rangeOf(node);
    return text.split(BRACES).flatMap((piece, index, pieces): Interpolation => {
      // What stood in braces is every second piece.
      if (index % 2 === 0) return piece === "" ? [] : [piece];
      const name = piece.trim();
      if (PATH.test(name)) return readField(name, range, scopes, index === 1 && pieces[0] === "" ? start : behind);
      const hint = "In a URL, a title or alternative text only fields such as {url} stand.";
      report(range, `“{${piece}}” is not a field.`, hint);
      return [];
    });
  }

  /** @returns the field, or nothing when it is not in the data or cannot stand there */
  function readField(name: string, range: Range, scopes: Scopes, place: Place): Field[] {
    const path = name.split(".");
    const found = findField(path, scopes);
    // A list that is repeated here already: what is missing is a field of its members.
    const isRepeated = ({ shape, path }: Found): boolean =>
      shape.kind === "list" && scopes.some(({ prefix }) => prefix.join(".") === path.join("."));
    if (!found || isRepeated(found)) {
      const hint = didYouMean(name, knownPaths(scopes));
      report(range, `No schema has a field “${name}” here.`, hint, "template-field");
      return [];
    }
    const { shape, ref } = found;
    if (shape.kind === "list") {
      const hint = `Repeat it in braces of its own, with what stands between two: {{${name}}, }`;
      report(range, `“${found.path.join(".")}” is a list.`, hint, "template-field");
      return [];
    }
    // A record that is referred to is printed by its name.
    const kind = shape.kind === "record" && shape.isReferred ? "text" : shape.kind;
    if (!place.kinds.includes(kind)) {
      report(range, `“${name}” cannot be printed ${place.name}.`, adviceFor(shape), "template-field");
      return [];
    }
    const field: Field = { type: "field", path, range, ref, shape };
    if (ref.level === 0) ofList.push(field);
    return [field];
  }

  function reportAmbiguous(parts: readonly Part[]): void {
    for (const { path, range, texts, pattern } of ambiguousFields(parts)) {
      const message = `“${path.join(".")}” may itself hold “${texts[0]}”, with which the group behind it starts, so the row could not be read back.`;
      const hint = `Say in its schema that it does not: "pattern": ${JSON.stringify(patternWithout(texts, pattern))}`;
      report(range, message, hint, "template-ambiguous", "warning");
    }
  }

  /** What would be printed as it is: braces that no node holds, and marks that make nothing. */
  function reportUnreachable(tree: Root): void {
    visit(tree, (node) => {
      // CommonMark does not end bold between a brace and a letter, and says nothing.
      if ("children" in node && node.children.some(({ type }) => type === "mdxTextExpression")) {
        const [range] = node.children.flatMap((child) => rangeIn(child, /(?<!\\)\*\*/) ?? []);
        const hint = "Bold needs a blank or punctuation on its outer sides: **{name}** is, a**{name}**b is not.";
        if (range) report(range, "These asterisks make nothing bold.", hint);
      }
      const word = wordForEach(node);
      if (word !== undefined) {
        const hint = `${word === "each" ? "Write it on a line of its own" : "Did you mean “each”? Write"}: <!-- each PATH -->`;
        report(rangeOf(node), "This looks like an “each” and is none.", hint);
      }
      // The parser refuses a brace that is opened and not closed, and prints one that is closed and not opened.
      const unopened = rangeIn(node, /(?<!\\)\}/);
      if (unopened) {
        const hint = "Write {…} around what is meant, or \\} for a literal brace.";
        report(unopened, "This “}” closes nothing, and is printed.", hint, "template-syntax", "warning");
      }
      const texts = node.type === "image" || node.type === "definition" ? [node.title] : [];
      // <https://example.org/{name}> is a link whose text is not written in the template.
      const isBare = node.type === "link" && !sliceOf(node).startsWith("[");
      if (isBare || node.type === "definition") texts.push(node.url);
      if (node.type === "html" && !node.value.startsWith("<!--")) texts.push(node.value);
      if (texts.some((text) => FIELD_IN_TEXT.test(text ?? ""))) reportMisplaced(node);
    });
  }

  /** Where the first match stands in what is written of a text. */
  function rangeIn(node: Nodes, pattern: RegExp): Range | undefined {
    const found = node.type === "text" ? pattern.exec(sliceOf(node)) : null;
    const start = rangeOf(node).start.offset + (found?.index ?? 0);
    return found ? source.range(start, start + found[0].length) : undefined;
  }

  function reportMisplaced(node: Nodes): void {
    const hint = "Fields stand in text, in a [link]({url}) and in an ![image]({url}).";
    report(rangeOf(node), "A field cannot stand here.", hint);
  }

  function report(
    range: Range,
    message: string,
    hint?: string,
    rule = "template-syntax",
    severity: Severity = "error",
  ): undefined {
    // The fields of one link have one place: the same finding twice is one mistake.
    const isKnown = diagnostics.some(
      (other) => other.range.start.offset === range.start.offset && other.reason === message,
    );
    if (!isKnown) diagnostics.push(new Diagnostic({ file: TEMPLATE, range, rule, severity, message, hint }));
  }

  function sliceOf(node: Nodes): string {
    const { start, end } = rangeOf(node);
    return source.text.slice(start.offset, end.offset);
  }

  function rangeOf({ position }: Nodes): Range {
    return source.range(position?.start.offset ?? 0, position?.end.offset ?? 0);
  }
}

interface FoundList extends Found {
  /** For what is repeated for its members. */
  inner: Scopes;
}

function listAt(path: readonly string[], scopes: Scopes): FoundList | undefined {
  const found = findField(path, scopes);
  if (found?.shape.kind !== "list") return undefined;
  return { ...found, inner: [...scopes, { shape: found.shape.of, prefix: found.path }] };
}

/** The table or list that a misplaced `each` was meant for. It is skipped: its unknown fields are the same mistake. */
function blockMeantBy(nodes: readonly RootContent[], index: number): number {
  for (let at = index; at < nodes.length; at++) {
    const node = nodes[at];
    if (node === undefined || node.type === "heading" || node.type === "html") break;
    if (node.type === "table" || node.type === "list") return at;
  }
  return index;
}

function adviceFor(shape: Shape): string | undefined {
  if (shape.kind === "record") {
    const fields = Object.keys(shape.fields());
    return fields.length > 0 ? `Name one of its fields: ${fields.join(", ")}.` : "It has no fields here.";
  }
  return shape.kind === "text" ? 'Give it "format": "uri-reference" in its schema, if its values are URLs.' : undefined;
}
