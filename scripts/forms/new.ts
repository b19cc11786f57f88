// An entry that somebody describes on a command line: what was said, what the list has already, and what comes next.
import { existsSync } from "node:fs";
import path from "node:path";
import { type Data, nameOf } from "../record/entry.ts";
import { findDuplicate } from "../record/find.ts";
import type { Kind } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { quoted } from "../text/as-typed.ts";
import { Trouble } from "../text/trouble.ts";
import { type Answer, type Answered, recordOf } from "./answers.ts";
import { type Checked, checkEntry } from "./check.ts";
import { begun, freeId, type NewEntry, newEntry } from "./entry.ts";

/** @returns a record, with problems in the words of the command's flags */
export function described(answers: readonly Answer[]): Answered {
  const { record, denied, problems } = recordOf(answers, ({ flag }) => `--${flag}`);
  const both = denied.filter(({ path: [key] }) => record[String(key)] !== undefined);
  const contradictions = both.map(({ flag }) => `--${flag} and --no-${flag} contradict each other.`);
  return { record, denied, problems: [...problems, ...contradictions] };
}

/** Why an entry cannot be added. */
export interface Refusal {
  /** Relative to the list's root, perhaps with a line and a column. */
  place: string;
  /** What follows the place in a sentence. */
  says: string;
}

/** @returns what the list has already of an entry, which need not be complete */
export function findExisting(list: List, kind: Kind, record: Data, id: string | undefined): Refusal | undefined {
  const duplicate = findDuplicate(list, kind, begun(list, kind, record));
  if (duplicate) return { place: duplicate.place, says: `: ${duplicate.message}` };
  const entry = newEntry(list, kind, record, id);
  return existsSync(path.join(list.root, entry.file)) ? isThere(list, entry) : undefined;
}

/** Rules about what the template lacks for an entry, which can only be written after the entry; and what to say of it. */
const IN_TEMPLATE: Readonly<Record<string, string>> = {
  "unprinted-entry": "Nothing prints it yet.",
  "component-heading": "No heading of the template reads so yet.",
};

/** An entry that is not written yet. */
export interface Candidate extends Checked {
  entry: NewEntry;
  /** What the template lacks for it. */
  wayIn: readonly string[];
}

/** @returns the entry, or why it cannot be written. @throws {Trouble} when there is nothing to call its file by */
export async function candidateOf(
  list: List,
  kind: Kind,
  record: Data,
  id: string | undefined,
): Promise<Candidate | Refusal> {
  const existing = findExisting(list, kind, record, id);
  if (existing) return existing;
  const entry = newEntry(list, kind, record, id);
  if (entry.id === "") throw new Trouble("--id is missing: the name has no Latin letters to make one from.");
  const checked = await checkEntry(list.root, entry);
  const steps = checked.findings.filter(({ rule }) => Object.hasOwn(IN_TEMPLATE, rule));
  const findings = checked.findings.filter((found) => !steps.includes(found));
  const wayIn = steps.map(({ rule, note = "" }) => `${IN_TEMPLATE[rule]} ${note}`);
  return { entry, ...checked, findings, wayIn };
}

export function isThere({ root }: List, { kind, id, file }: NewEntry): Refusal {
  const free = freeId(kind, id, (other) => existsSync(path.join(root, other)));
  return { place: file, says: ` is there already. For another one of that name: --id ${free}` };
}

/** @param file - as the person would type it; `wayIn` is what the template lacks for it */
export function nextSteps({ kind, id, record: data }: NewEntry, file: string, wayIn: readonly string[]): string[] {
  const name = nameOf({ kind, id, data });
  return [
    `Wrote ${file}. What comes next:`,
    ...wayIn.map((step) => `  ${step}`),
    "  npm run lint && npm run build",
    `  git add ${file}`,
    `  git commit -m ${quoted(`Add ${name}`)}`,
    "  and open a pull request. Thank you!",
  ];
}
