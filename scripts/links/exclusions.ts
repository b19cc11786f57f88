// The exclusions of data/list.yml: which are in force, which have ended, and lists whose exclusions cannot be read.
import path from "node:path";
import { hasEnded, patternTest } from "../record/exclusions.ts";
import { SETTINGS_FILE } from "../record/settings.ts";
import { locate } from "../record/yaml.ts";
import type { LintedList } from "../rules/support/linted-list.ts";
import { Diagnostic, FILE_START, type Severity } from "../text/diagnostic.ts";
import { printable } from "../text/escape.ts";
import { relativePath } from "../text/files.ts";

/** Settings in a place where they are not read have a finding there. */
const SETTINGS = /^data\/list\.ya?ml$/i;

/** @returns whether an exclusion that counts is about a URL; `undefined` when the list's settings cannot be read */
export function exclusionTest(list: LintedList, now: Date): ((url: string) => boolean) | undefined {
  if (isUnread(list)) return undefined;
  const exclusions = list.list.settings?.exclusions ?? [];
  const tests = exclusions.filter(({ until }) => !hasEnded(until, now)).map(({ pattern }) => patternTest(pattern));
  return (url) => tests.some((test) => test(url));
}

/** @returns a finding for each list of which nobody can know what it excludes; `base`: see `CheckLinksOptions` */
export function unreadExclusions(base: string, lists: readonly LintedList[], severity: Severity): Diagnostic[] {
  return lists.filter(isUnread).map(({ root, found }) => {
    const problem = found.find(({ file }) => SETTINGS.test(file));
    return new Diagnostic({
      file: relativePath(base, path.join(root, problem?.file ?? SETTINGS_FILE)),
      range: problem?.range ?? FILE_START,
      severity,
      rule: "unread-exclusions",
      message: `The list's settings cannot be read${problem ? `: ${printable(problem.reason)}` : "."}`,
      hint: "Until they can, nothing is said of a link that they may exclude. npm run lint shows all that is wrong.",
    });
  });
}

function isUnread({ list: { settings }, files, found }: LintedList): boolean {
  return !settings && (files.some(({ kind }) => !kind) || found.some(({ file }) => SETTINGS.test(file)));
}

/** Linting does not look at the clock, so these are findings of their own. */
export function endedExclusions(base: string, lists: readonly LintedList[], now: Date): Diagnostic[] {
  return lists.flatMap(({ root, list: { settings } }) =>
    (settings?.exclusions ?? []).flatMap(({ pattern, reason, until }, index) => {
      if (!settings || !hasEnded(until, now)) return [];
      return new Diagnostic({
        file: relativePath(base, path.join(root, settings.file)),
        range: locate(settings.source, ["exclusions", index, "until"]),
        severity: "warning",
        rule: "ended-exclusion",
        message: `The exclusion of “${printable(pattern)}” ended on ${until}.`,
        hint: `Delete it; or give it another day if this still holds: ${printable(reason)}`,
        pointer: `/exclusions/${index}/until`,
      });
    }),
  );
}
