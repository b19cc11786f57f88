// name-case: well-known names are written as their owners write them.
import { declaredFields, isReferredTo } from "../record/find.ts";
import type { List } from "../record/list.ts";
import { DICTIONARY, INNER_CAPITAL, isOfProducts, type Spellings, spellingsOf } from "../record/spellings.ts";
import type { MarkdownDocument } from "./support/document.ts";
import type { Passage } from "./support/place.ts";
import type { RecordText } from "./support/record-texts.ts";
import type { Report, Rule } from "./support/rule.ts";
import { wordingOf } from "./support/wording.ts";

export const nameCase: Rule = {
  severity: "warning",
  document(document, report) {
    checkMarkdown(document, DICTIONARY, report);
  },
  list({ list, texts, fields, template }, report) {
    const names = spellingsOf(list);
    for (const document of template ? [template, ...fields] : fields) checkMarkdown(document, names, report);
    for (const text of texts) {
      if (text.kind !== "text" || isExempt(text, names)) continue;
      // A record's own name is compared only with the dictionary, not with the list's names.
      check(text, isName(text) ? DICTIONARY : names, report, isRepeated(text, list));
    }
  },
};

/** How much text around a word is looked at, in characters. */
const NEAR = 100;

function isName({ record, path }: RecordText): boolean {
  return (
    record.kind !== undefined && isOfProducts(record.kind) && path.length === 1 && path[0] === record.kind.nameField
  );
}

/** Is a text not checked? References and aliases repeat names; names of people and titles of publications are theirs. */
function isExempt(text: RecordText, { named }: Spellings): boolean {
  const { field, value, record } = text;
  if (text.isReference || ["title", "by", record.kind?.aliasesField].includes(field)) return true;
  // If the whole text is a record's name in another case, technology-name reports it.
  return text.isInsteadOfName && named.has(value.trim().toLowerCase());
}

/** Do other records and the template refer to this text? Then it is not fixed automatically. */
function isRepeated(text: RecordText, list: List): boolean {
  const { kind } = text.record;
  if (!kind) return false;
  return (isName(text) && isReferredTo(list, kind)) || declaredFields(list, kind).includes(String(text.path[0]));
}

function checkMarkdown(document: MarkdownDocument, names: Spellings, report: Report): void {
  for (const words of wordingOf(document)) check(words, names, report);
}

function check(passage: Passage, names: Spellings, report: Report, isRepeated = false): void {
  const { value } = passage;
  for (const { 0: word, index: start } of value.matchAll(/[A-Za-z][A-Za-z\d]*/g)) {
    const right = rightFor(word, names);
    const end = start + word.length;
    if (right === undefined || isPartOfMore(value, start, end)) continue;
    report({
      ...passage.place(start, end),
      message: `“${word}” is written “${right}”.`,
      hint: `Write “${right}”${isRepeated ? ", here and where it is repeated" : ""}.`,
      fix: isRepeated ? undefined : { edits: passage.edit(start, end, right), changesData: true },
    });
  }
}

/** @returns how a word is written, if that is in another way than this */
function rightFor(word: string, { right, own }: Spellings): string | undefined {
  if (!/[A-Z]/.test(word) || !/[a-z]/.test(word) || own.has(word)) return undefined;
  const name = right.get(word.toLowerCase());
  if (name === undefined || name === word) return undefined;
  return INNER_CAPITAL.test(name) || INNER_CAPITAL.test(word) ? name : undefined;
}

/** Is a word part of a longer one, a path, a file's name, a host, an `@mention`, a `#fragment`, a `key=value`? */
function isPartOfMore(text: string, start: number, end: number): boolean {
  const before = /[^\s()[\]<>"“”,;|]*$/.exec(text.slice(Math.max(0, start - NEAR), start))?.[0] ?? "";
  const after = /^[^\s()[\]<>"“”,;|]*/.exec(text.slice(end, end + NEAR))?.[0] ?? "";
  if (/[\p{L}\p{M}\p{N}]$/u.test(before) || /^[\p{L}\p{M}\p{N}]/u.test(after)) return true;
  return /[/\\@#_=&]/.test(before + after) || /\.[\p{L}\p{N}]/u.test(after) || before.includes(".");
}
