// A list with a link of every kind of place, and short names for what a run over it finds.

import { type Collected, collectLinks, type Place } from "../../scripts/links/collect.ts";
import { type LinkState, nextState } from "../../scripts/links/link-state.ts";
import type { Answer } from "../../scripts/links/web/answer.ts";
import type { Diagnostic } from "../../scripts/text/diagnostic.ts";
import type { Files } from "./lists.ts";

export const NOW = new Date("2026-11-24T04:23:00.000Z");

/** Each link is at one place, unless its name says so. */
export const EVERY_PLACE: Files = {
  "data/list.yml": "name: A list\nrepository: https://github.com/example/list\n",
  "data/components/transport.yml": "name: Transport\nemoji: 🚚\nposition: 0\npurposes: [Log shipping]\n",
  "data/tools/queue.yml": `# a queue
name: Queue # the name
url: 'https://example.org/single' # in single quotes
footnote: "Use [Table](https://example.org/footnote) \\u2013 or <https://example.org/autolink>, https://example.org/bare."
status: unmaintained
components: {transport: {description: 'See [it''s here](https://example.org/flow "a title").'}}
`,
  "data/tools/table.yml": `name: Table
url: "https://example.org/double"
`,
  "data/examples/acme.yml": `organisation: Acme
position: 0
technologies: [Queue, {text: Table}]
note: |
  > A quotation, and 🪵 [a link](https://example.org/block).

  ![A picture](https://example.org/image.png)
references:
  - {title: How we do it, url: https://example.org/reference, by: Ann Lee}
  - title: Both
    url: https://example.org/twice
`,
  "data/resources/guide.yml": `title: Guide
parts:
  - label: part 1
    url: >-
      https://example.org/folded
  - {label: part 2, url: https://example.org/twice}
description: >-
  Read [this][ref] first.

  [ref]: https://example.org/definition
`,
  "templates/README.md": `# A list

<a href="https://example.org/html?a=1&amp;b=2">HTML</a>, [mail](mailto:a@example.org), [here](#a-list), [file](LICENSE)
and [a link](https://example.org/template).

<!-- each tools -->
- [{name}]({url}){mark}

<!-- each examples -->
| # | Technologies | Note | References |
| --- | --- | --- | --- |
| {number} | • [{technologies.name}]({technologies.url}){technologies.mark} | {note} | 1. [{references.title}]({references.url}) |

<!-- each resources -->
- [{title}]({url}){: {description}} {[{parts.label}]({parts.url}), }

<!-- each notes -->
0. {target}{text}
`,
  "README.md":
    "# A list\n\nBy hand: [a link](https://example.org/by-hand), [the same](https://example.org/template).\n",
};

/** `FILE:LINE:COLUMN-LINE:COLUMN` */
export function placed({ file, range: { start, end } }: Pick<Diagnostic, "file" | "range">): string {
  return `${file}:${start.line}:${start.column}-${end.line}:${end.column}`;
}

/** The same of where a link is listed. */
export function listed({ file, range }: Place): string {
  return placed({ file, range: range() });
}

/** As a report tells it, without its code frame. */
export function told(diagnostic: Diagnostic): string {
  const { severity, reason, rule, note, related } = diagnostic;
  return [
    `${placed(diagnostic)}: ${severity}: ${reason} (${rule})`,
    ...(note ? [`  hint: ${note}`] : []),
    ...related.map((other) => `  see ${placed(other)}: ${other.message}`),
  ].join("\n");
}

export function collect(root: string): Promise<Collected> {
  return collectLinks(root, [root]);
}

/** What is known after one run that got these answers. */
export function statesFrom(answers: readonly Answer[], checked = NOW.toISOString()): Map<string, LinkState> {
  return new Map(answers.map((each) => [each.url, nextState(undefined, each, checked)]));
}
