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
~~~yaml data/diagrams/acme.yml
title: " "
alt: Alerts flow from the queue to the engine.
grid: queue engine
nodes:
  - {id: queue, label: "  "}
  - {id: engine, label: Engine}
~~~
~~~text img/acme.svg
(a drawing)
~~~
~~~text
data/diagrams/acme.yml:1:8-1:11: error: \`title\` is blank.
  hint: Fill it in, or delete the key if it may be missing.
data/diagrams/acme.yml:5:24-5:28: error: \`label\` is blank.
  hint: Fill it in, or delete the key if it may be missing.
data/tools/sorter.yml:3:11-3:25: error: A value of \`aliases\` is blank.
  hint: Fill it in, or delete it.
~~~

### Right

~~~yaml data/tools/sorter.yml
name: Sorter
url: https://example.org/sorter
~~~
`,
  text(text, report) {
    // A blank reference is reported as an unknown one.
    if (!isBlank(text.value) || text.isReference) return;
    const isItem = typeof text.path.at(-1) === "number";
    report({
      ...text.place(),
      message: isItem ? `A value of \`${text.field}\` is blank.` : `\`${text.field}\` is blank.`,
      hint: isItem ? "Fill it in, or delete it." : "Fill it in, or delete the key if it may be missing.",
    });
  },
};
