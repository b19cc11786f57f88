// group-area: a group's frame holds its own nodes and groups, and no other.
import type { Rule } from "../lint/rule.ts";

/**
 * A group's frame holds its own nodes and groups, and no other.
 *
 * The frame runs around all cells of its members, so nothing else may stand among them.
 *
 * @example Wrong: a stranger
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
 *   queue  engine  store
 * groups:
 *   - {id: back, label: Back end}
 * nodes:
 *   - {id: queue, label: Queue, group: back}
 *   - {id: engine, label: Engine}
 *   - {id: store, label: Store, group: back}
 * ```
 * ```text
 * data/diagrams/acme.yml:9:10-9:16: error: “engine” stands inside the frame of “Back end” and is not of that group.
 *   hint: Move nodes in `grid` so that the group's own stand together, or add `group: back`.
 * ```
 *
 * @example Wrong: a group in itself
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
 *   - {id: back, label: Back end, group: back}
 * nodes:
 *   - {id: queue, label: Queue}
 *   - {id: engine, label: Engine, group: back}
 * ```
 * ```text
 * data/diagrams/acme.yml:6:40-6:44: error: The group “back” stands in itself.
 *   hint: Take `group` away from one of the groups that name each other.
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
 *   queue  engine  store
 * groups:
 *   - {id: back, label: Back end, group: all}
 *   - {id: all, label: All of it}
 * nodes:
 *   - {id: queue, label: Queue, group: all}
 *   - {id: engine, label: Engine, group: back}
 *   - {id: store, label: Store, group: back}
 * ```
 * ```text img/acme.svg
 * (a drawing)
 * ```
 */
export const groupArea: Rule = {
  name: "group-area",
  severity: "error",
  foundBy: "build",
};
