// What the build makes and the files that it goes to: compare, and write in one step or not at all.
import { readFile } from "node:fs/promises";
import writeFileAtomic from "write-file-atomic";
import { about } from "../data/system-error.ts";
import { PAGE, type Page } from "./page.ts";

export interface GeneratedFile {
  /** Relative to the list's root, with `/`. */
  file: string;
  text: string;
}

/** All files that the build makes of a list: its page first, then its drawings. */
export function generatedFiles(page: Page): readonly GeneratedFile[] {
  return [{ file: PAGE, text: page.markdown }];
}

/** @returns the file's text, or `undefined` when there is none */
export async function readPage(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw about(file, error);
  }
}

/** @returns whether the file had to be written; one that is right already keeps its date */
export async function writePage(file: string, markdown: string): Promise<boolean> {
  if ((await readPage(file)) === markdown) return false;
  try {
    await writeFileAtomic(file, markdown);
  } catch (error) {
    throw about(file, error);
  }
  return true;
}
