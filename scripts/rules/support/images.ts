// The images of a list: what stands below its img/.
import { readdirSync } from "node:fs";
import path from "node:path";
import { GENERATED } from "../../drawing/drawing.ts";
import { readIfReadable } from "../../text/files.ts";
import type { RecordText } from "./record-texts.ts";

const FOLDER = "img";
const IMAGE = /\.(?:svg|png|jpe?g|gif|webp|avif|bmp|ico|tiff?)$/i;

/** @returns images, hidden ones left out, relative to the list's root */
export function imagesIn(root: string): string[] {
  const found: string[] = [];
  const look = (folder: string): void => {
    for (const entry of entriesOf(path.join(root, folder))) {
      const file = path.posix.join(folder, entry.name);
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory()) look(file);
      else if (entry.isFile() && IMAGE.test(entry.name)) found.push(file);
    }
  };
  look(FOLDER);
  return found;
}

/** What stands in a folder; nothing, when there is none. */
export function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** What the first line of a drawing says that the build made it from; `undefined` for any other image. */
export function originOf(root: string, image: string): string | undefined {
  if (!image.endsWith(".svg")) return undefined;
  return GENERATED.exec(readIfReadable(path.join(root, image)) ?? "")?.[1];
}

/** An image in the place of a drawing, of which missing-drawing says that it is not there. */
export function isOwnImage({ insteadOf }: RecordText): boolean {
  return insteadOf?.to.isDrawn === true;
}
