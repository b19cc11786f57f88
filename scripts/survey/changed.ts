// Links that a branch adds or changes: those that were not listed where it began.
import { existsSync } from "node:fs";
import path from "node:path";
import { checkOut } from "../git/tree.ts";
import { collectLinks, type Links } from "./collect.ts";

/**
 * @param repository - the folder (absolute) of the repository
 * @param commit - a hash
 * @param roots - folders (absolute) of lists, in the repository
 * @returns the URLs that the same lists held at that commit
 * @throws {Error} when Git cannot write the files
 */
export async function linksAt(repository: string, commit: string, roots: readonly string[]): Promise<Set<string>> {
  const tree = checkOut(repository, commit);
  try {
    const then = roots.map((root) => path.join(tree.root, path.relative(repository, root)));
    // A list that the branch adds was not there.
    const there = then.filter((root) =>
      ["data", "templates/README.md"].every((part) => existsSync(path.join(root, part))),
    );
    const { links } = await collectLinks(tree.root, there);
    return new Set(links.keys());
  } finally {
    tree.remove();
  }
}

/** @returns the links that are listed now and were not then */
export function newLinks(links: Links, then: ReadonlySet<string>): Links {
  return new Map([...links].filter(([url]) => !then.has(url)));
}
