// Lists for tests: two that are frozen, and temporary ones, which are gone when the test ends.
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Kind } from "../../scripts/record/kinds.ts";
import type { List } from "../../scripts/record/list.ts";
import { loadList } from "../../scripts/record/load.ts";
import { type Rendered, render } from "../../scripts/template/render.ts";

/**
 * The lists of this repository as they were once, laid out like it: whoever edits a record, a template or a schema must
 * not have to mend a test, so that none reads those.
 */
export const MAIN_LIST = path.resolve(import.meta.dirname, "../lists/detection-and-response-pipeline");
/** Below the main list, whose schemas it shares. */
export const SECOND = "lists/threat-detection-pipeline";
export const SECOND_LIST = path.join(MAIN_LIST, SECOND);
export const SCHEMAS = path.join(MAIN_LIST, "schemas");

/** Paths below the list's root and what stands there. */
export type Files = Record<string, string>;

export interface Cleanup {
  after: (fn: () => Promise<void>) => void;
}

/** @returns the absolute path of a new folder with these files, and the frozen schemas where they have none */
export async function makeList(test: Cleanup, files: Files): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), "list-"));
  test.after(() => rm(root, { recursive: true, force: true }));
  await mkdir(path.join(root, "data"), { recursive: true });
  await cp(SCHEMAS, path.join(root, "schemas"), { recursive: true });
  await writeFiles(root, files);
  return root;
}

/** @returns the absolute path of a copy of both frozen lists, the main one at its top, with these files changed */
export async function copyLists(test: Cleanup, files: Files = {}): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), "lists-"));
  test.after(() => rm(root, { recursive: true, force: true }));
  await cp(MAIN_LIST, root, { recursive: true });
  await writeFiles(root, files);
  return root;
}

/** One example, its drawing, the tools that it and the tests name, and one of each component. */
const FEW = new Set([
  ...["examples/slack", "diagrams/slack", "resources/awesome-detection-engineering", "tools/elasticsearch"],
  ...["tools/amazon-managed-service-for-apache-flink", "tools/apache-flink", "tools/apache-kafka", "tools/elastalert"],
  ...[
    "tools/gitea",
    "tools/shuffle",
    "tools/dfir-iris",
    "tools/elastalert-2",
    "tools/fluent-bit",
    "tools/go-audit",
    "tools/vector",
  ],
]);

/** @param file - of the main list, absolute; most records are left out, and the second list */
export function isFew(file: string): boolean {
  const [top, kind, record] = path.relative(MAIN_LIST, file).split(path.sep);
  if (top === "img") return kind === undefined || kind === "slack.svg";
  if (top !== "data" || record === undefined || kind === "components") return top !== "lists";
  return FEW.has(`${kind}/${path.parse(record).name}`);
}

/** @returns the absolute path of a copy of the main list with few records: for tests that ask a command many times */
export async function copyFew(test: Cleanup): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), "few-"));
  test.after(() => rm(root, { recursive: true, force: true }));
  await cp(MAIN_LIST, root, { recursive: true, filter: isFew });
  return root;
}

async function writeFiles(root: string, files: Files): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
}

/** The page of a list, with the findings of its template (those of its data must be none). */
export async function renderList(test: Cleanup, template: string, data: Files): Promise<Rendered> {
  const root = await makeList(test, data);
  const { list, diagnostics } = await loadList(root);
  if (diagnostics.length > 0) throw new Error(`the test's data is wrong: ${diagnostics.join("\n")}`);
  return render(list, template);
}

/** What stands below the comment in the page's first line. */
export function body({ markdown }: Rendered): string {
  return markdown.replace(/^<!--.*-->\n\n/, "");
}

/** @throws {Error} when the list has no such kind */
export function kindOf({ kinds }: List, name: string): Kind {
  const kind = kinds.byName.get(name);
  if (!kind) throw new Error(`There is no kind “${name}”.`);
  return kind;
}
