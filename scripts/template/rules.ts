// The documentation of the rules about templates, whose findings are reported while the page is made.
import type { RuleMeta } from "../text/rule-meta.ts";

export const TEMPLATE_RULES: readonly RuleMeta[] = [
  {
    name: "component-heading",
    severity: "error",
    summary: "A component that is linked to has a heading of its name.",
    docs: `
The contents link to \`#{anchor}\`, which GitHub makes from the heading's text. When the two texts differ, the link leads
nowhere.

~~~yaml data/components/transport.yml
name: Transport
emoji: 🚚
position: 0
~~~
~~~yaml data/tools/queue.yml
name: Queue
components: {transport: {}}
~~~

### Wrong

~~~md templates/README.md
# A list

<!-- each components -->
- [{name}](#{anchor})

## Transports

<!-- each components.transport.tools -->
- {name}
~~~
~~~text
data/components/transport.yml:1:7-1:16: error: The page links to “Transport”, and none of its headings reads so.
  hint: The name of a component and its heading are the same text. A heading goes when nothing stands under it.
~~~

### Right

~~~md templates/README.md
# A list

<!-- each components -->
- [{name}](#{anchor})

## Transport

<!-- each components.transport.tools -->
- {name}
~~~
`,
  },
  {
    name: "template-ambiguous",
    severity: "warning",
    summary: "A row can be read back: the text that ends a field cannot occur in it.",
    docs: `
An edited row of the page is to become fields again. In front of a group that may be missing, a field needs a \`pattern\` in
its schema that excludes the group's first text. The page is built all the same.

### Wrong: an organisation may have parentheses itself

~~~md templates/README.md
# A list

<!-- each examples -->
| Who |
| --- |
| {organisation}{ ({note})} |
~~~
~~~text
templates/README.md:6:3-6:17: warning: “organisation” may itself hold “ (”, with which the group behind it starts, so the row could not be read back.
  hint: Say in its schema that it does not: "pattern": "^[^(\\\\n\\\\r\\\\u2028\\\\u2029]*$"
~~~

### Right: the field ends with the cell

~~~md templates/README.md
# A list

<!-- each examples -->
| Who | Note |
| --- | --- |
| {organisation} | {note} |
~~~
`,
  },
  {
    name: "template-field",
    severity: "error",
    summary: "A template's fields and paths are in the schemas.",
    docs: `
A field that no schema has would print nothing, and nobody would see what is missing.

### Wrong: a misspelt field, a list that is not repeated, a path to nowhere

~~~md templates/README.md
# A list

<!-- each tools -->
- [{nmae}]({url})

<!-- each resources -->
- {parts}

<!-- each toolz -->
- {name}
~~~
~~~text
templates/README.md:4:4-4:10: error: No schema has a field “nmae” here.
  hint: Did you mean “name”?
templates/README.md:7:3-7:10: error: “parts” is a list.
  hint: Repeat it in braces of its own, with what stands between two: {{parts}, }
templates/README.md:9:1-9:20: error: “toolz” is not a list of records.
  hint: Did you mean “tools”?
~~~

### Right

~~~md templates/README.md
# A list

<!-- each tools -->
- [{name}]({url}){ ({{aliases}, })}
~~~
`,
  },
  {
    name: "template-notes",
    severity: "error",
    summary: "A page with footnote marks prints the notes, once and by themselves.",
    docs: `
~~~yaml data/tools/queue.yml
name: Queue
status: unmaintained
footnote: Queue is no longer maintained.
~~~

### Wrong: marks without notes

~~~md templates/README.md
# A list

<!-- each tools -->
- {name}{mark}
~~~
~~~text
templates/README.md:1:1-1:1: error: The page has footnote marks, and the template does not print the notes.
  hint: Add:  <!-- each notes -->  and below it  0. {target}{text}
~~~

### Right

~~~md templates/README.md
# A list

<!-- each tools -->
- {name}{mark}

<!-- each notes -->
0. {target}{text}
~~~
`,
  },
  {
    name: "template-syntax",
    severity: "error",
    summary: "A template's braces and `each` comments can be read.",
    docs: `
### Wrong: a brace that is not closed

~~~md templates/README.md
# {list.name
~~~
~~~text
templates/README.md:1:12-1:13: error: A “{” is opened and not closed before this.
  hint: Close it with “}”, or write \\{ for a literal brace.
~~~

### Wrong: an “each” without a prototype

~~~md templates/README.md
# A list

<!-- each tools -->

A paragraph.
~~~
~~~text
templates/README.md:3:1-3:20: error: “each” repeats the table, list or heading that follows it, and there is none.
~~~

### Right

~~~md templates/README.md
# {list.name}

<!-- each tools -->
- {name}

A literal \\{ and [the repository]({list.repository}).
~~~
`,
  },
  {
    name: "unprinted-entry",
    severity: "error",
    summary: "Every record is on the page.",
    docs: `
A record counts as printed when the template prints it, a printed example names it, or a printed tool is replaced by it. The
drawing of a diagram is on the page itself, mostly by \`{diagram}\` in the row of its example, and \`{pipeline}\` prints all
components.

### Wrong

~~~yaml data/tools/queue.yml
name: Queue
~~~
~~~md templates/README.md
# A list

<!-- each examples -->
- {organisation}
~~~
~~~text
data/tools/queue.yml:1:1-1:1: error: Nothing prints this tool.
  hint: List it under a component that the template prints (components: …), or print all with: <!-- each tools -->
~~~

### Wrong: a drawing that its example is printed without

~~~yaml data/diagrams/acme.yml
title: Acme
alt: Alerts flow from the queue to the engine.
grid: queue engine
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine}]
~~~
~~~text img/acme.svg
(a drawing)
~~~
~~~md templates/README.md
# A list

<!-- each examples -->
- {organisation}
~~~
~~~text
data/diagrams/acme.yml:1:1-1:1: error: Nothing prints this diagram.
  hint: An entry names it, and the template prints that one without the picture: add it to its row.
~~~

### Right

~~~yaml data/tools/queue.yml
name: Queue
~~~
~~~md templates/README.md
# A list

<!-- each tools -->
- {name}
~~~
`,
  },
];
