// A list's folder → its page and everything that is wrong with what it is made from.

import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Drafts } from "../record/files.ts";
import type { List } from "../record/list.ts";
import { type LoadedList, loadList } from "../record/load.ts";
import { locateText } from "../record/scalar-offsets.ts";
import { eachString } from "../record/texts.ts";
import { codePointName } from "../text/codepoint.ts";
import { Diagnostic, FILE_START, inOrder, type Range } from "../text/diagnostic.ts";
import { decodeUtf8, fileError } from "../text/files.ts";
import { formatPointer } from "../text/json.ts";
import { SourceText } from "../text/source.ts";
import { type Rendered, render } from "./render.ts";

/** The template and the page that it makes, relative to a list's root. */
export const TEMPLATE = "templates/README.md";
export const PAGE = "README.md";

export interface Page extends Rendered {
  root: string;
  /** Its records without errors. */
  list: List;
}

/** What a page is made from, read from disk. */
export interface PageSources {
  loaded: LoadedList;
  /** The template's text, without a byte order mark; `undefined` when it is not UTF-8, which is among the findings. */
  template: string | undefined;
}

/**
 * @param root - a folder that is laid out as a list
 * @param drafts - records, or a template, that the page is made from as if they were on the disk
 * @returns the page; with errors among its diagnostics, it is not to be written
 * @throws {NodeJS.ErrnoException} when data/ or the template cannot be read
 */
export async function makePage(root: string, drafts?: Drafts): Promise<Page> {
  const { loaded, template } = await readPageSources(root, drafts);
  const { list } = loaded;
  const rendered = render(list, TEMPLATE, template ?? "");
  const data = [...loaded.diagnostics, ...controlCharacters(list, template ?? "")];
  return { ...rendered, root, list, diagnostics: pageDiagnostics(data, rendered.diagnostics) };
}

/** @throws {NodeJS.ErrnoException} when data/ or the template cannot be read */
export async function readPageSources(root: string, drafts?: Drafts): Promise<PageSources> {
  const file = path.join(root, TEMPLATE);
  const draft = drafts?.get(TEMPLATE);
  const bytes = await readFile(file).catch((error: unknown) => {
    throw fileError(error, file);
  });
  const loaded = loadList(root, drafts);
  const template = draft ?? decodeUtf8(bytes);
  if (template === undefined) {
    const message = "The file is not UTF-8 text.";
    loaded.diagnostics.push(new Diagnostic({ file: TEMPLATE, range: FILE_START, rule: "file-place", message }));
  }
  return { loaded, template };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/;

/**
 * Control characters, which could command a terminal that shows the page. The linter finds them by its own rule, and the
 * build, which does not lint, by this.
 */
function controlCharacters({ entries, settings, schemas }: List, template: string): Diagnostic[] {
  const found = CONTROL.exec(template);
  const source = new SourceText(TEMPLATE, "markdown", template);
  const diagnostics = found ? [controlCharacter(found[0], TEMPLATE, source.range(found.index, found.index + 1))] : [];
  const records = entries.map((entry) => ({ ...entry, schema: entry.kind.schema }));
  for (const { file, source, data, schema } of [
    ...records,
    ...(settings ? [{ ...settings, schema: schemas.settings }] : []),
  ]) {
    eachString(data, schema, [], (text, _, path) => {
      const { 0: character, index } = CONTROL.exec(text) ?? {};
      if (character === undefined || index === undefined) return;
      const range = locateText(source, path, [index, index + 1]);
      diagnostics.push(controlCharacter(character, file, range, formatPointer(path)));
    });
  }
  return diagnostics;
}

function controlCharacter(character: string, file: string, range: Range, pointer?: string): Diagnostic {
  const message = `There is an invisible character here: ${codePointName(character)} (control character).`;
  return new Diagnostic({ file, range, rule: "invisible-character", message, hint: "Delete it.", pointer });
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
