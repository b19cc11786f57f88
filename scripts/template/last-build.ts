// What the last build made, kept beside the repository's own files: so that what it made is known from what somebody edited.
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { gitText, isInRepository } from "../git/git.ts";
import { readIfReadable } from "../text/files.ts";
import { isObject, parseJson } from "../text/json.ts";
import { writeFile } from "../text/write-files.ts";

/** Texts by files, relative to the list. */
export type Made = ReadonlyMap<string, string>;

/** @returns nothing outside of a Git repository, and where nothing was built yet */
export function lastMade(root: string): Made {
  const file = fileFor(root);
  const kept = file === undefined ? undefined : parseJson(readIfReadable(file) ?? "");
  const entries = Object.entries(isObject(kept) ? kept : {});
  return new Map(entries.flatMap(([name, text]) => (typeof text === "string" ? [[name, text] as const] : [])));
}

export function keepMade(root: string, made: Made): void {
  const file = fileFor(root);
  if (file === undefined) return;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFile(file, JSON.stringify(Object.fromEntries(made)));
  } catch {
    // Without it, what the commits make tells what somebody edited.
  }
}

/** In Git's own folder, which is in no commit. */
function fileFor(root: string): string | undefined {
  if (!isInRepository(root)) return undefined;
  const [folder, prefix = ""] = gitText(root, "rev-parse", "--git-path", "made", "--show-prefix")?.split("\n") ?? [];
  if (folder === undefined || folder === "") return undefined;
  const name = createHash("sha256").update(prefix).digest("hex").slice(0, 16);
  return path.join(path.resolve(root, folder), `${name}.json`);
}
