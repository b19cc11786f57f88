// unknown-key: records have no keys that their schema does not know.
import type { Rule } from "./support/rule.ts";

/**
 * Records have no keys that their schema does not know.
 *
 * Mostly it is a slip of the fingers, and the nearest key is proposed. A key that is misspelt and therefore missing is one
 * mistake, reported here.
 *
 * @example Wrong: a transposition, and a required key misspelt
 * ```yaml data/tools/queue.yml
 * name: Queue
 * ulr: https://example.org/queue
 * ```
 * ```yaml data/tools/stream.yml
 * nmae: Stream
 * ```
 * ```text
 * data/tools/queue.yml:2:1-2:4: error: `ulr` is not a key that is known here.
 *   hint: Did you mean “url”?
 * data/tools/stream.yml:1:1-1:5: error: `nmae` is not a key that is known here.
 *   hint: Did you mean “name”?
 * ```
 *
 * @example Right
 * ```yaml data/tools/queue.yml
 * name: Queue
 * url: https://example.org/queue
 * ```
 */
export const unknownKey: Rule = {
  name: "unknown-key",
  severity: "error",
  foundBy: "build",
};
