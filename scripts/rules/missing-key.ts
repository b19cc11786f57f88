// missing-key: records have the keys that their schema requires.
import type { Rule } from "./support/rule.ts";

/**
 * Records have the keys that their schema requires.
 *
 * A key that is only misspelt is one mistake, and unknown-key names it.
 *
 * @example Wrong
 * ```yaml data/tools/queue.yml
 * url: https://example.org/queue
 * ```
 * ```text
 * data/tools/queue.yml:1:1-2:1: error: This record has no `name`.
 *   hint: Add a line such as: name: Vector
 * ```
 *
 * @example Right
 * ```yaml data/tools/queue.yml
 * name: Queue
 * url: https://example.org/queue
 * ```
 */
export const missingKey: Rule = {
  name: "missing-key",
  severity: "error",
  foundBy: "build",
};
