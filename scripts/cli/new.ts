// What `npm run new` does: from answers to a file, or to what keeps it from being written.
import { InvalidArgumentError } from "commander";
import type { Answer, Answered } from "../forms/answers.ts";
import { checkEntry } from "../forms/check.ts";
import { idProblem, newEntry, newKinds, proposals } from "../forms/entry.ts";
import { missingFields } from "../forms/missing.ts";
import { describe, findExisting, isThere, nextSteps, type Refusal } from "../forms/new.ts";
import type { Kind } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { loadList } from "../record/load.ts";
import { summary } from "../report/findings.ts";
import { pretty } from "../report/pretty.ts";
import type { Rule } from "../rules/support/rule.ts";
import { createFile } from "../text/write-files.ts";
import { EXIT, type ExitStatus, Trouble } from "./exit.ts";
import { colorsFor, type Io, say } from "./io.ts";
import { displayPath, findList } from "./lists.ts";
import { findingsIn } from "./report.ts";

export interface NewOptions {
  id?: string;
  dryRun?: boolean;
  root?: string;
  /** If one was typed. */
  kind?: string;
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
  const { list } = loadList(root);
  const answered = describe(given.answers ?? []);
  if (answered.problems.length > 0)
    throw new Trouble(answered.problems.join("\n"), "npm run new -- --help explains the options.");

  const described = await complete(io, list, given, answered);
  if ("says" in described) return refused(io, root, described);
  const { kind, id } = described;
  const existing = findExisting(list, kind, described.record, id);
  if (existing) return refused(io, root, existing);
  const entry = newEntry(list, kind, described.record, id);
  const file = displayPath(io, root, entry.file);
  if (entry.id === "") throw new Trouble("--id is missing: the name has no Latin letters to make one from.");
  const { text, diagnostics, rows } = await checkEntry(root, entry, rules);
  const isUnprinted = diagnostics.find(({ rule }) => rule === "unprinted-entry");
  const findings = diagnostics.filter((found) => found !== isUnprinted);
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
  if (!createFile(root, entry.file, text)) return refused(io, root, isThere(list, entry));
  for (const line of nextSteps(entry, file, isUnprinted?.note)) say(io, line);
  return EXIT.clean;
}

interface Described {
  kind: Kind;
  id: string | undefined;
  record: Record<string, unknown>;
  /** In a terminal. */
  confirm?: (file: string, text: string) => Promise<boolean>;
}

/** Ask for what is missing, in a terminal; elsewhere, say what it is. What the list has already is said first. */
async function complete(
  io: Io,
  list: List,
  given: NewOptions,
  { record, denied }: Answered,
): Promise<Described | Refusal> {
  const canAsk = io.stdin.isTTY && io.stderr.isTTY;
  // Imported late: who gives all options needs no prompts.
  const ask = canAsk ? await import("./ask.ts") : undefined;
  const isBlank = given.kind === undefined && given.answers === undefined;
  if (ask && isBlank) ask.begin(list);
  const kinds = newKinds(list);
  const [usual] = kinds;
  if (!usual) throw new Trouble(`${displayPath(io, list.root)} has no schema that declares a kind of entry.`);
  const kind = kinds.find(({ name }) => name === given.kind) ?? (ask && isBlank ? await ask.askKind(kinds) : usual);
  const existing = findExisting(list, kind, record, given.id);
  if (existing) return existing;
  const missing = missingFields(list, kind, { ...proposals(list, kind, record), ...record }, denied);
  if (missing.length === 0) return { kind, id: given.id, record };
  if (ask) {
    if (!isBlank) ask.begin(list);
    const described = await ask.askRecord(list, kind, record, { id: given.id, denied });
    const confirm = async (file: string, text: string): Promise<boolean> => {
      ask.show(file, text.trimEnd());
      return ask.confirm(`Write ${file}?`);
    };
    return { kind, ...described, confirm };
  }
  const flags = missing.map(({ flag }) => `--${flag}`);
  throw new Trouble(
    `${flags.join(", ")} ${flags.length === 1 ? "is" : "are"} missing.`,
    `npm run new -- ${kind.name} --help explains the options; in a terminal, npm run new asks.`,
  );
}

function refused(io: Io, root: string, { place, says }: Refusal): ExitStatus {
  return nothing(io, `${displayPath(io, root, place)}${says}`);
}

function nothing(io: Io, why?: string): ExitStatus {
  say(io, `${why === undefined ? "" : `${why}\n`}Nothing was written.`);
  return EXIT.findings;
}
