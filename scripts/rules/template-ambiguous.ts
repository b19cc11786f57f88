// template-ambiguous: a row can be read back: what ends a field does not occur in it.
import type { Rule } from "./support/rule.ts";

/**
 * A row can be read back: the text that ends a field cannot occur in it.
 *
 * An edited row of the page is to become fields again. In front of a group that may be missing, a field needs a `pattern` in
 * its schema that excludes the group's first text. The page is built all the same.
 *
 * @example Wrong: an organisation may have parentheses itself
 * ```md templates/README.md
 * # A list
 *
 * <!-- each examples -->
 * | Who |
 * | --- |
 * | {organisation}{ ({note})} |
 * ```
 * ```text
 * templates/README.md:6:3-6:17: warning: “organisation” may itself hold “ (”, with which the group behind it starts, so the row could not be read back.
 *   hint: Say in its schema that it does not: "pattern": "^[^(\\n\\r\\u2028\\u2029]*$"
 * ```
 *
 * @example Right: the field ends with the cell
 * ```md templates/README.md
 * # A list
 *
 * <!-- each examples -->
 * | Who | Note |
 * | --- | --- |
 * | {organisation} | {note} |
 * ```
 */
export const templateAmbiguous: Rule = {
  name: "template-ambiguous",
  severity: "warning",
  foundBy: "build",
};
