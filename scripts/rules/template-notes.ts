// template-notes: a page with footnote marks prints the notes, once and by themselves.
import type { Rule } from "./support/rule.ts";

/**
 * A page with footnote marks prints the notes, once and by themselves.
 *
 * @example Wrong: marks without notes
 * ```yaml data/tools/queue.yml
 * name: Queue
 * status: unmaintained
 * footnote: Queue is no longer maintained.
 * ```
 * ```md templates/README.md
 * # A list
 *
 * <!-- each tools -->
 * - {name}{mark}
 * ```
 * ```text
 * templates/README.md:1:1-1:1: error: The page has footnote marks, and the template does not print the notes.
 *   hint: Add:  <!-- each notes -->  and below it  0. {target}{text}
 * ```
 *
 * @example Right
 * ```yaml data/tools/queue.yml
 * name: Queue
 * status: unmaintained
 * footnote: Queue is no longer maintained.
 * ```
 * ```md templates/README.md
 * # A list
 *
 * <!-- each tools -->
 * - {name}{mark}
 *
 * <!-- each notes -->
 * 0. {target}{text}
 * ```
 */
export const templateNotes: Rule = {
  name: "template-notes",
  severity: "error",
  foundBy: "build",
};
