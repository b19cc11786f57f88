// Two commits, the second of them untrusted → the text of the comment with the rows that change.
import path from "node:path";
import type { WorkflowRun } from "../github/context.ts";
import { BODY_LENGTH } from "../github/repository.ts";
import { makePage } from "../template/page.ts";
import { isError } from "../text/diagnostic.ts";
import { codeSpan } from "../text/escape.ts";
import { aboutBroken, IN_UNITS, type ListPreview, NAMED, type Places, preview } from "./preview.ts";
import { changesWithout, isBelow } from "./rows.ts";
import { type CopiedData, copyData, newLists, ownLists, type Unread } from "./untrusted.ts";

export interface Previewed {
  lists: readonly ListPreview[];
  /** Files of records that no row can be made of; relative to the repository. */
  broken: readonly string[];
  /** Entries of the last commit that are no plain files (symbolic links, submodules) where records belong. */
  unread: readonly Unread[];
}

/** For the heading of the preview, and the marker that the comment is found again by; in UTF-16 code units. */
const AROUND = 500;

/** Compares two commits (hashes). @throws {CommitTooLarge} when their data is larger than the limits in untrusted.ts */
export async function previewCommits(folder: string, began: string, last: string): Promise<Previewed> {
  const fresh = newLists(folder, last);
  const old = copyData(folder, began, fresh);
  let now: CopiedData | undefined;
  try {
    now = copyData(folder, last, fresh, old.hashes);
    const lists: ListPreview[] = [];
    const broken: string[] = [];
    // A record that a symbolic link or the like has replaced is not shown as removed.
    const unread = new Set(now.unread.map(({ file }) => file));
    for (const list of [...ownLists(folder), ...fresh.map((each) => each.folder)]) {
      const [oldPage, page] = [await makePage(path.join(old.root, list)), await makePage(path.join(now.root, list))];
      const files = new Set(page.diagnostics.filter(isError).map(({ file }) => file));
      broken.push(...[...files].map((file) => path.posix.join(list, file)));
      for (const file of old.files) if (isBelow(unread, file)) files.add(path.posix.relative(list, file));
      const state = stateOf(`${list}/`, old, now);
      lists.push({ folder: list, state, blocks: await changesWithout(files, oldPage, page) });
    }
    return { lists, broken, unread: now.unread };
  } finally {
    now?.remove();
    old.remove();
  }
}

/** A list whose records are gone is gone, unless something stands in their place. */
function stateOf(top: string, old: CopiedData, now: CopiedData): ListPreview["state"] {
  const isIn = ({ files, unread }: CopiedData): boolean =>
    [...files, ...unread.map(({ file }) => file)].some((file) => file.startsWith(top));
  if (isIn(old) === isIn(now)) return "changed";
  return isIn(old) ? "removed" : "new";
}

/** @returns Markdown; `undefined` when there is nothing to say */
export function textOf(previewed: Previewed, run: WorkflowRun, places: Places): string | undefined {
  const { lists, broken, unread } = previewed;
  const others = [...aboutBroken(broken), ...aboutUnread(unread), ...aboutCheck(run)].join("\n");
  const most = BODY_LENGTH - AROUND - IN_UNITS(others);
  const rows = preview(lists, places, { most, length: IN_UNITS });
  if (rows === "" && broken.length === 0 && unread.length === 0) return undefined;
  return [rows && `### What this changes on the page\n\n${rows}`, others].filter((part) => part !== "").join("\n");
}

function aboutUnread(unread: Previewed["unread"]): string[] {
  if (unread.length === 0) return [];
  const lines = unread.slice(0, NAMED).map(({ file, why }) => `- ${codeSpan(file)} ${why}.\n`);
  const more = unread.length > NAMED ? `\nand ${unread.length - NAMED} more\n` : "";
  return [`What could not be read, and is not shown:\n\n${lines.join("")}${more}`];
}

function aboutCheck({ conclusion, url }: WorkflowRun): string[] {
  const check = /^https:\/\/[\w./:-]+$/.test(url) ? `[The check](${url})` : "The check";
  if (conclusion === "failure") return [`${check} found something to mend, and says what to write instead.\n`];
  if (conclusion !== "action_required") return [];
  return [`${check} starts when a maintainer lets it: that is so for everybody's first pull request.\n`];
}
