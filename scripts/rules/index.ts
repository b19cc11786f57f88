// All rules by name: those of this folder, and those whose findings the build reports.
import { compare } from "../text/compare.ts";
import type { Severity } from "../text/diagnostic.ts";
import * as exported from "./exports.ts";
import { BUILD_RULES, EXPLAINED } from "./support/build-rules.ts";
import type { NamedRule, Rule } from "./support/rule.ts";

export const RULES: readonly NamedRule[] = [
  ...Object.entries<Rule>(exported).map(([name, rule]) => ({ ...rule, name: kebabCase(name) })),
  ...Object.values(BUILD_RULES)
    .flatMap(Object.entries<Severity>)
    .map(([name, severity]): NamedRule => {
      return { name, severity, isNeeded: severity === "error", explains: EXPLAINED[name] ?? [] };
    }),
].sort((a, b) => compare(a.name, b.name));

/** `imageAlt` → `image-alt` */
function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}
