// Lists → every web address that they hold, each once, with all its places.

import path from "node:path";
import { visit } from "unist-util-visit";
import { MarkdownDocument } from "../rules/support/document.ts";
import { type LintedList, readLintedList } from "../rules/support/linted-list.ts";
import { type ListedUrl, webAddressesOf, webAddressesOfList } from "../rules/support/listed-urls.ts";
import { PAGE } from "../template/page.ts";
import { readIfReadable, relativePath } from "../text/files.ts";
import { groupBy } from "../text/group-by.ts";
import { parseFile } from "../text/markdown.ts";
import { SourceText } from "../text/source.ts";

export interface Place extends Omit<ListedUrl, "file"> {
  /** Relative to the folder that all places are named from, with `/`. */
  file: string;
  list: LintedList;
}

/** The places of each URL, by the URL as it is listed; both in the order of lists, records, template, page. */
export type Links = ReadonlyMap<string, readonly Place[]>;

export interface Collected {
  links: Links;
  lists: readonly LintedList[];
}

/** @param base - the folder (absolute) that places are named from */
export async function collectLinks(base: string, roots: readonly string[]): Promise<Collected> {
  const places: Place[] = [];
  const lists: LintedList[] = [];
  for (const root of roots) {
    const list = await readLintedList(root);
    lists.push(list);
    const sources = webAddressesOfList(list);
    for (const found of [...sources, ...urlsOfPageAlone(list, sources)]) {
      places.push({ ...found, file: relativePath(base, path.join(root, found.file)), list });
    }
  }
  return { links: groupBy(places, ({ url }) => url), lists };
}

/** URLs that only the generated page has, because it was edited by hand or is stale. */
function urlsOfPageAlone(list: LintedList, sources: readonly ListedUrl[]): ListedUrl[] {
  const text = readIfReadable(path.join(list.root, PAGE))?.replace(/^\ufeff/, "");
  const tree = text && parseFile(text);
  if (!tree) return [];
  const source = new SourceText(PAGE, "markdown", text);
  const page = new MarkdownDocument({ kind: "document", source, tree, folder: list.root, anchors: new Set() });
  const made = new Set(sources.map(({ url }) => url));
  // What the build adds by itself leads to GitHub's own forms.
  visit(list.pageTree, "link", ({ url }) => {
    made.add(url);
  });
  return webAddressesOf(page).filter(({ url }) => !made.has(url));
}
