// text-fit: a drawing and its texts fit into 600 pixels.
import type { Rule } from "./support/rule.ts";

/**
 * A drawing and its texts fit into 600 pixels.
 *
 * A page on GitHub shows no table's cell wider than that, and makes what is wider smaller, with its letters. Lines end at blanks
 * by themselves, in long words behind hyphens and slashes.
 *
 * @example Wrong: a word
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
 *   - {id: queue, label: Queueingqueueingqueueingqueueingqueueingqueueingqueueingqueueingqueueing}
 *   - {id: engine, label: Engine}
 * ```
 * ```text
 * data/diagrams/acme.yml:6:24-6:96: error: “Queueingqueueingqueueingqueueingqueuein…” does not fit: the drawing would be more than 600 pixels wide.
 *   hint: Shorten it. A line ends at a blank, and a long word behind a hyphen or a slash.
 * ```
 *
 * @example Wrong: too many columns
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
 *   queue . . . . . . . . . . . . . . engine
 * nodes:
 *   - {id: queue, label: Queue}
 *   - {id: engine, label: Engine}
 * ```
 * ```text
 * data/diagrams/acme.yml:3:7-5:1: error: 16 columns are too many: 600 pixels is the most that a page shows well.
 *   hint: Put some of it into another row; a drawing may be as high as it needs.
 * ```
 *
 * @example Wrong: a title
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
 *   - {id: back, label: Queueingqueueingqueueingqueueing}
 * nodes:
 *   - {id: queue, label: Queue}
 *   - {id: engine, label: Engine, group: back}
 * ```
 * ```text
 * data/diagrams/acme.yml:6:23-6:55: error: “Queueingqueueingqueueingqueueing” does not fit into the frame.
 *   hint: Shorten it, or give the group more columns in `grid`.
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
 *   - {id: queue, label: Queueing queueing queueing queueing queueing queueing queueing queueing queueing queueing}
 *   - {id: engine, label: Engine}
 * ```
 * ```text img/acme.svg
 * (a drawing)
 * ```
 */
export const textFit: Rule = {
  name: "text-fit",
  severity: "error",
  foundBy: "build",
};
