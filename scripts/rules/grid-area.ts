// grid-area: the rows of a grid are equally long, and each node fills a rectangle.
import type { Rule } from "./support/rule.ts";

/**
 * The rows of a grid are equally long, and each node fills a rectangle.
 *
 * A node may be named in several cells; together these make a rectangle, as in `grid-template-areas` of CSS.
 * YAML keeps lines apart below `grid: |` alone: it folds others into one.
 *
 * @example Wrong: not a rectangle
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
 *   queue  queue
 *   queue  engine
 * nodes:
 *   - {id: queue, label: Queue}
 *   - {id: engine, label: Engine}
 * ```
 * ```text
 * data/diagrams/acme.yml:5:3-5:8: error: The cells of “queue” do not make a rectangle.
 *   hint: A node fills neighbouring cells, as many in each row. Give another node another id.
 * ```
 *
 * @example Wrong: a row is too short
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
 *   queue  .  engine
 *   .      .
 * nodes:
 *   - {id: queue, label: Queue}
 *   - {id: engine, label: Engine}
 * ```
 * ```text
 * data/diagrams/acme.yml:5:3-5:11: error: This row has 2 cells, and another one 3.
 *   hint: Write a dot for each empty cell.
 * ```
 *
 * @example Wrong: no block of text
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
 * grid:
 *   queue   .
 *   engine  .
 * nodes:
 *   - {id: queue, label: Queue}
 *   - {id: engine, label: Engine}
 * ```
 * ```text
 * data/diagrams/acme.yml:4:3-5:12: error: YAML reads the lines of this grid as one row.
 *   hint: Write `grid: |` above them, and each line is a row.
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
 *   queue  .
 * nodes:
 *   - {id: queue, label: Queue}
 *   - {id: engine, label: Engine}
 * ```
 * ```text img/acme.svg
 * (a drawing)
 * ```
 */
export const gridArea: Rule = {
  name: "grid-area",
  severity: "error",
  foundBy: "build",
};
