// Is there a file at a path?
import { statSync } from "node:fs";

/** A folder is none, nor is what no path can be. */
export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
