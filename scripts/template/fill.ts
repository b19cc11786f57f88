// A prototype's parts + one record's values → the phrasing of a cell, an item or a paragraph.
import type { Link, PhrasingContent } from "mdast";
import { clean } from "../text/escape.ts";
import { joinLines, mergeText } from "./nodes.ts";
import { print } from "./print.ts";
import type { Interpolation, LinkPart, Part, Ref, Segment, Unit } from "./prototype.ts";
import { Item, isList, isMissing, type Value, valueBelow } from "./values.ts";

/** Values by level: the whole list, a record, a member of one of its lists, … */
export type Values = readonly Value[];

interface Filled {
  nodes: PhrasingContent[];
  /** A field has no value. */
  lacks: boolean;
  /** A field has a value. */
  has: boolean;
}

export function valueAt({ level, keys }: Ref, values: Values): Value {
  return valueBelow(values[level], keys);
}

/** The members of a list, which may be missing. */
export function members(list: Ref, values: Values): readonly Value[] {
  const value = valueAt(list, values);
  return isList(value) ? value : [];
}

/** Segments of a cell, joined with `<br>`; those without a value vanish. */
export function fillCell(segments: readonly Segment[], values: Values): PhrasingContent[] {
  return joinLines(segments.flatMap((segment) => fillSegment(segment, values)));
}

/** Parts that stand once, such as a paragraph's or a list item's. */
export function fillParts(parts: readonly Part[], values: Values): PhrasingContent[] {
  return trim(fill(parts, values).nodes);
}

function fillSegment({ marker, repeat, parts }: Segment, values: Values): PhrasingContent[][] {
  if (!repeat) {
    const { nodes, has } = fill(parts, values);
    const line = trim(nodes);
    if (line.length === 0 || (!has && parts.some(({ type }) => type !== "static"))) return [];
    return [withMarker(marker, 0, line)];
  }
  const lines = members(repeat, values)
    .map((member) => fillParts(parts, [...values, member]))
    .filter((line) => line.length > 0);
  return lines.length < 2 ? lines : lines.map((line, index) => withMarker(marker, index, line));
}

/** @param first - `•` and `-` stay as they are, numbers count up from the template's */
function withMarker(first: string | undefined, index: number, line: PhrasingContent[]): PhrasingContent[] {
  if (first === undefined) return line;
  const number = Number.parseInt(first, 10);
  const marker = Number.isNaN(number) ? first : `${number + index}.`;
  return mergeText([{ type: "text", value: `${marker} ` }, ...line]);
}

function fill(parts: readonly Part[], values: Values): Filled {
  const filled = parts.map((part) => fillPart(part, values));
  return {
    nodes: mergeText(filled.flatMap(({ nodes }) => nodes)),
    lacks: filled.some(({ lacks }) => lacks),
    has: filled.some(({ has }) => has),
  };
}

function fillPart(part: Part, values: Values): Filled {
  switch (part.type) {
    case "static":
      return { nodes: [part.node], lacks: false, has: false };
    case "group": {
      const nodes = fillGroup(part, values);
      return { nodes, lacks: false, has: nodes.length > 0 };
    }
    case "field": {
      const value = valueAt(part.ref, values);
      const nodes = isMissing(value) ? [] : print(value, part.shape.kind);
      // A value may print nothing, such as the Markdown `#`; then it counts as missing.
      const has = nodes.length > 0 || value === true;
      return { nodes, lacks: !has, has };
    }
    case "wrapper": {
      const { nodes, ...rest } = fill(part.parts, values);
      return { nodes: nodes.length === 0 ? [] : [{ ...part.node, children: nodes }], ...rest };
    }
    case "link": {
      const inner = fill(part.parts, values);
      const title = interpolate(part.title, values);
      const lacks = inner.lacks || title === undefined;
      const link = inner.nodes.length === 0 ? undefined : linkTo(part, title, inner.nodes, values);
      // Fixed words with a URL from a field are enough for a group to be printed.
      return link ? { nodes: [link], lacks, has: inner.has || link.data !== undefined } : { ...inner, lacks };
    }
    case "image": {
      const url = interpolate(part.url, values, encodePart);
      if (url === undefined) return { nodes: [], lacks: true, has: false };
      const alt = clean(interpolate(part.alt, values) ?? "").trim();
      return { nodes: [{ type: "image", url, alt, title: part.title ?? null }], lacks: false, has: hasField(part.url) };
    }
  }
}

function fillGroup({ repeat, parts }: Unit, values: Values): PhrasingContent[] {
  if (!repeat) {
    const { nodes, lacks, has } = fill(parts, values);
    return lacks || !has ? [] : nodes;
  }
  // Text after the last field of a repeated group is printed between two members only.
  const last = parts.at(-1);
  const separator = last?.type === "static" && parts.length > 1 ? [last.node] : [];
  const body = separator.length > 0 ? parts.slice(0, -1) : parts;
  return members(repeat, values)
    .map((member) => fill(body, [...values, member]))
    .filter(({ lacks, has }) => has && !lacks)
    .flatMap(({ nodes }, index) => (index === 0 ? nodes : [...separator, ...nodes]));
}

/** @returns `undefined` when the URL is missing: then the text stands alone */
function linkTo({ url }: LinkPart, text = "", children: PhrasingContent[], values: Values): Link | undefined {
  const title = clean(text).trim() || null;
  const [anchor] = url.flatMap((piece) => {
    return typeof piece !== "string" && piece.shape.kind === "anchor" ? valueAt(piece.ref, values) : [];
  });
  if (anchor instanceof Item) return { type: "link", url: "#", title, children, data: { heading: anchor.entry } };
  const target = interpolate(url, values, encodePart);
  if (target === undefined) return undefined;
  return { type: "link", url: target, title, children, ...(hasField(url) && { data: { filled: true } }) };
}

function hasField(pieces: Interpolation): boolean {
  return pieces.some((piece) => typeof piece !== "string");
}

/**
 * @param encode - for values that stand behind other text
 * @returns `undefined` when one of the fields is missing
 */
export function interpolate(
  pieces: Interpolation,
  values: Values,
  encode: (text: string) => string = (text) => text,
): string | undefined {
  let text = "";
  for (const piece of pieces) {
    if (typeof piece === "string") {
      text += piece;
      continue;
    }
    const found = valueAt(piece.ref, values);
    const value = found instanceof Item ? found.written : found;
    if (isMissing(value) || (typeof value !== "string" && typeof value !== "number")) return undefined;
    text += text === "" ? value : encode(String(value));
  }
  return text;
}

/** A value inside a URL stays in its place: it cannot start a query or a fragment, nor end the URL. */
function encodePart(text: string): string {
  return encodeURI(text.toWellFormed()).replace(/[?#]/g, encodeURIComponent);
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
