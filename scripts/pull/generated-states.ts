// Files that the build makes, as a pull request is judged by them: right, older than the data, or edited by hand.
import { lstatSync } from "node:fs";
import path from "node:path";
import { type Absorbed, absorbPage } from "../absorb/absorb.ts";
import { findBase } from "../absorb/find-base.ts";
import { readSource } from "../absorb/source.ts";
import { carriedLines, keptLines, patchOf } from "../absorb/words.ts";
import { type Output, outputsOf, repositoryOutputs } from "../publish/build.ts";
import { loadList } from "../record/load.ts";
import { difference } from "../report/difference.ts";
import { PAGE_EDITED } from "../rules/index.ts";
import { PAGE, type Page } from "../template/page.ts";
import { Diagnostic, isError } from "../text/diagnostic.ts";
import { readIfThere } from "../text/files.ts";
import { normalText } from "../text/source.ts";
import { Trouble } from "../text/trouble.ts";

export interface GeneratedState {
  /** Relative to the repository, with `/`. */
  file: string;
  /**
   * `stale`: unchanged since the branch began, and the build would write it. `left`: unchanged too, and the build would
   * delete it. `edited`: changed by the branch, but not to what the build makes. `absorbed`: edited too, and all of it is
   * written into the data when it is on the main branch. `unjudged`: changed by the branch, and what the build makes is not
   * known as long as the branch has mistakes.
   */
  state: "right" | "stale" | "left" | "edited" | "absorbed" | "unjudged";
  /** For one that was edited: a unified diff with the data file behind each line. */
  difference: string;
  /** For a page that was edited: what becomes of it. */
  absorbed?: AbsorbedPage;
}

export interface AbsorbedPage {
  /** What is carried, and what is not, with the question. */
  carried: readonly string[];
  kept: readonly string[];
  keptEdits: readonly Diagnostic[];
  /** A unified diff of records and template. */
  patch: string;
}

/** @returns what becomes of an edited page; `undefined` where it cannot be said */
export function absorbedPage(root: string, display: (file: string) => string): AbsorbedPage | undefined {
  const text = textOf(path.join(root, PAGE));
  if (text === undefined) return undefined;
  try {
    const today = readSource(root);
    const found = absorbPage(today, text, (page) => findBase(today, page, undefined));
    return {
      carried: carriedLines(found, display),
      kept: keptLines(found, display),
      keptEdits: keptEdits(found),
      patch: patchOf(found, display),
    };
  } catch (error) {
    if (error instanceof Trouble) return undefined;
    throw error;
  }
}

/** @returns a finding for each edit of a list's page that is not carried */
export function keptEdits({ kept }: Absorbed): Diagnostic[] {
  return kept.map(({ edit: { line }, what, reason, question }) => {
    const start = { line, column: 1, offset: 0 };
    const message = `${what} is not carried: ${reason}.`;
    return new Diagnostic({ file: PAGE, range: { start, end: start }, rule: PAGE_EDITED, message, hint: question });
  });
}

/** A file's text where the branch began; `undefined` when it was not there. */
type Before = (file: string) => string | undefined;

/**
 * @param page - of the list as it is now, without errors
 * @param folder - the list's in the repository
 */
export function generatedStates(page: Page, folder: string, before: Before): GeneratedState[] {
  return statesOf(page, folder, before, outputsOf(page));
}

/**
 * Of a list that cannot be built: files that the branch changed all the same. Nobody can have made those with the build, so
 * each is compared with what it was. A new drawing belongs to a new record, and is not reported. What follows from records
 * and schemas alone is compared with that, if there is no mistake in them.
 */
export function unbuiltChanges(page: Page, folder: string, before: Before): GeneratedState[] {
  const outputs = [PAGE, ...page.drawings.map(({ file }) => file)].flatMap((file): Output[] => {
    const text = asShown(before(path.posix.join(folder, file)));
    return text === undefined ? [] : [{ file, text, originOf: () => undefined }];
  });
  const isDataRight = !loadList(page.root).diagnostics.some(isError);
  return statesOf(page, folder, before, [...outputs, ...(isDataRight ? repositoryOutputs(page) : [])]);
}

function statesOf({ root }: Page, folder: string, before: Before, outputs: readonly Output[]): GeneratedState[] {
  return outputs.flatMap(({ file, text, originOf, isOptional }): GeneratedState[] => {
    const name = path.posix.join(folder, file);
    const [current, built] = [textOf(path.join(root, file)), asShown(text)];
    const was = asShown(before(name));
    const state = (state: GeneratedState["state"]) => [{ file: name, state, difference: "" }];
    if (current === built) return state("right");
    // A list without issue forms or settings gets them when it is built next: nothing to tell.
    if (isOptional && current === undefined && was === undefined) return [];
    if (current === was) return state(built === undefined ? "left" : "stale");
    const originHere = (line: number): string | undefined => {
      const origin = originOf(line);
      return origin && path.posix.join(folder, origin);
    };
    const compared = { name, current, built: built ?? "", originOf: originHere };
    return [{ file: name, state: "edited", difference: difference(compared) }];
  });
}

/** Symbolic links are not followed (they may be untrusted): they, and folders, count as empty files. */
function textOf(file: string): string | undefined {
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() ? "" : asShown(readIfThere(file));
}

/** Without what GitHub does not show, and editors and checkouts change: other line ends, a byte order mark, how it ends. */
function asShown(text: string | undefined): string | undefined {
  const shown = text === undefined ? undefined : normalText(text).trimEnd();
  return shown && `${shown}\n`;
}
