// The package as a library: a function for each command that people run, which returns findings and files and needs no process;
// and the rules for remark.
import path from "node:path";
import { absorb as absorbList } from "../absorb/absorb.ts";
import { writable } from "../absorb/remade-page.ts";
import { newKinds } from "../forms/entry.ts";
import { candidateOf } from "../forms/new.ts";
import { findRenamed, renamed } from "../forms/rename.ts";
import { compareWith } from "../github/branch.ts";
import { checkLinks } from "../links/check-links.ts";
import { inFolder, lintAll } from "../lint/lint-all.ts";
import { build as buildLists } from "../publish/build.ts";
import { keptEdits } from "../pull/generated-states.ts";
import { withGeneratedFiles } from "../pull/lint-generated.ts";
import { review } from "../pull/review.ts";
import { loadList } from "../record/load.ts";
import { jsonDiagnostics } from "../report/json.ts";
import type { JsonDiagnostic } from "../report/json-diagnostic.ts";
import { PAGE } from "../template/page.ts";
import { type Diagnostic, isError } from "../text/diagnostic.ts";
import { readIfThere, relativePath } from "../text/files.ts";
import { Trouble } from "../text/trouble.ts";
import { type Changes, createFile, writeFiles } from "../text/write-files.ts";
import { findList, findLists, mainList, type Place } from "./lists.ts";
import { findingsFor } from "./report.ts";

export { remarkRules } from "../lint/remark.ts";
export type { JsonDiagnostic };

export interface Outcome {
  /** Files are relative to the list's folder: to `root`, or without it to the main list's. */
  findings: JsonDiagnostic[];
  /** Texts of files that were written, relative likewise; `undefined` for one that was deleted. */
  files: Record<string, string | undefined>;
}

export interface Options {
  /** A folder with `data/` and `templates/`. Without it: the nearest one from the working folder upwards, and all under its `lists/`. */
  root?: string;
}

export interface CheckOptions extends Options {
  /** Write nothing; `files` are those that would be written. */
  check?: boolean;
}

/**
 * Makes README.md, its drawings, and whatever else is made from data and schemas; nothing where there are errors.
 *
 * @throws {Error} whose message says what keeps it from being done, as all of these functions do
 */
export async function build({ root, check }: CheckOptions = {}): Promise<Outcome> {
  const place = placeOf(root);
  const lists = await buildLists({ roots: findLists(place, root), check });
  const files = lists.flatMap((list) => list.files).filter(({ text, before }) => text !== before);
  return outcome(
    place,
    lists.flatMap(({ page }) => page.diagnostics.map((found) => inFolder(relativePath(place.cwd, page.root), found))),
    new Map(files.map(({ file, text }) => [relativePath(place.cwd, file), text])),
  );
}

/**
 * Writes what somebody edited in the page into records and template, which are the `files`. What could not be carried is
 * among the findings, and the page, made anew around it, among the files; else `build` makes the page anew. There are no files
 * where such a page would not say just what was kept: what the findings ask has to be seen to first.
 *
 * @param base - the commit whose data the page was edited from; found in the history unless given
 */
export async function absorb({ root, check = false, base }: CheckOptions & { base?: string } = {}): Promise<Outcome> {
  const place = placeOf(root);
  const found = findLists(place, root).flatMap((list) => {
    const each = absorbList(list, base);
    return each ? ((check ? each : writable(each)) ?? { ...each, drafts: new Map() }) : [];
  });
  const findings = found.flatMap((each) =>
    keptEdits(each).map((edit) => inFolder(relativePath(place.cwd, each.root), edit)),
  );
  const files = found.flatMap(({ root: folder, drafts, page }) => {
    const texts = [...drafts, ...(page === undefined ? [] : [[PAGE, page] as const])];
    if (!check) writeFiles(folder, new Map(texts));
    return texts.map(([file, text]) => [relativePath(place.cwd, path.join(folder, file)), text] as const);
  });
  return outcome(place, findings, new Map(files));
}

