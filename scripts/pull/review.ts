// What a branch brings: findings, files that the build makes, and rows of the pages that change.
import { readdirSync } from "node:fs";
import path from "node:path";
import { textIfThere } from "../git/branch-start.ts";
import { checkOutLastChange, renamedFiles } from "../git/tree.ts";
import type { Branch } from "../github/branch.ts";
import { lintAll } from "../lint/lint-all.ts";
import { oneOfEachCause } from "../lint/one-mistake.ts";
import { outputsOf } from "../publish/build.ts";
import { LISTS, listFolders, missingPart } from "../record/list-folders.ts";
import { fingerprint, sourceReader } from "../report/findings.ts";
import { MERGE_CONFLICT, PAGE_EDITED } from "../rules/index.ts";
import { lastMade } from "../template/last-build.ts";
import { makePage, PAGE, type Page } from "../template/page.ts";
import { compare } from "../text/compare.ts";
import { Diagnostic, FILE_START, isError } from "../text/diagnostic.ts";
import { readIfReadable } from "../text/files.ts";
import { groupBy } from "../text/group-by.ts";
import { normalText } from "../text/source.ts";
import { absorbedPage, type GeneratedState, generatedStates, unbuiltChanges } from "./generated-states.ts";
import type { ListPreview } from "./preview.ts";
import { changedBlocks, changesWithout, EMPTY } from "./rows.ts";

export interface Review {
  /** Findings that the branch brings. */
  brought: readonly Diagnostic[];
  /** Those that were there before. */
  existing: readonly Diagnostic[];
  /** How many records there are. */
  looked: number;
  /** Of lists whose data cannot be built, only what the branch changed. */
  generated: readonly GeneratedFinding[];
  lists: readonly ListPreview[];
  /** Files of records that no row can be made of; relative to the repository. */
  broken: readonly string[];
}

export interface GeneratedFinding extends GeneratedState {
  /** Whether the branch changes what the file is made from: then building makes it right, not restoring it. */
  isFromChange: boolean;
}

/** For a push, earlier findings count as its own, and edited generated files only as stale: `publish-lists` makes them anew. */
export async function review(branch: Pick<Branch, "root" | "base" | "written" | "isPush">): Promise<Review> {
  const { root, base, written, isPush } = branch;
  const now = await lintLists(root);
  const before = base === undefined ? NOTHING : await lintLists(base);
  // Of records and what else a list is made from; in a tree with everything else, it would take Git a while.
  const parts = base === undefined ? [] : ["data", LISTS].flatMap((part) => [...renamedFiles(base, root, part)]);
  const renamed = new Map(parts);
  const compared = compareFindings(before, now, renamed);

  const generated: GeneratedFinding[] = [];
  const previews: ListPreview[] = [];
  const allBroken: string[] = [];
  for (const folder of new Set([...listFolders(root), ...(base === undefined ? [] : listFolders(base))])) {
    const [oldList, list] = [listIn(base, folder), listIn(root, folder)];
    const oldPage = oldList === undefined ? undefined : await makePage(oldList);
    if (list === undefined) {
      if (oldPage) previews.push({ folder, state: "removed", blocks: changedBlocks(oldPage, EMPTY) });
      continue;
    }
    const page = await makePage(list);
    const files = new Set(page.diagnostics.filter(isError).map(({ file }) => file));
    const display = (file: string): string => path.posix.join(folder, file);
    const broken = new Set([...files].map(display));
    allBroken.push(...broken);
    if (base !== undefined) {
      const state = oldPage ? "changed" : "new";
      const earlier = [...broken]
        .flatMap((file) => renamed.get(file) ?? [])
        .map((file) => path.posix.relative(folder, file));
      const blocks = await changesWithout(new Set([...files, ...earlier]), oldPage, page);
      previews.push({ folder, state, blocks });
    }
    const textBefore = (file: string): string | undefined => readIfReadable(path.join(base ?? root, file));
    const isBuilt = files.size === 0;
    const isBroken = compared.brought.some((found) => isError(found) && broken.has(found.file));
    for (const found of (isBuilt ? generatedStates : unbuiltChanges)(page, folder, textBefore)) {
      const { file, state } = found;
      // Neither build nor absorb puts that right, and the finding says what does.
      if (compared.brought.some((other) => other.rule === MERGE_CONFLICT && other.file === file)) continue;
      // What was right in the author's own commit is not reported: merging made it differ, or a later commit.
      const isEdited =
        state === "edited" &&
        !(await isRightIn(written(), folder, file)) &&
        !(await wasRight(list, path.posix.relative(folder, file)));
      if (!isBuilt) {
        // With errors in the records the build cannot restore the file, only Git can.
        if (isEdited) generated.push({ ...found, state: isBroken ? "unjudged" : state, isFromChange: false });
        continue;
      }
      const absorbed = isEdited && file === display(PAGE) ? absorbedPage(list, display) : undefined;
      const isCarried = absorbed?.kept.length === 0;
      const own = isCarried ? "absorbed" : state === "edited" && !isEdited ? "stale" : state;
      const name = path.posix.relative(folder, file);
      const isFromChange = textIn(page, name) !== textIn(oldPage, name);
      generated.push({ ...found, ...(absorbed && { absorbed }), state: own, isFromChange });
    }
  }
  const brought = oneOfEachCause(withQuestions(compared.brought, generated));
  const existing = oneOfEachCause(compared.existing);
  const found = { brought, existing, looked: now.looked, generated, lists: previews, broken: allBroken };
  if (!isPush) return found;
  const stale = generated.map((each) => (each.state === "edited" ? { ...each, state: "stale" as const } : each));
  return { ...found, brought: [...brought, ...existing], existing: [], generated: stale };
}

