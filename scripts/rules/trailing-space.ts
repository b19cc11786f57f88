// trailing-space: no line ends in white space.
import type { Nodes } from "mdast";
import { tagsIn } from "../text/html.ts";
import { frontMatterEnd } from "../text/markdown.ts";
import type { SourceText } from "../text/source.ts";
import { atOrBehind, isWithin, merged, type Stretch } from "../text/stretches.ts";
import { isInBlankValue } from "./support/blank.ts";
import { mojibakeIn } from "./support/mojibake.ts";
import type { Rule } from "./support/rule.ts";
import { scalarsIn } from "./support/scalars.ts";

export const trailingSpace: Rule = {
  name: "trailing-space",
  severity: "warning",
  summary: "No line ends in white space.",
  docs: `
Nobody sees it, editors delete it, and so it comes and goes in changes that are about something else. In Markdown, two
blanks at the end of a line break the line, and are left alone; so is everything in code.

### Wrong

~~~md page.md
# Sorting Events\u0020

Two blanks break\u0020\u0020
the line, three are one too many,\u0020\u0020\u0020
and a tab is none.\t
\u0020\u0020
The last line\u00a0
~~~
~~~text
page.md:1:17-1:18: warning: There is white space at the end of this line.
  hint: Delete it.
page.md:4:36-4:37: warning: There is white space at the end of this line.
  hint: Delete it.
page.md:5:19-5:20: warning: There is white space at the end of this line.
  hint: Delete it.
page.md:6:1-6:3: warning: There is white space at the end of this line.
  hint: Delete it.
page.md:7:14-7:15: warning: There is white space at the end of this line.
  hint: Delete it.
~~~
~~~md page.md fixed
# Sorting Events

Two blanks break\u0020\u0020
the line, three are one too many,\u0020\u0020
and a tab is none.

The last line
~~~

### Wrong: in a record

~~~yaml data/tools/sorter.yml
name: Sorter\u0020
# a comment\u0020
footnote: |
  Sorts events.\u0020

  A break\u0020\u0020
  of the line.
url: https://example.org/sorter
status: archived
~~~
~~~text
data/tools/sorter.yml:1:13-1:14: warning: There is white space at the end of this line.
  hint: Delete it.
data/tools/sorter.yml:2:12-2:13: warning: There is white space at the end of this line.
  hint: Delete it.
data/tools/sorter.yml:4:16-4:17: warning: There is white space at the end of this line.
  hint: Delete it.
data/tools/sorter.yml:6:10-6:12: warning: There is white space at the end of this line.
  hint: Delete it. If the line is to break here, end it with a backslash.
~~~
~~~yaml data/tools/sorter.yml fixed
name: Sorter
# a comment
footnote: |
  Sorts events.

  A break\u0020\u0020
  of the line.
url: https://example.org/sorter
status: archived
~~~

### Right

~~~md page.md
One line,\u0020\u0020
and another.

| Tool   | Purpose |
| ------ | ------- |
| Sorter |         |

    code\u0020
~~~
`,
  source(source, report) {
    // Of Markdown, the tree tells what is code.
    if (source.language !== "yaml") return;
    for (const { start, end } of lineEnds(source)) {
      if (isInBlankValue(source, start)) continue;
      const isBreak = end - start === LINE_BREAK && isInLiteralBlock(source, start);
      const hint = isBreak ? `${HINT} If the line is to break here, end it with a backslash.` : HINT;
      const fix = isBreak ? undefined : { edits: [{ start, end, text: "" }], changesData: true };
      report({ range: source.range(start, end), message: MESSAGE, hint, fix });
    }
  },
  markdown(document, report) {
    if (document.kind === "field") return;
    const code: Stretch[] = [];
    const breaks = new Set<number>();
    const add = (node: Nodes): void => {
      const [start, end] = document.offsetsOf(node);
      code.push({ start, end });
    };
    document.each("code", add);
    document.each("html", (node) => {
      if (tagsIn(node.value).some(({ name }) => name === "pre")) add(node);
    });
    const inOrder = merged(code);
    document.each("break", (node) => void breaks.add(document.offsetsOf(node)[0]));
    const bodyStart = frontMatterEnd(document.source.text);
    for (const { start, end } of lineEnds(document.source)) {
      if (start < bodyStart) continue;
      const from = breaks.has(start) ? start + LINE_BREAK : start;
      if (from >= end || isWithin(inOrder, start)) continue;
      const fix = { edits: [{ start: from, end, text: "" }] };
      report({ range: document.source.range(from, end), message: MESSAGE, hint: HINT, fix });
    }
  },
};

const MESSAGE = "There is white space at the end of this line.";
const HINT = "Delete it.";
/** So many blanks at a line's end break it. */
const LINE_BREAK = 2;
/** What a reader sees as a blank; other control characters are invisible-character's. */
const SPACES =
  /(?<![\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+(?=[\r\n]|$)/g;

/** The white space at the ends of lines. */
function lineEnds(source: SourceText): Stretch[] {
  return [...source.text.matchAll(SPACES)]
    .map(({ 0: { length }, index }) => ({ start: index, end: index + length }))
    .filter(({ start }) => !isWithin(mojibakeIn(source), start));
}

/** Between two lines of text in which line ends count, so that Markdown may read the blanks as a break. */
function isInLiteralBlock(source: SourceText, offset: number): boolean {
  const isBetween =
    /\S/.test(source.text.charAt(offset - 1)) && /^ *(?:\r\n|\r|\n) *\S/.test(source.text.slice(offset, offset + 200));
  return isBetween && atOrBehind(scalarsIn(source), offset)?.style === "BLOCK_LITERAL";
}
