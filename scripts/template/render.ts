// A list and its template → the page.

import type { Root, RootContent } from "mdast";
import { type Drawing, PIPELINE } from "../drawing/drawing.ts";
import type { Entry } from "../record/entry.ts";
import { entriesOf, type List } from "../record/list.ts";
import { BUILD } from "../text/as-typed.ts";
import { type Diagnostic, inOrder, isError } from "../text/diagnostic.ts";
import { SourceText } from "../text/source.ts";
import { drawList, listPicture, stageEntries } from "./drawings.ts";
import { expand } from "./expand.ts";
import { addFootnotes } from "./footnotes.ts";
import { dropEmptyHeadings, linkHeadings, missingHeading } from "./headings.ts";
import { modelShape, modelValues } from "./model.ts";
import { parseTemplate, type Template } from "./parse.ts";
import { type Stringified, stringify } from "./stringify.ts";
import { findUnprinted } from "./unprinted.ts";

/** A page before it is text. Nodes from the template keep their positions; nodes from a record have it in `data.entry`. */
export interface PageTree {
  /** The template that it is made from, with its line ends as LF; `undefined` when it cannot be parsed. */
  template: Root | undefined;
  children: RootContent[];
  /** The numbers of the notes on the page, in their order. */
  numbers: ReadonlyMap<Entry, number>;
  /** How many entries of each kind the list has, by the folders of the kinds. */
  counts: ReadonlyMap<string, number>;
  /** What the page shows and the build draws. */
  drawings: readonly Drawing[];
  diagnostics: Diagnostic[];
}

export interface Rendered extends PageTree, Stringified {}

/**
 * @param file - the template's path, for diagnostics and for the page's first line
 * @param source - the template's text
 */
export function render(list: List, file: string, source: string): Rendered {
  const tree = renderTree(list, file, source);
  return { ...tree, ...stringify(tree.children) };
}

/** The same without the Markdown. */
export function renderTree(list: List, file: string, source: string): PageTree {
  // The page's lines end in LF wherever the template was written.
  const parsed = parseTemplate(file, source.replace(/\r\n?/g, "\n"), modelShape(list.schemas));
  const { children, numbers, printed, diagnostics, lacks } = renderUndrawn(list, file, source, parsed);
  const hasPipeline = parsed.named.has(PIPELINE);
  const drawn = drawList(list, numbers, hasPipeline);
  // After errors in the template, it is not reported what the page lacks.
  const isWhole = !diagnostics.some(isError);

  return {
    template: parsed.tree,
    children,
    numbers,
    drawings: drawn.flatMap(({ drawing }) => drawing ?? []),
    counts: new Map(list.kinds.all.map((kind) => [kind.folder, entriesOf(list, kind).length])),
    diagnostics: inOriginal(file, source, [
      ...diagnostics,
      ...drawn.flatMap(({ diagnostics }) => diagnostics),
      ...(isWhole ? lacks() : []),
      ...(isWhole ? unprinted(list, file, source, parsed, { children, printed }) : []),
    ]),
  };
}

/** @returns a finding for each record that is nowhere on the page */
export function unprinted(
  list: List,
  file: string,
  source: string,
  { named }: Template,
  { children, printed }: Pick<Undrawn, "children" | "printed">,
): Diagnostic[] {
  const drawn = named.has(PIPELINE) ? stageEntries(list) : [];
  const page: Root = { type: "root", children };
  return findUnprinted(list, { printed, drawn, page, template: { root: list.root, file, source } });
}

export interface Undrawn {
  children: RootContent[];
  numbers: PageTree["numbers"];
  /** Records that a prototype was filled with, or that a path of the template names. */
  printed: ReadonlySet<Entry>;
  /** What is wrong with the template. */
  diagnostics: Diagnostic[];
  /** What the page lacks, as far as that shows without drawings; it asks Git what the template had. */
  lacks: () => Diagnostic[];
}

/**
 * A page without what is drawn and said of it.
 *
 * @param parsed - of the template's text, with LF
 */
export function renderUndrawn(list: List, file: string, source: string, parsed: Template): Undrawn {
  const values = modelValues(list, listPicture(list));
  const expanded = expand(file, parsed, values);
  const { children, numbers, diagnostics } = addFootnotes(file, expanded.children, list, values);
  const whole: Root = { type: "root", children: [generatedFrom(file), ...dropEmptyHeadings(children)] };
  const { page, unfound } = linkHeadings(whole);
  return {
    children: page.children,
    numbers,
    printed: expanded.printed,
    diagnostics: [...parsed.diagnostics, ...expanded.diagnostics],
    lacks: () => [
      ...diagnostics,
      ...[...unfound].map((entry) => missingHeading(entry, { root: list.root, file, source })),
    ],
  };
}

/** Offsets of the template as it was written; lines and columns are the same whatever the line ends. */
function inOriginal(file: string, text: string, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const source = new SourceText(file, "markdown", text);
  return inOrder(
    diagnostics.map((diagnostic) =>
      diagnostic.file === file ? diagnostic.with({ range: source.rangeAt(diagnostic.range) }) : diagnostic,
    ),
  );
}

function generatedFrom(template: string): RootContent {
  return {
    type: "html",
    value: `<!-- Generated by \`${BUILD}\` from data/ and ${template}. You may edit this page: your change goes into data/. -->`,
  };
}
