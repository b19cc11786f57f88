// What the linter says of files that the build makes, so that it agrees with `pull-request`.
import path from "node:path";
import { absorb } from "../absorb/absorb.ts";
import { FORMS } from "../forms/issue-forms.ts";
import { EDITOR_SETTINGS, repositoryFiles } from "../forms/repository-files.ts";
import { isChanged, textAtBranchStart, textIfThere } from "../git/branch-start.ts";
import { checkOutLastChange } from "../git/tree.ts";
import { inFolder, type Targets } from "../lint/lint-all.ts";
import { loadList } from "../record/load.ts";
import { SETTINGS_FILE } from "../record/settings.ts";
import { PAGE_EDITED } from "../rules/index.ts";
import { lastMade } from "../template/last-build.ts";
import { PAGE } from "../template/page.ts";
import { Diagnostic, FILE_START, isError } from "../text/diagnostic.ts";
import { relativePath } from "../text/files.ts";
import { Trouble } from "../text/trouble.ts";

/** An edit of a page that becomes data is no mistake; one of any other file that the build makes from schemas is. */
export function withGeneratedFiles(
  { root, lists }: Pick<Targets, "root" | "lists">,
  diagnostics: readonly Diagnostic[],
): Diagnostic[] {
  const isEdit = (list: string, found: Diagnostic): boolean =>
    found.rule === PAGE_EDITED && isError(found) && found.file === path.posix.join(relativePath(root, list), PAGE);
  const carried = lists.filter((list) => diagnostics.some((found) => isEdit(list, found)) && isCarried(list));
  const hint = "It becomes data by itself when it is on the default branch, or now with: npm run absorb";
  return [
    ...diagnostics.map((found) =>
      carried.some((list) => isEdit(list, found)) ? found.with({ severity: "info", hint }) : found,
    ),
    ...lists.flatMap((list) => editedFiles(list).map((found) => inFolder(relativePath(root, list), found))),
  ];
}

function isCarried(list: string): boolean {
  try {
    const found = absorb(list);
    return found !== undefined && found.carried.length > 0 && found.kept.length === 0;
  } catch (error) {
    if (error instanceof Trouble) return false;
    throw error;
  }
}

/** Issue forms and settings of editors; one that is merely older than the data is right. */
function editedFiles(root: string): Diagnostic[] {
  const folder = { root };
  if (!isChanged(folder, [FORMS, EDITOR_SETTINGS])) return [];
  const { list, diagnostics } = loadList(root);
  if (diagnostics.some(isError)) return [];
  return [...repositoryFiles(list)].flatMap(([file, text]) => {
    const current = textIfThere(path.join(root, file));
    if (text === undefined || current === text || current === textAtBranchStart(folder, file)) return [];
    if (current !== undefined && isOlder(root, file, current)) return [];
    const made = `the build makes ${file} from schemas/ and data/`;
    const about = { range: FILE_START, rule: PAGE_EDITED, hint: "To put it right: npm run build" };
    return current === undefined
      ? new Diagnostic({ ...about, file: SETTINGS_FILE, message: `A file is deleted: ${made}.` })
      : new Diagnostic({ ...about, file, message: `This file was edited by hand: ${made}.` });
  });
}

/** Is a file what the build made of other data: last here, or of those in the commit that changed it last? */
function isOlder(root: string, file: string, current: string): boolean {
  if (lastMade(root).get(file) === current) return true;
  const tree = checkOutLastChange(root, file);
  try {
    return tree !== undefined && repositoryFiles(loadList(tree.root).list).get(file) === current;
  } finally {
    tree?.remove();
  }
}
