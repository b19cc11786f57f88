// A page and its drawings, as the files that the build writes.
import { existsSync } from "node:fs";
import path from "node:path";
import { drawingFile, GENERATED, PIPELINE } from "../drawing/drawing.ts";
import { entriesIfThere, readIfReadable } from "../text/files.ts";
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
  return [pageFile(page), ...drawings];
}

export function pageFile({ markdown, origins }: Page): GeneratedFile {
  return { file: PAGE, text: markdown, originOf: (line) => origins.get(line)?.file };
}

/** Is this the text of an image that the build made? */
export function isDrawing(text: string): boolean {
  return GENERATED.test(text);
}

/** What a drawing names as its origin: a record, or all records of a kind. */
const ORIGIN = /^data\/[\w-]+\/([^/]+)\.yml$/;
const WHOLE_FOLDER = /^data\/[\w-]+\/$/;

/**
 * Drawings that the build made once and makes no more. One at another place than the build's, or that the page shows, is
 * kept.
 *
 * @param page - without errors: a record that cannot be read is not gone
 * @returns their files, relative to the list's root, with `/`
 */
export function leftDrawings({ root, drawings, markdown }: Pick<Page, "root" | "drawings" | "markdown">): string[] {
  const made = new Set(drawings.map(({ file }) => file));
  const folder = path.posix.dirname(drawingFile(PIPELINE));
  const files = entriesIfThere(path.join(root, folder))
    // Links are not followed.
    .filter((entry) => entry.isFile() && entry.name.endsWith(".svg"))
    .map(({ name }) => path.posix.join(folder, name));
  return files.filter((file) => {
    if (made.has(file) || markdown.includes(file)) return false;
    const text = readIfReadable(path.join(root, file), { root }) ?? "";
    const origin = GENERATED.exec(text)?.[1] ?? "";
    const [, id] = ORIGIN.exec(origin) ?? [];
    if (id === undefined) return WHOLE_FOLDER.test(origin) && file === drawingFile(PIPELINE);
    return file === drawingFile(id) && !existsSync(path.join(root, origin));
  });
}
