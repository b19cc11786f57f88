// Text that may be of any length, for places that may not.

/** @returns the text, or its beginning with "…" at the end where it has more UTF-16 code units than `length` */
export function crop(text: string, length: number): string {
  if (text.length <= length) return text;
  // Half of a surrogate pair is no character.
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
