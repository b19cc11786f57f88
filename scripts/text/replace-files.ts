// Several files at once: all of them are written, or everything is as it was.
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { Drafts } from "../record/files.ts";
import { about } from "./system-error.ts";

/**
 * @param root - what the files are relative to
 * @throws {NodeJS.ErrnoException} when one cannot be written; the others are then what they were
 */
export async function replaceFiles(root: string, files: Drafts): Promise<void> {
  const before = new Map<string, string | undefined>();
  for (const file of files.keys()) before.set(file, await readIfThere(path.join(root, file)));
  const done: string[] = [];
  try {
    for (const [file, text] of files) {
      await put(path.join(root, file), text);
      done.push(file);
    }
  } catch (error) {
    for (const file of done) await put(path.join(root, file), before.get(file));
    throw error;
  }
}

async function put(file: string, text: string | undefined): Promise<void> {
  const { default: writeFileAtomic } = await import("write-file-atomic");
  try {
    if (text === undefined) await rm(file);
    else await writeFileAtomic(file, text);
  } catch (error) {
    throw about(file, error);
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw about(file, error);
  });
}
