// Files of ours that are damaged: a copy is set aside, the file goes on with what could be read, and it is told.
import { constants, copyFileSync } from "node:fs";
import path from "node:path";
import { Diagnostic, FILE_START } from "../text/diagnostic.ts";
import { about } from "../text/system-error.ts";
import { safe } from "./safe.ts";

export interface Damage {
  /** Absolute. */
  file: string;
  /** What is wrong with it, in sentences. */
  what: string;
  /** Where it was copied to (absolute); `undefined` for a file that we only read. */
  aside: string | undefined;
}

/**
 * Copy, not move: there is never a moment in which the file is gone.
 *
 * @param now - part of the copy's name
 * @returns the copy: `history.json.damaged-2026-11-24T04-23-00Z`
 * @throws {NodeJS.ErrnoException} when it cannot be written
 */
export function copyAside(file: string, now: Date): string {
  // A colon cannot stand in a file's name everywhere.
  const name = `${file}.damaged-${now.toISOString().replace(/\.\d+/, "").replaceAll(":", "-")}`;
  for (let number = 1; ; number++) {
    const copy = number === 1 ? name : `${name}-${number}`;
    try {
      copyFileSync(file, copy, constants.COPYFILE_EXCL);
      return copy;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw about(copy, error);
    }
  }
}

/**
 * @param base - the folder (absolute) that findings' files are relative to
 */
export function damageFindings(base: string, damages: readonly Damage[]): Diagnostic[] {
  const relative = (file: string): string => path.relative(base, file).split(path.sep).join("/");
  return damages.map(
    ({ file, what, aside }) =>
      new Diagnostic({
        file: relative(file),
        range: FILE_START,
        severity: "warning",
        rule: "damaged-file",
        message: `This file is damaged. ${safe(what)}`,
        hint:
          aside === undefined
            ? "Links that are missing count as not asked."
            : `It is kept as ${safe(relative(aside))}. Links that are missing start anew.`,
      }),
  );
}
