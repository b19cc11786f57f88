// What a page was edited from: the page of the data as it is, as it was committed, or as it was some commits ago.
import type { Nodes, RootContent } from "mdast";
import { askGit, commitOf, gitText, isInRepository } from "../git/git.ts";
import { checkOutFolder, checkOutLastChange, type Tree } from "../git/tree.ts";
import { lastMade } from "../template/last-build.ts";
import { PAGE } from "../template/page.ts";
import { memoized } from "../text/memoized.ts";
import { Trouble } from "../text/trouble.ts";
import { type Page, readPage, rowKey } from "./find/blocks.ts";
import { readSource, type Source } from "./source.ts";

/** What a page is made from, relative to a list. */
const SOURCES = ["data", "templates", "schemas", "img"];
/** Older states of the data and of the page than so many commits are not looked at. */
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
  if (!isInRepository(root)) return today;
  const keys = keysOf(page.children, page.source);
  const own = keysMade(today);
  if (differing(own, keys) === 0) return today;
  // Nobody edited a page that is as it was committed, beside the data that it was made from; whatever was built since.
  const committed = sourceIn(checkOutLastChange(root, PAGE));
  if (committed && differing(keysMade(committed), keys) === 0) return committed;
  const versions: Map<string, number>[] = [];
  for (const version of knownPages(root)) {
    const published = keysOf(version.children, version.source);
    // Today's data make this version of the page, and it differs from the page as it is: it was edited.
    if (differing(published, keys) > 0 && differing(published, own) === 0) return today;
    versions.push(published);
  }
  const judged = (source: Source) => {
    const made = keysMade(source);
    const edited = [...made.keys()].filter((key) => !keys.has(key));
    const isPublished = edited.every((key) => versions.some((each) => each.has(key)));
    return { source, distance: differing(made, keys), isPublished };
  };
  let best = judged(today);
  for (const [index, commit] of commitsOf(root).entries()) {
    // The last commit has the same data as today.
    if (index === 0 && gitText(root, "status", "--porcelain", "--", ...SOURCES) === "") continue;
    const source = sourceAt(root, commit);
    if (!source) continue;
    const found = judged(source);
    // Of two lists that are equally near, people edited the one whose rows, where the page has others, were once committed or
    // built; else the last commit is more likely than today's data, which somebody is changing.
    const isBetter = found.isPublished === best.isPublished ? index === 0 : found.isPublished;
    if (found.distance < best.distance || (found.distance === best.distance && isBetter)) best = found;
    if (best.distance === 0) break;
  }
  return best.source;
}

/** Is there a page without the build's comment, and no build or commit known that had one with it? */
export function isOthers(root: string, text: string): boolean {
  if (!isInRepository(root) || readPage(text)?.comment) return false;
  return [...knownPages(root)].every(({ comment }) => !comment);
}

/** The page as the last build made it, and as the last commits that changed it had it, the newest first. */
function* knownPages(root: string): Generator<Page> {
  const made = readPage(lastMade(root).get(PAGE) ?? "");
  if (made && made.children.length > 0) yield made;
  for (const commit of log(root, MOST_COMMITS, PAGE)) {
    const { status, stdout } = askGit(root, ["show", `${commit}:./${PAGE}`]);
    const page = status === 0 ? readPage(stdout.toString("utf8")) : undefined;
    if (page) yield page;
  }
}

/** What is committed, then the commits that last changed the page, then those that last changed what it is made from. */
function commitsOf(root: string): string[] {
  const commits = [commitOf(root, "HEAD") ?? "", ...log(root, 3, PAGE), ...log(root, MOST_COMMITS, ...SOURCES)];
  return [...new Set(commits.filter((commit) => commit !== ""))];
}

/** The last commits that changed something, so many at most. */
function log(root: string, most: number, ...paths: string[]): string[] {
  const args = [`--max-count=${most}`, "--format=%H", "HEAD", "--", ...paths];
  return gitText(root, "log", ...args)?.split("\n") ?? [];
}

function sourceAt(root: string, commit: string): Source | undefined {
  return sourceIn(checkOutFolder(root, commit));
}

/** @returns `undefined` where there is no such list, or its data have mistakes */
function sourceIn(tree: Tree | undefined): Source | undefined {
  try {
    const source = tree && readSource(tree.root);
    return source?.errors.length === 0 ? source : undefined;
  } catch {
    return undefined;
  } finally {
    tree?.remove();
  }
}

/** The same of the page as it is made. */
export const keysMade = memoized(({ page }: Source) => keysOf(page.children, ""));

/** What each block, row and item shows, with how often it is there. */
function keysOf(blocks: readonly RootContent[], source: string): Map<string, number> {
  const keys = new Map<string, number>();
  for (const block of blocks) {
    const parts: readonly Nodes[] = block.type === "table" || block.type === "list" ? block.children : [block];
    for (const part of parts) {
      if (part.type === "html" && part.value.startsWith("<!--")) continue;
      const key = rowKey(part, source);
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
