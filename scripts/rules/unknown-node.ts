// unknown-node: what a diagram names is one of its nodes or groups.
import type { Rule } from "./support/rule.ts";

/**
 * What a diagram names is one of its nodes or groups.
 *
 * The grid names nodes, edges name nodes or groups, and `group` names a group, each by the `id`.
 *
 * @example Wrong: in the grid
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
 *   queue  engin
 * nodes:
 *   - {id: queue, label: Queue}
 *   - {id: engine, label: Engine}
 * ```
 * ```text
 * data/diagrams/acme.yml:4:10-4:15: error: There is no node “engin”.
 *   hint: Did you mean “engine”?
 * ```
 *
 * @example Wrong: elsewhere
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
 *   - {id: engine, label: Engine, group: bakc}
 * edges:
 *   - {from: quueue, to: alerts}
 * ```
 * ```text
 * data/diagrams/acme.yml:9:40-9:44: error: There is no group “bakc”.
 *   hint: Did you mean “back”?
 * data/diagrams/acme.yml:11:12-11:18: error: There is no node or group “quueue”.
 *   hint: Did you mean “queue”?
 * data/diagrams/acme.yml:11:24-11:30: error: There is no node or group “alerts”.
 *   hint: Nodes: queue, engine. Groups: back.
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
 * groups:
 *   - {id: back, label: Back end}
 * nodes:
 *   - {id: queue, label: Queue}
 *   - {id: engine, label: Engine, group: back}
 * edges:
 *   - {from: queue, to: back}
 * ```
 * ```text img/acme.svg
 * (a drawing)
 * ```
 */
export const unknownNode: Rule = {
  name: "unknown-node",
  severity: "error",
  foundBy: "build",
};
