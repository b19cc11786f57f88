// unknown-purpose: a tool's purposes are those that the component declares.
import type { Rule } from "./support/rule.ts";

/**
 * A tool's purposes are those that the component declares, word for word.
 *
 * Rows are ordered by the order of the component's purposes, and two spellings of one purpose would be two groups.
 *
 * @example Wrong
 * ```yaml data/components/transport.yml
 * name: Transport
 * emoji: 🚚
 * position: 0
 * purposes: [Log shipping, Stream processing]
 * ```
 * ```md templates/README.md
 * # A list
 *
 * ## Transport
 *
 * <!-- each components.transport.tools -->
 * - [{name}]({url}): {{purposes}, }
 * ```
 * ```yaml data/tools/queue.yml
 * name: Queue
 * components:
 *   transport: {purposes: [Stream procesing]}
 * ```
 * ```text
 * data/tools/queue.yml:3:26-3:42: error: “Stream procesing” is not a purpose of Transport.
 *   hint: Did you mean “Stream processing”?
 * ```
 *
 * @example Right
 * ```yaml data/components/transport.yml
 * name: Transport
 * emoji: 🚚
 * position: 0
 * purposes: [Log shipping, Stream processing]
 * ```
 * ```md templates/README.md
 * # A list
 *
 * ## Transport
 *
 * <!-- each components.transport.tools -->
 * - [{name}]({url}): {{purposes}, }
 * ```
 * ```yaml data/tools/queue.yml
 * name: Queue
 * components:
 *   transport: {purposes: [Stream processing]}
 * ```
 */
export const unknownPurpose: Rule = {
  name: "unknown-purpose",
  severity: "error",
  foundBy: "build",
};
