// A list and its template → the page.
import type { Root, RootContent } from "mdast";
import { location } from "vfile-location";
import { type Drawing, drawDiagram, drawPipeline, PIPELINE } from "../drawing/drawing.ts";
import type { Entry, List } from "../record/list.ts";
import { Diagnostic, FILE_START, inOrder, type Point } from "../text/diagnostic.ts";
import { linkContents } from "./contents.ts";
import { expand } from "./expand.ts";
import { addFootnotes, toolsWithNote } from "./footnotes.ts";
import { dropEmptyHeadings } from "./headings.ts";
import { modelShape, modelValues } from "./model.ts";
import { parseTemplate } from "./parse.ts";
import { type Stringified, stringify } from "./stringify.ts";
import { findUnprinted } from "./unprinted.ts";

export interface Counts {
  components: number;
  tools: number;
  examples: number;
  resources: number;
  footnotes: number;
}

/** A page before it is text. Nodes of the template keep their positions in it; what a record made knows the record. */
export interface PageTree {
  /** The template that it is made from, with its line ends as LF; `undefined` when it cannot be parsed. */
  template: Root | undefined;
  children: RootContent[];
  /** Tools with a note on the page, by number. */
  noted: readonly Entry<"tool">[];
  counts: Counts;
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

/** What `render` makes, but for the Markdown. */
export function renderTree(list: List, file: string, source: string): PageTree {
  // The page's lines end in LF wherever the template was written.
  const parsed = parseTemplate(file, source.replace(/\r\n?/g, "\n"), modelShape(list.schemas));
  const values = modelValues(list);
  const withNote = toolsWithNote(list.tools);
  const expanded = expand(file, parsed, values);
  const { children, noted, numbers, diagnostics } = addFootnotes(file, expanded.children, withNote, values);
  const page: Root = { type: "root", children: [generatedFrom(file), ...dropEmptyHeadings(children)] };
  const drawn = [
    ...(parsed.named.has(PIPELINE) && list.components.length > 0 ? [drawPipeline(list)] : []),
    ...list.diagrams.map((diagram) => drawDiagram(diagram, list, numbers)),
  ];
  const unlinked = linkContents(page, list.components);

  // What a template does not print because of its own mistakes is not worth saying.
  const isWhole = ![...parsed.diagnostics, ...expanded.diagnostics].some(({ severity }) => severity === "error");

  return {
    template: parsed.tree,
    children: page.children,
    noted,
    drawings: drawn.flatMap(({ drawing }) => drawing ?? []),
    counts: {
      components: list.components.length,
      tools: list.tools.length,
      examples: list.examples.length,
      resources: list.resources.length,
      footnotes: noted.length,
    },
    diagnostics: inOriginal(file, source, [
      ...parsed.diagnostics,
      ...expanded.diagnostics,
      ...drawn.flatMap(({ diagnostics }) => diagnostics),
      ...(parsed.named.has(PIPELINE) ? nameTaken(list) : []),
      ...(isWhole ? diagnostics : []),
      ...(isWhole ? unlinked : []),
      ...(isWhole ? findUnprinted(list, { printed: expanded.printed, named: parsed.named, page }) : []),
    ]),
  };
}

/** Offsets of the template as it was written; lines and columns are the same whatever the line ends. */
function inOriginal(file: string, source: string, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  if (!source.includes("\r")) return inOrder(diagnostics);
  const places = location(source);
  const point = ({ line, column, offset }: Point): Point => ({
    line,
    column,
    offset: places.toOffset({ line, column }) ?? offset,
  });
  return inOrder(
    diagnostics.map((diagnostic) => {
      if (diagnostic.file !== file) return diagnostic;
      const { severity, rule, reason: message, note: hint, pointer, related } = diagnostic;
      const range = { start: point(diagnostic.range.start), end: point(diagnostic.range.end) };
      return new Diagnostic({ file, range, severity, rule, message, hint, pointer, related });
    }),
  );
}

/** Two drawings cannot have one file. */
function nameTaken({ diagrams }: List): Diagnostic[] {
  return diagrams
    .filter(({ id }) => id === PIPELINE)
    .map(({ file }) => {
      const message = `“${PIPELINE}” is the drawing of all components, which the template prints.`;
      const hint = "Give this diagram's file another name.";
      return new Diagnostic({ file, range: FILE_START, rule: "duplicate-id", message, hint });
    });
}

function generatedFrom(template: string): RootContent {
  return {
    type: "html",
    value: `<!-- Generated by \`npm run build\` from data/ and ${template}: edit those, not this file. -->`,
  };
}
