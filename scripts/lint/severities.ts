// The severities that data/list.yml gives to rules.
import type { Settings } from "../record/settings.ts";
import { LINT_COMMENT, RULES } from "../rules/index.ts";
import { placeIn } from "../rules/support/place.ts";
import { Diagnostic, type Severity } from "../text/diagnostic.ts";
import { noSuchRule } from "./disable-comments.ts";

/** By a rule's name. */
export type Severities = ReadonlyMap<string, Severity | "off">;

/** @returns the severities, and findings about rules that there are not, or whose severity cannot be changed */
export function severitiesIn(settings: Settings | undefined): { severities: Severities; problems: Diagnostic[] } {
  const severities = new Map<string, Severity | "off">();
  const problems: Diagnostic[] = [];
  if (!settings) return { severities, problems };
  for (const [name, severity] of settings.rules) {
    const rule = RULES.find((each) => each.name === name);
    if (rule && !rule.isNeeded) {
      severities.set(name, severity);
      continue;
    }
    const message = `The severity of “${name}” cannot be changed: the build stops at it.`;
    const problem = rule ? { message, hint: "Delete this line." } : noSuchRule(name);
    const place = placeIn(settings, ["rules", name], "key");
    problems.push(new Diagnostic({ ...place, rule: LINT_COMMENT, ...problem }));
  }
  return { severities, problems };
}
