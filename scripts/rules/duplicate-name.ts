// duplicate-name: a name or alias belongs to one tool.
import type { Rule } from "./support/rule.ts";

/**
 * A name or alias belongs to one tool, and a component's name to one component.
 *
 * Examples name tools by name or alias, so two tools of one name could not be told apart. The same tool under two records is
 * often found by its URL: see duplicate-tool.
 *
 * @example Wrong
 * ```yaml data/tools/queue.yml
 * name: Queue
 * aliases: [MQ]
 * ```
 * ```yaml data/tools/mq.yml
 * name: MQ
 * ```
 * ```text
 * data/tools/queue.yml:2:11-2:13: error: Two tools are called “MQ”.
 *   hint: If they are the same tool, keep one record; if not, give this one a name of its own.
 *   see data/tools/mq.yml:1:7-1:9: “MQ” is first listed here
 * ```
 *
 * @example Right
 * ```yaml data/tools/queue.yml
 * name: Queue
 * aliases: [MQ]
 * ```
 * ```yaml data/tools/stream.yml
 * name: Stream
 * ```
 */
export const duplicateName: Rule = {
  name: "duplicate-name",
  severity: "error",
  foundBy: "build",
};
