// A prototype + the values in scope → phrasing.
import type { Link, PhrasingContent } from "mdast";
import { parseMarkdown } from "../text/markdown.ts";
import { flatten } from "./flatten.ts";
import { clean, lineBreak, literalText, marksOf, mergeText, pictureNodes } from "./nodes.ts";
import type { Interpolation, Part, Ref, Segment, Unit } from "./prototype.ts";
import {
  Anchor,
  dig,
  Item,
  isList,
  isMissing,
  MarkdownText,
  Marks,
  Phrasing,
  Picture,
  Target,
  type Value,
} from "./values.ts";

/** Values by level: the whole list, a record, a member of one of its lists, … */
export type Scopes = readonly Value[];

interface Filled {
  nodes: PhrasingContent[];
  /** A field has no value. */
  lacks: boolean;
  /** A field has a value. */
  has: boolean;
}

export function valueAt({ level, keys }: Ref, scopes: Scopes): Value {
  return dig(scopes[level], keys);
}

/** Segments of a cell, joined with `<br>`; those without a value vanish. */
export function fillCell(segments: readonly Segment[], scopes: Scopes): PhrasingContent[] {
  const lines = segments.flatMap((segment) => fillSegment(segment, scopes));
  return mergeText(lines.flatMap((line, index) => (index === 0 ? line : [lineBreak(), ...line])));
}

/** Parts that stand once, such as a paragraph's or a list item's. */
export function fillParts(parts: readonly Part[], scopes: Scopes): PhrasingContent[] {
  return trim(fill(parts, scopes).nodes);
}

function fillSegment(segment: Segment, scopes: Scopes): PhrasingContent[][] {
  if (!segment.repeat) {
    const { nodes, has } = fill(segment.parts, scopes);
    const line = trim(nodes);
    if (line.length === 0 || (!has && segment.parts.some((part) => part.type !== "static"))) return [];
    return [segment.marker === undefined ? line : mergeText([marker(segment.marker, 0), ...line])];
  }
  const lines = members(segment.repeat, scopes)
    .map((member) => trim(fill(segment.parts, [...scopes, member]).nodes))
    .filter((line) => line.length > 0);
  const mark = segment.marker;
  if (mark === undefined || lines.length < 2) return lines;
  return lines.map((line, index) => mergeText([marker(mark, index), ...line]));
}

/** `•` and `-` stay as they are, numbers count up from the template's. */
function marker(first: string, index: number): PhrasingContent {
  const number = Number.parseInt(first, 10);
  return { type: "text", value: `${Number.isNaN(number) ? first : `${number + index}.`} ` };
}

/** The members of a list, which may be missing. */
export function members(repeat: Ref, scopes: Scopes): readonly Value[] {
  const value = valueAt(repeat, scopes);
  return isList(value) ? value : [];
}

function fillGroup({ repeat, parts }: Unit, scopes: Scopes): PhrasingContent[] {
  if (!repeat) {
    const { nodes, lacks, has } = fill(parts, scopes);
    return lacks || !has ? [] : nodes;
  }
  // What stands behind the last field of a repeated group stands between two members.
  const last = parts.at(-1);
  const separator = last?.type === "static" && parts.length > 1 ? [last.node] : [];
  const body = separator.length > 0 ? parts.slice(0, -1) : parts;
  return members(repeat, scopes)
    .map((member) => fill(body, [...scopes, member]))
    .filter(({ lacks, has }) => has && !lacks)
    .flatMap(({ nodes }, index) => (index === 0 ? nodes : [...separator, ...nodes]));
}

