// Lints lists and documents below one folder, mends what can be mended, and lints again.
import path from "node:path";
import { loadSettings } from "../record/load.ts";
import { readLintedList } from "../rules/support/linted-list.ts";
import { RENAMING, withOption } from "../text/as-typed.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { readBytes, relativePath } from "../text/files.ts";
import { groupBy } from "../text/group-by.ts";
import { writeFiles } from "../text/write-files.ts";
import { fixText } from "./fix.ts";
import { findingsIn, lintDocument } from "./lint.ts";
import { firstOfSchemas } from "./one-mistake.ts";
import { severitiesIn } from "./severities.ts";

export interface Targets {
  /** The folder (absolute) that findings' files are relative to; if it is a list, its severities count for documents. */
  root: string;
  /** Folders (absolute) of lists. */
  lists: readonly string[];
  /** Markdown files (absolute). */
  documents?: readonly string[];
}

/** A fix may make another one possible, so linting and fixing are repeated, at most this often. */
const ROUNDS = 10;

export interface Linted {
  diagnostics: Diagnostic[];
  /** How many records, or documents, were looked at. */
  looked: number;
  /** What was mended, in the order in which it was. */
  mended: Diagnostic[];
}

/**
 * @param fix - whether to write the files of findings that can be mended; what is left is returned
 * @throws {NodeJS.ErrnoException} when something cannot be read
 */
export async function lintAll(targets: Targets, fix = false): Promise<Linted> {
  const mended: Diagnostic[] = [];
  for (let round = 0; ; round++) {
    const linted = await lintOnce(targets);
    const done = fix && round < ROUNDS ? await fixFiles(targets.root, linted.diagnostics) : [];
    if (done.length === 0) return { ...linted, mended };
    mended.push(...done);
  }
}

async function lintOnce({ root, lists, documents = [] }: Targets): Promise<Omit<Linted, "mended">> {
  const diagnostics: Diagnostic[] = [];
  const isFirst = firstOfSchemas();
  let looked = documents.length;
  for (const list of lists) {
    const linted = await readLintedList(list);
    for (const each of findingsIn(linted)) {
      const found = inFolder(relativePath(root, list), each);
      if (isFirst(found.file, found)) diagnostics.push(found);
    }
    looked += linted.files.length;
  }
  const { severities } = severitiesIn(documents.length > 0 ? loadSettings(root) : undefined);
  const others = documents.flatMap((file) => lintDocument(root, relativePath(root, file), severities));
  return { diagnostics: [...diagnostics, ...others], looked };
}

/** @returns the findings that were mended, in files (relative to `root`) that are written anew */
export async function fixFiles(root: string, diagnostics: readonly Diagnostic[]): Promise<Diagnostic[]> {
  const mended: Diagnostic[] = [];
  const changes = new Map<string, string>();
  const fixable = diagnostics.filter(({ fix }) => fix);
  for (const [file, findings] of groupBy(fixable, ({ file }) => file)) {
    const bytes = readBytes(path.join(root, file), { root }).toString("utf8");
    const mark = bytes.startsWith("\ufeff") ? "\ufeff" : "";
    const source = bytes.slice(mark.length);
    const fixed = fixText(file, source, findings);
    if (fixed.text === source) continue;
    changes.set(file, mark + fixed.text);
    for (const diagnostic of fixed.mended) mended.push(diagnostic);
  }
  writeFiles(root, changes);
  return mended;
}

/** A finding of a list in a folder, with files that are relative to the folder above. */
export function inFolder(folder: string, diagnostic: Diagnostic): Diagnostic {
  const named = (file: string): string => path.posix.join(folder, file);
  const related = diagnostic.related.map((other) => ({ ...other, file: named(other.file) }));
  const about = diagnostic.about && named(diagnostic.about);
  const { file, mend, rule, reason, note } = diagnostic;
  const [message, hint] = [ownPaths(folder, rule, reason), note && hintIn(folder, rule, note)];
  return diagnostic.with({ file: named(file), mend: named(mend), message, related, hint, about });
}

/** A hint such as “Add data/tools/queue.yml” is about the list's own folder, too. */
export function hintIn(folder: string, rule: string, hint: string): string {
  return ownPaths(folder, rule, hint).replace(RENAMING, (command) =>
    folder ? withOption(command, `--root ${folder}`) : command,
  );
}

function ownPaths(folder: string, rule: string, text: string): string {
  return IN_PAGE.test(rule) ? text : text.replace(OWN_PATH, (file) => path.posix.join(folder, file));
}

/** Not what somebody typed or is to type, in quotes or as a link. */
const OWN_PATH = /(?<![\w./:=“"-]|\]\()(?:\.\.\/)*(?:data|img|schemas|templates)\/[^\s,;:“”()]*(?<!\.)/g;
/** Rules about URLs, which start from the page. */
const IN_PAGE = /^(?:missing-file|url)$/;
