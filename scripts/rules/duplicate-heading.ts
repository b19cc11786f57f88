// duplicate-heading: headings that links lead to can be told apart.
import { type HeadingAnchor, htmlAnchors } from "../text/anchors.ts";
import { documentPage, fragmentsOf, listPage, type Page } from "./support/page-headings.ts";
import type { Report, Rule } from "./support/rule.ts";

export const duplicateHeading: Rule = {
  name: "duplicate-heading",
  severity: "warning",
  summary: "Headings that links lead to can be told apart.",
  docs: `
Two headings with the same text get the anchors \`#tools\` and \`#tools-1\`, in the order in which they stand, so a link to
the second leads to the first as soon as they are swapped. That hurts when both stand below the same heading, and when
something links to the anchor that both would have. \`Resources\` in each of several sections is right otherwise, and so is a
heading with an anchor of its own, such as \`<a id="cpp"></a>\`.

### Wrong: twice below one heading, and one of two that a link leads to

~~~md page.md
# Pipelines

All [notes](#notes).

## Tools

### Notes

## Stores

### Notes

## Tools
~~~
~~~text
page.md:11:1-11:10: warning: Links to “#notes” lead to another heading with the same text.
  hint: Say in the heading what sets it apart from the first one.
  see page.md:7:1-7:10: the first one
page.md:13:1-13:9: warning: Two headings of one section have the anchor “#tools”.
  hint: Say in the heading what sets it apart from the first one.
  see page.md:5:1-5:9: the first one
~~~

### Wrong: in a list

~~~md templates/README.md
## Queue

A queue.

<!-- each resources -->
## {title}

{url}
~~~
~~~yaml data/resources/queue.yml
title: Queue
url: https://example.org/queue
~~~
~~~text
data/resources/queue.yml:1:8-1:13: warning: Two headings of one section have the anchor “#queue”.
  hint: Say in the heading what sets it apart from the first one.
  see templates/README.md:1:1-1:9: the first one
~~~

### Right

~~~md page.md
# Pipelines

The second [resources](#resources-1).

## Tools

### Resources

## Stores

### Resources

### C

### C++ <a id="cpp"></a>
~~~
`,
  markdown(document, report) {
    if (document.kind === "document") check(documentPage(document), report);
  },
  list(linted, report) {
    check(listPage(linted), report);
  },
};

function check({ tree, headings, placeOf, entryOf }: Page, report: Report): void {
  const linked = fragmentsOf(tree, tree);
  const firsts = new Map<string, HeadingAnchor>();
  const siblings = new Map<string, HeadingAnchor>();
  for (const [at, parent] of parents(headings).entries()) {
    const heading = headings[at];
    // A heading with an anchor of its own can be linked by that.
    if (!heading || heading.bare === "" || htmlAnchors(heading.heading).size > 0) continue;
    const key = `${parent} ${heading.bare}`;
    const [sibling, first] = [siblings.get(key), firsts.get(heading.bare)];
    siblings.set(key, sibling ?? heading);
    firsts.set(heading.bare, first ?? heading);
    const other = sibling ?? (linked.has(heading.bare) ? first : undefined);
    if (!other) continue;
    // Two records of a kind with one name are reported by rule duplicate-name.
    const kind = entryOf(heading.heading)?.kind;
    if (kind?.aliasesField !== undefined && entryOf(other.heading)?.kind === kind) continue;
    const message = sibling
      ? `Two headings of one section have the anchor “#${heading.bare}”.`
      : `Links to “#${heading.bare}” lead to another heading with the same text.`;
    const hint = "Say in the heading what sets it apart from the first one.";
    const { file, range } = placeOf(other.heading);
    report({ ...placeOf(heading.heading), message, hint, related: [{ file, range, message: "the first one" }] });
  }
}

/** @returns for each heading the index of the one that it stands below, or -1 */
function parents(headings: readonly HeadingAnchor[]): number[] {
  const open: number[] = [];
  return headings.map(({ heading: { depth } }, index) => {
    while (open.length > 0 && (headings[open.at(-1) ?? 0]?.heading.depth ?? 0) >= depth) open.pop();
    const parent = open.at(-1) ?? -1;
    open.push(index);
    return parent;
  });
}