/** Of pages that were edited, only what cannot be carried is to mend, each with its question. */
function withQuestions(brought: readonly Diagnostic[], generated: readonly GeneratedFinding[]): Diagnostic[] {
  const pages = new Map(generated.flatMap(({ file, absorbed }) => (absorbed ? [[file, absorbed] as const] : [])));
  const edits = brought.filter(({ rule, file }) => rule === PAGE_EDITED && pages.has(file));
  const others = brought.filter((found) => !edits.includes(found));
  const questions = [...pages].flatMap(([file, { keptEdits }]) =>
    keptEdits.map((kept) => {
      const { line } = kept.range.start;
      const found = edits.find((each) => each.file === file && each.range.start.line === line);
      return kept.with({ file, range: found?.range ?? kept.range, mend: found?.mend ?? file });
    }),
  );
  return [...others, ...questions];
}

const NOTHING: FoundIn = { diagnostics: [], read: () => undefined };

/** All lists of a repository, and what is left of those that are none any more. */
async function lintLists(root: string): Promise<FoundIn & { looked: number }> {
  const folders = listFolders(root);
  const lists = folders.flatMap((folder) => listIn(root, folder) ?? []);
  const { diagnostics, looked } = await lintAll({ root, lists });
  const left = folders.flatMap((folder) => leftover(root, folder) ?? []);
  const read = sourceReader((file) => readIfReadable(path.join(root, file), { root }));
  return { diagnostics: [...diagnostics, ...left], read, looked };
}

function leftover(root: string, folder: string): Diagnostic | undefined {
  const part = missingPart(path.join(root, folder));
  if (part === undefined) return undefined;
  const [first = ""] = readdirSync(path.join(root, folder)).sort(compare);
  return new Diagnostic({
    file: path.posix.join(folder, first),
    range: FILE_START,
    rule: "file-place",
    message: `${folder || "This"} is not a list: it has no ${part}.`,
    hint: folder === "" ? undefined : `If the list is gone, delete what is left of it, too: git rm -r ${folder}`,
  });
}

/** @returns what the build makes of a file */
function textIn(page: Page | undefined, name: string): string | undefined {
  return page && outputsOf(page).find(({ file }) => file === name)?.text;
}

/** Is a file in another folder what the build makes of the list there? */
async function isRightIn(root: string | undefined, folder: string, file: string): Promise<boolean> {
  const list = listIn(root, folder);
  if (list === undefined) return false;
  const page = await makePage(list);
  if (page.diagnostics.some(isError)) return false;
  const states = generatedStates(page, folder, () => undefined);
  return states.some((state) => state.file === file && state.state === "right");
}

/** Is a file what the build made of other data: last here, or of those in the commit that changed it last? */
async function wasRight(list: string, name: string): Promise<boolean> {
  const made = lastMade(list).get(name);
  if (made !== undefined && textIfThere(path.join(list, name)) === normalText(made)) return true;
  const tree = checkOutLastChange(list, name);
  try {
    return await isRightIn(tree?.root, "", name);
  } finally {
    tree?.remove();
  }
}

/** @returns the list's folder, if there is one */
function listIn(root: string | undefined, name: string): string | undefined {
  const list = root === undefined ? undefined : path.join(root, name);
  return list !== undefined && missingPart(list) === undefined ? list : undefined;
}

export interface FoundIn {
  diagnostics: readonly Diagnostic[];
  /** The text of a file that a diagnostic names, without a byte order mark; `undefined` when it cannot be read. */
  read: (file: string) => string | undefined;
}

/**
 * Each finding before takes one of now along: first one with the same fingerprint, then one of the same rule, words and
 * text in the same file, because an item that is put in front of another changes its JSON Pointer. What is left is new.
 * `renamed` has the earlier names of files.
 */
export function compareFindings(
  before: FoundIn,
  now: FoundIn,
  renamed: ReadonlyMap<string, string> = new Map(),
): { brought: Diagnostic[]; existing: Diagnostic[] } {
  let [old, left] = [[...before.diagnostics], [...now.diagnostics]];
  const existing = new Set<Diagnostic>();
  for (const identity of [fingerprint, textFingerprint]) {
    const byIdentity = groupBy(old, (found) => identity(found, before.read(found.file), found.file));
    left = left.filter((diagnostic) => {
      const { file } = diagnostic;
      const match = byIdentity.get(identity(diagnostic, now.read(file), renamed.get(file) ?? file))?.shift();
      if (match) existing.add(diagnostic);
      return match === undefined;
    });
    old = [...byIdentity.values()].flat();
  }
  return { brought: left, existing: now.diagnostics.filter((diagnostic) => existing.has(diagnostic)) };
}

const textFingerprint: typeof fingerprint = (diagnostic, source, name) =>
  fingerprint(diagnostic.with({ pointer: undefined }), source, name);
