// heading-punctuation: headings do not end in punctuation.
import { toString as textOf } from "mdast-util-to-string";
import { lastLeaf } from "./support/document.ts";
import { endsInAbbreviation } from "./support/full-stop.ts";
import type { Rule } from "./support/rule.ts";

export const headingPunctuation: Rule = {
  name: "heading-punctuation",
  severity: "warning",
  summary: "Headings do not end in a colon, full stop, comma or semicolon.",
  docs: `
A table of contents would show the punctuation as well. Question marks, exclamation marks, ellipses and the stops of
abbreviations are right.

### Wrong

~~~md page.md
# Sorting Events.

## **Further Reading:**

More：
------
~~~
~~~text
page.md:1:17-1:18: warning: This heading ends in “.”.
  hint: Delete it.
page.md:3:21-3:22: warning: This heading ends in “:”.
  hint: Delete it.
page.md:5:5-5:6: warning: This heading ends in “：”.
  hint: Delete it.
~~~
~~~md page.md fixed
# Sorting Events

## **Further Reading**

More
------
~~~

### Right

~~~md page.md
# Why Sort Events?
## Now!
## And so on...
## Queues, Tables, etc.
## Party :tada:
## The Option \`sort:\`
## R&amp;
~~~
`,
  markdown(document, report) {
    document.each("heading", (heading) => {
      const last = lastLeaf(heading);
      if (last.type !== "text") return;
      const text = textOf(heading);
      const ending = text.slice(-LONGEST_ENDING);
      const punctuation = /[:.,;：．，；。、]+$/.exec(ending)?.[0];
      if (punctuation === undefined || punctuation === text || ending.endsWith("...")) return;
      if (endsInAbbreviation(text) || /:[a-z0-9_+-]+:$/i.test(ending)) return;
      // The last character may be written as an entity or an escape, so the source is looked at.
      const written = document.slice(last);
      if (!written.endsWith(punctuation) || written.endsWith(`\\${punctuation}`)) return;
      const [, end] = document.offsetsOf(last);
      const start = end - punctuation.length;
      report({
        range: document.range(start, end),
        message: `This heading ends in “${punctuation}”.`,
        hint: "Delete it.",
        fix: { edits: document.edit(start, end, ""), changesData: true },
      });
    });
  },
};

/** In characters: longer than any emoji's name between colons. */
const LONGEST_ENDING = 60;
