// What `npm run new` does: from answers to a file, or to what keeps it from being written.
import { existsSync } from "node:fs";
import path from "node:path";
import { type Answer, recordOf } from "../create/answers.ts";
import { checkEntry } from "../create/check.ts";
import { NAME_FIELDS, NEW_KINDS, type NewEntry, type NewKind, newEntry, proposals } from "../create/entry.ts";
import { findKnown, placeOfKnown } from "../create/known.ts";
import { missingFields } from "../create/missing.ts";
import { writeNew } from "../create/write.ts";
import { type List, loadList } from "../data/list.ts";
import { didYouMean } from "../data/suggest.ts";
import type { Rule } from "../lint/rule.ts";
import { summary } from "../report/findings.ts";
import { pretty } from "../report/pretty.ts";
import { EXIT, type ExitStatus, Trouble } from "./exit.ts";
import { displayPath, findList } from "./lists.ts";
import { findingsIn } from "./report.ts";
import { colorsFor } from "./terminal.ts";

export interface NewOptions {
  id?: string;
  dryRun?: boolean;
  root?: string;
  /** `false` for a tool that only examples name. */
  component?: false;
}

interface Given extends NewOptions {
  /** What was typed first, if anything was. */
  kind: NewKind | undefined;
  answers: readonly Answer[];
}

/** @throws {Trouble} when the first word is no kind of record */
export function kindFrom([first]: readonly string[]): NewKind | undefined {
  if (first === undefined || first.startsWith("-")) return undefined;
  const kind = NEW_KINDS.find((each) => each === first);
  if (kind !== undefined) return kind;
  throw new Trouble(
    `“${first}” is nothing that can be added.`,
    didYouMean(first, NEW_KINDS) ?? `Say one of: ${NEW_KINDS.join(", ")}.`,
  );
}

/** The list decides which options there are, so that it is looked for before they are read. */
export function rootFrom(typed: readonly string[]): string | undefined {
  for (const [index, word] of typed.entries()) {
    if (word === "--root") return typed[index + 1];
    if (word.startsWith("--root=")) return word.slice("--root=".length);
  }
  return undefined;
}

export async function createEntry(given: Given, rules: readonly Rule[]): Promise<ExitStatus> {
  const root = await findList(given.root);
  const { list } = await loadList(root);
  const { record, problems } = recordOf(given.answers, ({ flag }) => `--${flag}`);
  if (problems.length > 0) throw new Trouble(problems.join("\n"), "npm run new -- --help explains the options.");

  const described = await complete(list, given, record);
  const { kind, id } = described;
  const known = findKnown(list, kind, { ...proposals(list, kind, described.record), ...described.record });
  if (known) return nothing(`${displayPath(root, placeOfKnown(known))}: ${known.says}`);
  const entry = newEntry(list, kind, described.record, id);
  const file = displayPath(root, entry.file);
  if (entry.id === "") throw new Trouble("--id is missing: the name has no Latin letters to make one from.");
  const taken = `${file} is there already. For another one of that name: --id ${entry.id}-2`;
  if (existsSync(path.join(root, entry.file))) return nothing(taken);
  const { text, diagnostics, rows } = await checkEntry(root, entry, rules);
  const findings = diagnostics.filter(({ rule }) => rule !== "unprinted-entry");
  if (findings.length > 0) {
    const list = findingsIn({ root, diagnostics: findings }, new Map([[entry.file, text]]));
    console.error(pretty(list, colorsFor(process.stderr)));
    console.error(`${summary(findings)}.`);
    if (findings.some(({ severity }) => severity === "error")) return nothing();
  }
  if (given.dryRun) {
    process.stdout.write(text);
    return EXIT.clean;
  }
  for (const row of rows) process.stdout.write(`${row}\n`);
  if (described.confirm && !(await described.confirm(file, text))) return nothing();
  if (!(await writeNew(path.join(root, entry.file), text))) return nothing(taken);
  console.error(comesNext(entry, file, rows.length > 0 || kind !== "tool"));
  return EXIT.clean;
}

interface Described {
  kind: NewKind;
  id: string | undefined;
  record: Record<string, unknown>;
  /** In a terminal. */
  confirm?: (file: string, text: string) => Promise<boolean>;
}

/** Ask for what is missing, in a terminal; elsewhere, say what it is. */
async function complete(list: List, given: Given, record: Record<string, unknown>): Promise<Described> {
  const canAsk = process.stdin.isTTY && process.stderr.isTTY;
  // Imported late: who gives all options needs no prompts.
  const ask = canAsk ? await import("./ask.ts") : undefined;
  const isBlank = given.kind === undefined && given.answers.length === 0;
  if (ask && isBlank) ask.begin(list);
  const kind = given.kind ?? (ask && isBlank ? await ask.askKind() : "tool");
  const missing = missingFields(list, kind, { ...proposals(list, kind, record), ...record }).filter(
    ({ flag }) => flag !== "component" || given.component !== false,
  );
  if (missing.length === 0) return { kind, id: given.id, record };
  if (ask) {
    if (!isBlank) ask.begin(list);
    const described = await ask.askRecord(list, kind, record);
    const confirm = async (file: string, text: string): Promise<boolean> => {
      ask.show(file, text.trimEnd());
      return ask.confirm(`Write ${file}?`);
    };
    return { kind, id: given.id, record: described, confirm };
  }
  const flags = missing.map(({ flag }) => `--${flag}`);
  throw new Trouble(
    `${flags.join(", ")} ${flags.length === 1 ? "is" : "are"} missing.`,
    `npm run new -- ${kind} --help explains the options; in a terminal, npm run new asks.`,
  );
}

function nothing(why?: string): ExitStatus {
  console.error(`${why === undefined ? "" : `${why}\n`}Nothing was written.`);
  return EXIT.findings;
}

function comesNext({ kind, record }: NewEntry, file: string, isPrinted: boolean): string {
  const name = String(record[NAME_FIELDS[kind]]);
  const lines = [`Wrote ${file}. What comes next:`];
  if (!isPrinted) lines.push(`  name “${name}” in an example, or list it under a component: nothing prints it yet`);
  lines.push(
    "  npm run lint && npm run build",
    `  git add ${file}`,
    `  git commit -m ${quoted(`Add ${name}`)}`,
    "  and open a pull request. Thank you!",
  );
  return lines.join("\n");
}

/** Text for a command that somebody copies, whatever the text. */
function quoted(text: string): string {
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`;
}
