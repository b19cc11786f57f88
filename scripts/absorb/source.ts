// A list as it stands in some folder, made into a page that is not text yet.
import path from "node:path";
import type { Drafts } from "../record/files.ts";
import type { List } from "../record/list.ts";
import { type LoadedList, loadList } from "../record/load.ts";
import { modelShape } from "../template/model.ts";
import { PAGE, TEMPLATE } from "../template/page.ts";
import { parseTemplate, type Template } from "../template/parse.ts";
import { renderUndrawn, type Undrawn } from "../template/render.ts";
import { type Diagnostic, isError } from "../text/diagnostic.ts";
import { decodeUtf8, readBytes, readIfThere } from "../text/files.ts";

export interface Source {
  root: string;
  loaded: LoadedList;
  list: List;
  /** The template with its own line ends, and with LF. */
  written: string;
  template: string;
  parsed: Template;
  page: Undrawn;
  /** What keeps the page from being made. */
  errors: readonly Diagnostic[];
}

/**
 * @param drafts - read as if they were on the disk
 * @param known - the same list without them: what is the same is not read again
 * @throws {FileError} when the list cannot be read
 */
export function readSource(root: string, drafts: Drafts = new Map(), known?: Source): Source {
  const written = drafts.get(TEMPLATE) ?? known?.written ?? templateOf(root);
  const loaded = loadList(root, drafts, known?.loaded);
  const { list } = loaded;
  const template = written.replace(/\r\n?/g, "\n");
  const parsed = parseTemplate(template, modelShape(list.schemas));
  const page = renderUndrawn(list, template, parsed);
  const errors = [...loaded.diagnostics, ...page.diagnostics].filter(isError);
  return { root, loaded, list, written, template, parsed, page, errors };
}

function templateOf(root: string): string {
  return decodeUtf8(readBytes(path.join(root, TEMPLATE), { root })) ?? "";
}

/** @returns `undefined` when the list has no page */
export function pageOf(root: string): string | undefined {
  return readIfThere(path.join(root, PAGE));
}
