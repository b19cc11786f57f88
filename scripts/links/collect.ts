// Lists → every web address that they hold, each once, with all its places.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { visit } from "unist-util-visit";
import { type ListedUrl, listedUrls } from "../rules/support/listed.ts";
import { type LintedList, readSubject } from "../rules/support/subject.ts";
import { PAGE } from "../template/page.ts";
import { decodeUtf8 } from "../text/files.ts";
import { pageLinks } from "./page-links.ts";

/** Where a link is listed. */
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

/**
 * @param base - the folder (absolute) that places are named from
 * @param roots - folders (absolute) of lists
 * @throws {NodeJS.ErrnoException} when something cannot be read
 */
export async function collectLinks(base: string, roots: readonly string[]): Promise<Collected> {
  const links = new Map<string, Place[]>();
  const lists: LintedList[] = [];
  for (const root of roots) {
    const list = await readSubject(root);
    lists.push(list);
    const sources = listedUrls(list);
    // What the page has from records or the template is mended there, and what the build adds leads to GitHub's own forms.
    const known = new Set([...sources.map(({ url }) => url), ...linksOfBuild(list)]);
    for (const found of [...sources, ...pageLinks(root, await pageText(root), known)]) {
      const file = path.relative(base, path.join(root, found.file)).split(path.sep).join("/");
      const place: Place = { ...found, file, list };
      const places = links.get(found.url);
      if (places) places.push(place);
      else links.set(found.url, [place]);
    }
  }
  return { links, lists };
}

function linksOfBuild({ pageTree }: LintedList): string[] {
  const urls: string[] = [];
  visit(pageTree, "link", ({ url }) => {
    urls.push(url);
  });
  return urls;
}

async function pageText(root: string): Promise<string> {
  return decodeUtf8(await readFile(path.join(root, PAGE)).catch(nothing)) ?? "";
}

function nothing(error: unknown): Buffer {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return Buffer.alloc(0);
  throw error;
}
