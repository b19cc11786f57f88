// Makes the pages and drawings of lists, and compares them with the files that are there, or writes them.

import path from "node:path";
import { repositoryFiles } from "../forms/repository-files.ts";
import { SCHEMAS } from "../record/schemas.ts";
import { type GeneratedFile, generatedFiles, isDrawing, leftDrawings } from "../template/output.ts";
import { makePage, type Page } from "../template/page.ts";
import { readIfThere } from "../text/files.ts";
import { Trouble } from "../text/trouble.ts";
import { writeFiles } from "../text/write-files.ts";

export interface BuildOptions {
  /** Folders (absolute) of lists. */
  roots: readonly string[];
  /** Write nothing. */
  check?: boolean | undefined;
  /** A file (absolute) for the page of the only list, which then goes without drawings. */
  out?: string | undefined;
  /** Overwrite what somebody edited, too. */
  discard?: boolean | undefined;
}

export interface BuiltList {
  page: Page;
  /** The page, its drawings, and drawings that nothing makes any more. None when there are errors in any list. */
  files: readonly BuiltFile[];
  /** What a repository has besides: issue forms, and the settings of editors. */
  others: readonly BuiltFile[];
}

export interface BuiltFile extends Pick<GeneratedFile, "originOf"> {
  /** Absolute. */
  file: string;
  /** What the build makes of it; `undefined` for what nothing makes any more. */
  text: string | undefined;
  /** What stood in it before; `undefined` when it was not there. */
  before: string | undefined;
}

/**
 * Writes nothing when there are errors in any list.
 *
 * @throws {Trouble} when there is nothing to build, or somebody's own file would be lost
 * @throws {FileError} when a file cannot be read or written
 */
export async function build({ roots, check = false, out }: BuildOptions): Promise<BuiltList[]> {
  const pages = await Promise.all(roots.map((root) => makePage(root)));
  const hasErrors = pages.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === "error"));
  if (hasErrors) return pages.map((page) => ({ page, files: [], others: [] }));
  for (const { root, counts } of pages) {
    if ([...counts.values()].some((count) => count > 0)) continue;
    throw new Trouble(`${root} has nothing to build: no entry under data/.`);
  }
  const lists = pages.map((page) => ({
    page,
    files: filesOf(page, out),
    others: out === undefined ? othersOf(page, check) : [],
  }));
  if (check) return lists;
  for (const { page, files } of lists) for (const file of files) if (out === undefined) refuseOthersImage(page, file);
  for (const { page, files, others } of lists) {
    const folder = out === undefined ? page.root : path.dirname(out);
    // What the page shows comes before the page.
    const changes = [...files.toReversed(), ...others].map(
      ({ file, text }) => [path.relative(folder, file), text] as const,
    );
    writeFiles(folder, new Map(changes));
  }
  return lists;
}

function filesOf(page: Page, out: string | undefined): BuiltFile[] {
  const made = generatedFiles(page).map(({ file, ...made }) => ({ ...made, file: path.join(page.root, file) }));
  if (out !== undefined) {
    refuseSources(page.root, out);
    return made.slice(0, 1).map((file) => ({ ...file, file: out, before: readIfThere(out) }));
  }
  const left = leftDrawings(page).map(({ file, text: before }) => {
    return { file: path.join(page.root, file), text: undefined, before, originOf: () => undefined };
  });
  return [...made.map((each) => ({ ...each, before: readIfThere(each.file) })), ...left];
}

/** @param isThere - leave those out that are not there */
function othersOf({ root, list }: Page, isThere: boolean): BuiltFile[] {
  return [...repositoryFiles(list)].flatMap(([name, text]) => {
    const file = path.join(root, name);
    const before = readIfThere(file);
    return isThere && before === undefined ? [] : [{ file, text, before, originOf: () => SCHEMAS }];
  });
}

/** An image that somebody put there is not overwritten: nothing could bring it back. */
function refuseOthersImage({ drawings, root }: Page, { file, before }: BuiltFile): void {
  const isOurs = before === undefined || isDrawing(before);
  if (isOurs || !drawings.some((drawing) => path.join(root, drawing.file) === file)) return;
  const hint = "Move it away, or give the diagram's file in data/diagrams/ another name. Nothing was written.";
  throw new Trouble(`${file} is there, and the build did not make it.`, hint);
}

/** A page in the place of what it is made from would be the end of it. */
function refuseSources(root: string, out: string): void {
  const [top = ""] = path.relative(root, out).split(path.sep);
  if (["data", "templates", "schemas"].includes(top)) {
    throw new Trouble(`--out would write into ${path.join(root, top)}/, which the page is made from.`);
  }
}

/**
 * @param isWritten - and not only compared
 * @param display - names a file (absolute) to people
 * @returns what happened to a list's files, as part of a sentence
 */
export function outcomeOf(list: BuiltList, isWritten: boolean, display: (file: string) => string): string {
  const others = list.others
    .filter(({ text, before }) => text !== undefined && text !== before)
    .map(({ file }) => display(file));
  const words = isWritten ? "made anew" : others.length === 1 ? "differs" : "differ";
  const also = others.length === 0 ? "" : `, and ${others.join(", ")} ${words}`;
  return pageOutcome(list, isWritten, display) + also;
}

function pageOutcome(
  { page, files, others }: BuiltList,
  isWritten: boolean,
  display: (file: string) => string,
): string {
  const name = display(files[0]?.file ?? page.root);
  const drawings = files.filter(({ text }) => text !== undefined).length - 1;
  const differing = files.filter(({ text, before }) => text !== undefined && text !== before);
  const left = [...files, ...others].filter(({ text }) => text === undefined).map(({ file }) => display(file));
  if (isWritten) {
    const isNew = differing.some(({ file }) => file === files[0]?.file);
    const count = differing.length - Number(isNew);
    const also = count === 0 ? "" : `, ${isNew ? "and" : "but in"} ${count} of ${counted(drawings, "drawings")}`;
    const deleted = left.map((name) => `, deleted ${name}, which nothing makes any more`);
    return `${isNew ? "Wrote" : "Nothing new in"} ${name} (${countsOf(page)})${also}${deleted.join("")}`;
  }
  const what = `what the build makes (${countsOf(page)})`;
  const also = drawings > 0 ? `, and so ${drawings === 1 ? "is" : "are"} ${counted(drawings, "drawings")}` : "";
  const missing = differing.filter(({ before }) => before === undefined).map(({ file }) => display(file));
  const changed = differing.filter(({ before }) => before !== undefined).map(({ file }) => display(file));
  const wrong = [
    ...(missing.length === 0 ? [] : [`${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`]),
    ...(changed.length === 0
      ? []
      : [`${changed.join(", ")} ${changed.length === 1 ? "differs" : "differ"} from ${what}`]),
  ];
  const told = wrong.length === 0 ? `${name} is ${what}${also}` : wrong.join(", and ");
  return told + left.map((name) => `, and nothing makes ${name} any more`).join("");
}

/** `5 components, 73 tools, 1 footnote` */
export function countsOf({ counts, numbers }: Page): string {
  const all = [...counts, ["footnotes", numbers.size] as const].filter(([, count]) => count > 0);
  return all.map(([name, count]) => counted(count, name)).join(", ");
}

function counted(count: number, many: string): string {
  return `${count} ${count === 1 ? many.replace(/s$/, "") : many}`;
}
