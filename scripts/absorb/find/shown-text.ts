// Texts that a page shows of fields, and which of some known ones a text is meant to be.
import distance from "damerau-levenshtein";
import { bareName } from "../../record/find.ts";
import { nearest } from "../../text/did-you-mean.ts";
import type { Shown } from "./read-backwards.ts";
import { textOf } from "./tokens.ts";

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

export function shownText(shown: Shown | undefined): string {
  if (!shown) return "";
  if (shown.type === "tokens") return textOf(shown.tokens, " ");
  if (shown.type === "text") return shown.text;
  return shown.type === "picture" ? shown.picture.file : "";
}

/** A value, or all that is in it. */
export function inQuotes(value: unknown): string {
  if (typeof value === "object" && value !== null) return Object.values(value).map(inQuotes).join(", ") || "nothing";
  return value === undefined ? "nothing" : `“${String(value).trim()}”`;
}
