// unprinted-entry: every record is on the page.
import type { Rule } from "../lint/rule.ts";

/**
 * Every record is on the page.
 *
 * A record counts as printed when the template prints it, a printed example names it, or a printed tool is replaced by it.
 *
 * @example Wrong
 * ```yaml data/tools/queue.yml
 * name: Queue
 * ```
 * ```md templates/README.md
 * # A list
 *
 * <!-- each examples -->
 * - {organisation}
 * ```
 * ```text
 * data/tools/queue.yml:1:1-1:1: error: Nothing prints this tool.
 *   hint: List it under a component (components: {COMPONENT-ID: {}}), or name it in an example.
 * ```
 *
 * @example Right
 * ```yaml data/tools/queue.yml
 * name: Queue
 * ```
 * ```md templates/README.md
 * # A list
 *
 * <!-- each tools -->
 * - {name}
 * ```
 */
export const unprintedEntry: Rule = {
  name: "unprinted-entry",
  severity: "error",
  foundBy: "build",
};
