// What the build makes, and the files that it goes to.
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

export interface LeftDrawing {
  /** Relative to the list's root, with `/`. */
  file: string;
  text: string;
}

/**
 * Drawings that the build made once and makes no more. One at another place than the build's, or that the page shows, is
 * kept.
 *
 * @param page - without errors: a record that cannot be read is not gone
 */
export function leftDrawings({
  root,
  drawings,
  markdown,
}: Pick<Page, "root" | "drawings" | "markdown">): LeftDrawing[] {
  const made = new Set(drawings.map(({ file }) => file));
  const folder = path.posix.dirname(drawingFile(PIPELINE));
  const names = imageNames(path.join(root, folder));
  return names.flatMap((name) => {
    const file = path.posix.join(folder, name);
    if (made.has(file) || markdown.includes(file)) return [];
    const text = readIfReadable(path.join(root, file), { root }) ?? "";
    const origin = GENERATED.exec(text)?.[1] ?? "";
    const [, id] = ORIGIN.exec(origin) ?? [];
    const isGone =
      id === undefined
        ? WHOLE_FOLDER.test(origin) && file === drawingFile(PIPELINE)
        : file === drawingFile(id) && !existsSync(path.join(root, origin));
    return isGone ? [{ file, text }] : [];
  });
}

/** Links are not followed. */
function imageNames(folder: string): string[] {
  return entriesIfThere(folder)
    .filter((entry) => entry.isFile() && entry.name.endsWith(".svg"))
    .map(({ name }) => name);
}
