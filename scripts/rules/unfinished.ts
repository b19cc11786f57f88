// unfinished: nothing waits to be finished.
import type { Nodes } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { crop } from "../text/crop.ts";
import type { MarkdownDocument } from "./support/document.ts";
import type { Report, Rule } from "./support/rule.ts";
import { wordingOf } from "./support/wording.ts";

export const unfinished: Rule = {
  name: "unfinished",
  severity: "warning",
  summary: "Nothing waits to be finished: no TODO, TBD or `???`, no filler text, no name with a question mark.",
  docs: `
A reader of the page cannot find out what the writer left open. Questions are no marks: a title or a sentence may ask
one. Marks in code and quotations are somebody else's.

### Wrong

~~~md page.md
- Event Sorter?
- TODO: more tools
- Sorts events (TBD)

| Organisation | Technologies                          | Note        |
| ------------ | ------------------------------------- | ----------- |
| A Company    | • Sorter <br>• Event Mixer? <br>• ??? | Lorem ipsum |
~~~
~~~text
page.md:1:15-1:16: warning: The “?” says that “Event Sorter” is not certain.
  hint: Find out, and delete the “?”.
page.md:2:3-2:7: warning: “TODO” says that something is not finished.
  hint: Finish it, or leave it out.
page.md:3:17-3:20: warning: “TBD” says that something is not finished.
  hint: Finish it, or leave it out.
page.md:7:44-7:45: warning: The “?” says that “Event Mixer” is not certain.
  hint: Find out, and delete the “?”.
page.md:7:52-7:55: warning: “???” says that something is not finished.
  hint: Finish it, or leave it out.
page.md:7:58-7:69: warning: “Lorem ipsum” says that something is not finished.
  hint: Finish it, or leave it out.
~~~

### Wrong: in records

~~~yaml data/tools/sorter.yml
name: Sorter
url: https://example.org/sorter
~~~
~~~yaml data/examples/a-company.yml
organisation: A Company
position: 0
technologies:
  - Sorter
  - text: Event Mixer?
note: We sort events, and FIXME.
references:
  - title: What Do We Sort?
    url: https://example.org/what
    by: TBA
~~~
~~~text
data/examples/a-company.yml:5:22-5:23: warning: The “?” says that “Event Mixer” is not certain.
  hint: Find out, and delete the “?”.
data/examples/a-company.yml:6:27-6:32: warning: “FIXME” says that something is not finished.
  hint: Finish it, or leave it out.
data/examples/a-company.yml:10:9-10:12: warning: “TBA” says that something is not finished.
  hint: Finish it, or leave it out.
~~~

### Right

~~~md page.md
# What Is It?

Finds \`TODO\` and other TODO comments. “TODO” is a word, Todo another; see [the file](https://example.org/TODO).

- Why sort?
- Sorts events, but who needs that?
- [Who?](https://example.org/who)

> TODO: ask somebody
~~~
`,
  text(text, report) {
    // Markdown has its own hook, and what repeats a name is reported where the name is.
    const { value } = text;
    if (!(value.includes("?") || MAY_MARK.test(value)) || text.kind !== "text" || text.isReference) return;
    const { pointer } = text;
    const found = [...marksIn(value)];
    for (const { start, end, message } of found) {
      report({ range: text.range(start, end), message, hint: FINISH, pointer });
    }
    // A title may ask, and so may a step of a pipeline.
    if (found.length > 0 || text.field === "title" || (text.record.kind?.isDrawn && text.field === "label")) return;
    const doubt = doubtIn(value);
    if (doubt) report({ range: text.range(doubt.start, doubt.end), message: doubt.message, hint: FIND_OUT, pointer });
  },
  markdown(document, report) {
    if (MAY_MARK.test(document.markdown)) {
      for (const node of wordingOf(document)) {
        const [offset] = document.offsetsOf(node);
        for (const { start, end, message } of marksIn(document.slice(node))) {
          report({ range: document.range(offset + start, offset + end), message, hint: FINISH });
        }
      }
    }
    if (document.kind !== "field" && document.markdown.includes("?")) checkLines(document, report);
  },
};

