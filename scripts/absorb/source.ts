// A list as it stands in some folder, made into a page that is not text yet.
import { readFileSync } from "node:fs";
import path from "node:path";
import { type LoadedList, loadList } from "../record/load.ts";
import { PAGE, TEMPLATE } from "../template/page.ts";
import { type PageTree, renderTree } from "../template/render.ts";
import { decodeUtf8, fileError, readIfThere } from "../text/files.ts";
import type { Base } from "./find.ts";

export interface Source extends Base {
  root: string;
  loaded: LoadedList;
  /** With its own line ends. */
  written: string;
  tree: PageTree;
}

/** @throws {FileError} when the list cannot be read */
export function readSource(root: string, drafts: ReadonlyMap<string, string | undefined> = new Map()): Source {
  const written = drafts.get(TEMPLATE) ?? templateOf(root);
  const loaded = loadList(root, drafts);
  const template = written.replace(/\r\n?/g, "\n");
  const tree = renderTree(loaded.list, TEMPLATE, template);
  return { root, loaded, list: loaded.list, written, template, tree, page: tree };
}

function templateOf(root: string): string {
  const file = path.join(root, TEMPLATE);
  try {
    return decodeUtf8(readFileSync(file)) ?? "";
  } catch (error) {
    throw fileError(error, file);
  }
}

/** @returns `undefined` when the list has no page */
export function pageOf(root: string): string | undefined {
  return readIfThere(path.join(root, PAGE));
}
