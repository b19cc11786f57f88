// duplicate-id: no two nodes or groups of a diagram have the same id.
import type { Rule } from "./support/rule.ts";

/**
 * No two nodes or groups of a diagram have the same id.
 *
 * The grid and the edges name them by it.
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
 *   - {id: queue, label: Queue}
 *   - {id: engine, label: Engine}
 *   - {id: queue, label: Second queue}
 * ```
 * ```text
 * data/diagrams/acme.yml:8:10-8:15: error: Two nodes or groups of this diagram have the id “queue”.
 *   hint: Give one of them another id: the grid and the edges name them by it.
 *   see data/diagrams/acme.yml:6:10-6:15: “queue” is first used here
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
 *   queue  engine  queue-2
 * nodes:
 *   - {id: queue, label: Queue}
 *   - {id: engine, label: Engine}
 *   - {id: queue-2, label: Queue}
 * ```
 * ```text img/acme.svg
 * (a drawing)
 * ```
 */
export const duplicateId: Rule = {
  name: "duplicate-id",
  severity: "error",
  foundBy: "build",
};
