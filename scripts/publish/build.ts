// Makes the pages and drawings of lists, and compares them with the files that are there, or writes them.

import path from "node:path";
import { type Edited, editedByHand } from "../absorb/edited.ts";
import { repositoryFiles } from "../forms/repository-files.ts";
import { entriesOf } from "../record/list.ts";
import type { LoadedList } from "../record/load.ts";
import { SCHEMAS } from "../record/schemas.ts";
import { keepMade } from "../template/last-build.ts";
import { type GeneratedFile, generatedFiles, isDrawing, leftDrawings, pageFile } from "../template/output.ts";
import { makePage, PAGE, type Page } from "../template/page.ts";
import { counted } from "../text/counted.ts";
import { isError } from "../text/diagnostic.ts";
import { readIfThere, relativePath } from "../text/files.ts";
import { memoized } from "../text/memoized.ts";
import { Trouble } from "../text/trouble.ts";
import { writeFiles } from "../text/write-files.ts";

export interface BuildOptions {
  /** Folders (absolute) of lists. */
  roots: readonly string[];
  check?: boolean | undefined;
  /** A file (absolute) for the page of the only list, which then goes without drawings; `-` when it only is printed. */
  out?: string | undefined;
  discard?: boolean | undefined;
  /** Of the only list, what its files say: they are not read again. */
  loaded?: LoadedList | undefined;
  /** What is written in the place of the only page: the page with edits that could not be carried. */
  edited?: string | undefined;
}

export interface Output extends Omit<GeneratedFile, "text"> {
  /** What the build makes of it; `undefined` for what nothing makes any more. */
  text: string | undefined;
  /** Whether a list can do without it: issue forms, and the settings of editors. */
  isOptional?: boolean;
}

export interface BuiltFile extends Output {
  /** Absolute. */
  file: string;
  /** What stood in it before; `undefined` when it was not there. */
  before: string | undefined;
}

export interface BuiltList {
  page: Page;
  /** Those of `outputsOf`. None when there are errors in any list. */
  files: readonly BuiltFile[];
  /** What of these files somebody edited by hand: then nothing is written. */
  edited: Edited;
}

/** All that the build makes or deletes: the page first, its drawings, and what a repository has besides. */
export const outputsOf = memoized((page: Page): readonly Output[] => {
  const left = leftDrawings(page).map((file) => ({ file, text: undefined, originOf: () => undefined }));
  return [...generatedFiles(page), ...left, ...repositoryOutputs(page)];
});

/** What follows from records and schemas alone, whatever the template says. */
export function repositoryOutputs({ list }: Pick<Page, "list">): Output[] {
  return [...repositoryFiles(list)].map(([file, text]) => {
    return { file, text, originOf: () => SCHEMAS, isOptional: true };
  });
}

/** Writes nothing when there are errors in any list, or when somebody edited what would be overwritten. */
export async function build({
  roots,
  check = false,
  out,
  discard,
  loaded,
  edited,
}: BuildOptions): Promise<BuiltList[]> {
  const pages = await Promise.all(roots.map((root) => makePage(root, undefined, loaded)));
  const hasErrors = pages.some(({ diagnostics }) => diagnostics.some(isError));
  if (hasErrors) return pages.map((page) => ({ page, files: [], edited: NOTHING }));
  for (const { root, list } of pages) {
    if (list.entries.length > 0) continue;
    throw new Trouble(`${root} has nothing to build: no entry under data/.`);
  }
  const lists: BuiltList[] = [];
  for (const page of pages) {
    const files = filesOf(page, check, out);
    const byHand = discard || out !== undefined ? NOTHING : await editedByHand(page.root, files);
    lists.push({ page, files, edited: byHand });
  }
  if (check || out === PRINTED || lists.some((list) => list.edited.page || list.edited.drawings.length > 0))
    return lists;
  if (out === undefined) for (const { page } of lists) refuseOthersImages(page);
  for (const { page, files } of lists) {
    const folder = out === undefined ? page.root : path.dirname(out);
    const texts = files.map(({ file, text }) => [relativePath(folder, file), text] as const);
    // Drawings are written before the page that shows them.
    writeFiles(folder, new Map([...texts.toReversed(), ...(edited === undefined ? [] : [[PAGE, edited] as const])]));
    const made = texts.flatMap(([file, text]) => (text === undefined ? [] : [[file, text] as const]));
    if (out === undefined) keepMade(page.root, new Map(made));
  }
  return lists;
}

