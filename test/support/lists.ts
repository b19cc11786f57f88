// Temporary lists for tests: made from a record of paths and texts, gone when the test ends.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadList } from "../../scripts/record/list.ts";
import { type Rendered, render } from "../../scripts/template/render.ts";

/** Paths below the list's root and what stands there. */
export type Files = Record<string, string>;

interface Cleanup {
  after: (fn: () => Promise<void>) => void;
}

/** @returns the absolute path of a new folder with these files */
export async function makeList(test: Cleanup, files: Files): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), "list-"));
  test.after(() => rm(root, { recursive: true, force: true }));
  await mkdir(path.join(root, "data"), { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
  return root;
}

/** The page of a list, with the findings of its template (those of its data must be none). */
export async function renderList(test: Cleanup, template: string, data: Files): Promise<Rendered> {
  const root = await makeList(test, data);
  const { list, diagnostics } = await loadList(root);
  if (diagnostics.length > 0) throw new Error(`the test's data is wrong: ${diagnostics.join("\n")}`);
  return render(list, "templates/README.md", template);
}

/** What stands below the comment in the page's first line. */
export function body({ markdown }: Rendered): string {
  return markdown.replace(/^<!--.*-->\n\n/, "");
}
