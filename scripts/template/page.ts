// A list's folder → its page and everything that is wrong with what it is made from.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Diagnostic, FILE_START, inOrder } from "../data/diagnostic.ts";
import { decodeUtf8 } from "../data/files.ts";
import { loadList } from "../data/list.ts";
import { about } from "./output.ts";
import { type Rendered, render } from "./render.ts";

/** The template and the page that it makes, relative to a list's root. */
export const TEMPLATE = "templates/README.md";
export const PAGE = "README.md";

export interface Page extends Rendered {
  root: string;
}

/**
 * @param root - a folder that is laid out as a list
 * @returns the page; with errors among its diagnostics, it is not to be written
 * @throws {NodeJS.ErrnoException} when data/ or the template cannot be read
 */
export async function makePage(root: string): Promise<Page> {
  const template = path.join(root, TEMPLATE);
  const bytes = await readFile(template).catch((error: unknown) => {
    throw about(template, error);
  });
  const { list, diagnostics } = await loadList(root);
  const source = decodeUtf8(bytes);
  if (source === undefined) {
    const message = "The file is not UTF-8 text.";
    diagnostics.push(new Diagnostic({ file: TEMPLATE, range: FILE_START, rule: "file-place", message }));
  }
  const rendered = render(list, TEMPLATE, source ?? "");
  // What the page lacks because of records that could not be read is not worth saying.
  const pageDiagnostics = rendered.diagnostics.filter(
    ({ rule }) => diagnostics.length === 0 || (rule !== "unprinted-entry" && rule !== "component-heading"),
  );
  return { ...rendered, root, diagnostics: inOrder([...diagnostics, ...pageDiagnostics]) };
}
