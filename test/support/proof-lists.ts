// The lists under test/lists/, which share no kind with this one: copies of them, what their schemas say, and the commands.
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { issueForms } from "../../scripts/forms/issue-forms.ts";
import { findingsIn } from "../../scripts/lint/lint.ts";
import type { Drafts } from "../../scripts/record/files.ts";
import { loadList } from "../../scripts/record/load.ts";
import { readLintedList } from "../../scripts/rules/support/linted-list.ts";
import { render } from "../../scripts/template/render.ts";
import type { Diagnostic } from "../../scripts/text/diagnostic.ts";
import { urlsIn } from "./flat.ts";
import { HOME, type Ran, run } from "./run.ts";

export const LISTS = path.join(HOME, "test/lists");
export const NAMES = ["books", "courses", "public-apis", "self-hosted"] as const;
export type Name = (typeof NAMES)[number];

const TEMPLATE = "templates/README.md";

interface Cleanup {
  after: (fn: () => Promise<void>) => void;
}

/** @returns the absolute path of a copy, as somebody's clone has it */
export async function copyOf(test: Cleanup, name: Name): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), "list-"));
  test.after(() => rm(root, { recursive: true, force: true }));
  await cp(path.join(LISTS, name), root, { recursive: true });
  return root;
}

/** What a list has to become, written by hand; without the page's first line, and with the doors cut short. */
export function expectedPage(name: Name): Promise<string> {
  return readFile(path.join(HOME, "test/lists-expected", `${name}.md`), "utf8");
}

/** @returns a list's page and what was found while making it */
export async function build(root: string): Promise<{ page: string; diagnostics: readonly Diagnostic[] }> {
  const { list, diagnostics } = await loadList(root);
  const rendered = render(list, await readFile(path.join(root, TEMPLATE), "utf8"));
  return { page: rendered.markdown, diagnostics: [...diagnostics, ...rendered.diagnostics] };
}

/** @param drafts - read as if they were on the disk */
export async function lint(root: string, drafts?: Drafts): Promise<readonly Diagnostic[]> {
  return findingsIn(await readLintedList(root, drafts));
}

/** @returns the texts of the issue forms by the kind that they are for */
export async function forms(root: string): Promise<Map<string, string>> {
  const { list } = await loadList(root);
  return new Map([...issueForms(list)].map(([file, text]) => [path.posix.basename(file, ".yml"), text]));
}

export function create(root: string, ...args: string[]): Promise<Ran> {
  return run(["new", ...args, "--root", root]);
}

/** @returns `A FILE`, `D FILE` and `M FILE`, relative to the list and in order */
export async function rename(root: string, old: string, name: string): Promise<string[]> {
  const { status, stdout, stderr } = await run(["rename", old, name, "--root", root]);
  if (status !== 0) throw new Error(`rename ${old} ${name} ended with status ${status}: ${stderr}`);
  return stdout
    .trim()
    .split("\n")
    .map((line) => {
      const [letter, file = ""] = line.split(" ");
      return `${letter} ${path.relative(root, path.resolve(HOME, file)).split(path.sep).join("/")}`;
    })
    .sort();
}

/** `FILE:LINE:COLUMN RULE: MESSAGE` */
export function told({ file, range, rule, reason }: Diagnostic): string {
  return `${file}:${range.start.line}:${range.start.column} ${rule}: ${reason}`;
}

/** GitHub's page for a new file, as a page links to it. */
const NEW_FILE = /(\]\(https:\/\/github\.com\/[^)\s]+\/new\/main\?filename=[^)\s\\]+)\\?&value=[^)\s]*\)/g;

/** A page without its first line, and without what new files hold. */
export function shortened(page: string): string {
  return page.replace(/^<!--.*-->\n\n/, "").replaceAll(NEW_FILE, "$1)");
}

export interface Door {
  /** `https://github.com/OWNER/NAME/new/BRANCH` */
  page: string;
  file: string;
  /** What the new file starts with. */
  text: string;
}

/** The links of a page that open GitHub's page for a new file, in order. */
export function doorsOf(page: string): Door[] {
  const urls = urlsIn(page).filter((url) => url.includes("/new/"));
  return urls.map((url) => {
    const { origin, pathname, searchParams } = new URL(url);
    return {
      page: origin + pathname,
      file: searchParams.get("filename") ?? "",
      text: searchParams.get("value") ?? "",
    };
  });
}

/** What these tests look at in a schema. */
export interface KindSchema {
  description: string;
  required: string[];
  properties: Record<string, Property>;
  "x-kind": { folder: string; name: string; new?: string[]; form?: string };
}

export interface Property {
  description: string;
  enum?: string[];
  items?: Property;
  "x-ref"?: string;
  "x-new"?: { value?: unknown; comment?: string };
}

/** The schemas of a list by their kinds. */
export async function schemasOf(root: string): Promise<Map<string, KindSchema>> {
  const files = (await readdir(path.join(root, "schemas"))).sort();
  const read = files.map(async (file) => {
    const schema: KindSchema = JSON.parse(await readFile(path.join(root, "schemas", file), "utf8"));
    return [file.replace(".schema.json", ""), schema] as const;
  });
  return new Map(await Promise.all(read));
}

export interface Mistyped {
  /** Relative to the list. */
  file: string;
  /** The record with one letter doubled in one of its references. */
  text: string;
  /** Where that reference stands, 1-based. */
  line: number;
  column: number;
  /** What should stand there. */
  meant: string;
}

/** Every reference in the records of a list, each mistyped on its own: found by the schemas, without the toolchain. */
export async function mistypedReferences(root: string): Promise<Mistyped[]> {
  const found: Mistyped[] = [];
  for (const { properties, "x-kind": kind } of (await schemasOf(root)).values()) {
    for (const name of (await readdir(path.join(root, "data", kind.folder))).sort()) {
      const file = `data/${kind.folder}/${name}`;
      const source = await readFile(path.join(root, file), "utf8");
      const lines = new LineCounter();
      const { contents } = parseDocument(source, { lineCounter: lines });
      if (!isMap(contents)) throw new Error(`${file} holds no record`);
      for (const { key, value } of contents.items) {
        const property = isScalar(key) ? properties[String(key.value)] : undefined;
        const isReference = (property?.["x-ref"] ?? property?.items?.["x-ref"]) !== undefined;
        for (const node of isReference ? (isSeq(value) ? value.items : [value]) : []) {
          if (!isScalar(node) || !node.range) throw new Error(`${file}: a reference is text`);
          const [start, end] = node.range;
          const { line, col } = lines.linePos(start);
          const text = source.slice(0, start) + withTypo(source.slice(start, end)) + source.slice(end);
          found.push({ file, text, line, column: col, meant: String(node.value) });
        }
      }
    }
  }
  return found;
}

/** With a letter near the middle twice: that is one step from what is meant, and further from everything else. */
function withTypo(written: string): string {
  const middle = (written.length >> 1) + 1;
  const [start] = /^.*[a-z]/i.exec(written.slice(0, middle)) ?? [written.slice(0, middle)];
  return start + written.slice(start.length - 1);
}
