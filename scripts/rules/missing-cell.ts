// missing-cell: every node of a diagram has its cells in the grid, every group its nodes.
import type { Rule } from "./support/rule.ts";

/**
 * Every node of a diagram has its cells in the grid, every group its nodes.
 *
 * @example Wrong: a node
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
 *   queue  .
 * nodes:
 *   - {id: queue, label: Queue}
 *   - {id: engine, label: Engine}
 * ```
 * ```text
 * data/diagrams/acme.yml:7:10-7:16: error: The grid has no cell for “engine”.
 *   hint: Name it in `grid`.
 * ```
 *
 * @example Wrong: a group
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
 * groups:
 *   - {id: back, label: Back end}
 * nodes:
 *   - {id: queue, label: Queue}
 *   - {id: engine, label: Engine}
 * ```
 * ```text
 * data/diagrams/acme.yml:6:10-6:14: error: The group “back” is empty.
 *   hint: Name it in the nodes that stand in it: group: back
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
 * ```yaml data/diagrams/acme.yml
 * title: Acme
 * alt: Alerts flow from the queue to the engine.
 * grid: |
 *   queue  engine
 * nodes:
 *   - {id: queue, label: Queue}
 *   - {id: engine, label: Engine}
 * ```
 * ```text img/acme.svg
 * (a drawing)
 * ```
 */
export const missingCell: Rule = {
  name: "missing-cell",
  severity: "error",
  foundBy: "build",
};
