// A page and the file that it goes to: compare, and write in one step or not at all.
import { readFile } from "node:fs/promises";
import writeFileAtomic from "write-file-atomic";

/** @returns the file's text, or `undefined` when there is none */
export async function readPage(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** @returns whether the file had to be written; one that is right already keeps its date */
export async function writePage(file: string, markdown: string): Promise<boolean> {
  if ((await readPage(file)) === markdown) return false;
  try {
    await writeFileAtomic(file, markdown);
  } catch (error) {
    // The error names the temporary file beside it, which nobody knows.
    throw error instanceof Error ? Object.assign(error, { path: file }) : error;
  }
  return true;
}