/** Looks at data, templates and pages, or at Markdown documents, and mends with `fix` what is safe. */
export async function lint({
  root,
  documents = [],
  fix = false,
}: Options & { documents?: readonly string[]; fix?: boolean } = {}): Promise<Outcome> {
  const place = placeOf(root);
  const targets = {
    root: place.cwd,
    lists: documents.length > 0 ? [] : findLists(place, root),
    documents: documents.map((file) => path.resolve(file)),
  };
  const { diagnostics, mended } = await lintAll(targets, fix);
  return outcome(place, withGeneratedFiles(targets, diagnostics), textsOf(place, mended));
}

/** Asks the web about every link; the options are those of the command, with times in milliseconds. */
export async function links({
  root,
  ...options
}: Options & {
  fix?: boolean;
  /** A file that keeps answers, so that the next run need not ask again for a day, or for `cacheMaxAge`. */
  cache?: string;
  cacheMaxAge?: number;
  /** A file that keeps since when links are dead, from run to run. */
  history?: string;
} = {}): Promise<Outcome> {
  const place = placeOf(root);
  const { findings, fixed } = await checkLinks({ ...options, base: place.cwd, roots: findLists(place, root) });
  return outcome(place, findings, textsOf(place, fixed));
}

/**
 * Writes a new entry, unless there are errors among the findings that it brings.
 *
 * @param entry - `record`: its fields, as in its file; `id`: its file's name without `.yml`, unless its name gives one
 */
async function create({
  root,
  check = false,
  kind,
  record,
  id,
}: CheckOptions & { kind: string; record: Record<string, unknown>; id?: string }): Promise<Outcome> {
  const place = placeOf(root);
  const { list } = loadList(findList(place, root));
  const found = newKinds(list).find(({ name }) => name === kind);
  if (!found) throw new Trouble(`There is no kind “${kind}”.`);
  const candidate = await candidateOf(list, found, record, id);
  if ("says" in candidate) throw new Trouble(`${candidate.place}${candidate.says}`);
  const { entry, text, findings } = candidate;
  const isRight = !findings.some(isError);
  if (isRight && !check) createFile(list.root, entry.file, text);
  return outcome(place, findings, new Map(isRight ? [[entry.file, text]] : []));
}

// A command's function has the command's name, also where JavaScript keeps that for itself.
export { create as new };

/** Gives an entry another name, everywhere, unless that brings errors. `kind` and `id` tell namesakes apart. */
export async function rename({
  root,
  check = false,
  from,
  to,
  ...which
}: CheckOptions & { from: string; to: string; kind?: string; id?: string }): Promise<Outcome> {
  const place = placeOf(root);
  const loaded = loadList(findList(place, root));
  const done = await renamed(loaded, findRenamed(loaded.list, from, which), to.trim());
  if ("problem" in done) throw new Trouble(done.problem);
  const isRight = !done.findings.some(isError);
  if (isRight && !check) writeFiles(loaded.list.root, done.changes);
  return outcome(place, done.findings, isRight ? done.changes : new Map());
}

/** What a branch brings that was not there where it began from `base`, which unless said is the default branch. */
export async function pullRequest({ base }: { base?: string } = {}): Promise<Outcome> {
  const place = placeOf(undefined);
  const branch = compareWith(findList(place, undefined), base, {});
  try {
    return outcome(place, (await review(branch)).brought);
  } finally {
    branch.remove();
  }
}

/** The working folder of a command that is about a list. */
function placeOf(root: string | undefined): Place {
  return { cwd: root === undefined ? mainList({ cwd: process.cwd() }) : path.resolve(root), env: {} };
}

function outcome(place: Place, diagnostics: readonly Diagnostic[], files: Changes = new Map()): Outcome {
  const findings = jsonDiagnostics(findingsFor(place, { root: place.cwd, diagnostics }));
  return { findings, files: Object.fromEntries(files) };
}

function textsOf({ cwd }: Place, mended: readonly Diagnostic[]): Changes {
  return new Map(mended.map(({ file }) => [file, readIfThere(path.join(cwd, file))]));
}
