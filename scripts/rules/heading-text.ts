// heading-text: a heading has a text, and a blank in front of it.
import { visit } from "unist-util-visit";
import type { Rule } from "./support/rule.ts";
import { unmadeHeadings } from "./support/unmade-headings.ts";

export const headingText: Rule = {
  name: "heading-text",
  severity: "warning",
  summary: "A heading has a text, and a blank between its `#` signs and the text.",
  docs: `
GitHub shows \`##Tools\` as text, so that nothing can link to it. A heading without a text is an empty line, and has no
anchor.

### Wrong

~~~md page.md
# Kit

##Tools

###   Read *more* ##

##

#About
Queues.
~~~
~~~text
page.md:3:1-3:8: warning: This stays text and is no heading: the blank behind ## is missing.
  hint: Write: ## Tools
page.md:7:1-7:3: warning: This heading has no text.
  hint: Write one, or delete the line.
page.md:9:1-9:7: warning: This stays text and is no heading: the blank behind # is missing.
  hint: Write: # About
~~~
~~~md page.md fixed
# Kit

## Tools

###   Read *more* ##

##

# About
Queues.
~~~

### Right

~~~md page.md
# Kit

## ![A queue](https://example.org/queue.png)

#12 and #queues are no headings, nor is
#!/bin/sh.

#Security #Logs

\`\`\`sh
##Tools
\`\`\`
~~~
`,
  markdown(document, report) {
    if (document.kind === "field") return;
    visit(document.tree, "heading", (heading) => {
      if (heading.children.length > 0) return;
      report({
        ...document.placeOf(heading),
        message: "This heading has no text.",
        hint: "Write one, or delete the line.",
      });
    });
    for (const { start, end, signs, text } of unmadeHeadings(document)) {
      report({
        ...document.place(start, end),
        message: `This stays text and is no heading: the blank behind ${signs} is missing.`,
        hint: `Write: ${signs} ${text}`,
        fix: { edits: document.edit(start + signs.length, start + signs.length, " ") },
      });
    }
  },
};
