// Emphasis may start right in front of an e-mail address, as on GitHub, which links addresses when all else is read.
import type { Processor } from "unified";

const UNDERSCORE = 95;

/**
 * To be used behind remark-gfm. Its tokenizer takes such an underscore for a part of the address; without it, what it does
 * with text that is left links the address, but without a place of its own.
 */
export function emphasisedEmails(this: Processor): void {
  for (const extension of this.data().micromarkExtensions ?? []) {
    const constructs = extension.text?.[UNDERSCORE];
    if (!extension.text || constructs === undefined) continue;
    extension.text[UNDERSCORE] = [constructs].flat().filter(({ name }) => name !== "emailAutolink");
  }
}
