// Where a list lives on GitHub, and the pages there that make a new file of it, or edit one.
import path from "node:path";
import { parseDocument } from "yaml";
import { readIfThere } from "../text/files.ts";
import type { List } from "./list.ts";
import { SETTINGS_FILE } from "./settings.ts";

export interface HomeOnGitHub {
  /** `https://github.com/owner/name` */
  repository: string;
  branch: string;
  /** The list's folder in the repository; "" for the repository's own. */
  folder: string;
}

/** The branch that a URL without one means. */
const BRANCH = "main";

/** GitHub, or a company's own. */
const ADDRESS =
  /^(https:\/\/(?:github\.com|github\.[\w.-]+)\/[\w.-]+\/[\w.-]+?)(?:\.git|\/)?(?:\/?tree\/([^/?#]+)((?:\/[^/?#]+)*)\/?)?$/;

/**
 * @param url - `https://github.com/OWNER/NAME`, or with `/tree/BRANCH/FOLDER` for a list in a folder
 * @returns `undefined` for what is not on GitHub
 */
export function homeOnGitHub(url: string): HomeOnGitHub | undefined {
  const [, repository, branch = BRANCH, folder = ""] = ADDRESS.exec(url) ?? [];
  return repository === undefined ? undefined : { repository, branch, folder: folder.slice(1) };
}

/**
 * @param root - a list's folder
 * @returns the page of its repository, as its settings say; `undefined` where they say nothing, or cannot be read
 */
export function repositoryOf(root: string): string | undefined {
  const source = readIfThere(path.join(root, SETTINGS_FILE)) ?? "";
  const url: unknown = parseDocument(source).toJS()?.repository;
  return typeof url === "string" ? homeOnGitHub(url)?.repository : undefined;
}

/** @returns `undefined` for a list whose settings name no place on GitHub */
export function homeOf({ settings }: Pick<List, "settings">): HomeOnGitHub | undefined {
  return settings?.repository === undefined ? undefined : homeOnGitHub(settings.repository);
}

/**
 * GitHub's page for a new file, filled in: whoever may not write there is led to a fork.
 * https://docs.github.com/en/repositories/working-with-files/managing-files/creating-new-files
 *
 * @param file - relative to the list's folder
 */
export function newFileUrl(home: HomeOnGitHub, file: string, text: string): string {
  return `${home.repository}/new/${encode(home.branch)}?filename=${pathOf(home, file)}&value=${encode(text)}`;
}

/**
 * GitHub's page that edits a file: whoever may not write there is led to a fork.
 * https://docs.github.com/en/repositories/working-with-files/managing-files/editing-files
 *
 * @param file - relative to the list's folder
 */
export function editFileUrl(home: HomeOnGitHub, file: string): string {
  return `${home.repository}/edit/${encode(home.branch)}/${pathOf(home, file)}`;
}

/** In the repository, for a URL. */
function pathOf({ folder }: HomeOnGitHub, file: string): string {
  return encode(folder === "" ? file : `${folder}/${file}`).replaceAll("%2F", "/");
}

/** With nothing left that Markdown could act on. */
function encode(text: string): string {
  const code = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, code);
}
