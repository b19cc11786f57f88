// Text that may be of any length, or have line ends, for places that may not.

/** A sentence that quotes a record's text, whose own line ends must not end it. */
export function oneLine(sentence: string): string {
  return sentence.replace(/\s*[\r\n\u2028\u2029]+\s*/g, " ").trimStart();
}

/** Is there nothing wrong with a text but its line ends, where a schema's pattern has it in one line? */
export function isOnlyBroken(text: string, pattern: string): boolean {
  const allowed = new RegExp(pattern, "u");
  return !allowed.test(text) && allowed.test(oneLine(text));
}

/** @returns the text, or its beginning with "…" at the end where it has more UTF-16 code units than `length` */
export function crop(text: string, length: number): string {
  if (text.length <= length) return text;
  // Half of a surrogate pair is no character.
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
