// The documentation of the rules about diagrams, whose findings are reported while a drawing is planned.
import type { RuleMeta } from "../text/rule-meta.ts";

/** How all examples begin. */
const ACME = `~~~yaml data/diagrams/acme.yml
title: Acme
alt: Alerts flow from the queue to the engine.`;

export const DRAWING_RULES: readonly RuleMeta[] = [
  {
    name: "duplicate-id",
    severity: "error",
    summary: "No two nodes or groups of a diagram have the same id.",
    docs: `
The grid and the edges name them by it.

### Wrong

${ACME}
grid: queue engine
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine}, {id: queue, label: Second queue}]
~~~
~~~text
data/diagrams/acme.yml:4:70-4:75: error: Two nodes or groups of this diagram have the id “queue”.
  hint: Give one of them another id: the grid and the edges name them by it.
  see data/diagrams/acme.yml:4:14-4:19: “queue” is first used here
~~~

### Right

${ACME}
grid: |
  queue  engine  queue-2
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine}, {id: queue-2, label: Queue}]
~~~
`,
  },
  {
    name: "edge-route",
    severity: "error",
    summary: "An edge leads from one node or group to another, which stands outside of it, and does so once.",
    docs: `
Every other edge finds a way by itself: around boxes, through gutters between the cells.

### Wrong

${ACME}
grid: queue engine
groups:
  - {id: back, label: Back end}
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine, group: back}]
edges:
  - {from: queue, to: queue}
  - {from: engine, to: back}
~~~
~~~text
data/diagrams/acme.yml:8:23-8:28: error: This edge leads from “queue” to itself.
  hint: An edge leads from one node or group to another one that stands outside of it.
data/diagrams/acme.yml:9:24-9:28: error: “engine” stands in “back”, so no edge can lead there.
  hint: An edge leads from one node or group to another one that stands outside of it.
~~~

### Wrong: the same edge twice

${ACME}
grid: queue engine
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine}]
edges:
  - {from: queue, to: engine}
  - {from: queue, to: engine, label: calls}
  - {from: engine, to: queue}
  - {from: queue, to: engine, dashed: true}
~~~
~~~text
data/diagrams/acme.yml:9:23-9:29: error: There is an edge from “queue” to “engine” already.
  hint: Delete one of them, or say by a \`label\` how they differ.
  see data/diagrams/acme.yml:6:23-6:29: “queue” leads to “engine” here
~~~

### Right

${ACME}
grid: queue engine
groups:
  - {id: back, label: Back end}
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine, group: back}]
edges:
  - {from: queue, to: engine}
  - {from: back, to: queue}
~~~
`,
  },
  {
    name: "grid-area",
    severity: "error",
    summary: "The rows of a grid are equally long, and each node fills a rectangle.",
    docs: `
A node may be named in several cells; together these make a rectangle, as in \`grid-template-areas\` of CSS.
YAML keeps lines apart below \`grid: |\` alone: it folds others into one.

### Wrong: not a rectangle

${ACME}
grid: |
  queue  queue
  queue  engine
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine}]
~~~
~~~text
data/diagrams/acme.yml:5:3-5:8: error: The cells of “queue” do not make a rectangle.
  hint: A node fills neighbouring cells, as many in each row. Give another node another id.
~~~

### Wrong: a row is too short

${ACME}
grid: |
  queue  .  engine
  .      .
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine}]
~~~
~~~text
data/diagrams/acme.yml:5:3-5:11: error: This row has 2 cells, and another one 3.
  hint: Write a dot for each empty cell.
~~~

### Wrong: no block of text

${ACME}
grid:
  queue   .
  engine  .
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine}]
~~~
~~~text
data/diagrams/acme.yml:4:3-5:12: error: YAML reads the lines of this grid as one row.
  hint: Write \`grid: |\` above them, and each line is a row.
~~~

### Right

${ACME}
grid: |
  queue  engine
  queue  .
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine}]
~~~
`,
  },
  {
    name: "group-area",
    severity: "error",
    summary: "A group's frame holds its own nodes and groups, and no other.",
    docs: `
The frame runs around all cells of its members, so nothing else may stand among them.

### Wrong: a stranger

${ACME}
grid: |
  queue  engine  store
groups:
  - {id: back, label: Back end}
nodes:
  - {id: queue, label: Queue, group: back}
  - {id: engine, label: Engine}
  - {id: store, label: Store, group: back}
~~~
~~~text
data/diagrams/acme.yml:9:10-9:16: error: “engine” stands inside the frame of “Back end” and is not of that group.
  hint: Move nodes in \`grid\` so that the group's own stand together, or add \`group: back\`.
~~~

### Wrong: two groups across each other

${ACME}
grid: |
  queue  engine  store  search
groups:
  - {id: front, label: Front end}
  - {id: back, label: Back end}
nodes:
  - {id: queue, label: Queue, group: front}
  - {id: engine, label: Engine, group: back}
  - {id: store, label: Store, group: front}
  - {id: search, label: Search, group: back}
~~~
~~~text
data/diagrams/acme.yml:7:10-7:14: error: The frames of “Front end” and “Back end” overlap.
  hint: Move nodes in \`grid\`, or name one of the groups as the \`group\` of the other.
~~~

### Wrong: a stranger in a group that stands in another

${ACME}
grid: |
  queue  engine  store  search
groups:
  - {id: all, label: All of it}
  - {id: back, label: Back end, group: all}
nodes:
  - {id: queue, label: Queue, group: back}
  - {id: engine, label: Engine}
  - {id: store, label: Store, group: back}
  - {id: search, label: Search, group: all}
~~~
~~~text
data/diagrams/acme.yml:10:10-10:16: error: “engine” stands inside the frame of “Back end” and is not of that group.
  hint: Move nodes in \`grid\` so that the group's own stand together, or add \`group: back\`.
~~~

### Wrong: a group in itself

${ACME}
grid: queue engine
groups:
  - {id: back, label: Back end, group: back}
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine, group: back}]
~~~
~~~text
data/diagrams/acme.yml:5:40-5:44: error: The group “back” stands in itself.
  hint: Take \`group\` away from one of the groups that name each other.
~~~

### Right

${ACME}
grid: |
  queue  engine  store
groups:
  - {id: back, label: Back end, group: all}
  - {id: all, label: All of it}
nodes:
  - {id: queue, label: Queue, group: all}
  - {id: engine, label: Engine, group: back}
  - {id: store, label: Store, group: back}
~~~
`,
  },
  {
    name: "missing-cell",
    severity: "error",
    summary: "Every node of a diagram has its cells in the grid, every group its nodes.",
    docs: `
### Wrong: a node

${ACME}
grid: queue .
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine}]
~~~
~~~text
data/diagrams/acme.yml:4:41-4:47: error: The grid has no cell for “engine”.
  hint: Name it in \`grid\`.
~~~

### Wrong: a group

${ACME}
grid: queue engine
groups:
  - {id: back, label: Back end}
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine}]
~~~
~~~text
data/diagrams/acme.yml:5:10-5:14: error: The group “back” is empty.
  hint: Name it in the nodes that stand in it: group: back
~~~

### Right

${ACME}
grid: queue engine
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine}]
~~~
`,
  },
  {
    name: "node-label",
    severity: "error",
    summary: "A node says something: a tool's name or a label.",
    docs: `
\`tool\` is the name or an alias of a tool of the list, so that it is counted and gets its footnote mark; \`label\` is any text,
and is shown instead of the name where a node has both. What a thick border (\`highlight: true\`) means is said once, by the
diagram's own \`highlight\`.

### Wrong

${ACME}
grid: queue engine
nodes: [{id: queue}, {id: engine, label: Engine}]
~~~
~~~text
data/diagrams/acme.yml:4:9-4:20: error: The node “queue” has neither a tool nor a label.
  hint: Add \`tool: NAME\` for a tool of the list, or \`label: TEXT\`.
~~~

### Wrong: a thick border that the legend does not explain

${ACME}
grid: queue engine
nodes: [{id: queue, label: Queue, highlight: true}, {id: engine, label: Engine}]
~~~
~~~text
data/diagrams/acme.yml:4:46-4:50: error: Nothing says what the thick border of “queue” means.
  hint: Add a line to the diagram, for its legend: highlight: Strategic data collection point
~~~

### Right

~~~yaml data/tools/big-wheel.yml
name: Big Wheel
aliases: [Wheel]
~~~
${ACME}
grid: queue engine
nodes: [{id: queue, label: Queue}, {id: engine, tool: Wheel}]
~~~
`,
  },
  {
    name: "text-fit",
    severity: "error",
    summary: "A drawing and its texts fit into 600 pixels.",
    docs: `
A page on GitHub shows no table's cell wider than that, and makes what is wider smaller, with its letters. Lines end at blanks
by themselves, in long words behind hyphens and slashes.

### Wrong: a word

${ACME}
grid: queue engine
nodes:
  - {id: queue, label: Queueingqueueingqueueingqueueingqueueingqueueingqueueingqueueingqueueing}
  - {id: engine, label: Engine}
~~~
~~~text
data/diagrams/acme.yml:5:24-5:96: error: “Queueingqueueingqueueingqueueingqueuein…” does not fit: the drawing would be more than 600 pixels wide.
  hint: Shorten it. A line ends at a blank, and a long word behind a hyphen or a slash.
~~~

### Wrong: too many columns

${ACME}
grid: |
  queue . . . . . . . . . . . . . . engine
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine}]
~~~
~~~text
data/diagrams/acme.yml:3:7-5:1: error: 16 columns are too many: 600 pixels is the most that a page shows well.
  hint: Put some of it into another row; a drawing may be as high as it needs.
~~~

### Wrong: a title

${ACME}
grid: queue engine
groups:
  - {id: back, label: Queueingqueueingqueueingqueueing}
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine, group: back}]
~~~
~~~text
data/diagrams/acme.yml:5:23-5:55: error: “Queueingqueueingqueueingqueueing” does not fit into the frame.
  hint: Shorten it, or give the group more columns in \`grid\`.
~~~

### Right

${ACME}
grid: queue engine
nodes:
  - {id: queue, label: Queueing sorting queueing sorting queueing sorting queueing sorting queueing sorting}
  - {id: engine, label: Engine}
~~~
`,
  },
  {
    name: "unknown-node",
    severity: "error",
    summary: "What a diagram names is one of its nodes or groups.",
    docs: `
The grid names nodes, edges name nodes or groups, and \`group\` names a group, each by the \`id\`.

### Wrong: in the grid

${ACME}
grid: queue engin
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine}]
~~~
~~~text
data/diagrams/acme.yml:3:13-3:18: error: There is no node “engin”.
  hint: Did you mean “engine”?
~~~

### Wrong: elsewhere

${ACME}
grid: queue engine
groups:
  - {id: back, label: Back end}
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine, group: bakc}]
edges:
  - {from: quueue, to: alerts}
~~~
~~~text
data/diagrams/acme.yml:6:71-6:75: error: There is no group “bakc”.
  hint: Did you mean “back”?
data/diagrams/acme.yml:8:12-8:18: error: There is no node or group “quueue”.
  hint: Did you mean “queue”?
data/diagrams/acme.yml:8:24-8:30: error: There is no node or group “alerts”.
  hint: Nodes: queue, engine. Groups: back.
~~~

### Right

${ACME}
grid: queue engine
groups:
  - {id: back, label: Back end}
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine, group: back}]
edges:
  - {from: queue, to: back}
~~~
`,
  },
];
