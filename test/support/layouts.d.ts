import type { Drawing } from "../../scripts/drawing/drawing.ts";
export declare const LISTS: string[];
export interface OwnDrawing extends Drawing {
  /** Relative to the main list, with `/`. */
  name: string;
}
/** Every drawing of both lists. */
export declare function ownDrawings(): Promise<OwnDrawing[]>;
