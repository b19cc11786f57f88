// Text that a stranger's server or a contributor chose, made fit to stand in a sentence.
import { printable } from "./web/printable.ts";

/** A sentence may quote so much of a URL or a server's words, in UTF-16 code units; places lead to the rest. */
const LONGEST = 300;

/** @returns the text on one line, without characters that cannot be seen */
export function safe(text: string): string {
  return printable(text, LONGEST);
}
