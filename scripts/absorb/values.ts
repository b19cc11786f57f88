// What a page shows of a field → the value that a record has there, or the question that has to be answered first.
import distance from "damerau-levenshtein";
import { drawingFile } from "../drawing/drawing.ts";
import { type Entry, nameOf, urlOf } from "../record/entry.ts";
import { bareName } from "../record/find.ts";
import { isMarkdown, type Kind, type Reference, type Schema, typesOf } from "../record/kinds.ts";
import { entriesOf, type List } from "../record/list.ts";
import type { Field } from "../template/prototype.ts";
import { asTyped } from "../text/as-typed.ts";
import { nearest } from "../text/did-you-mean.ts";
import { valueAt } from "../text/json.ts";
import { urlKey } from "../text/url.ts";
import { markdownOf } from "./markdown.ts";
import { mayBe, type PictureValue, type Shown } from "./read.ts";
import type { ValuePlace } from "./record-place.ts";
import { isBreak, isCharacter, keyOf, type Token } from "./tokens.ts";

/** Why an edit is kept, and what somebody has to say. */
export class Question {
  readonly reason: string;
  readonly question: string;
  /** The values that it can be, where these are known. */
  readonly choices: readonly string[] | undefined;

  constructor(reason: string, question: string, choices?: readonly string[]) {
    this.reason = reason;
    this.question = asTyped(question);
    this.choices = choices;
  }
}

export interface Found {
  value: unknown;
  /** What the page will show otherwise, as a sentence without a stop. */
  says?: string;
}

export type Answer = Found | Question;

/** Texts that records say as one line: a break in these is a blank. */
function isOneLine(list: List, { holder, path }: ValuePlace): boolean {
  const { kind } = holder;
  if (!kind) return true;
  const lines = entriesOf(list, kind).some((entry) => {
    const text: unknown = valueAt(entry.data, ...path);
    return typeof text === "string" && text.includes("\n");
  });
  return !lines;
}

/** @param old - the value that the record has */
export function valueShown(list: List, place: ValuePlace, field: Field, shown: Shown, old: unknown): Answer {
  const { schema, reference } = place;
  const title = schema.title ?? field.path.at(-1) ?? "";
  switch (shown.type) {
    case "flag":
      return { value: true };
    case "target":
      return { value: shown.id };
    case "picture":
      return pictureOf(list, reference?.to, shown.picture);
    case "text":
      return { value: shown.text };
    case "tokens": {
      if (isMarkdown(schema)) {
        const before = typeof old === "string" ? old : undefined;
        const oneLine = isOneLine(list, place) && !before?.includes("\n");
        const value = markdownOf(shown.tokens, before, oneLine);
        if (value === undefined)
          return new Question("it holds what a record's Markdown cannot, such as HTML", "Say it in Markdown.");
        const isSame = !oneLine || !shown.tokens.some(isBreak);
        return isSame ? { value } : { value, says: "a line break becomes a blank" };
      }
      const text = keyOf(shown.tokens).trim();
      if (!shown.tokens.every(isCharacter)) {
        return new Question(`“${title}” is plain text, and this has links or the like`, "Write it as text.");
      }
      const types = typesOf(schema);
      if (types.includes("integer") || types.includes("number")) {
        return mayBe(undefined, { ...field, shape: { kind: "number" } }, text)
          ? { value: Number(text) }
          : new Question(`“${title}” is a number`, `Which number is meant by “${text}”?`);
      }
      if (schema.enum && !schema.enum.includes(text)) {
        const close = near(text, schema.enum.map(String));
        if (close !== undefined) return { value: close, says: writtenAs(text, close) };
        const known = schema.enum.map(String);
        const words = known.map((each) => `“${each}”`).join(", ");
        const reason = `“${text}” is no “${title}” that the schema knows`;
        return new Question(reason, `One of: ${words}. Which is meant?`, known);
      }
      return { value: text };
    }
  }
}

export function writtenAs(text: string, value: string): string {
  return `“${text}” is written “${value}”`;
}

