// edge-route: an edge leads from one node or group to another, once.
import type { Rule } from "./support/rule.ts";

/**
 * An edge leads from one node or group to another, which stands outside of it, and does so once.
 *
 * Every other edge finds a way by itself: around boxes, through gutters between the cells.
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
 * groups:
 *   - {id: back, label: Back end}
 * nodes:
 *   - {id: queue, label: Queue}
 *   - {id: engine, label: Engine, group: back}
 * edges:
 *   - {from: queue, to: queue}
 *   - {from: engine, to: back}
 * ```
 * ```text
 * data/diagrams/acme.yml:11:23-11:28: error: This edge leads from “queue” to itself.
 *   hint: An edge leads from one node or group to another one that stands outside of it.
 * data/diagrams/acme.yml:12:24-12:28: error: “engine” stands in “back”, so no edge can lead there.
 *   hint: An edge leads from one node or group to another one that stands outside of it.
 * ```
 *
 * @example Wrong: the same edge twice
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
 * edges:
 *   - {from: queue, to: engine}
 *   - {from: queue, to: engine, label: calls}
 *   - {from: engine, to: queue}
 *   - {from: queue, to: engine, dashed: true}
 * ```
 * ```text
 * data/diagrams/acme.yml:12:23-12:29: error: There is an edge from “queue” to “engine” already.
 *   hint: Delete one of them, or say by a `label` how they differ.
 *   see data/diagrams/acme.yml:9:23-9:29: “queue” leads to “engine” here
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
 *   - {from: queue, to: engine}
 *   - {from: back, to: queue}
 * ```
 * ```text img/acme.svg
 * (a drawing)
 * ```
 */
export const edgeRoute: Rule = {
  name: "edge-route",
  severity: "error",
  foundBy: "build",
};
