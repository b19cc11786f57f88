// unprinted-entry: every record is on the page.
import type { Rule } from "./support/rule.ts";

/**
 * Every record is on the page.
 *
 * A record counts as printed when the template prints it, a printed example names it, or a printed tool is replaced by it. The
 * drawing of a diagram is on the page itself, mostly by `{diagram}` in the row of its example, and `{pipeline}` prints all
 * components.
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
 * @example Wrong: a drawing that its example is printed without
 * ```yaml data/examples/acme.yml
 * organisation: Acme
 * position: 0
 * technologies: [{text: Queues}]
 * diagram: [acme]
 * references:
 *   - title: How we queue
 *     url: https://example.org/queues
 * ```
 * ```yaml data/diagrams/acme.yml
 * title: Acme
 * alt: Alerts flow from the queue to the engine.
 * grid: queue engine
 * nodes:
 *   - {id: queue, label: Queue}
 *   - {id: engine, label: Engine}
 * ```
 * ```text img/acme.svg
 * (a drawing)
 * ```
 * ```md templates/README.md
 * # A list
 *
 * <!-- each examples -->
 * - {organisation}
 * ```
 * ```text
 * data/diagrams/acme.yml:1:1-1:1: error: Nothing prints this diagram.
 *   hint: An example names it, and the template prints that without {diagram}: add this to its row.
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
