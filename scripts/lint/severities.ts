// The severities that data/list.yml gives to rules.
import type { Settings } from "../record/settings.ts";
import { lintComment, noSuchRule } from "../rules/lint-comment.ts";
import { placeIn } from "../rules/support/place.ts";
import type { Rule } from "../rules/support/rule.ts";
import { Diagnostic, type Severity } from "../text/diagnostic.ts";

/** By a rule's name. */
export type Severities = ReadonlyMap<string, Severity | "off">;

/** @returns the severities, and findings about rules that there are not, or whose severity cannot be changed */
export function severitiesIn(
  settings: Settings | undefined,
  rules: readonly Rule[],
): { severities: Severities; problems: Diagnostic[] } {
  const severities = new Map<string, Severity | "off">();
  const problems: Diagnostic[] = [];
  if (!settings) return { severities, problems };
  for (const [name, severity] of settings.rules) {
    const rule = rules.find((each) => each.name === name);
    if (rule && !rule.isNeeded) {
      severities.set(name, severity);
      continue;
    }
    const message = `The severity of “${name}” cannot be changed: the build stops at it.`;
    const problem = rule ? { message, hint: "Delete this line." } : noSuchRule(name, rules);
    const place = placeIn(settings, ["rules", name], "key");
    problems.push(new Diagnostic({ ...place, rule: lintComment.name, ...problem }));
  }
  return { severities, problems };
}
