// An issue that was filed with a form → the entry that it makes, or what keeps it from being one, as a comment in Markdown.

import { BODY_LENGTH } from "../github/repository.ts";
import { fileUrl, newFileUrl } from "../github/urls.ts";
import type { Entry } from "../record/entry.ts";
import { findDuplicate } from "../record/find.ts";
import type { Kind } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { homeOf } from "../record/repository.ts";
import { crop } from "../text/crop.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { fenced } from "../text/escape.ts";
import { parsePointer } from "../text/json.ts";
import { type Answer, recordOf } from "./answers.ts";
import { checkEntry } from "./check.ts";
import { freeId, type NewEntry, newEntry } from "./entry.ts";
import { type Question, questionsFor } from "./form.ts";
import { inFormWords, labelIn } from "./form-words.ts";
import { readIssueBody } from "./issue-body.ts";

/** Of an address: GitHub's servers refuse longer ones. */
const URL_LENGTH = 8_000;
/** How much is read of a form, in UTF-16 code units: no entry is a tenth as long. */
const FORM_LENGTH = 20_000;
/** Of a comment, with what stands around. */
const COMMENT_LENGTH = BODY_LENGTH - 1_000;
/** Findings that are named, and how much is quoted of each, in UTF-16 code units. */
const FINDINGS = 20;
const FINDING_LENGTH = 500;
const TOO_LONG = "This is too long for one entry.";

/** @returns Markdown in which whatever somebody wrote stands in a block of code */
export async function answerTo(list: List, kind: Kind, body: string): Promise<string> {
  const questions = questionsFor(list, kind);
  const read = readIssueBody(body, questions);
  if ("problem" in read) return toMend([read.problem]);
  if ([...read.answers.values()].join("").length > FORM_LENGTH) return toMend([TOO_LONG]);
  const { answers, problems, wrong, leftOut } = answersIn(read.answers, questions);
  const { record, problems: contradictions } = recordOf(answers, ({ path, title }) => {
    const steps = path.filter((step) => typeof step === "string");
    return labelIn(questions, steps) ?? title;
  });
  problems.push(...contradictions);
  const duplicate = findDuplicate(list, kind, record);
  if (duplicate) problems.push(`${duplicate.message} See ${duplicate.place}`);
  const isNameWrong = wrong.has(labelIn(questions, [kind.nameField]) ?? "");
  // A record without a name is not looked at any further.
  const whole = isNameWrong ? { ...record, [kind.nameField]: "New entry" } : record;
  const first = newEntry(list, kind, whole);
  // Names need not be unique in this kind: `like` has the same already.
  const like = list.entries.find(({ file }) => file === first.file);
  const files = new Set(list.entries.map(({ file }) => file));
  const isNamed = first.id !== "";
  if (!isNamed) problems.push("The name has no Latin letters to make a file's name from: a maintainer will help.");
  const id = freeId(kind, isNamed ? first.id : "new-entry", (file) => files.has(file));
  const entry = isNamed && id === first.id ? first : newEntry(list, kind, whole, id);
  const { text, findings } = await checkEntry(list.root, entry);
  // What follows from what was said already is not said again.
  const isSaid = ({ file, rule, reason, pointer = "" }: Diagnostic): boolean => {
    const missing = rule === "missing-key" ? /`([\w-]+)`/.exec(reason)?.slice(1) : undefined;
    const keys = [...parsePointer(pointer), ...(missing ?? [])];
    return (
      (file === entry.file && wrong.has(labelIn(questions, keys) ?? "")) ||
      (problems.length > 0 && rule === "unprinted-entry") ||
      (duplicate !== undefined && rule.startsWith("duplicate-"))
    );
  };
  const errors = findings.filter((found) => found.severity === "error" && !isSaid(found));
  problems.push(...errors.map((found) => inFormWords(found, entry.file, questions)));
  if (problems.length > 0) return toMend(problems, ...(duplicate ? wayToEdit(list, duplicate.entry.file) : []));
  const warnings = findings.flatMap((found) =>
    found.severity === "warning" ? inFormWords(found, entry.file, questions) : [],
  );
  const answer = entryText(list, { ...entry, text }, [...leftOut, ...warnings], like);
  return answer.length > COMMENT_LENGTH ? toMend([TOO_LONG]) : answer;
}

function answersIn(written: ReadonlyMap<string, string>, questions: readonly Question[]) {
  const answers: Answer[] = [];
  const problems: string[] = [];
  /** The labels of what these are about. */
  const wrong = new Set<string>();
  /** What was written and is not in the answers, and why. */
  const leftOut: string[] = [];
  const others = new Map(questions.map(({ id, label }) => [id, written.get(label) ?? ""]));
  for (const { label, isRequired, read } of questions) {
    const text = written.get(label);
    const found = text === undefined ? [] : read(text, others);
    const isMissing = isRequired && Array.isArray(found) && found.length === 0;
    const problem = "problem" in found ? found.problem : isMissing ? "It is needed." : undefined;
    if (problem !== undefined) {
      problems.push(`${label}: ${problem}`);
      wrong.add(label);
    } else if ("leftOut" in found) leftOut.push(`${label}: ${found.leftOut}`);
    else if (Array.isArray(found)) answers.push(...found);
  }
  return { answers, problems, wrong, leftOut };
}

function toMend(problems: readonly string[], ...more: string[]): string {
  return [
    "Thank you! Before this can be an entry, something has to be mended. Edit the text of this issue, and this answer follows:",
    fenced("text", shortened(problems)),
    ...more,
  ].join("\n\n");
}

/** The first sentences, each of which may quote what somebody wrote. */
function shortened(sentences: readonly string[]): string {
  const shown = sentences.slice(0, FINDINGS).map((sentence) => crop(sentence, FINDING_LENGTH));
  if (sentences.length > shown.length) shown.push(`and ${sentences.length - shown.length} more`);
  return withControlPictures(shown.join("\n\n"));
}

/** Nothing for a list that does not say where it lives. */
function wayToEdit(list: List, file: string): string[] {
  const home = homeOf(list);
  return home ? [`To change what is there: **[edit \`${file}\`](${fileUrl(home, file, "edit")})**.`] : [];
}

function entryText(list: List, { file, text }: NewEntry, warnings: readonly string[], like: Entry | undefined): string {
  const home = homeOf(list);
  const url = home && newFileUrl(home, file, text);
  const where = `Thank you! This is the entry, for a new file \`${file}\`:`;
  const next =
    home && url !== undefined && url.length <= URL_LENGTH
      ? `**[Open it as a new file](${url})**: “Commit changes…” there makes a pull request of it.`
      : `It is too long for a link: copy it into [a new file](${home ? newFileUrl(home, file, "") : "../new/HEAD"}); “Commit changes…” there makes a pull request of it.`;
  const doubts =
    warnings.length === 0 ? [] : ["Before you do, have a look at this:", fenced("text", shortened(warnings))];
  const existing = like
    ? [
        `There is a \`${like.file}\` already. If that is the same, do not add it a second time.`,
        ...wayToEdit(list, like.file),
      ]
    : [];
  return [where, fenced("yaml", withControlPictures(text)), ...doubts, ...existing, next].join("\n\n");
}

/** With control characters (a comment can hold tabs and line ends alone) as Unicode's control pictures: `\u0000` → `␀`. */
function withControlPictures(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, (character) => {
    const code = character.charCodeAt(0);
    return code === 0x7f ? "\u2421" : String.fromCharCode(0x2400 + code);
  });
}
