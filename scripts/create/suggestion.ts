// An issue that was filed with a form → the entry that it makes, or what keeps it from being one, as a comment in Markdown.
import type { Diagnostic } from "../data/diagnostic.ts";
import { fenced } from "../data/fence.ts";
import type { List } from "../data/list.ts";
import { parsePointer } from "../data/pointer.ts";
import { homeOnGitHub, newFileUrl } from "../data/repository.ts";
import type { Rule } from "../lint/rule.ts";
import { type Answer, recordOf } from "./answers.ts";
import { checkEntry } from "./check.ts";
import { type NewEntry, type NewKind, newEntry } from "./entry.ts";
import { type Question, questionsFor } from "./form.ts";
import { readIssueBody } from "./issue-body.ts";
import { findKnown, placeOfKnown } from "./known.ts";

/** Of an address: GitHub's servers refuse longer ones. */
const URL_LENGTH = 8_000;
/** Of an entry in a comment: GitHub refuses comments of more than 65,536 characters. */
const TEXT_LENGTH = 50_000;
/** Findings that are named. */
const FINDINGS = 20;

/**
 * @param body - the issue's text, by anybody
 * @returns Markdown in which whatever somebody wrote stands in a block of code
 */
export async function answerTo(list: List, kind: NewKind, body: string, rules: readonly Rule[]): Promise<string> {
  const questions = questionsFor(list, kind);
  const read = readIssueBody(
    body,
    questions.map(({ label }) => label),
  );
  if ("problem" in read) return toMend([read.problem]);
  const { answers, problems } = answersIn(read.answers, questions);
  if (problems.length > 0) return toMend(problems);
  const described = recordOf(answers, (field) => labelOf(questions, String(field.path[0])) ?? field.title);
  if (described.problems.length > 0) return toMend(described.problems);

  const known = findKnown(list, kind, described.record);
  if (known) return toMend([`${known.says} See ${placeOfKnown(known)}`]);
  const entry = freeEntry(list, kind, described.record);
  if (entry.id === "")
    return toMend(["The name has no Latin letters to make a file's name from: a maintainer will help."]);
  const { text, diagnostics } = await checkEntry(list.root, entry, rules);
  const said = (severities: readonly string[]): string[] =>
    diagnostics
      .filter(({ severity }) => severities.includes(severity))
      .map((found) => inWords(found, entry, questions));
  const errors = said(["error"]);
  if (errors.length > 0) return toMend(errors);
  if (text.length > TEXT_LENGTH) return toMend(["This is too long for one entry."]);
  return entryText(list, { ...entry, text }, said(["warning"]));
}

interface Read {
  answers: Answer[];
  problems: string[];
}

function answersIn(written: ReadonlyMap<string, string>, questions: readonly Question[]): Read {
  const answers: Answer[] = [];
  const problems: string[] = [];
  for (const { label, isRequired, read } of questions) {
    const text = written.get(label);
    const found = text === undefined ? [] : read(text);
    if ("problem" in found) problems.push(`${label}: ${found.problem}`);
    else if (found.length === 0 && isRequired) problems.push(`${label}: It is needed.`);
    else answers.push(...found);
  }
  return { answers, problems };
}

/** An organisation may have more than one pipeline. */
function freeEntry(list: List, kind: NewKind, record: Readonly<Record<string, unknown>>): NewEntry {
  const entry = newEntry(list, kind, record);
  const taken = new Set([...list.tools, ...list.examples, ...list.resources].map(({ file }) => file));
  for (let number = 2; taken.has(entry.file); number++) {
    const other = newEntry(list, kind, record, `${entry.id}-${number}`);
    if (!taken.has(other.file)) return other;
  }
  return entry;
}

function labelOf(questions: readonly Question[], key: string): string | undefined {
  return questions.find(({ id }) => id === key)?.label;
}

function inWords(
  { file, pointer, reason, note, range }: Diagnostic,
  entry: NewEntry,
  questions: readonly Question[],
): string {
  const steps = parsePointer(pointer ?? "");
  const label = steps
    .toReversed()
    .map((step) => labelOf(questions, step))
    .find((found) => found !== undefined);
  const place = file === entry.file ? (label ?? `line ${range.start.line}`) : `${file}:${range.start.line}`;
  return `${place}: ${reason}${note === undefined ? "" : `\n  ${note}`}`;
}

function toMend(problems: readonly string[]): string {
  const shown = problems.slice(0, FINDINGS);
  if (problems.length > shown.length) shown.push(`and ${problems.length - shown.length} more`);
  return [
    "Thank you! Before this can be an entry, something has to be mended. Edit the text of this issue, and this answer follows:",
    fenced("text", printable(shown.join("\n\n"))),
  ].join("\n\n");
}

function entryText({ settings }: List, { file, text }: NewEntry, warnings: readonly string[]): string {
  const home = settings?.data.repository === undefined ? undefined : homeOnGitHub(settings.data.repository);
  const url = home && newFileUrl(home, file, text);
  const where = `Thank you! This is the entry, for a new file \`${file}\`:`;
  const next =
    home && url !== undefined && url.length <= URL_LENGTH
      ? `**[Open it as a new file](${url})**: “Commit changes…” there makes a pull request of it.`
      : `It is too long for a link: copy it into [a new file](${home ? newFileUrl(home, file, "") : "../new/HEAD"}); “Commit changes…” there makes a pull request of it.`;
  const doubts =
    warnings.length === 0
      ? []
      : ["Before you do, have a look at this:", fenced("text", printable(warnings.join("\n\n")))];
  return [where, fenced("yaml", printable(text)), ...doubts, next].join("\n\n");
}

/** Control characters, of which a comment can hold none, as what Unicode shows for them. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return text.toWellFormed().replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, (character) => {
    const code = character.charCodeAt(0);
    return code === 0x7f ? "\u2421" : String.fromCharCode(0x2400 + code);
  });
}
