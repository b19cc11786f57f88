// Rows and items that hold nothing which the rest of the page decides are filled when somebody reads them: few linters do.
import type { Data, Nodes, Parents, PhrasingContent } from "mdast";
import { DRAWINGS } from "../drawing/drawing.ts";
import { markdownUrls } from "../text/markdown.ts";
import type { BoundColumn, BoundInterpolation, BoundPart, Ref, Unit } from "./bind.ts";
import { type Scopes, valueAt } from "./fill.ts";
import { Anchor, Item, isList, MarkdownText, Marks, Phrasing, Picture, Target, type Value } from "./values.ts";

declare module "mdast" {
  interface Data {
    /** It has neither marks, nor links to headings, nor drawings: all that others on the page depend on. */
    settled?: boolean;
  }
}

type Cells = Pick<BoundColumn, "cell"> & Partial<BoundColumn>;

/** @returns whether a row or item has to be filled for the rest of the page to be right */
export function isSettled(node: Nodes): boolean {
  return node.data?.settled === true;
}

/**
 * Look at every node below one, in order, but for what stands in settled rows and items. A page has tens of thousands, and
 * `unist-util-visit` makes a path for each.
 */
export function eachUnsettledNode(parent: Parents, look: (node: Nodes) => void): void {
  for (const node of parent.children) {
    look(node);
    if ("children" in node && !isSettled(node)) eachUnsettledNode(node, look);
  }
}

/**
 * @param columns - of a prototype; an item is one column
 * @param scopes - what is around the prototype
 * @param hasNote - whether a link to this URL gets a mark
 * @returns a function that says of the scopes inside of one row or item whether it is settled
 */
export function settling(
  columns: readonly Cells[],
  scopes: Scopes,
  hasNote: (url: string) => boolean,
): (inner: Scopes) => boolean {
  const { refs, hasOpenParts } = namesIn(columns);
  const outer = refs.filter(({ level }) => level < scopes.length);
  if (hasOpenParts || !areSettled(outer, scopes, hasNote)) return () => false;
  // What is deeper is a member of a list, which is looked at whole.
  const own = refs.filter(({ level }) => level === scopes.length);
  return (inner) => areSettled(own, inner, hasNote);
}

/** @param fill - makes the children, once, when they are asked for */
export function settledNode<Made extends { data: Data }, Child>(
  node: Made,
  fill: () => Child[],
): Made & { children: Child[] } {
  node.data.settled = true;
  return Object.assign(new Unfilled(fill), node);
}

class Unfilled<Child> {
  #fill: (() => Child[]) | undefined;
  #children: Child[] = [];

  constructor(fill: () => Child[]) {
    this.#fill = fill;
  }

  get children(): Child[] {
    const fill = this.#fill;
    this.#fill = undefined;
    if (fill) this.#children = fill();
    return this.#children;
  }

  set children(children: Child[]) {
    this.#fill = undefined;
    this.#children = children;
  }
}

/** The fields that a prototype's cells name. */
function namesIn(columns: readonly Cells[]): { refs: readonly Ref[]; hasOpenParts: boolean } {
  const refs: Ref[] = [];
  // The template's own links may lead to a tool with a note or to a heading, its images may be drawings.
  let hasOpenParts = false;
  const addUrl = (pieces: BoundInterpolation): void => {
    for (const piece of pieces) if (typeof piece !== "string") refs.push(piece);
  };
  const addParts = (parts: readonly BoundPart[]): void => {
    for (const part of parts) {
      switch (part.type) {
        case "static":
          hasOpenParts ||= !isLinkless(part.node);
          break;
        case "field":
          refs.push(part.ref);
          break;
        case "group":
          addUnit(part.unit);
          break;
        case "wrapper":
          addParts(part.parts);
          break;
        case "link":
          hasOpenParts ||= part.url.every((piece) => typeof piece === "string") || showsImages(part.url);
          addUrl(part.url);
          addParts(part.parts);
          break;
        case "image":
          hasOpenParts = true;
          break;
      }
    }
  };
  const addUnit = ({ repeat, parts }: Unit): void => {
    if (repeat) refs.push(repeat);
    addParts(parts);
  };
  for (const { cell, repeat, members } of columns) {
    for (const ref of [repeat, members]) if (ref) refs.push(ref);
    for (const segment of cell) addUnit(segment);
  }
  return { refs, hasOpenParts };
}

/** Of drawings, the page decides which are printed. */
function showsImages(url: BoundInterpolation): boolean {
  return url.some((piece) => typeof piece === "string" && piece.includes(`${DRAWINGS}/`));
}

function isLinkless({ type }: PhrasingContent): boolean {
  return type === "text" || type === "inlineCode" || type === "break";
}

/** A URL that leads to a heading, or to a drawing. */
const IN_PAGE = new RegExp(String.raw`^(?:#|(?:\.?/)*${DRAWINGS}/)`);

function areSettled(refs: readonly Ref[], scopes: Scopes, hasNote: (url: string) => boolean): boolean {
  const isOpen = (url: string): boolean => IN_PAGE.test(url) || hasNote(url);
  return refs.every((ref) => isSettledValue(valueAt(ref, scopes), isOpen));
}

function isSettledValue(value: Value, isOpen: (url: string) => boolean): boolean {
  if (typeof value === "string") return !IN_PAGE.test(value);
  if (typeof value !== "object") return true;
  if (value instanceof MarkdownText) return !markdownUrls(value.source).some(isOpen);
  if (value instanceof Marks) return value.tools.length === 0;
  if (value instanceof Anchor || value instanceof Target || value instanceof Phrasing || value instanceof Picture) {
    return false;
  }
  if (isList(value)) return value.every((member) => isSettledValue(member, isOpen));
  const fields = value instanceof Item ? value.fields : value;
  return Object.values(fields).every((field) => isSettledValue(field, isOpen));
}
