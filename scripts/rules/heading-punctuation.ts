// heading-punctuation: headings do not end in punctuation.
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { lastLeaf } from "./support/document.ts";
import { endsInAbbreviation } from "./support/full-stop.ts";
import type { Rule } from "./support/rule.ts";

export const headingPunctuation: Rule = {
  name: "heading-punctuation",
  severity: "warning",
  summary: "Headings do not end in a colon, full stop, comma or semicolon.",
  docs: `
What comes below belongs to a heading anyway, and a table of contents would show the colon without it. Question marks,
exclamation marks, ellipses and the stops of abbreviations are right.

### Wrong

~~~md page.md
# Sorting Events.

## Resources:

## **Further Reading:**

More：
------
~~~
~~~text
page.md:1:17-1:18: warning: This heading ends in “.”.
  hint: Delete it.
page.md:3:13-3:14: warning: This heading ends in “:”.
  hint: Delete it.
page.md:5:21-5:22: warning: This heading ends in “:”.
  hint: Delete it.
page.md:7:5-7:6: warning: This heading ends in “：”.
  hint: Delete it.
~~~
~~~md page.md fixed
# Sorting Events

## Resources

## **Further Reading**

More
------
~~~

### Right

~~~md page.md
# Why Sort Events?

## Now!

## To be continued…

## And so on...

## Queues, Tables, etc.

## Sorters Inc.

## Party :tada:

## The Option \`sort:\`

## R&amp;
~~~
`,
  markdown(document, report) {
    visit(document.tree, "heading", (heading) => {
      const last = lastLeaf(heading);
      if (last.type !== "text") return;
      const text = textOf(heading);
      const ending = text.slice(-LONGEST_ENDING);
      const punctuation = /[:.,;：．，；。、]+$/.exec(ending)?.[0];
      if (punctuation === undefined || punctuation === text || ending.endsWith("...")) return;
      if (endsInAbbreviation(text) || /:[a-z0-9_+-]+:$/i.test(ending)) return;
      // `&amp;` ends in a semicolon only as it is written, and `\:` is meant.
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
