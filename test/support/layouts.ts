// The project's own drawings, as the build makes them.
import path from "node:path";
import type { Drawing } from "../../scripts/drawing/drawing.ts";
import { makePage } from "../../scripts/template/page.ts";
import { HOME } from "./run.ts";

export const LISTS = [".", "lists/threat-detection-pipeline"];

export interface OwnDrawing extends Drawing {
  /** Relative to the repository, with `/`. */
  name: string;
}

/** Every drawing of both lists. */
export async function ownDrawings(): Promise<OwnDrawing[]> {
  const pages = await Promise.all(LISTS.map((folder) => makePage(path.join(HOME, folder))));
  return pages.flatMap(({ root, drawings }) =>
    drawings.map((drawing) => ({
      ...drawing,
      name: path.relative(HOME, path.join(root, drawing.file)).split(path.sep).join("/"),
    })),
  );
}
