// component-heading: a component that is linked to has a heading of its name.
import type { Rule } from "./support/rule.ts";

/**
 * A component that is linked to has a heading of its name.
 *
 * The contents link to `#{anchor}`, which GitHub makes from the heading's text. When the two texts differ, the link leads
 * nowhere.
 *
 * @example Wrong
 * ```yaml data/components/transport.yml
 * name: Transport
 * emoji: 🚚
 * position: 0
 * ```
 * ```yaml data/tools/queue.yml
 * name: Queue
 * components: {transport: {}}
 * ```
 * ```md templates/README.md
 * # A list
 *
 * <!-- each components -->
 * - [{name}](#{anchor})
 *
 * ## Transports
 *
 * <!-- each components.transport.tools -->
 * - {name}
 * ```
 * ```text
 * data/components/transport.yml:1:7-1:16: error: The table of contents links to “Transport”, and no heading on the page reads so.
 *   hint: A component's name and its heading in the template are the same text. A heading goes when nothing stands under it: list a tool.
 * ```
 *
 * @example Right
 * ```yaml data/components/transport.yml
 * name: Transport
 * emoji: 🚚
 * position: 0
 * ```
 * ```yaml data/tools/queue.yml
 * name: Queue
 * components: {transport: {}}
 * ```
 * ```md templates/README.md
 * # A list
 *
 * <!-- each components -->
 * - [{name}](#{anchor})
 *
 * ## Transport
 *
 * <!-- each components.transport.tools -->
 * - {name}
 * ```
 */
export const componentHeading: Rule = {
  name: "component-heading",
  severity: "error",
  foundBy: "build",
};
