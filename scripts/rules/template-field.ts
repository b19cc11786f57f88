// template-field: a template's fields and paths are in the schemas.
import type { Rule } from "./support/rule.ts";

/**
 * A template's fields and paths are in the schemas.
 *
 * A field that no schema has would print nothing, and nobody would see what is missing.
 *
 * @example Wrong: a misspelt field, a list that is not repeated, a path to nowhere
 * ```md templates/README.md
 * # A list
 *
 * <!-- each tools -->
 * - [{nmae}]({url})
 *
 * <!-- each resources -->
 * - {parts}
 *
 * <!-- each toolz -->
 * - {name}
 * ```
 * ```text
 * templates/README.md:4:4-4:10: error: No schema has a field “nmae” here.
 *   hint: Did you mean “name”?
 * templates/README.md:7:3-7:10: error: “parts” is a list.
 *   hint: Repeat it in braces of its own, with what stands between two: {{parts}, }
 * templates/README.md:9:1-9:20: error: “toolz” is not a list of records.
 *   hint: Did you mean “tools”?
 * ```
 *
 * @example Right
 * ```md templates/README.md
 * # A list
 *
 * <!-- each tools -->
 * - [{name}]({url}){ ({{aliases}, })}
 * ```
 */
export const templateField: Rule = {
  name: "template-field",
  severity: "error",
  foundBy: "build",
};
