// What the build made of a list in the commit that last changed one of the files that it makes.
import path from "node:path";
import { checkOutLastChange } from "../../git/tree.ts";
import { loadList } from "../../record/load.ts";
import { PAGE, TEMPLATE } from "../../template/page.ts";
import { render } from "../../template/render.ts";
import { readIfReadable } from "../../text/files.ts";

/**
 * @param root - of the list, as it is now
 * @param file - the page or a drawing, relative to it
 * @returns the text that the build made of the file then; `undefined` if the file is another one by now
 */
export function madeBefore(root: string, file: string): string | undefined {
  const tree = checkOutLastChange(root, file);
  try {
    const template = tree && readIfReadable(path.join(tree.root, TEMPLATE));
    if (!tree || template === undefined) return undefined;
    const { markdown, drawings } = render(loadList(tree.root).list, template);
    return file === PAGE ? markdown : drawings.find((drawing) => drawing.file === file)?.svg();
  } finally {
    tree?.remove();
  }
}
