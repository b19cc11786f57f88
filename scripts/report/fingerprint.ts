// A finding's fingerprint: what it is known by when its line moves.
import { createHash } from "node:crypto";
import type { Diagnostic } from "../text/diagnostic.ts";

/** In hexadecimal digits: 64 bits, so that no two of a million findings share one by chance. */
const LENGTH = 16;

/**
 * @param source - the text of the diagnostic's file, without a byte order mark
 * @param name - of that file, where it is known by another one
 * @returns 16 hexadecimal digits made from rule, file, the JSON Pointer (where there is none, the text of the range) and
 * the message without its numbers
 */
export function fingerprint(diagnostic: Diagnostic, source: string | undefined, name = diagnostic.file): string {
  const { rule, pointer, range, reason } = diagnostic;
  // A checkout on Windows may have other line ends.
  const text = source?.slice(range.start.offset, range.end.offset).replace(/\r\n?/g, "\n") ?? "";
  const identity = [rule, name, pointer ?? text, reason.replace(/\d+/g, "#")];
  return createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, LENGTH);
}
