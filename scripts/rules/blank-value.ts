// blank-value: a value is more than white space.
import { isBlank } from "./support/blank.ts";
import type { Rule } from "./support/rule.ts";

export const blankValue: Rule = {
  name: "blank-value",
  severity: "error",
  explains: ["node-label"],
  summary: "A value says something: it is not only white space or invisible characters.",
  docs: `
Such a value passes for a text, and leaves a hole in the page: a link without a name, a cell without words. Where
there is nothing to say, the key is left out.

### Wrong

~~~yaml data/tools/sorter.yml
name: Sorter
url: https://example.org/sorter
aliases: ["\\u200b\\u00a0"]
~~~
~~~yaml data/resources/sorting-events.yml
title: Sorting Events
url: https://example.org/sorting-events
description: "  "
~~~
~~~text
data/resources/sorting-events.yml:3:14-3:18: error: \`description\` is blank.
  hint: Fill it in, or delete the key if it may be missing.
data/tools/sorter.yml:3:11-3:25: error: A value of \`aliases\` is blank.
  hint: Fill it in, or delete it.
~~~

### Wrong: in a diagram

~~~yaml data/diagrams/acme.yml
title: " "
alt: "\\u200b"
grid: queue engine
nodes:
  - {id: queue, label: "  "}
  - {id: engine, label: Engine}
edges:
  - {from: queue, to: engine, label: "\\t"}
~~~
~~~text img/acme.svg
(a drawing)
~~~
~~~text
data/diagrams/acme.yml:1:8-1:11: error: \`title\` is blank.
  hint: Fill it in, or delete the key if it may be missing.
data/diagrams/acme.yml:2:6-2:14: error: \`alt\` is blank.
  hint: Fill it in, or delete the key if it may be missing.
data/diagrams/acme.yml:5:24-5:28: error: \`label\` is blank.
  hint: Fill it in, or delete the key if it may be missing.
data/diagrams/acme.yml:8:38-8:42: error: \`label\` is blank.
  hint: Fill it in, or delete the key if it may be missing.
~~~

### Right

~~~yaml data/tools/sorter.yml
name: Sorter
url: https://example.org/sorter
~~~
`,
  text(text, report) {
    // A blank reference is reported as unknown.
    if (!isBlank(text.value) || text.isReference) return;
    const isItem = typeof text.path.at(-1) === "number";
    report({
      ...text.place(),
      message: isItem ? `A value of \`${text.field}\` is blank.` : `\`${text.field}\` is blank.`,
      hint: isItem ? "Fill it in, or delete it." : "Fill it in, or delete the key if it may be missing.",
    });
  },
};
