// Where a list lives on GitHub.
import { type FolderOnGitHub, folderOnGitHub } from "../github/urls.ts";
import type { List } from "./list.ts";

/** @returns `undefined` for a list whose settings name no place on GitHub */
export function homeOf({ settings }: Pick<List, "settings">): FolderOnGitHub | undefined {
  const repository = settings?.repository;
  return repository === undefined ? undefined : folderOnGitHub(repository);
}
