// unknown-component: a component that is named exists.
import type { Rule } from "./support/rule.ts";

/**
 * A component that is named exists.
 *
 * Whether the stage of a diagram's node is a component of its tool's record is not asked: in one pipeline, a tool may do
 * what the list does not have it for.
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
 *   transprot: {purposes: [Log shipping]}
 * ```
 * ```text
 * data/tools/queue.yml:3:3-3:12: error: There is no component “transprot”.
 *   hint: Did you mean “transport”?
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
 *   transport: {purposes: [Log shipping]}
 * ```
 */
export const unknownComponent: Rule = {
  name: "unknown-component",
  severity: "error",
  foundBy: "build",
};
