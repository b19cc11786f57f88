// Links that a branch adds or changes: those that were not listed where it began.
import { existsSync } from "node:fs";
import path from "node:path";
import { collectLinks, type Links } from "./collect.ts";

/** What a folder needs to be a list. */
const PARTS = ["data", "templates/README.md"];

/**
 * @param before - the folder (absolute) with the files of the commit that the branch began at
 * @param base - the same folder as it is now
 * @param roots - folders (absolute) of lists, below `base`
 * @returns the URLs that the same lists held
 */
export async function linksBefore(before: string, base: string, roots: readonly string[]): Promise<Set<string>> {
  const then = roots.map((root) => path.join(before, path.relative(base, root)));
  // A list that the branch adds was not there.
  const there = then.filter((root) => PARTS.every((part) => existsSync(path.join(root, part))));
  const { links } = await collectLinks(before, there);
  return new Set(links.keys());
}

/** @returns the links that are listed now and were not then */
export function newLinks(links: Links, then: ReadonlySet<string>): Links {
  return new Map([...links].filter(([url]) => !then.has(url)));
}
