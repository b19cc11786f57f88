// What the build makes and the files that it goes to: compare, and write in one step or not at all.
import { readFile } from "node:fs/promises";
import { about } from "../data/system-error.ts";
import { GENERATED } from "../diagram/svg.ts";
import { PAGE, type Page } from "./page.ts";

export interface GeneratedFile {
  /** Relative to the list's root, with `/`. */
  file: string;
  text: string;
  /** The file (relative likewise) that a line, counted from 1, is made from; `undefined` for the template's own lines. */
  originOf: (line: number) => string | undefined;
}

/** All files that the build makes of a list: its page first, then its drawings. */
export function generatedFiles(page: Page): readonly GeneratedFile[] {
  const drawings = page.drawings.map(({ file, origin, svg }) => ({ file, text: svg(), originOf: () => origin }));
  return [{ file: PAGE, text: page.markdown, originOf: (line) => page.origins.get(line)?.file }, ...drawings];
}

/** Is this the text of an image that the build made? */
export function isDrawing(text: string): boolean {
  return GENERATED.test(text);
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
export async function writePage(file: string, text: string): Promise<boolean> {
  if ((await readPage(file)) === text) return false;
  try {
    const { default: writeFileAtomic } = await import("write-file-atomic");
    await writeFileAtomic(file, text);
  } catch (error) {
    throw about(file, error);
  }
  return true;
}
