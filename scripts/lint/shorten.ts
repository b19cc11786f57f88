// Text that a message quotes, which may be of any length.

const MOST = 60;

/** @returns the text, or its beginning and `…` */
export function shorten(text: string): string {
  const start = text.slice(0, MOST + 1);
  // Not in the middle of a character.
  return start.length <= MOST ? text : `${start.slice(0, MOST).replace(/[\ud800-\udbff]$/, "")}…`;
}
