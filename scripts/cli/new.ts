// What `npm run new` does: from answers to a file, or to what keeps it from being written.
import { existsSync } from "node:fs";
import path from "node:path";
import { InvalidArgumentError } from "commander";
import { type Answer, recordOf } from "../forms/answers.ts";
import { checkEntry } from "../forms/check.ts";
import { freeId, idProblem, NAME_FIELDS, type NewEntry, type NewKind, newEntry, proposals } from "../forms/entry.ts";
import { findKnown, placeOfKnown } from "../forms/known.ts";
import { missingFields } from "../forms/missing.ts";
import { type List, loadList } from "../record/list.ts";
import { summary } from "../report/findings.ts";
import { pretty } from "../report/pretty.ts";
import type { Rule } from "../rules/support/rule.ts";
import { writeNew } from "../text/write.ts";
import { EXIT, type ExitStatus, Trouble } from "./exit.ts";
import { colorsFor, type Io, say } from "./io.ts";
import { displayPath, findList } from "./lists.ts";
import { findingsIn } from "./report.ts";

export interface NewOptions {
  id?: string;
  dryRun?: boolean;
  root?: string;
  /** `false` for a tool that only examples name. */
  component?: false;
  /** If one was typed. */
  kind?: NewKind;
  answers?: readonly Answer[];
}

/** The value of `--id`, which may be given once. */
export function oneId(typed: string, before: string | undefined): string {
  if (before !== undefined && before !== typed) throw new InvalidArgumentError("Only one value can count.");
  const problem = idProblem(typed);
  if (problem !== undefined) throw new InvalidArgumentError(problem);
  return typed;
}

export async function createEntry(io: Io, given: NewOptions, rules: readonly Rule[]): Promise<ExitStatus> {
  const root = await findList(io, given.root);
  const { list } = await loadList(root);
  const { record, problems } = recordOf(given.answers ?? [], ({ flag }) => `--${flag}`);
  if (given.component === false && record.components !== undefined)
    problems.push("--component and --no-component contradict each other.");
  if (problems.length > 0) throw new Trouble(problems.join("\n"), "npm run new -- --help explains the options.");

  const described = await complete(io, list, given, record);
  if ("refusal" in described) return nothing(io, described.refusal);
  const { kind, id } = described;
  const refusal = repeats(io, list, kind, described.record, id);
  if (refusal !== undefined) return nothing(io, refusal);
  const entry = newEntry(list, kind, described.record, id);
  const file = displayPath(io, root, entry.file);
  if (entry.id === "") throw new Trouble("--id is missing: the name has no Latin letters to make one from.");
  const { text, diagnostics, rows } = await checkEntry(root, entry, rules);
  const findings = diagnostics.filter(({ rule }) => rule !== "unprinted-entry");
  if (findings.length > 0) {
    const list = findingsIn(io, { root, diagnostics: findings }, new Map([[entry.file, text]]));
    say(io, pretty(list, colorsFor(io, io.stderr)));
    say(io, `${summary(findings)}.`);
    if (findings.some(({ severity }) => severity === "error")) return nothing(io);
  }
  if (given.dryRun) {
    io.stdout.write(text);
    return EXIT.clean;
  }
  for (const row of rows) io.stdout.write(`${row}\n`);
  if (described.confirm && !(await described.confirm(file, text))) return nothing(io);
  if (!(await writeNew(path.join(root, entry.file), text))) return nothing(io, isThere(io, list, entry));
  say(io, comesNext(entry, file, rows.length > 0 || kind !== "tool"));
  return EXIT.clean;
}

interface Described {
  kind: NewKind;
  id: string | undefined;
  record: Record<string, unknown>;
  /** In a terminal. */
  confirm?: (file: string, text: string) => Promise<boolean>;
}

/** @returns what the list has already of an entry, or of what is known of it so far */
function repeats(io: Io, list: List, kind: NewKind, record: Record<string, unknown>, id?: string): string | undefined {
  const known = findKnown(list, kind, { ...proposals(list, kind, record), ...record });
  if (known) return `${displayPath(io, list.root, placeOfKnown(known))}: ${known.says}`;
  const entry = newEntry(list, kind, record, id);
  return existsSync(path.join(list.root, entry.file)) ? isThere(io, list, entry) : undefined;
}

function isThere(io: Io, { root }: List, { kind, id, file }: NewEntry): string {
  const free = freeId(kind, id, (other) => existsSync(path.join(root, other)));
  return `${displayPath(io, root, file)} is there already. For another one of that name: --id ${free}`;
}

/** Ask for what is missing, in a terminal; elsewhere, say what it is. What the list has already is said first. */
async function complete(
  io: Io,
  list: List,
  given: NewOptions,
  record: Record<string, unknown>,
): Promise<Described | { refusal: string }> {
  const canAsk = io.stdin.isTTY && io.stderr.isTTY;
  // Imported late: who gives all options needs no prompts.
  const ask = canAsk ? await import("./ask.ts") : undefined;
  const isBlank = given.kind === undefined && given.answers === undefined;
  if (ask && isBlank) ask.begin(list);
  const kind = given.kind ?? (ask && isBlank ? await ask.askKind() : "tool");
  const refusal = repeats(io, list, kind, record, given.id);
  if (refusal !== undefined) return { refusal };
  const missing = missingFields(list, kind, { ...proposals(list, kind, record), ...record }).filter(
    ({ flag }) => flag !== "component" || given.component !== false,
  );
  if (missing.length === 0) return { kind, id: given.id, record };
  if (ask) {
    if (!isBlank) ask.begin(list);
    const isUnlisted = given.component === false;
    const described = await ask.askRecord(list, kind, record, { id: given.id, isUnlisted });
    const confirm = async (file: string, text: string): Promise<boolean> => {
      ask.show(file, text.trimEnd());
      return ask.confirm(`Write ${file}?`);
    };
    return { kind, ...described, confirm };
  }
  const flags = missing.map(({ flag }) => `--${flag}`);
  throw new Trouble(
    `${flags.join(", ")} ${flags.length === 1 ? "is" : "are"} missing.`,
    `npm run new -- ${kind} --help explains the options; in a terminal, npm run new asks.`,
  );
}

function nothing(io: Io, why?: string): ExitStatus {
  say(io, `${why === undefined ? "" : `${why}\n`}Nothing was written.`);
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
