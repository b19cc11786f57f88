// What `npm run lint` was asked to look at.
import { stat } from "node:fs/promises";
import path from "node:path";
import type { Targets } from "../lint/folder.ts";
import { Trouble } from "./exit.ts";
import type { Io } from "./io.ts";
import { displayPath, findLists, homeOf, resolvePath } from "./lists.ts";

/**
 * @param files - Markdown documents, as they were typed
 * @param root - the value of `--root`
 * @throws {Trouble} when a folder is not laid out as a list, or a file is no document
 */
export async function findTargets(io: Io, files: readonly string[], root: string | undefined): Promise<Targets> {
  const base = root === undefined ? homeOf(io) : resolvePath(io, root);
  if (files.length === 0) return { root: base, lists: await findLists(io, root), documents: [], settings: base };
  if (root !== undefined) await findLists(io, root);
  const documents = [...new Set(files.map((file) => resolvePath(io, file)))];
  for (const file of documents) await checkDocument(io, file);
  return { root: base, lists: [], documents, settings: base };
}

async function checkDocument(io: Io, file: string): Promise<void> {
  const hint = "Without a file, npm run lint looks at the data, the templates and the pages of all lists.";
  if ((await stat(file)).isDirectory()) {
    throw new Trouble(`${displayPath(io, file)} is a folder.`, `For a list of its own: --root DIR. ${hint}`);
  }
  if (!MARKDOWN.test(file)) throw new Trouble(`${displayPath(io, file)} is not a Markdown document.`, hint);
  if (await isTemplate(file))
    throw new Trouble(`${displayPath(io, file)} is a template, which is linted with its list.`, hint);
}

const MARKDOWN = /\.(?:md|markdown|mdown|mkdn?)$/i;

/** A list's template, whose braces only the list's linter understands. */
async function isTemplate(file: string): Promise<boolean> {
  if (path.basename(path.dirname(file)) !== "templates") return false;
  const data = await stat(path.join(path.dirname(file), "..", "data")).catch(() => undefined);
  return data?.isDirectory() === true;
}
