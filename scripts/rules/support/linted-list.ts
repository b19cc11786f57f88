// A list as the linter sees it: read, rendered, and taken apart into texts and Markdown documents.
import { slug } from "github-slugger";
import type { Root } from "mdast";
import { nameOf } from "../../record/entry.ts";
import type { Drafts, RecordFile } from "../../record/files.ts";
import type { List } from "../../record/list.ts";
import type { LoadedList } from "../../record/load.ts";
import { pageDiagnostics, readPageSources, TEMPLATE } from "../../template/page.ts";
import { type PageTree, renderTree } from "../../template/render.ts";
import { type Stringified, stringify } from "../../template/stringify.ts";
import { templateTree, withGroups } from "../../template/syntax.ts";
import { anchorsOf } from "../../text/anchors.ts";
import type { Diagnostic } from "../../text/diagnostic.ts";
import { parseGfm, withoutFrontMatter } from "../../text/markdown.ts";
import { SourceText } from "../../text/source.ts";
import { MarkdownDocument } from "./document.ts";
import { type RecordText, recordTexts } from "./record-texts.ts";

export interface LintedList {
  /** The list's folder. */
  root: string;
  list: List;
  /** Every record's file, those that could not be read as records too. */
  files: readonly RecordFile[];
  /** The texts of all records, those with errors included. */
  texts: readonly RecordText[];
  /** The texts of all files that the list is made from. */
  sources: readonly SourceText[];
  /** The template; `undefined` when it cannot be parsed. */
  template: MarkdownDocument | undefined;
  /** The Markdown of records. */
  fields: readonly MarkdownDocument[];
  /** The page that the build makes of it all. */
  page: PageTree;
  pageTree: Root;
  /** The same as text. Making it takes as long as reading the list, so it is made when it is asked for. */
  built: () => Stringified;
  /** What reading and rendering found. */
  found: readonly Diagnostic[];
  /** Were there no errors, so that the page is what the build would write? */
  isComplete: boolean;
}

/**
 * @param root - a folder that is laid out as a list
 * @param drafts - records that are linted as if they were on the disk
 * @param known - the list that the drafts change: its records are not read again
 * @throws {NodeJS.ErrnoException} when data/ or the template cannot be read
 */
export async function readLintedList(root: string, drafts?: Drafts, known?: LoadedList): Promise<LintedList> {
  const { loaded, template: templateText = "" } = await readPageSources(root, drafts, known);
  const { list, files } = loaded;
  const page = renderTree(list, templateText);
  const found = pageDiagnostics(loaded.diagnostics, page.diagnostics);
  const isComplete = found.every(({ severity }) => severity !== "error");

  const templateSource = new SourceText(TEMPLATE, "markdown", templateText);
  // Offsets are those of the file, whatever its line ends.
  const body = withoutFrontMatter(templateText);
  const parsedTemplate = body.includes("\r") || body !== templateText ? templateTree(body) : page.template;
  const pageTree: Root = { type: "root", children: page.children };
  // HTML comes only from the template and the build: that in records becomes text.
  const anchors = anchorsOf(pageTree);
  // A heading may be missing only because the records under it could not be read.
  if (!isComplete && parsedTemplate) for (const anchor of anchorsOf(parsedTemplate)) anchors.add(anchor);
  // A missing heading is reported by rule component-heading; links to it are not reported as well.
  for (const { rule, file } of found) {
    const entry = rule === "component-heading" && list.entries.find((each) => each.file === file);
    if (entry) anchors.add(slug(nameOf(entry)));
  }
  const tree = parsedTemplate && withGroups(parsedTemplate, templateSource);
  const template =
    tree && new MarkdownDocument({ kind: "template", source: templateSource, tree, folder: root, anchors });

  const texts = recordTexts(loaded);
  const sources = files.map(({ file, source }) => new SourceText(file, "yaml", source));
  const byFile = new Map(sources.map((source) => [source.file, source]));
  const fields = texts.flatMap((text) => {
    const source = byFile.get(text.record.file);
    const tree = text.kind === "markdown" ? parseGfm(text.value) : undefined;
    if (!tree || !source) return [];
    return [new MarkdownDocument({ kind: "field", source, tree, folder: root, anchors, text })];
  });
  let stringified: Stringified | undefined;
  const built = (): Stringified => {
    stringified ??= stringify(page.children);
    return stringified;
  };
  const all = [...sources, templateSource];
  return { root, list, files, texts, sources: all, template, fields, page, pageTree, built, found, isComplete };
}
