// All rules by name: those of this folder, and those whose findings the build reports.
import { compare } from "../text/compare.ts";
import type { Severity } from "../text/diagnostic.ts";
import * as exported from "./exports.ts";
import { BUILD_RULES, EXPLAINED } from "./support/reported-by-build.ts";
import type { NamedRule, Rule } from "./support/rule.ts";

export const RULES: readonly NamedRule[] = [
  ...Object.entries<Rule>(exported).map(([name, rule]) => ({ ...rule, name: kebabCase(name) })),
  ...Object.values(BUILD_RULES)
    .flatMap(Object.entries<Severity>)
    .map(([name, severity]): NamedRule => {
      return { name, severity, isNeeded: severity === "error", explains: EXPLAINED[name] ?? [] };
    }),
].sort((a, b) => compare(a.name, b.name));

type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : "";

/** Of a rule of this folder. */
type RuleName = Kebab<keyof typeof exported>;

// Other folders know of these.
export const LINT_COMMENT: RuleName = "lint-comment";
export const MERGE_CONFLICT: RuleName = "merge-conflict";
export const PAGE_EDITED: RuleName = "page-edited";

/** `imageAlt` → `image-alt` */
function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}
