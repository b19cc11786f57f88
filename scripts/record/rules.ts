// The documentation of the rules about records and schemas, whose findings are reported while a list is read.
import type { RuleMeta } from "../text/rule-meta.ts";

export const RECORD_RULES: readonly RuleMeta[] = [
  {
    name: "duplicate-name",
    severity: "error",
    summary: "A name or alias belongs to one record of a kind that others refer to.",
    docs: `
Examples name tools by name or alias, so two tools of one name could not be told apart. The same tool under two records is
often found by its URL: see duplicate-tool.

### Wrong

~~~yaml data/tools/queue.yml
name: Queue
aliases: [MQ]
~~~
~~~yaml data/tools/mq.yml
name: MQ
~~~
~~~text
data/tools/queue.yml:2:11-2:13: error: Two tools are called “MQ”.
  hint: If they are the same tool, keep one record; if not, give this one a name of its own.
  see data/tools/mq.yml:1:7-1:9: “MQ” is first listed here
~~~

### Right

~~~yaml data/tools/queue.yml
name: Queue
aliases: [MQ]
~~~
~~~yaml data/tools/stream.yml
name: Stream
~~~
`,
  },
  {
    name: "file-place",
    severity: "error",
    summary:
      "Files under `data/` stand where their kind belongs, end in `.yml`, have an id for a name, and hold UTF-8, 100 kB at most.",
    docs: `
A file in the wrong place would be overlooked, and nobody would know why the entry does not appear. One that
is too large is not read, here as little as for the preview of a pull request.

### Wrong: another ending, another folder, no id, a folder that nothing reads

~~~yaml data/tools/a.yaml
name: A
~~~
~~~yaml data/b.yml
name: B
~~~
~~~yaml data/tools/C_tool.yml
name: C
~~~
~~~yaml data/tool/d.yml
name: D
~~~
~~~text
data/b.yml:1:1-1:1: error: Nothing reads this file.
  hint: Records stand in a folder of their kind, such as data/tools/b.yml.
data/tool:1:1-1:1: error: Nothing reads this folder.
  hint: Did you mean “tools”?
data/tools/C_tool.yml:1:1-1:1: error: “C_tool” is not an id in kebab-case.
  hint: Lower-case letters and digits, joined with hyphens: c-tool.yml
data/tools/a.yaml:1:1-1:1: error: A record's file ends in .yml, not in .yaml.
  hint: Rename it to a.yml.
~~~

### Right

~~~yaml data/tools/a.yml
name: A
~~~
`,
  },
  {
    name: "markdown-depth",
    severity: "error",
    summary: "Texts are neither nested more than a hundred deep nor too crowded.",
    docs: `
Nobody reads a quotation in a hundred others, or a paragraph with more than 4,000 brackets and asterisks; and a program
that does would be busy for minutes.

### Wrong

~~~yaml data/tools/queue.yml
name: Queue
status: unmaintained
footnote: |
  ${">".repeat(101)} deep
~~~
~~~text
data/tools/queue.yml:3:11-5:1: error: This text cannot be read: it is nested too deeply, or has too many brackets, asterisks, bars and the like.
~~~

### Right

~~~yaml data/tools/queue.yml
name: Queue
status: unmaintained
footnote: |
  Queue is _no **longer** maintained_.
~~~
`,
  },
  {
    name: "missing-key",
    severity: "error",
    summary: "Records have the keys that their schema requires.",
    docs: `
A key that is only misspelt is one mistake, and unknown-key names it.

### Wrong

~~~yaml data/tools/queue.yml
url: https://example.org/queue
~~~
~~~text
data/tools/queue.yml:1:1-2:1: error: This record has no \`name\`.
  hint: Add a line such as: name: Vector
~~~

### Right

~~~yaml data/tools/queue.yml
name: Queue
url: https://example.org/queue
~~~
`,
  },
  {
    name: "schema",
    severity: "error",
    summary: "A list's own JSON Schemas can be used: they are JSON, they are schemas, and they declare kinds.",
    docs: `
A list may carry \`schemas/KIND.schema.json\`; one that is named like one of the toolchain's stands in its place. \`x-kind\`
says where the records of the kind stand and what names them, \`x-ref\` what a text refers to. While a schema cannot be used,
nothing is said of the data.

### Wrong: not JSON

~~~json schemas/tool.schema.json
{ "type": "object",
~~~
~~~text
schemas/tool.schema.json:1:19-2:1: error: This is not JSON: a key is expected here.
  hint: Write the key in double quotes: "key": value
~~~

### Wrong: a name that is no property

~~~json schemas/resource.schema.json
{
  "x-kind": { "folder": "resources", "name": "titel" },
  "type": "object",
  "properties": { "title": { "type": "string" } }
}
~~~
~~~text
schemas/resource.schema.json:2:46-2:53: error: There is no property “titel”.
  hint: Did you mean “title”?
~~~

### Right: one more field

~~~json schemas/resource.schema.json
{
  "x-kind": { "folder": "resources", "name": "title" },
  "type": "object",
  "required": ["title"],
  "additionalProperties": false,
  "properties": {
    "title": { "type": "string" },
    "url": { "type": "string", "format": "uri-reference" },
    "description": { "type": "string" },
    "language": { "type": "string" }
  }
}
~~~
~~~yaml data/resources/a-talk.yml
title: A talk
language: German
~~~
`,
  },
  {
    name: "undeclared-markdown",
    severity: "warning",
    summary: "A field that holds links is declared as Markdown.",
    docs: `
All text is literal, unless the schema says \`"contentMediaType": "text/markdown"\`: a link in it is printed with its brackets.

### Wrong

~~~json schemas/resource.schema.json
{
  "x-kind": { "folder": "resources", "name": "title" },
  "type": "object",
  "properties": {
    "title": { "type": "string" },
    "url": { "type": "string", "format": "uri-reference" },
    "description": { "type": "string" }
  }
}
~~~
~~~yaml data/resources/a-talk.yml
title: A talk
description: Given by [Example](https://example.org/)
~~~
~~~text
data/resources/a-talk.yml:2:14-2:54: warning: This link is printed as it is typed: \`description\` is not declared as Markdown.
  hint: If it is Markdown, add to \`description\` in schemas/resource.schema.json: "contentMediaType": "text/markdown"
~~~

### Right

~~~json schemas/resource.schema.json
{
  "x-kind": { "folder": "resources", "name": "title" },
  "type": "object",
  "properties": {
    "title": { "type": "string" },
    "url": { "type": "string", "format": "uri-reference" },
    "description": { "type": "string", "contentMediaType": "text/markdown" }
  }
}
~~~
~~~yaml data/resources/a-talk.yml
title: A talk
description: Given by [Example](https://example.org/)
~~~
`,
  },
  {
    name: "unknown-key",
    severity: "error",
    summary: "Records have no keys that their schema does not know.",
    docs: `
Mostly it is a slip of the fingers, and the nearest key is proposed. A key that is misspelt and therefore missing is one
mistake, reported here.

### Wrong: a transposition, and a required key misspelt

~~~yaml data/tools/queue.yml
name: Queue
ulr: https://example.org/queue
~~~
~~~yaml data/tools/stream.yml
nmae: Stream
~~~
~~~text
data/tools/queue.yml:2:1-2:4: error: \`ulr\` is not a key that is known here.
  hint: Did you mean “url”?
data/tools/stream.yml:1:1-1:5: error: \`nmae\` is not a key that is known here.
  hint: Did you mean “name”?
~~~

### Right

~~~yaml data/tools/queue.yml
name: Queue
url: https://example.org/queue
~~~
`,
  },
  {
    name: "unknown-reference",
    severity: "error",
    summary:
      "What a record refers to is there: another record, by its id, its name or an alias, or a value that it declares.",
    docs: `
A schema says by \`x-ref\` which texts refer to records of which kind. A name is written as that record has it, in the same
case; what is no record says \`text:\` where the schema allows that. So a record that is renamed or deleted is noticed.

~~~yaml data/components/transport.yml
name: Transport
emoji: 🚚
position: 0
purposes: [Log shipping, Stream processing]
~~~

### Wrong: misspelt, in another case, a replacement that is not there

~~~yaml data/tools/searchlight.yml
name: Searchlight
status: unmaintained
replacement: searchlight-2
footnote: Searchlight is no longer maintained.
~~~
~~~yaml data/examples/acme.yml
organisation: Acme
position: 0
technologies: [Saerchlight, searchlight, Nothing like it]
references: [{title: How we do it, url: https://example.org/how}]
~~~
~~~text
data/examples/acme.yml:3:16-3:27: error: “Saerchlight” is not the name or an alias of a tool here.
  hint: Did you mean “Searchlight”?
data/examples/acme.yml:3:29-3:40: error: “searchlight” is not the name or an alias of a tool here.
  hint: Did you mean “Searchlight”?
data/examples/acme.yml:3:42-3:57: error: “Nothing like it” is not the name or an alias of a tool here.
  hint: Add data/tools/nothing-like-it.yml, or write “text: …” if it is not a tool.
data/tools/searchlight.yml:3:14-3:27: error: There is no tool “searchlight-2”.
  hint: Add data/tools/searchlight-2.yml.
~~~

### Wrong: the key of a map, a value that the other record does not declare word for word, a drawing

~~~yaml data/tools/queue.yml
name: Queue
components:
  transprot: {purposes: [Log shipping]}
~~~
~~~yaml data/tools/stream.yml
name: Stream
components:
  transport: {purposes: [Stream procesing]}
~~~
~~~yaml data/examples/acme.yml
organisation: Acme
position: 0
technologies: [{text: Queues}]
diagram: [acme, Acem]
references: [{title: How we queue, url: https://example.org/queues}]
~~~
~~~text
data/examples/acme.yml:4:17-4:21: error: There is no diagram “Acem”.
  hint: Did you mean “acme”?
data/tools/queue.yml:3:3-3:12: error: There is no component “transprot”.
  hint: Did you mean “transport”?
data/tools/stream.yml:3:26-3:42: error: “Stream procesing” is not a purpose of Transport.
  hint: Did you mean “Stream processing”?
~~~

### Right

~~~yaml data/tools/searchlight.yml
name: Searchlight
aliases: [SL]
components:
  transport: {purposes: [Stream processing]}
~~~
~~~yaml data/examples/acme.yml
organisation: Acme
position: 0
technologies: [SL, {text: Nothing like it}]
diagram: [acme]
references: [{title: How we do it, url: https://example.org/how}]
~~~
`,
  },
  {
    name: "wrong-type",
    severity: "error",
    summary:
      "Values are of the type that the schema asks for: text, a number, true or false, a list, or a block of keys.",
    docs: `
YAML reads \`1.10\` as the number 1.1. Text that looks like a number, a date or a truth value goes in quotes, and \`--fix\`
puts it there.

### Wrong: a list of lines

~~~yaml data/diagrams/acme.yml
title: Acme
alt: Alerts flow from the queue to the engine.
grid:
  - queue engine
nodes: [{id: queue, label: Queue}, {id: engine, label: Engine}]
~~~
~~~text
data/diagrams/acme.yml:4:3-5:1: error: \`grid\` must be text of several lines, not a list.
  hint: Take away the dashes or brackets, and write \`grid: |\` above the lines.
~~~

### Wrong: a number, one value where a list is wanted, no value

~~~yaml data/tools/a.yml
name: 1.10
~~~
~~~yaml data/tools/b.yml
name: B
aliases: Beta
~~~
~~~yaml data/tools/c.yml
name: C
url:
~~~
~~~text
data/tools/a.yml:1:7-1:11: error: \`name\` must be text, and YAML reads this as the number 1.1.
  hint: Put it in double quotes.
data/tools/b.yml:2:10-2:14: error: \`aliases\` must be a list.
  hint: Write it in brackets: [Beta]
data/tools/c.yml:2:1-2:4: error: \`url\` has no value.
  hint: For example: https://github.com/vectordotdev/vector
~~~
~~~yaml data/tools/a.yml fixed
name: "1.10"
~~~

### Right

~~~yaml data/tools/1-10.yml
name: "1.10"
aliases: [One]
~~~
`,
  },
  {
    name: "wrong-value",
    severity: "error",
    summary: "Values are among those that the schema allows.",
    docs: `
### Wrong: not in the list, empty, not an id, the same twice, not in one line

~~~yaml data/tools/a.yml
name: A
status: unmaintaned
footnote: A is gone.
~~~
~~~yaml data/tools/b.yml
name: ""
~~~
~~~yaml data/tools/c.yml
name: C
replacement: The Other
~~~
~~~yaml data/tools/d.yml
name: D
aliases: [Delta, Delta]
~~~
~~~yaml data/tools/e.yml
name: |
  E
  for everybody
~~~
~~~text
data/tools/a.yml:2:9-2:20: error: \`status\` cannot be unmaintaned.
  hint: Did you mean “unmaintained”?
data/tools/b.yml:1:7-1:9: error: \`name\` is empty.
  hint: Fill it in.
data/tools/c.yml:2:14-2:23: error: \`replacement\` cannot be The Other.
  hint: The id (file name without .yml) of the tool to use instead. In kebab-case: the-other
data/tools/d.yml:2:18-2:23: error: \`aliases\` holds the same entry twice: Delta.
  hint: Entry 1 says it already.
data/tools/e.yml:1:7-4:1: error: \`name\` has a line break in it.
  hint: Write it in one line: E for everybody
~~~

### Right

~~~yaml data/tools/a.yml
name: A
status: unmaintained
footnote: A is no longer maintained.
~~~
`,
  },
  {
    name: "yaml-syntax",
    severity: "error",
    summary:
      "Records are YAML that can be read: one document a file, without tabs, aliases or a key that stands twice.",
    docs: `
The first slip is reported in plain words; what the parser says after it is mostly an echo. Anchors and aliases (\`&x\`,
\`*x\`) are left out on purpose: a record that is read by people should say what it says where it stands.

### Wrong: a second “: ” in a line

~~~yaml data/resources/pipelines.yml
title: CI/CD: part 1
url: https://example.org/
~~~
~~~text
data/resources/pipelines.yml:1:8-1:9: error: There is a second “: ” in this line, so YAML reads it as a key inside a key.
  hint: Put the text in double quotes: title: "CI/CD: part 1"
~~~

### Wrong: a tab, a key that stands twice, an alias, an empty file

~~~yaml data/tools/a.yml
name: A
aliases:
\t- Alpha
~~~
~~~yaml data/tools/b.yml
name: B
url: https://example.org/b
name: C
~~~
~~~yaml data/tools/d.yml
name: *delta
~~~
~~~yaml data/tools/e.yml
~~~
~~~text
data/tools/a.yml:3:1-3:2: error: The line is indented with a tab.
  hint: Use spaces: YAML does not allow tabs here.
data/tools/b.yml:3:1-3:5: error: This key stands twice in the same record.
  hint: Keep one of the two.
data/tools/d.yml:1:7-1:13: error: YAML reads the text after “*” as an alias, and the data uses none.
  hint: Write the value out; text that starts with * goes in double quotes: "*text"
data/tools/e.yml:1:1-1:1: error: The file is empty.
  hint: Delete it, or fill in a record.
~~~

### Right

~~~yaml data/resources/ci-cd-part-1.yml
title: "CI/CD: part 1"
url: https://example.org/
~~~
`,
  },
];
