// Words findings for people who filled in the form: labels instead of keys.
import type { Diagnostic } from "../text/diagnostic.ts";
import { parsePointer } from "../text/json.ts";
import type { Question } from "./form.ts";

/** @param file - the entry's */
export function inFormWords(found: Diagnostic, file: string, questions: readonly Question[]): string {
  const { reason, note } = found;
  const words = note === undefined ? [reason] : [reason, note];
  const [sentence, ...more] = found.file === file ? words.map((text) => withLabels(text, questions)) : words;
  return [`${placeOf(found, file, questions)}${sentence}`, ...more].join("\n  ");
}

function placeOf({ file, pointer, range }: Diagnostic, own: string, questions: readonly Question[]): string {
  if (file !== own) return `${file}:${range.start.line}: `;
  const label = labelIn(questions, parsePointer(pointer ?? ""));
  return label === undefined ? "" : `${label}: `;
}

/** @returns what the form calls a key of the record; `undefined` for what it does not ask */
function labelOf(questions: readonly Question[], key: string): string | undefined {
  return questions.find(({ id }) => id === key)?.label;
}

/** @returns what the form calls the innermost key of a path that it asks */
export function labelIn(questions: readonly Question[], path: readonly string[]): string | undefined {
  const key = path.findLast((step) => labelOf(questions, step) !== undefined);
  return key && labelOf(questions, key);
}

/** Keys as the form calls them, and what is to be done as it is done there. */
function withLabels(text: string, questions: readonly Question[]): string {
  const quoted = (key: string): string | undefined => {
    const label = labelOf(questions, key);
    return label && `“${label}”`;
  };
  return text
    .replace(/`([\w-]+)`/g, (whole, key) => quoted(key) ?? whole)
    .replace(/\b(?:(Add|Add a line such as)|such as): ([\w-]+): /g, (whole, add, key) => {
      const label = quoted(key);
      return label === undefined ? whole : `${add ? "Fill in" : "such as"} ${label}: `;
    })
    .replace(/\bdelete the (?:line|key)\b/g, "leave it empty")
    .replace(/: - (?=\S)/g, ": ");
}
