// wrong-value: values are among those that the schema allows.
import type { Rule } from "./support/rule.ts";

/**
 * Values are among those that the schema allows.
 *
 * @example Wrong: not in the list, empty, not an id, the same twice, not in one line
 * ```yaml data/tools/a.yml
 * name: A
 * status: unmaintaned
 * footnote: A is gone.
 * ```
 * ```yaml data/tools/b.yml
 * name: ""
 * ```
 * ```yaml data/tools/c.yml
 * name: C
 * replacement: The Other
 * ```
 * ```yaml data/tools/d.yml
 * name: D
 * aliases: [Delta, Delta]
 * ```
 * ```yaml data/tools/e.yml
 * name: |
 *   E
 *   for everybody
 * ```
 * ```text
 * data/tools/a.yml:2:9-2:20: error: `status` cannot be unmaintaned.
 *   hint: Did you mean “unmaintained”?
 * data/tools/b.yml:1:7-1:9: error: `name` is empty.
 *   hint: Fill it in.
 * data/tools/c.yml:2:14-2:23: error: `replacement` cannot be The Other.
 *   hint: The id (file name without .yml) of the tool to use instead. In kebab-case: the-other
 * data/tools/d.yml:2:18-2:23: error: `aliases` holds the same entry twice: Delta.
 *   hint: Entry 1 says it already.
 * data/tools/e.yml:1:7-4:1: error: `name` has a line break in it.
 *   hint: Write it in one line: E for everybody
 * ```
 *
 * @example Right
 * ```yaml data/tools/a.yml
 * name: A
 * status: unmaintained
 * footnote: A is no longer maintained.
 * ```
 */
export const wrongValue: Rule = {
  name: "wrong-value",
  severity: "error",
  foundBy: "build",
};
