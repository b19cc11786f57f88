// What a page was edited from: the page of the data as it is, as it was committed, or as it was some commits ago.
import path from "node:path";
import type { Nodes, RootContent } from "mdast";
import { commitOf, gitText, isInRepository } from "../git/git.ts";
import { checkOut } from "../git/tree.ts";
import { PAGE } from "../template/page.ts";
import { isError } from "../text/diagnostic.ts";
import { Trouble } from "../text/trouble.ts";
import { blockKey, type Page } from "./find.ts";
import { readSource, type Source } from "./source.ts";

/** What a page is made from, relative to a list. */
const SOURCES = ["data", "templates", "schemas", "img"];
/** Older states of the data than so many commits are not tried. */
const MOST_COMMITS = 10;

/**
 * @param ref - the commit whose data the page was made from, if somebody knows
 * @throws {Trouble} when there is no such commit, or its data cannot be built
 */
export function findBase(today: Source, page: Page, ref: string | undefined): Source {
  const { root } = today;
  if (ref !== undefined) {
    const commit = commitOf(root, ref);
    if (commit === undefined) throw new Trouble(`There is no commit “${ref}”.`);
    const base = sourceAt(root, commit);
    if (!base) throw new Trouble(`The data of ${ref} cannot be built, so nobody can say what was edited since.`);
    return base;
  }
  const keys = keysOf(page.children, page.source);
  const distance = (source: Source): number => differing(keysOf(source.tree.children, ""), keys);
  let best = { source: today, distance: distance(today) };
  if (best.distance === 0 || !isInRepository(root)) return today;
  for (const [index, commit] of commitsOf(root).entries()) {
    // What is committed and not changed since is what there is today.
    if (index === 0 && gitText(root, "status", "--porcelain", "--", ...SOURCES) === "") continue;
    const source = sourceAt(root, commit);
    if (!source) continue;
    const own = distance(source);
    // Of two that explain it alike, what is committed is nearer than what somebody is about to change.
    if (own < best.distance || (index === 0 && own === best.distance)) best = { source, distance: own };
    if (best.distance === 0) break;
  }
  return best.source;
}

/** What is committed, then the commits that last changed the page, then those that last changed what it is made from. */
function commitsOf(root: string): string[] {
  const log = (...paths: string[]): string[] => {
    const args = ["log", "--first-parent", `--max-count=${MOST_COMMITS}`, "--format=%H", "HEAD", "--", ...paths];
    return gitText(root, ...args)?.split("\n") ?? [];
  };
  const head = commitOf(root, "HEAD");
  const commits = [...(head === undefined ? [] : [head]), ...log(PAGE).slice(0, 3), ...log(...SOURCES)];
  return [...new Set(commits.filter((commit) => commit !== ""))];
}

/** @returns `undefined` for a commit in which there is no such list, or whose data has mistakes */
function sourceAt(root: string, commit: string): Source | undefined {
  const prefix = gitText(root, "rev-parse", "--show-prefix");
  if (prefix === undefined) return undefined;
  const tree = checkOut(path.resolve(root, gitText(root, "rev-parse", "--show-cdup") ?? ""), commit);
  try {
    const source = readSource(path.join(tree.root, prefix));
    const isRight = ![...source.loaded.diagnostics, ...source.tree.diagnostics].some(isError);
    return isRight ? source : undefined;
  } catch {
    return undefined;
  } finally {
    tree.remove();
  }
}

/** Blocks, and rows and items on their own, with how often each is there. */
function keysOf(blocks: readonly RootContent[], source: string): Map<string, number> {
  const keys = new Map<string, number>();
  for (const block of blocks) {
    const parts: readonly Nodes[] = block.type === "table" || block.type === "list" ? block.children : [block];
    for (const part of parts) {
      if (part.type === "html" && part.value.startsWith("<!--")) continue;
      const key =
        part.type === "tableRow" ? blockKey({ type: "table", children: [part] }, source) : blockKey(part, source);
      keys.set(key, (keys.get(key) ?? 0) + 1);
    }
  }
  return keys;
}

function differing(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let count = 0;
  for (const key of new Set([...a.keys(), ...b.keys()])) count += Math.abs((a.get(key) ?? 0) - (b.get(key) ?? 0));
  return count;
}
