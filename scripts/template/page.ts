// A list's folder → its page and everything that is wrong with what it is made from.

import path from "node:path";
import type { Drafts } from "../record/files.ts";
import type { List } from "../record/list.ts";
import { type LoadedList, loadList } from "../record/load.ts";
import { Diagnostic, FILE_START, inOrder } from "../text/diagnostic.ts";
import { lstat, readText } from "../text/files.ts";
import { SourceText } from "../text/source.ts";
import { controlCharacters } from "./control-characters.ts";
import { type Rendered, render } from "./render.ts";
import { TEMPLATE } from "./syntax.ts";

export { TEMPLATE } from "./syntax.ts";

/** The page that a template makes, relative to a list's root. */
export const PAGE = "README.md";

export interface Page extends Rendered {
  root: string;
  /** Its records without errors. */
  list: List;
}

/** What a page is made from, read from disk. */
export interface PageSources {
  loaded: LoadedList;
  /** The template's text, without a byte order mark; `undefined` when it cannot be read, which is among the findings. */
  template: string | undefined;
}

/**
 * @param root - a folder that is laid out as a list
 * @param drafts - records, or a template, that the page is made from as if they were on the disk
 * @param known - the list that the drafts change: its records are not read again
 * @returns the page; with errors among its diagnostics, it is not to be written
 * @throws {NodeJS.ErrnoException} when data/ or the template cannot be read
 */
export async function makePage(root: string, drafts?: Drafts, known?: LoadedList): Promise<Page> {
  const { loaded, template } = await readPageSources(root, drafts, known);
  const { list } = loaded;
  const rendered = render(list, template ?? "");
  const data = [
    ...loaded.diagnostics,
    ...controlCharacters(list, new SourceText(TEMPLATE, "markdown", template ?? "")),
  ];
  return { ...rendered, root, list, diagnostics: pageDiagnostics(data, rendered.diagnostics) };
}

/** @throws {NodeJS.ErrnoException} when data/ or the template cannot be read */
export async function readPageSources(root: string, drafts?: Drafts, known?: LoadedList): Promise<PageSources> {
  const file = path.join(root, TEMPLATE);
  const draft = drafts?.get(TEMPLATE);
  const loaded = loadList(root, drafts, known);
  const { text, problem } = draft === undefined ? readText(file, { root }) : { text: draft };
  if (problem !== undefined)
    loaded.diagnostics.push(new Diagnostic({ file: TEMPLATE, range: FILE_START, rule: "file-place", ...problem }));
  const page = lstat(path.join(root, PAGE));
  if (page && !page.isFile()) {
    const message = "The page is a plain file: no folder, symbolic link, pipe or device.";
    const hint = "Move this away, and run npm run build.";
    loaded.diagnostics.push(new Diagnostic({ file: PAGE, range: FILE_START, rule: "file-place", message, hint }));
  }
  return { loaded, template: text };
}

/**
 * Findings of the data and of the page, without what the page lacks because of records that could not be read. With a
 * broken schema, no finding of the page is reported.
 */
export function pageDiagnostics(data: readonly Diagnostic[], page: readonly Diagnostic[]): Diagnostic[] {
  const errors = data.filter(({ severity }) => severity === "error");
  if (errors.some(({ rule }) => rule === "schema")) return inOrder(data);
  const reported = page.filter(
    ({ rule }) => errors.length === 0 || (rule !== "unprinted-entry" && rule !== "component-heading"),
  );
  return inOrder([...data, ...reported]);
}