function fill(parts: readonly Part[], scopes: Scopes): Filled {
  const nodes: PhrasingContent[] = [];
  let lacks = false;
  let has = false;
  for (const part of parts) {
    switch (part.type) {
      case "static":
        nodes.push(part.node);
        break;
      case "group": {
        const inner = fillGroup(part, scopes);
        has ||= inner.length > 0;
        for (const node of inner) nodes.push(node);
        break;
      }
      case "field": {
        const value = valueAt(part.ref, scopes);
        const printed = isMissing(value) ? [] : print(value);
        // Markdown such as `#` is a value and shows nothing.
        if (printed.length > 0 || value === true) has = true;
        else lacks = true;
        for (const node of printed) nodes.push(node);
        break;
      }
      case "wrapper": {
        const inner = fill(part.parts, scopes);
        lacks ||= inner.lacks;
        has ||= inner.has;
        if (inner.nodes.length > 0) nodes.push({ ...part.node, children: inner.nodes });
        break;
      }
      case "link": {
        const inner = fill(part.parts, scopes);
        lacks ||= inner.lacks;
        has ||= inner.has;
        if (inner.nodes.length === 0) break;
        const filled = link(part.url, part.title, inner.nodes, scopes);
        // Words of the template that lead where a field says are worth a group of their own.
        has ||= filled !== inner.nodes && part.url.some((piece) => typeof piece !== "string");
        for (const node of filled) nodes.push(node);
        break;
      }
      case "image": {
        const url = interpolate(part.url, scopes, encodePart);
        const alt = interpolate(part.alt, scopes) ?? "";
        if (url === undefined) {
          lacks = true;
        } else {
          has ||= part.url.some((piece) => typeof piece !== "string");
          nodes.push({ type: "image", url, alt: clean(alt).trim(), title: part.title ?? null });
        }
        break;
      }
    }
  }
  return { nodes: mergeText(nodes), lacks, has };
}

/** A link whose URL is missing becomes its text. */
function link(
  url: Interpolation,
  title: string | null | undefined,
  children: PhrasingContent[],
  scopes: Scopes,
): PhrasingContent[] {
  const anchor = url
    .map((piece) => (typeof piece === "string" ? undefined : valueAt(piece.ref, scopes)))
    .find((value) => value instanceof Anchor);
  const target = anchor ? "#" : interpolate(url, scopes, encodePart);
  if (target === undefined) return children;
  const node: Link = { type: "link", url: target, title: title ?? null, children };
  if (anchor) node.data = { heading: anchor.entry };
  else if (url.some((piece) => typeof piece !== "string")) node.data = { filled: true };
  return [node];
}

/**
 * @param encode - for values that stand behind other text
 * @returns `undefined` when one of the fields is missing
 */
function interpolate(
  pieces: Interpolation,
  scopes: Scopes,
  encode: (text: string) => string = (text) => text,
): string | undefined {
  let text = "";
  for (const piece of pieces) {
    const value = typeof piece === "string" ? piece : valueAt(piece.ref, scopes);
    if (isMissing(value) || (typeof value !== "string" && typeof value !== "number")) return undefined;
    text += typeof piece === "string" || text === "" ? value : encode(String(value));
  }
  return text;
}

/** A value inside a URL stays in its place: it cannot start a query or a fragment, nor end the URL. */
function encodePart(text: string): string {
  return encodeURI(text.toWellFormed()).replace(/[?#]/g, encodeURIComponent);
}

function print(value: Value): PhrasingContent[] {
  if (typeof value === "string" || typeof value === "number") return [literalText(String(value))];
  if (value instanceof MarkdownText) return flatten(parseMarkdown(value.source).children);
  if (value instanceof Marks) return marksOf(value);
  if (value instanceof Picture) return pictureNodes(value);
  if (value instanceof Item) return [literalText(value.written)];
  if (value instanceof Phrasing) return [...value.nodes];
  if (value instanceof Target) return [{ type: "html", value: `<a id="${noteAnchor(value.entry.id)}"></a>` }];
  return [];
}

/** The anchor of a record's note. */
export function noteAnchor(id: string): string {
  return `note-${id}`;
}

/** Without blanks at the outer ends, which a cell or paragraph would lose anyway. */
function trim(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const trimmed = [...nodes];
  const [first] = trimmed;
  if (first?.type === "text") trimmed[0] = { ...first, value: first.value.trimStart() };
  const last = trimmed.at(-1);
  if (last?.type === "text") trimmed[trimmed.length - 1] = { ...last, value: last.value.trimEnd() };
  return trimmed.filter((node) => node.type !== "text" || node.value !== "");
}
