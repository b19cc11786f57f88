// GitHub's pages of a repository's files: to read one, to edit one, and to make a new one.

/** A folder of a repository, in one of its branches or commits. */
export interface FolderOnGitHub {
  /** `https://github.com/owner/name` */
  repository: string;
  /** A branch's name, or a commit's hash. */
  branch: string;
  /** With `/`; "" for the repository's own. */
  folder: string;
}

/** GitHub, or a company's own. */
const ADDRESS =
  /^(https:\/\/(?:github\.com|github\.[\w.-]+)\/[\w.-]+\/[\w.-]+?)(?:\.git|\/)?(?:\/?tree\/([^/?#]+)((?:\/[^/?#]+)*)\/?)?$/;

/** @param url - `https://github.com/OWNER/NAME`, or with `/tree/BRANCH/FOLDER`; without a branch, it is `main` */
export function folderOnGitHub(url: string): FolderOnGitHub | undefined {
  const [, repository, branch = "main", folder = ""] = ADDRESS.exec(url) ?? [];
  return repository === undefined ? undefined : { repository, branch, folder: folder.slice(1) };
}

/**
 * @param as - `raw` for the file itself instead of its page; `edit` for the page that edits it, where whoever may not write is
 * led to a fork: https://docs.github.com/en/repositories/working-with-files/managing-files/editing-files
 */
export function fileUrl(folder: FolderOnGitHub, file: string, as: "blob" | "raw" | "edit" = "blob"): string {
  return `${folder.repository}/${as}/${encodePath(folder.branch)}/${pathOf(folder, file)}`;
}

/**
 * The page for a new file, filled in: whoever may not write there is led to a fork.
 * https://docs.github.com/en/repositories/working-with-files/managing-files/creating-new-files
 */
export function newFileUrl(folder: FolderOnGitHub, file: string, text: string): string {
  return `${folder.repository}/new/${encodePath(folder.branch)}?filename=${pathOf(folder, file)}&value=${encodeShort(text)}`;
}

/**
 * The page for a new issue of a form (its file's name), with fields filled in, by their ids.
 * https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue#creating-an-issue-from-a-url-query
 */
export function newIssueUrl(
  { repository }: FolderOnGitHub,
  form: string,
  answers: Record<string, string> = {},
): string {
  const fields = Object.entries({ template: form, ...answers });
  return `${repository}/issues/new?${fields.map(([id, answer]) => `${encode(id)}=${encodeShort(answer)}`).join("&")}`;
}

function pathOf({ folder }: FolderOnGitHub, file: string): string {
  return encodePath(folder === "" ? file : `${folder}/${file}`);
}

function encodePath(path: string): string {
  return path.split("/").map(encode).join("/");
}

/** Of a query, where a blank is a plus, and a colon nothing special. */
function encodeShort(text: string): string {
  return encode(text).replaceAll("%20", "+").replaceAll("%3A", ":");
}

/** Unlike `encodeURIComponent` alone, with nothing left that Markdown or a shell could act on. */
function encode(text: string): string {
  const code = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, code);
}
