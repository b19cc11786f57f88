// node-label: a node says something: a tool's name or a label.
import type { Rule } from "./support/rule.ts";

/**
 * A node says something: a tool's name or a label.
 *
 * `tool` is the name or an alias of a tool of the list, so that it is counted and gets its footnote mark; `label` is any text,
 * and is shown instead of the name where a node has both. What a thick border (`highlight: true`) means is said once, by the
 * diagram's own `highlight`.
 *
 * @example Wrong
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
 * grid: |
 *   queue  engine
 * nodes:
 *   - {id: queue}
 *   - {id: engine, label: Engine}
 * ```
 * ```text
 * data/diagrams/acme.yml:6:5-6:16: error: The node “queue” has neither a tool nor a label.
 *   hint: Add `tool: NAME` for a tool of the list, or `label: TEXT`.
 * ```
 *
 * @example Wrong: a thick border that the legend does not explain
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
 *   - {id: queue, label: Queue, highlight: true}
 *   - {id: engine, label: Engine}
 * ```
 * ```text
 * data/diagrams/acme.yml:5:42-5:46: error: Nothing says what the thick border of “queue” means.
 *   hint: Add a line to the diagram, for its legend: highlight: Strategic data collection point
 * ```
 *
 * @example Right
 * ```yaml data/examples/acme.yml
 * organisation: Acme
 * position: 0
 * technologies: [{text: Queues}]
 * diagram: [acme]
 * references:
 *   - title: How we queue
 *     url: https://example.org/queues
 * ```
 * ```yaml data/tools/big-wheel.yml
 * name: Big Wheel
 * aliases: [Wheel]
 * ```
 * ```yaml data/diagrams/acme.yml
 * title: Acme
 * alt: Alerts flow from the queue to the engine.
 * grid: |
 *   queue  engine
 * nodes:
 *   - {id: queue, label: Queue}
 *   - {id: engine, tool: Wheel}
 * ```
 * ```text img/acme.svg
 * (a drawing)
 * ```
 */
export const nodeLabel: Rule = {
  name: "node-label",
  severity: "error",
  foundBy: "build",
};
