// The drawings of both frozen lists, as the build makes them.
import path from "node:path";
import type { Drawing } from "../../scripts/drawing/drawing.ts";
import { makePage } from "../../scripts/template/page.ts";
import { MAIN_LIST, SECOND } from "./lists.ts";

export const LISTS = [".", SECOND];

export interface OwnDrawing extends Drawing {
  /** Relative to the main list, with `/`. */
  name: string;
}

/** Every drawing of both lists. */
export function ownDrawings(): Promise<OwnDrawing[]> {
  drawn ??= draw();
  return drawn;
}

/** Once a process: tests only look at them. */
let drawn: Promise<OwnDrawing[]> | undefined;

async function draw(): Promise<OwnDrawing[]> {
  const pages = await Promise.all(LISTS.map((folder) => makePage(path.join(MAIN_LIST, folder))));
  return pages.flatMap(({ root, drawings }) =>
    drawings.map((drawing) => ({
      ...drawing,
      name: path.relative(MAIN_LIST, path.join(root, drawing.file)).split(path.sep).join("/"),
    })),
  );
}
