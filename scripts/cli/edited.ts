// What `build` says and keeps of pages and drawings that somebody edited by hand.
import path from "node:path";
import { UnreadablePage } from "../absorb/absorb.ts";
import { carriedLines, keptLines } from "../absorb/words.ts";
import { type BuiltList, build } from "../publish/build.ts";
import { PAGE } from "../template/page.ts";
import { readIfThere } from "../text/files.ts";
import { createFile } from "../text/write-files.ts";
import { type Io, say } from "./io.ts";
import { displayPath } from "./lists.ts";

/** What would be overwritten. */
export function sayEdited(io: Io, { page, edited }: BuiltList): void {
  const display = (file: string): string => displayPath(io, page.root, file);
  const { page: found, drawings } = edited;
  const lines = found ? [...carriedLines(found, display), ...keptLines(found, display)] : [];
  if (found) say(io, `${display(PAGE)} was edited by hand, and the build would overwrite it:`);
  for (const line of lines) say(io, line);
  for (const file of drawings) say(io, `${display(file)} was edited by hand, and is drawn from a record: edit that.`);
}

/** What was edited, beside the file: `README.edited.md` */
export async function keepCopies(io: Io, roots: readonly string[]): Promise<void> {
  for (const root of roots) {
    for (const file of await editedFiles(root)) {
      const text = readIfThere(path.join(root, file));
      if (text === undefined) continue;
      const { dir, name, ext } = path.parse(file);
      let copy = path.join(dir, `${name}.edited${ext}`);
      for (let number = 2; !createFile(root, copy, text); number++)
        copy = path.join(dir, `${name}.edited-${number}${ext}`);
      say(io, `Kept a copy of ${displayPath(io, root, file)}: ${displayPath(io, root, copy)}`);
    }
  }
}

async function editedFiles(root: string): Promise<string[]> {
  try {
    const lists = await build({ roots: [root], check: true });
    return lists.flatMap(({ edited }) => [...(edited.page ? [PAGE] : []), ...edited.drawings]);
  } catch (error) {
    if (error instanceof UnreadablePage) return [PAGE];
    throw error;
  }
}
