// unnamed-tool: what a node lists in `tools`, its label or its details name.

import { readDiagram } from "../drawing/drawing.ts";
import { namesOf } from "../record/entry.ts";
import { wholeWord } from "../text/whole-word.ts";
import { placeIn } from "./support/place.ts";
import type { Rule } from "./support/rule.ts";

export const unnamedTool: Rule = {
  name: "unnamed-tool",
  severity: "warning",
  summary: "What a node of a diagram lists in `tools`, its label or its details name.",
  docs: `
Such a tool counts as used by the example, and its mark stands behind its name: readers have to see it. Its name, an alias
or a word of either is enough, in any case: \`Notebooks in Jupyter\` names Jupyter Notebook.

~~~yaml data/tools/old-mill.yml
name: Old Mill
aliases: [Grinder]
~~~
~~~yaml data/tools/wheel.yml
name: Wheel
~~~
~~~yaml data/examples/farm.yml
organisation: Farm
position: 0
technologies: [Old Mill, Wheel]
diagram: [farm]
references: [{title: Our farm, url: https://example.org/farm}]
~~~
~~~text img/farm.svg
(a drawing)
~~~

### Wrong

~~~yaml data/diagrams/farm.yml
title: Farm
alt: The barn stands beside the wheel.
grid: barn wheel
nodes:
  - {id: barn, label: Barn, details: [with a wheel], tools: [Wheel, Old Mill]}
  - {id: wheel, tool: Wheel}
~~~
~~~text
data/diagrams/farm.yml:5:69-5:77: warning: Neither the label nor a detail of this node names “Old Mill”.
  hint: Name it in a line of \`details\`, or take it out of \`tools\`.
~~~

### Right

~~~yaml data/diagrams/farm.yml
title: Farm
alt: The mill stands beside the barn.
grid: mill barn
nodes:
  - {id: mill, label: Water mill, tools: [Old Mill]}
  - {id: barn, label: Barn, details: [and our grinder], tools: [Old Mill]}
~~~
`,
  list({ list }, report) {
    for (const diagram of list.entries.filter(({ kind }) => kind.isDrawn)) {
      for (const [index, { tool, tools, label, details }] of readDiagram(diagram.data).nodes.entries()) {
        const text = [label ?? tool ?? "", ...details].join(" ").toLowerCase();
        for (const [at, name] of tools.entries()) {
          const entry = list.named.get(name);
          const names = entry ? namesOf(entry).map((each) => each.name) : [];
          const words = names.flatMap((each) => [each, ...each.split(/[^\p{L}\p{N}]+/u)]);
          if (!entry || words.some((word) => word !== "" && wholeWord(text, word.toLowerCase()) !== -1)) continue;
          report({
            ...placeIn(diagram, ["nodes", index, "tools", at]),
            message: `Neither the label nor a detail of this node names “${name}”.`,
            hint: "Name it in a line of `details`, or take it out of `tools`.",
          });
        }
      }
    }
  },
};
