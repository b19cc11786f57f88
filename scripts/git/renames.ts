// Finds renamed files by their contents, as Git does.
import path from "node:path";
import { askGit } from "./git.ts";

/** @returns earlier names by later ones, in a part of two folders, which need not be in a repository */
export function renamedFiles(before: string, now: string, part: string): Map<string, string> {
  const options = ["--no-index", "--no-ext-diff", "--no-textconv", "--find-renames", "--diff-filter=R"];
  const folders = [path.join(before, part), path.join(now, part)];
  const { stdout } = askGit(now, ["diff", ...options, "--name-status", "-z", ...folders]);
  const renamed = new Map<string, string>();
  const relative = (folder: string, file: string): string =>
    path.relative(folder, path.resolve(now, file)).split(path.sep).join("/");
  // `R100`, the earlier name, the later one; each ends with a zero.
  const words = stdout.toString("utf8").split("\0");
  for (let at = 0; at + 2 < words.length; at += 3) {
    renamed.set(relative(now, words[at + 2] ?? ""), relative(before, words[at + 1] ?? ""));
  }
  return renamed;
}
