// A new entry, linted and rendered as if its file were there.
import type { Diagnostic } from "../data/diagnostic.ts";
import type { Drafts } from "../data/files.ts";
import { fixText } from "../lint/fix.ts";
import { lintList } from "../lint/lint.ts";
import type { Rule } from "../lint/rule.ts";
import { makePage, PAGE } from "../template/page.ts";
import type { NewEntry } from "./entry.ts";

export interface Checked {
  /** The file's text, with what is safe to mend mended. */
  text: string;
  /** What the list has to report with the entry and had not without it. */
  diagnostics: Diagnostic[];
  /** The lines of the page that are made from the entry, as Markdown. */
  rows: string[];
}

/** A fix may uncover another. */
const ROUNDS = 5;

/** @throws {NodeJS.ErrnoException} when the list cannot be read */
export async function checkEntry(root: string, { file, text }: NewEntry, rules: readonly Rule[]): Promise<Checked> {
  let mended = text;
  let found = await lint(root, new Map([[file, mended]]), rules);
  for (let round = 0; round < ROUNDS; round++) {
    const fixed = fixText(
      file,
      mended,
      found.filter((diagnostic) => diagnostic.file === file && diagnostic.fix),
    );
    if (fixed.text === mended) break;
    mended = fixed.text;
    found = await lint(root, new Map([[file, mended]]), rules);
  }
  // Only where something else is reported does it count whether it was before.
  const elsewhere = found.some((diagnostic) => diagnostic.file !== file);
  const before = elsewhere ? new Set((await lint(root, undefined, rules)).map(identity)) : new Set();
  const diagnostics = found.filter((diagnostic) => diagnostic.file === file || !before.has(identity(diagnostic)));
  return { text: mended, diagnostics, rows: await rowsOf(root, file, mended) };
}

/** Findings but for those of the page on the disk, which is not made again yet. */
async function lint(root: string, drafts: Drafts | undefined, rules: readonly Rule[]): Promise<Diagnostic[]> {
  const { diagnostics } = await lintList(root, rules, drafts);
  return diagnostics.filter(({ file }) => file !== PAGE);
}

/** Findings that a new entry moves are the same. */
function identity({ file, rule, reason, pointer }: Diagnostic): string {
  return JSON.stringify([file, rule, reason, pointer]);
}

async function rowsOf(root: string, file: string, text: string): Promise<string[]> {
  const { markdown, origins } = await makePage(root, new Map([[file, text]]));
  const lines = markdown.split("\n");
  return [...origins].flatMap(([line, entry]) => (entry.file === file ? [lines[line - 1] ?? ""] : []));
}
