// wrong-type: values are of the type that the schema asks for.
import type { Rule } from "./support/rule.ts";

/**
 * Values are of the type that the schema asks for: text, a number, true or false, a list, or a block of keys.
 *
 * YAML reads `1.10` as the number 1.1. Text that looks like a number, a date or a truth value goes in quotes, and `--fix`
 * puts it there.
 *
 * @example Wrong: a list of lines
 * ```yaml data/diagrams/acme.yml
 * title: Acme
 * alt: Alerts flow from the queue to the engine.
 * grid:
 *   - queue engine
 * nodes: [{id: queue, label: Queue}, {id: engine, label: Engine}]
 * ```
 * ```text
 * data/diagrams/acme.yml:4:3-5:1: error: `grid` must be text of several lines, not a list.
 *   hint: Take away the dashes or brackets, and write `grid: |` above the lines.
 * ```
 *
 * @example Wrong: a number, one value where a list is wanted, no value
 * ```yaml data/tools/a.yml
 * name: 1.10
 * ```
 * ```yaml data/tools/b.yml
 * name: B
 * aliases: Beta
 * ```
 * ```yaml data/tools/c.yml
 * name: C
 * url:
 * ```
 * ```text
 * data/tools/a.yml:1:7-1:11: error: `name` must be text, and YAML reads this as the number 1.1.
 *   hint: Put it in double quotes.
 * data/tools/b.yml:2:10-2:14: error: `aliases` must be a list.
 *   hint: Write it in brackets: [Beta]
 * data/tools/c.yml:2:1-2:4: error: `url` has no value.
 *   hint: For example: https://github.com/vectordotdev/vector
 * ```
 * ```yaml data/tools/a.yml fixed
 * name: "1.10"
 * ```
 *
 * @example Right
 * ```yaml data/tools/1-10.yml
 * name: "1.10"
 * aliases: [One]
 * ```
 */
export const wrongType: Rule = {
  name: "wrong-type",
  severity: "error",
  foundBy: "build",
};
