// unknown-diagram: a diagram that an example names exists.
import type { Rule } from "./support/rule.ts";

/**
 * A diagram that an example names exists.
 *
 * `diagram: [acme]` shows the drawing of `data/diagrams/acme.yml`. An image that was made elsewhere says `file:` and `alt:`.
 *
 * @example Wrong
 * ```yaml data/examples/acme.yml
 * organisation: Acme
 * position: 0
 * technologies: [{text: Queues}]
 * diagram: [acme, Acem]
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
 * ```text
 * data/examples/acme.yml:4:17-4:21: error: There is no diagram “Acem”.
 *   hint: Did you mean “acme”?
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
export const unknownDiagram: Rule = {
  name: "unknown-diagram",
  severity: "error",
  foundBy: "build",
};
