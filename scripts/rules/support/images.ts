// The images of a list: what stands below its img/.
import { readdirSync } from "node:fs";
import path from "node:path";
import { GENERATED } from "../../drawing/drawing.ts";
import { readIfReadable, relativePath } from "../../text/files.ts";

const FOLDER = "img";
const IMAGE = /\.(?:svg|png|jpe?g|gif|webp|avif|bmp|ico|tiff?)$/i;

/** @returns images, hidden ones left out, relative to the list's root */
export function imagesIn(root: string): string[] {
  return entriesOf(path.join(root, FOLDER), true)
    .filter((entry) => entry.isFile() && IMAGE.test(entry.name))
    .map(({ parentPath, name }) => relativePath(root, path.join(parentPath, name)))
    .filter((file) => !/(?:^|\/)\./.test(file));
}

/** What stands in a folder (and in those below it); nothing, when there is none. */
export function entriesOf(folder: string, recursive = false) {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive });
  } catch {
    return [];
  }
}

/** The record that a drawing was made from, as its first line says; `undefined` for any other image. */
export function originOf(root: string, image: string): string | undefined {
  if (!image.endsWith(".svg")) return undefined;
  return GENERATED.exec(readIfReadable(path.join(root, image)) ?? "")?.[1];
}