/** As `out`: nothing is made but the page. */
export const PRINTED = "-";

const NOTHING: Edited = { page: undefined, drawings: [] };

function filesOf(page: Page, check: boolean, out: string | undefined): BuiltFile[] {
  if (out === PRINTED) return [];
  if (out !== undefined) {
    refuseSources(page.root, out);
    return [{ ...pageFile(page), file: out, before: readIfThere(out) }];
  }
  return outputsOf(page).flatMap((output) => {
    const file = path.join(page.root, output.file);
    const before = readIfThere(file, { root: page.root });
    return check && output.isOptional && before === undefined ? [] : [{ ...output, file, before }];
  });
}

/** An image that somebody put there is not overwritten: nothing could bring it back. */
function refuseOthersImages({ drawings, root }: Page): void {
  for (const { file, origin } of drawings) {
    const before = readIfThere(path.join(root, file));
    if (before === undefined || isDrawing(before)) continue;
    const hint = `Move it away, or give ${origin} another name. Nothing was written.`;
    throw new Trouble(`${path.join(root, file)} is there, and the build did not make it.`, hint);
  }
}

/** `--out` must not write into data/, templates/ or schemas/. */
function refuseSources(root: string, out: string): void {
  const [top = ""] = path.relative(root, out).split(path.sep);
  if (["data", "templates", "schemas"].includes(top)) {
    throw new Trouble(`--out would write into ${path.join(root, top)}/, which the page is made from.`);
  }
}

/** @returns what happened to a list's files (written, or only compared), in lines; the second is what its page holds */
export function outcomeOf({ page, files }: BuiltList, isWritten: boolean, display: (file: string) => string): string[] {
  const made = files.filter(({ text }) => text !== undefined);
  const [own, ...drawings] = made.filter(({ isOptional }) => !isOptional);
  const name = display(own?.file ?? page.root);
  const differing = made.filter(({ text, before }) => text !== before);
  const drawn = drawings.filter((file) => differing.includes(file));
  const all = counted(drawings.length, "drawing");
  const isNew = own !== undefined && differing.includes(own);
  const left = files.filter(({ text }) => text === undefined).map(({ file }) => display(file));
  const counts = `  ${countsOf(page)}`;
  if (isWritten) {
    const also = drawn.length === 0 ? "" : `${isNew ? " and" : ", but in"} ${drawn.length} of ${all}`;
    const first = `${isNew ? "Wrote" : "Nothing new in"} ${name}${also}.`;
    const others = differing.filter(({ isOptional }) => isOptional).map(({ file }) => `Wrote ${display(file)}.`);
    return [first, counts, ...others, ...left.map((each) => `Deleted ${each}, which nothing makes any more.`)];
  }
  const also = drawings.length === 0 ? "" : `, and so ${drawings.length === 1 ? "is" : "are"} ${all}`;
  const wrong = differing.map(({ file, before }) => {
    return `${display(file)} ${before === undefined ? "is missing" : "differs from what the build makes"}.`;
  });
  const told = isNew || drawn.length > 0 ? [] : [`${name} is up to date${also}.`];
  const [first = "", ...more] = [...told, ...wrong, ...left.map((each) => `Nothing makes ${each} any more.`)];
  return [first, counts, ...more];
}

/** `5 components, 73 tools, 1 footnote` */
export function countsOf({ numbers, list }: Page): string {
  const kinds = list.kinds.all.map((kind) => [entriesOf(list, kind).length, kind.noun, kind.folder] as const);
  return [...kinds, [numbers.size, "footnote", "footnotes"] as const]
    .flatMap(([count, noun, plural]) => (count > 0 ? [counted(count, noun, plural)] : []))
    .join(", ");
}
