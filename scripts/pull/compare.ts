// Findings of a branch, told apart: those that it brings, and those that were there before.

import { fingerprint } from "../report/fingerprint.ts";
import type { Diagnostic } from "../text/diagnostic.ts";

export interface FoundIn {
  diagnostics: readonly Diagnostic[];
  /** The text of a file that a diagnostic names, without a byte order mark; `undefined` when it cannot be read. */
  read: (file: string) => string | undefined;
}

export interface Compared {
  brought: Diagnostic[];
  known: Diagnostic[];
}

/**
 * Each finding before takes one of now along: first one with the same fingerprint, then one of the same rule, words and
 * text in the same file, because an item that is put in front of another changes its JSON Pointer. What is left is new.
 *
 * @param renamed - the earlier names of files, by their later ones
 */
export function compareFindings(
  before: FoundIn,
  now: FoundIn,
  renamed: ReadonlyMap<string, string> = new Map(),
): Compared {
  let [old, left] = [[...before.diagnostics], [...now.diagnostics]];
  const known = new Set<Diagnostic>();
  for (const identity of [fingerprint, wordsOf]) {
    const counts = new Map<string, Diagnostic[]>();
    for (const diagnostic of old) {
      const key = identity(diagnostic, before.read(diagnostic.file), diagnostic.file);
      const same = counts.get(key);
      if (same) same.push(diagnostic);
      else counts.set(key, [diagnostic]);
    }
    left = left.filter((diagnostic) => {
      const { file } = diagnostic;
      const match = counts.get(identity(diagnostic, now.read(file), renamed.get(file) ?? file))?.shift();
      if (match) known.add(diagnostic);
      return match === undefined;
    });
    old = [...counts.values()].flat();
  }
  return { brought: left, known: now.diagnostics.filter((diagnostic) => known.has(diagnostic)) };
}

function wordsOf({ rule, reason, range }: Diagnostic, source: string | undefined, name: string): string {
  const text = source?.slice(range.start.offset, range.end.offset).replace(/\r\n?/g, "\n") ?? "";
  return JSON.stringify([rule, name, reason.replace(/\d+/g, "#"), text]);
}
