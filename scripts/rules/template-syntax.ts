// template-syntax: a template's braces and comments can be read.
import type { Rule } from "./support/rule.ts";

/**
 * A template's braces and `each` comments can be read.
 *
 * @example Wrong: a brace that is not closed
 * ```md templates/README.md
 * # {list.name
 * ```
 * ```text
 * templates/README.md:1:12-1:13: error: A “{” is opened and not closed before this.
 *   hint: Close it with “}”, or write \{ for a literal brace.
 * ```
 *
 * @example Wrong: an “each” without a prototype
 * ```md templates/README.md
 * # A list
 *
 * <!-- each tools -->
 *
 * A paragraph.
 * ```
 * ```text
 * templates/README.md:3:1-3:20: error: “each” repeats the table, list or heading that follows it, and there is none.
 * ```
 *
 * @example Right
 * ```md templates/README.md
 * # {list.name}
 *
 * <!-- each tools -->
 * - {name}
 *
 * A literal \{ and [the repository]({list.repository}).
 * ```
 */
export const templateSyntax: Rule = {
  name: "template-syntax",
  severity: "error",
  foundBy: "build",
};