/** The one that is written nearly so, in another case or with a slip. */
export function near(text: string, choices: readonly string[]): string | undefined {
  const same = choices.filter((each) => bareName(each) === bareName(text));
  if (same.length === 1) return same[0];
  const close = nearest(text, choices);
  return close !== undefined && isSlip(text, close) ? close : undefined;
}

/** Is one the other with a slip of the keyboard? */
export function isSlip(a: string, b: string): boolean {
  const { steps } = distance(a.toLowerCase(), b.toLowerCase());
  return steps <= Math.max(1, Math.min(2, Math.floor(Math.min(a.length, b.length) / 5)));
}

function pictureOf(list: List, drawn: Kind | undefined, { file, alt, caption }: PictureValue): Answer {
  const own = drawn?.isDrawn ? entriesOf(list, drawn).find(({ id }) => drawingFile(id) === file) : undefined;
  if (own) return { value: own.id };
  const says = alt === "" ? `its alternative text is still to be written: what does ${file} show?` : undefined;
  // The rule `unfinished` finds this mark, until somebody writes what the image shows.
  const value = { file, alt: alt === "" ? "TODO" : alt, ...(caption === undefined ? {} : { caption }) };
  return says === undefined ? { value } : { value, says };
}

/**
 * A name that stands where a record refers to another.
 *
 * @param url - where the name leads; `undefined` when it is no link
 */
export function referenceOf(
  list: List,
  reference: Reference,
  name: string,
  url: string | undefined,
): Answer | { missing: { name: string; url: string } } {
  const { to, by, schema } = reference;
  const byName = list.byName.get(to.name) ?? new Map<string, Entry>();
  const named = by === "name" ? byName.get(name) : entriesOf(list, to).find((entry) => nameOf(entry) === name);
  const written = (entry: Entry): string => (by === "id" ? entry.id : nameOf(entry));
  const says = (entry: Entry): { says?: string } => {
    const own = urlOf(entry);
    if (url === undefined || own === undefined || urlKey(url) === urlKey(own)) return {};
    return { says: `the URL of “${nameOf(entry)}” stays ${own}, and does not become ${url}` };
  };
  if (named) return { value: by === "name" ? name : named.id, ...says(named) };
  const atUrl =
    url === undefined ? undefined : entriesOf(list, to).find((entry) => urlKey(urlOf(entry) ?? "") === urlKey(url));
  if (atUrl) return { value: written(atUrl), says: `“${name}” is “${nameOf(atUrl)}” here, which has that URL` };
  const same = entriesOf(list, to).filter((entry) => bareName(nameOf(entry)) === bareName(name));
  const [only] = same;
  if (only && same.length === 1) return { value: written(only), says: writtenAs(name, nameOf(only)), ...says(only) };
  const close = nearest(name, byName.keys());
  if (close !== undefined) {
    return new Question(
      `there is no ${to.noun} “${name}”`,
      `Is “${close}” meant? If not, add “${name}” with: npm run new`,
    );
  }
  if (url !== undefined && to.urlField !== undefined) return { missing: { name, url } };
  const text = schema["x-text"];
  if (text !== undefined) return { value: { [text]: name } };
  return new Question(`there is no ${to.noun} “${name}”`, `Add it with: npm run new ${to.name}`);
}

export function shownText(shown: Shown | undefined): string {
  if (!shown) return "";
  if (shown.type === "tokens") return plainText(shown.tokens);
  if (shown.type === "text") return shown.text;
  return shown.type === "picture" ? shown.picture.file : "";
}

function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => (isCharacter(token) ? token.key : isBreak(token) ? " " : plainText(token.children)))
    .join("");
}

export function inQuotes(value: unknown): string {
  if (value === undefined) return "nothing";
  return `“${typeof value === "string" ? value.trim() : JSON.stringify(value)}”`;
}

/** Is it true or false? */
export function isFlag(schema: Schema | undefined): boolean {
  return schema !== undefined && typesOf(schema).includes("boolean");
}
