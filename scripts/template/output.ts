// A page and the file that it goes to: compare, and write in one step or not at all.
import { readFile } from "node:fs/promises";

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
    const { default: writeFileAtomic } = await import("write-file-atomic");
    await writeFileAtomic(file, markdown);
  } catch (error) {
    throw about(file, error);
  }
  return true;
}

/** An error that names the file: some name none, and those of writing a temporary file beside it that nobody knows. */
export function about(file: string, error: unknown): unknown {
  return error instanceof Error ? Object.assign(error, { path: file }) : error;
}
