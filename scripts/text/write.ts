// A new file, in one step, and never in the place of one that is there.
import { randomUUID } from "node:crypto";
import { constants, copyFile, link, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { about } from "./system-error.ts";

/**
 * @param file - absolute
 * @returns `false` when there is such a file already, which stays as it is
 */
export async function writeNew(file: string, text: string): Promise<boolean> {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}`);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(draft, text, { flag: "wx" });
    await putInPlace(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw about(file, error);
  } finally {
    await rm(draft, { force: true });
  }
}

/** A second name for a file is given in one step, and not if the name is taken; some file systems have no second names. */
async function putInPlace(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw error;
    await copyFile(draft, file, constants.COPYFILE_EXCL);
  }
}
