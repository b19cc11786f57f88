// Text that may be of any length, or have line ends, for places that may not.
import { counted } from "./counted.ts";

/** @returns on one line a sentence that quotes a record's text, which may have line ends */
export function oneLine(sentence: string): string {
  return sentence.replace(/(?<!\s)\s*[\r\n\u2028\u2029]\s*/g, " ").trimStart();
}

/** @returns whether a text does not match a schema's pattern, and would without its line ends */
export function isOnlyBroken(text: string, pattern: string): boolean {
  const allowed = new RegExp(pattern, "u");
  return !allowed.test(text) && allowed.test(oneLine(text));
}

/** How much of a text a message quotes, in UTF-16 code units. */
export const QUOTED = 60;

/** @returns the text, or its beginning with "…" at the end where it has more UTF-16 code units than `length` */
export function crop(text: string, length: number): string {
  if (text.length <= length) return text;
  // Half of a surrogate pair is no character.
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/**
 * @param bytes - of UTF-8
 * @returns the text, or its first whole lines and a last one that says how many are left out; "" where not even that fits
 */
export function cropLines(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const lines = text.replace(/\n$/, "").split("\n");
  const rest = (kept: number): string => `… and ${counted(lines.length - kept, "more line")}\n`;
  let left = bytes - Buffer.byteLength(rest(0));
  if (left < 0) return "";
  let kept = 0;
  for (const line of lines) {
    left -= Buffer.byteLength(line) + 1;
    if (left < 0) break;
    kept++;
  }
  return [...lines.slice(0, kept).map((line) => `${line}\n`), rest(kept)].join("");
}
