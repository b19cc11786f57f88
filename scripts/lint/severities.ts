// The severities that data/list.yml gives to rules.
import type { Settings } from "../record/settings.ts";
import { locate } from "../record/yaml.ts";
import { lintComment } from "../rules/lint-comment.ts";
import type { Rule } from "../rules/support/rule.ts";
import { Diagnostic, type Severity } from "../text/diagnostic.ts";
import { didYouMean } from "../text/did-you-mean.ts";

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
  const names = rules.map(({ name }) => name);
  for (const [name, severity] of settings.rules) {
    const report = (message: string, hint: string): void => {
      const range = locate(settings.source, ["rules", name], "key");
      const place = { file: settings.file, range, pointer: `/rules/${name}` };
      problems.push(new Diagnostic({ ...place, rule: lintComment.name, message, hint }));
    };
    if (!names.includes(name)) {
      report(`There is no rule “${name}”.`, didYouMean(name, names) ?? "npm run lint -- --explain lists all.");
    } else if (rules.some((rule) => rule.name === name && rule.isNeeded)) {
      report(`The severity of “${name}” cannot be changed: the build stops at it.`, "Delete this line.");
    } else {
      severities.set(name, severity);
    }
  }
  return { severities, problems };
}
