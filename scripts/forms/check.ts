// A change of records, linted and rendered as if it were on the disk.
import { existsSync } from "node:fs";
import path from "node:path";
import { fixText } from "../lint/fix.ts";
import { findingsIn } from "../lint/lint.ts";
import type { Data } from "../record/entry.ts";
import type { Drafts } from "../record/files.ts";
import { fileOf, type Kind } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { type LoadedList, loadList } from "../record/load.ts";
import type { Path } from "../record/references.ts";
import { type LintedList, readLintedList } from "../rules/support/linted-list.ts";
import { PAGE } from "../template/page.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { formatPointer } from "../text/json.ts";
import { freeId, type NewEntry, newEntry } from "./entry.ts";

export interface Checked {
  /** The file's text, with what is safe to mend mended. */
  text: string;
  /** What the list has to report with the entry and had not without it. */
  findings: Diagnostic[];
  /** The lines of the page that are made from the entry, as Markdown. */
  rows: string[];
}

/** How often fixes are made at most: one may uncover another. */
const ROUNDS = 5;

/** @throws {NodeJS.ErrnoException} when the list cannot be read */
export async function checkEntry(root: string, { file, text }: NewEntry): Promise<Checked> {
  const known = loadList(root);
  let mended = text;
  for (let round = 0; ; round++) {
    const { linted, findings } = await lint(known, new Map([[file, mended]]));
    const own = findings.filter((found) => found.file === file && found.fix);
    const fixed = round < ROUNDS ? fixText(file, mended, own).text : mended;
    if (fixed === mended) {
      const { markdown, origins } = linted.built();
      const lines = markdown.split("\n");
      const rows = [...origins].flatMap(([line, entry]) => (entry.file === file ? [lines[line - 1] ?? ""] : []));
      return { text: mended, findings: await broughtBy(known, findings), rows };
    }
    mended = fixed;
  }
}

/** @returns what the linter says of a value that is added to a record, which need not be complete */
export async function errorAt(
  list: List,
  kind: Kind,
  record: Data,
  { at, value }: { at: Path; value: unknown },
): Promise<string | undefined> {
  const [key = "", ...steps] = at;
  const inner = steps.reduceRight<unknown>(
    (below, step) => (typeof step === "number" ? [below] : { [step]: below }),
    value,
  );
  const { id, ...entry } = newEntry(list, kind, { ...record, [key]: inner });
  const free = freeId(kind, id || "new-entry", (file) => existsSync(path.join(list.root, file)));
  const file = fileOf(kind, free);
  const pointer = formatPointer([key, ...steps.map((step) => (typeof step === "number" ? 0 : step))]);
  const { findings } = await lint(loadList(list.root), new Map([[file, entry.text]]));
  const error = findings.find(
    (found) => found.severity === "error" && found.file === file && `${found.pointer ?? ""}/`.startsWith(`${pointer}/`),
  );
  return error && [error.reason, error.note].filter(Boolean).join(" ");
}

/** What the list has to report with the drafts and had not without them. `moved`: new names of files. */
export async function newFindings(
  known: LoadedList,
  drafts: Drafts,
  moved?: ReadonlyMap<string, string>,
): Promise<Diagnostic[]> {
  return broughtBy(known, (await lint(known, drafts)).findings, moved);
}

async function broughtBy(
  known: LoadedList,
  found: readonly Diagnostic[],
  moved: ReadonlyMap<string, string> = new Map(),
): Promise<Diagnostic[]> {
  if (found.length === 0) return [];
  const { findings: before } = await lint(known, new Map());
  const existing = new Set(before.map((each) => identity(moved.get(each.file) ?? each.file, each, each.rule)));
  // Behind a reference that led nowhere before, nothing was checked: what is found there now is not new.
  const unknown = new Set(
    before.flatMap((each) => (each.rule === "unknown-reference" ? identity(each.file, each) : [])),
  );
  return found.filter((each) => {
    return !existing.has(identity(each.file, each, each.rule)) && !unknown.has(identity(each.file, each));
  });
}

/** Findings without those about the page and about new files, which are not written yet. */
async function lint(known: LoadedList, drafts: Drafts): Promise<{ linted: LintedList; findings: Diagnostic[] }> {
  const linted = await readLintedList(known.list.root, drafts, known);
  const fresh = [...drafts].flatMap(([file, text]) => (text === undefined ? [] : [`${file}”`]));
  const isFresh = ({ rule, reason }: Diagnostic) =>
    rule === "missing-file" && fresh.some((file) => reason.includes(file));
  const findings = findingsIn(linted, false).filter((found) => found.file !== PAGE && !isFresh(found));
  return { linted, findings };
}

/** Two findings are the same if file, JSON Pointer and rule are, whatever their lines and words. */
function identity(file: string, { pointer }: Diagnostic, rule?: string): string {
  return JSON.stringify([file, pointer, rule]);
}
