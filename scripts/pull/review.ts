// What a branch brings: findings, files that the build makes, and rows of the pages that change.
import { access } from "node:fs/promises";
import path from "node:path";
import type { Diagnostic } from "../data/diagnostic.ts";
import { lintAll } from "../lint/folder.ts";
import type { Rule } from "../lint/rule.ts";
import { generatedFiles } from "../template/output.ts";
import { makePage, type Page } from "../template/page.ts";
import { changedBlocks } from "./changes.ts";
import { compareFindings, type FoundIn } from "./compare.ts";
import { type GeneratedState, generatedStates, textsIn, unbuiltChanges } from "./generated.ts";
import type { ListPreview } from "./preview.ts";

export interface Branch {
  /** The repository's folder, absolute. */
  root: string;
  /** The folders of its lists, absolute. */
  lists: readonly string[];
  /** A folder with the files of the commit that the branch began at; `undefined` when nothing is known of it. */
  base: string | undefined;
  /**
   * A folder with the files that the branch's author wrote, where those of `root` are merged with what others wrote
   * meanwhile: a page that was right before it was merged is nobody's mistake.
   */
  written: () => string | undefined;
  rules: readonly Rule[];
}

export interface Review {
  brought: readonly Diagnostic[];
  known: readonly Diagnostic[];
  /** How many records there are. */
  looked: number;
  /** Of lists whose data cannot be built, only what the branch changed. */
  generated: readonly GeneratedFinding[];
  /** What changes on pages. */
  lists: readonly ListPreview[];
  /** Files of records that no row can be made of; relative to the repository. */
  broken: readonly string[];
}

export interface GeneratedFinding extends GeneratedState {
  /** Does the branch change what the file is made from? Then a build is what mends it. */
  isFromChange: boolean;
}

export type Reader = (root: string) => FoundIn["read"];

/** @param readerOf - reads the files that findings are in */
export async function review({ root, lists, base, written, rules }: Branch, readerOf: Reader): Promise<Review> {
  const now = await lintAll({ root, lists, documents: [], settings: root }, rules);
  const names = lists.map((list) => path.relative(root, list).split(path.sep).join("/"));
  const old = base === undefined ? [] : await Promise.all(names.map((name) => listIn(base, name)));
  const oldLists = old.filter((list) => list !== undefined);
  const before =
    base === undefined || oldLists.length === 0
      ? []
      : (await lintAll({ root: base, lists: oldLists, documents: [], settings: base }, rules)).diagnostics;
  const compared = compareFindings(
    { diagnostics: before, read: readerOf(base ?? root) },
    { diagnostics: now.diagnostics, read: readerOf(root) },
  );

  const generated: GeneratedFinding[] = [];
  const previews: ListPreview[] = [];
  const broken: string[] = [];
  for (const [index, list] of lists.entries()) {
    const folder = names[index] ?? "";
    const oldList = old[index];
    const [page, oldPage] = await Promise.all([makePage(list), oldList === undefined ? undefined : makePage(oldList)]);
    const files = new Set(page.diagnostics.filter(isError).map(({ file }) => file));
    broken.push(...[...files].map((file) => path.posix.join(folder, file)));
    if (base !== undefined) {
      previews.push({ folder, blocks: changedBlocks(oldPage ?? { children: [] }, page, files) });
    }
    if (files.size > 0) {
      if (base === undefined) continue;
      for (const state of await unbuiltChanges(page, { root, before: textsIn(base) })) {
        // The build refuses as long as the records are wrong, so only Git can put it back.
        if (!(await isRightIn(written(), folder, state.file))) generated.push({ ...state, isFromChange: false });
      }
      continue;
    }
    const oldTexts = new Map((oldPage ? generatedFiles(oldPage) : []).map(({ file, text }) => [file, text]));
    const unchanged = new Set(
      generatedFiles(page).flatMap(({ file, text }) => (oldTexts.get(file) === text ? file : [])),
    );
    for (const state of await generatedStates(page, { root, before: textsIn(base ?? root) })) {
      const isMerged = state.state === "edited" && (await isRightIn(written(), folder, state.file));
      const isFromChange = !unchanged.has(path.posix.relative(folder, state.file));
      generated.push({ ...state, ...(isMerged ? { state: "stale" } : {}), isFromChange });
    }
  }
  return { ...compared, looked: now.looked, generated, lists: previews, broken };
}

/** Is a file in another folder what the build makes of the list there? */
async function isRightIn(root: string | undefined, folder: string, file: string): Promise<boolean> {
  const list = root === undefined ? undefined : await listIn(root, folder);
  if (root === undefined || list === undefined) return false;
  const page: Page = await makePage(list);
  if (page.diagnostics.some(isError)) return false;
  const states = await generatedStates(page, { root, before: async () => undefined });
  return states.some((state) => state.file === file && state.state === "right");
}

/** @returns the list's folder, if there is one */
async function listIn(root: string, name: string): Promise<string | undefined> {
  const list = path.join(root, name);
  try {
    await Promise.all([access(path.join(list, "data")), access(path.join(list, "templates", "README.md"))]);
    return list;
  } catch {
    return undefined;
  }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}
