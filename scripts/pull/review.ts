// What a branch brings: findings, files that the build makes, and rows of the pages that change.
import { readdirSync } from "node:fs";
import path from "node:path";
import { renamedFiles } from "../git/renames.ts";
import { lintAll } from "../lint/folder.ts";
import type { Linted } from "../lint/lint.ts";
import { LISTS, listFolders, missingPart } from "../record/list-folders.ts";
import type { Rule } from "../rules/support/rule.ts";
import { generatedFiles } from "../template/output.ts";
import { makePage, type Page } from "../template/page.ts";
import { compare } from "../text/compare.ts";
import { Diagnostic, FILE_START } from "../text/diagnostic.ts";
import { changedBlocks } from "./changes.ts";
import { compareFindings, type FoundIn } from "./compare.ts";
import { type GeneratedState, generatedStates, textsIn, unbuiltChanges } from "./generated.ts";
import type { ListPreview } from "./preview.ts";

export interface Branch {
  /** The repository's folder, absolute. */
  root: string;
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
export async function review({ root, base, written, rules }: Branch, readerOf: Reader): Promise<Review> {
  const now = await lintLists(root, rules);
  const before = base === undefined ? { diagnostics: [] } : await lintLists(base, rules);
  const compared = compareFindings(
    { diagnostics: before.diagnostics, read: readerOf(base ?? root) },
    { diagnostics: now.diagnostics, read: readerOf(root) },
    base === undefined ? new Map() : renamesIn(base, root),
  );

  const generated: GeneratedFinding[] = [];
  const previews: ListPreview[] = [];
  const broken: string[] = [];
  for (const folder of new Set([...listFolders(root), ...(base === undefined ? [] : listFolders(base))])) {
    const list = listIn(root, folder);
    const oldList = base === undefined ? undefined : listIn(base, folder);
    const [page, oldPage] = await Promise.all(
      [list, oldList].map((each) => (each === undefined ? undefined : makePage(each))),
    );
    if (!page) {
      if (oldPage) previews.push({ folder, state: "removed", blocks: changedBlocks(oldPage, EMPTY, new Set()) });
      continue;
    }
    const files = new Set(page.diagnostics.filter(isError).map(({ file }) => file));
    broken.push(...[...files].map((file) => path.posix.join(folder, file)));
    if (base !== undefined) {
      const state = oldPage ? "changed" : "new";
      previews.push({ folder, state, blocks: changedBlocks(oldPage ?? EMPTY, page, files) });
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

/** Of records and what else a list is made from; in a tree with everything else, it would take Git a while. */
function renamesIn(base: string, root: string): Map<string, string> {
  return new Map(["data", LISTS].flatMap((part) => [...renamedFiles(base, root, part)]));
}

/** The page of a list that is not there. */
const EMPTY = { children: [] };

/** All lists of a repository, and what is left of those that are none any more. */
async function lintLists(root: string, rules: readonly Rule[]): Promise<Linted> {
  const folders = listFolders(root);
  const lists = folders.flatMap((folder) => listIn(root, folder) ?? []);
  const { diagnostics, looked } = await lintAll({ root, lists, documents: [], settings: root }, rules);
  const left = folders.flatMap((folder) => leftover(root, folder) ?? []);
  return { diagnostics: [...diagnostics, ...left], looked };
}

function leftover(root: string, folder: string): Diagnostic | undefined {
  const part = missingPart(path.join(root, folder));
  if (part === undefined) return undefined;
  const [first = ""] = readdirSync(path.join(root, folder)).sort(compare);
  const message = `${folder || "This"} is not a list: it has no ${part}.`;
  const hint = `If the list is gone, delete what is left of it, too: git rm -r ${folder}`;
  return new Diagnostic({
    file: path.posix.join(folder, first),
    range: FILE_START,
    rule: "file-place",
    message,
    ...(folder === "" ? {} : { hint }),
  });
}

/** Is a file in another folder what the build makes of the list there? */
async function isRightIn(root: string | undefined, folder: string, file: string): Promise<boolean> {
  const list = root === undefined ? undefined : listIn(root, folder);
  if (root === undefined || list === undefined) return false;
  const page: Page = await makePage(list);
  if (page.diagnostics.some(isError)) return false;
  const states = await generatedStates(page, { root, before: async () => undefined });
  return states.some((state) => state.file === file && state.state === "right");
}

/** @returns the list's folder, if there is one */
function listIn(root: string, name: string): string | undefined {
  const list = path.join(root, name);
  return missingPart(list) === undefined ? list : undefined;
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}
