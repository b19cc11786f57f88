// group-area: a group's frame holds its own nodes and groups, and no other.
import type { Rule } from "./support/rule.ts";

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
 * @example Wrong: two groups across each other
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
 *   queue  engine  store  search
 * groups:
 *   - {id: front, label: Front end}
 *   - {id: back, label: Back end}
 * nodes:
 *   - {id: queue, label: Queue, group: front}
 *   - {id: engine, label: Engine, group: back}
 *   - {id: store, label: Store, group: front}
 *   - {id: search, label: Search, group: back}
 * ```
 * ```text
 * data/diagrams/acme.yml:7:10-7:14: error: The frames of “Front end” and “Back end” overlap.
 *   hint: Move nodes in `grid`, or name one of the groups as the `group` of the other.
 * ```
 *
 * @example Wrong: a stranger in a group that stands in another
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
 *   queue  engine  store  search
 * groups:
 *   - {id: all, label: All of it}
 *   - {id: back, label: Back end, group: all}
 * nodes:
 *   - {id: queue, label: Queue, group: back}
 *   - {id: engine, label: Engine}
 *   - {id: store, label: Store, group: back}
 *   - {id: search, label: Search, group: all}
 * ```
 * ```text
 * data/diagrams/acme.yml:10:10-10:16: error: “engine” stands inside the frame of “Back end” and is not of that group.
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
