// Where a list lives on GitHub.
import path from "node:path";
import { parseDocument } from "yaml";
import { type FolderOnGitHub, folderOnGitHub } from "../github/urls.ts";
import { readIfThere } from "../text/files.ts";
import type { List } from "./list.ts";
import { SETTINGS_FILE } from "./settings.ts";

/**
 * @param root - a list's folder
 * @returns the page of its repository, as its settings say; `undefined` where they say nothing, or cannot be read
 */
export function repositoryOf(root: string): string | undefined {
  const source = readIfThere(path.join(root, SETTINGS_FILE)) ?? "";
  const url: unknown = parseDocument(source).toJS()?.repository;
  return typeof url === "string" ? folderOnGitHub(url)?.repository : undefined;
}

/** @returns `undefined` for a list whose settings name no place on GitHub */
export function homeOf({ settings }: Pick<List, "settings">): FolderOnGitHub | undefined {
  const repository = settings?.repository;
  return repository === undefined ? undefined : folderOnGitHub(repository);
}
