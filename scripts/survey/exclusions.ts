// Exclusions in data/list.yml that have ended: findings of their own, because linting does not look at the clock.
import path from "node:path";
import { Diagnostic } from "../data/diagnostic.ts";
import { hasEnded } from "../data/exclusions.ts";
import { locate } from "../data/yaml.ts";
import type { LintedList } from "../lint/subject.ts";
import { safe } from "./safe.ts";

/**
 * @param base - the folder (absolute) that findings' files are relative to
 */
export function endedExclusions(base: string, lists: readonly LintedList[], now: Date): Diagnostic[] {
  return lists.flatMap(({ root, list: { settings } }) =>
    (settings?.data.exclusions ?? []).flatMap(({ pattern, reason, until }, index) => {
      if (!settings || !hasEnded(until, now)) return [];
      return new Diagnostic({
        file: path.relative(base, path.join(root, settings.file)).split(path.sep).join("/"),
        range: locate(settings.source, ["exclusions", index, "until"]),
        severity: "warning",
        rule: "ended-exclusion",
        message: `The exclusion of “${safe(pattern)}” ended on ${until}.`,
        hint: `Delete it; or give it another day if this still holds: ${safe(reason)}`,
        pointer: `/exclusions/${index}/until`,
      });
    }),
  );
}