/** So much of a text is enough to know it by. */
const QUOTED = 60;

const FINISH = "Finish it, or leave it out.";
const FIND_OUT = "Find out, and delete the “?”.";

const MAY_MARK = /TODO|FIXME|XXX|TBD|TBA|WIP|lorem ipsum|\?\?\?/i;
/** Whole words; behind a quotation mark they are mentioned, not meant, and with `-` or `/` they are part of a name. */
const MARK =
  /(?<![\p{L}\p{N}_/.#@$"'“‘«`-])(?:(?:TODO|FIXME|XXX|TBD|TBA|WIP)(?![\p{L}\p{N}_/"'”’»`-]|\.\p{L})|[Ll]orem [Ii]psum(?!\p{L})|\?{3,})/gu;
/** `TODO comments`, `WIP limits`: what is found or counted, not what is missing. */
const SUBJECT =
  /^\s(?:and \S+ )?(?:apps?|comments?|items?|limits?|lists?|managers?|marks?|markers?|notes?|tags?|trackers?)\b/i;
const LONGEST_SUBJECT = 40;

interface Found {
  start: number;
  end: number;
  message: string;
}

function* marksIn(text: string): Generator<Found> {
  if (!MAY_MARK.test(text)) return;
  for (const { 0: mark, index: start } of text.matchAll(MARK)) {
    const end = start + mark.length;
    if (SUBJECT.test(text.slice(end, end + LONGEST_SUBJECT))) continue;
    yield { start, end, message: `“${crop(mark, QUOTED)}” says that something is not finished.` };
  }
}

/** More words than most names have. */
const MOST_WORDS = 4;
const LONGEST_NAME = 100;
const QUESTION =
  /^(?:who|whose|what|when|where|which|why|how|is|are|was|were|am|do|does|did|has|have|had|can|could|shall|should|will|would|may|must|and|or|but|so|really|got|need|want|ready)\b/i;
/** A bullet or a number; of a bullet that was read with the wrong encoding, all of it. */
const BULLET = /^(?:[^\0-\x7f]+\s+|\d+[.)]\s+|[^\p{L}\p{N}]+)/u;

/** The `?` at the end of what is a name rather than a question. */
function doubtIn(text: string): Found | undefined {
  const written = text.trimEnd();
  if (!written.endsWith("?") || written.endsWith("??") || written.length > LONGEST_NAME) return undefined;
  const name = written.slice(0, -1).trim().replace(BULLET, "").trim();
  if (!/\p{L}/u.test(name) || name.split(/\s+/).length > MOST_WORDS || QUESTION.test(name)) return undefined;
  const start = written.length - 1;
  return { start, end: start + 1, message: `The “?” says that “${name}” is not certain.` };
}

/** Items of lists, and lines of cells, that are no more than a name. */
function checkLines(document: MarkdownDocument, report: Report): void {
  const check = (nodes: readonly Nodes[]): void => {
    const last = nodes.at(-1);
    if (last?.type !== "text" || nodes.some((node) => node.type !== "text" && node.type !== "strong")) return;
    const doubt = doubtIn(nodes.map((node) => textOf(node)).join(""));
    const written = document.slice(last).trimEnd();
    if (!doubt || !written.endsWith("?")) return;
    const [start] = document.offsetsOf(last);
    const at = start + written.length - 1;
    report({ range: document.range(at, at + 1), message: doubt.message, hint: FIND_OUT });
  };
  visit(document.tree, (node) => {
    if (node.type === "blockquote") return "skip";
    const paragraph = node.type === "listItem" ? node.children[0] : node;
    if (paragraph?.type !== "tableCell" && (node.type !== "listItem" || paragraph?.type !== "paragraph"))
      return undefined;
    let line: Nodes[] = [];
    for (const child of paragraph.children) {
      if (child.type === "html" && /^<br\s*\/?>$/i.test(child.value)) {
        check(line);
        line = [];
      } else {
        line.push(child);
      }
    }
    check(line);
    return undefined;
  });
}
