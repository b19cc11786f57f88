// missing-mark: where a text names a tool that has a footnote, the footnote's mark stands behind the name.
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { isMarked } from "../drawing/drawing.ts";
import { type Entry, noteOf, urlOf } from "../record/entry.ts";
import { ITEM } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { earlier } from "../record/lost.ts";
import type { RecordLink } from "../record/references.ts";
import { atOrBehind } from "../text/stretches.ts";
import type { MarkdownDocument } from "./support/document.ts";
import { NameFinder } from "./support/name-finder.ts";
import { type Mark, notesOf } from "./support/notes.ts";
import type { RecordText } from "./support/record-texts.ts";
import type { Report, Rule, RuleFinding } from "./support/rule.ts";
import { statusOf } from "./support/status.ts";
import { proseOf } from "./support/wording.ts";

export const missingMark: Rule = {
  name: "missing-mark",
  severity: "warning",
  summary: "Where a text names a tool that has a footnote, the footnote's mark stands behind the name.",
  docs: `
A reader who meets the tool in one place only should learn there that it is gone. In lists, the build puts the mark on
links to the tool, on technologies and on the nodes of diagrams, so a name in Markdown becomes a link, and a \`text:\` or a
node says which \`tools\` it names.
Names count whole and as they are written, and the longest one counts: \`Old Mill 2\` is not \`Old Mill\`. Quotations (a
block quotation, or emphasis in quotation marks), URLs, code, HTML, texts of links that lead elsewhere, headings, and
the notes themselves need no mark. In plain documents the tools with notes are those that have a mark somewhere.

~~~yaml data/tools/old-mill.yml
name: Old Mill
url: https://example.org/old-mill
aliases: [OldMill]
status: unmaintained
footnote: Old Mill is no longer maintained. You can use [Old Mill 2](https://example.org/old-mill-2) instead.
~~~
~~~yaml data/tools/old-mill-2.yml
name: Old Mill 2
url: https://example.org/old-mill-2
~~~
~~~text img/farm.svg
(a drawing)
~~~

### Wrong: in a list

~~~yaml data/resources/grain.yml
title: Grain
url: https://example.org/grain
description: How Old Mill (or "OldMill") grinds **grain**
~~~
~~~yaml data/examples/farm.yml
organisation: Farm
position: 0
technologies: [Old Mill, {text: Wheels for Old Mill}]
diagram: [farm]
references: [{title: Our farm, url: https://example.org/farm}]
~~~
~~~yaml data/diagrams/farm.yml
title: Farm
alt: The wheel turns the mill.
grid: wheel mill barn
nodes:
  - {id: wheel, tool: Old Mill 2, details: [turns, our Old Mill]}
  - {id: mill, label: Old Mill}
  - {id: barn, label: Barn of OldMill and Old Mill 2, tools: [Old Mill 2]}
~~~
~~~text
data/diagrams/farm.yml:5:56-5:64: warning: “Old Mill” has a footnote, and nothing puts its mark here.
  hint: Add in this node: tools: [Old Mill]
data/diagrams/farm.yml:6:23-6:31: warning: “Old Mill” has a footnote, and nothing puts its mark here.
  hint: Instead of \`label\`, write: tool: Old Mill
data/diagrams/farm.yml:7:31-7:38: warning: “OldMill” has a footnote, and nothing puts its mark here.
  hint: Write: tools: [Old Mill 2, OldMill]
data/examples/farm.yml:3:44-3:52: warning: “Old Mill” has a footnote, and nothing puts its mark here.
  hint: Add below: tools: [Old Mill]
data/resources/grain.yml:3:18-3:26: warning: “Old Mill” has a footnote, and nothing puts its mark here.
  hint: Link it, and the build adds the mark: [Old Mill](https://example.org/old-mill)
data/resources/grain.yml:3:32-3:39: warning: “OldMill” has a footnote, and nothing puts its mark here.
  hint: Link it, and the build adds the mark: [OldMill](https://example.org/old-mill)
~~~

### Wrong: in a document

~~~md page.md
[Old Mill](https://example.org/old-mill)[0] and Big Wheel[1] are old.

Old Mill turns **Big Wheel**, as do [Old Mill](https://example.org/old-mill) and Big Wheel 2.

0. Old Mill is no longer maintained.
1. Big Wheel is no longer maintained; Old Mill is not either.
~~~
~~~text
page.md:3:1-3:9: warning: “Old Mill” has a note, and its mark does not stand behind it here.
  hint: Write: Old Mill[0]
page.md:3:18-3:27: warning: “Big Wheel” has a note, and its mark does not stand behind it here.
  hint: Write: Big Wheel[1]
page.md:3:37-3:77: warning: “Old Mill” has a note, and its mark does not stand behind it here.
  hint: Write: Old Mill[0]
~~~

### Right: in a list

~~~yaml data/resources/old-mill-for-beginners.yml
title: Old Mill for beginners
url: https://example.org/grain
description: How Old Mill 2, Old Miller, GoOld Mill and [Old Mill](https://example.org/old-mill) grind, as \`Old Mill\` does
~~~
~~~yaml data/examples/farm.yml
organisation: Farm
position: 0
technologies: [{text: Wheels for Old Mill, tools: [Old Mill]}, {text: Old Mill 2 in a barn}]
diagram: [farm]
note: |
  > From there we use Old Mill to grind.
references: [{title: Old Mill and we, url: https://example.org/farm}]
~~~
~~~yaml data/diagrams/farm.yml
title: Farm
alt: The mill stands beside the barn.
grid: mill barn
nodes:
  - {id: mill, tool: Old Mill}
  - {id: barn, label: Barn, details: [of Old Mill, of Old Millers], tools: [Old Mill]}
~~~

### Right: in a document

~~~md page.md
# Old Mill

| Tool | Note |
| --- | --- |
| [Old Mill](https://example.org/old-mill)[0] | _"From there we use Old Mill to grind."_ |
| **Old Mill**[0] or Old Mill2 or [Old Mill 2](https://example.org/2) | [How Old Mill grinds](https://example.org/how) |

0. Old Mill is no longer maintained. You can use Old Mill 2 instead.
~~~
`,
  markdown(document, report) {
    if (document.kind === "document") checkDocument(document, report);
  },
  list({ list, texts, fields, template }, reportOne) {
    // Whoever brings a footnote has one mistake to mend, in however many texts of others.
    const report = ({ named, ...finding }: MissingMark): void => {
      const was = earlier(list, named);
      const isNew = was !== undefined && noteOf(was) === undefined && statusOf(was) === undefined;
      reportOne({ ...finding, about: isNew ? named.file : undefined });
    };
    const finder = new NameFinder(list.named);
    for (const field of fields) {
      const { entry, path: [first] = [] } = field.text ?? {};
      if (!entry || first !== entry.kind.noteField) checkMarkdown(field, finder, report);
    }
    if (template) checkMarkdown(template, finder, report);
    for (const text of texts) {
      if (text.isInsteadOfName) checkInstead(text, list, finder, report);
      else if (text.record.kind?.isDrawn) checkNode(text, list, finder, report);
    }
  },
};

interface MissingMark extends RuleFinding {
  /** The record that has the footnote. */
  named: Entry;
}

type ReportMark = (finding: MissingMark) => void;

function messageOf(name: string): string {
  return `“${name}” has a footnote, and nothing puts its mark here.`;
}

function checkMarkdown(document: MarkdownDocument, finder: NameFinder<Entry>, report: ReportMark): void {
  for (const node of proseOf(document)) {
    const [offset] = document.offsetsOf(node);
    for (const { name, value: entry, start, end } of finder.in(document.slice(node))) {
      if (noteOf(entry) === undefined || entry === document.text?.entry) continue;
      const url = urlOf(entry);
      const hint =
        url === undefined
          ? `Give ${entry.file} a \`${entry.kind.urlField ?? "url"}\`, and link it here: the build adds the mark to links.`
          : `Link it, and the build adds the mark: [${name}](${url})`;
      report({ ...document.place(offset + start, offset + end), message: messageOf(name), hint, named: entry });
    }
  }
}

/** A text that stands where a record could be named: a list beside it names the records that it is about. */
function checkInstead(text: RecordText, list: List, finder: NameFinder<Entry>, report: ReportMark): void {
  if (!text.entry) return;
  const holder = text.path.slice(0, -1);
  const beside = namesBeside(list, text.entry, holder);
  for (const { name, value: named, start, end } of finder.in(text.value)) {
    if (noteOf(named) === undefined || beside.some(({ to }) => to === named)) continue;
    // If the whole text is a record's name, technology-name reports it.
    if (name === text.value.trim()) continue;
    const hint = namesHint(text.entry, holder, beside, name);
    report({ ...text.place(start, end), message: messageOf(name), hint, named });
  }
}

/** A text in a node of a drawing. Its mark is a number or a dagger, which the legend explains. */
function checkNode(text: RecordText, list: List, finder: NameFinder<Entry>, report: ReportMark): void {
  const { entry, path, value } = text;
  const [nodes, index = 0, key] = path;
  if (!entry || nodes !== "nodes" || (key !== "label" && key !== "details")) return;
  const beside = namesBeside(list, entry, ["nodes", index]);
  const inLists = beside.filter(({ reference }) => reference.path.at(-1) === ITEM);
  for (const { name, value: named, start, end } of finder.in(value)) {
    const [note, status] = [noteOf(named), statusOf(named)];
    if (!isMarked({ note, status }) || beside.some(({ to }) => to === named)) continue;
    const isAll = key === "label" && beside.length === inLists.length && name === value.trim();
    const hint = isAll
      ? `Instead of \`label\`, write: tool: ${name}`
      : namesHint(entry, ["nodes", index], inLists, name);
    const message = note === undefined ? `“${name}” is ${status}, and nothing puts its mark here.` : messageOf(name);
    report({ ...text.place(start, end), message, hint, named });
  }
}

/** The references by name of an object in a record. */
function namesBeside(list: List, entry: Entry, holder: readonly (string | number)[]): RecordLink[] {
  return [...(list.links.from.get(entry)?.values() ?? [])].filter(({ reference, path }) => {
    const depth = path.length - holder.length;
    return reference.by === "name" && depth > 0 && depth <= 2 && holder.every((step, index) => path[index] === step);
  });
}

/** How to name a record beside a text, in the list that the holder has for that. */
function namesHint(
  { kind }: Entry,
  holder: readonly (string | number)[],
  links: readonly RecordLink[],
  name: string,
): string | undefined {
  const property = kind.references
    .find(
      ({ by, path }) =>
        by === "name" &&
        path.length === holder.length + 2 &&
        path.at(-1) === ITEM &&
        holder.every((step, index) => path[index] === (typeof step === "number" ? ITEM : step)),
    )
    ?.path.at(-2);
  if (typeof property !== "string") return undefined;
  const names = links.map(({ value }) => value);
  const where = holder[0] === "nodes" ? "in this node" : "below";
  return `${names.length === 0 ? `Add ${where}` : "Write"}: ${property}: [${[...names, name].join(", ")}]`;
}

function checkDocument(document: MarkdownDocument, report: Report): void {
  const { lists, notes, marks } = notesOf(document);
  // What marks stand behind: a link's text, or the words that the note begins with.
  const marked = new Map<string, Mark>();
  for (const mark of marks) {
    const name = mark.linked ?? notes.named(mark)?.name ?? "";
    if (/\p{L}/u.test(name) && !/^["“”]/.test(name) && !marked.has(name)) marked.set(name, mark);
  }
  const check = (name: string, start: number, end: number): void => {
    const mark = marked.get(name);
    const next = atOrBehind(marks, end);
    if (!mark || (next && (next.start <= end + 1 || next.from <= start))) return;
    const sign = mark.target === undefined ? `[${mark.number}]` : `[[${mark.number}]](#${mark.target})`;
    report({
      range: document.range(start, end),
      message: `“${name}” has a note, and its mark does not stand behind it here.`,
      hint: `Write: ${name}${sign}`,
    });
  };
  // `[Old Mill 2](…)` anywhere says that “Old Mill 2” is a name of its own.
  const names = [...marked.keys()];
  document.each("link", (link) => void names.push(textOf(link).trim()));
  const finder = new NameFinder(names.map((name) => [name, name]));
  for (const node of proseOf(document, new Set(lists))) {
    const written = document.slice(node);
    const [offset] = document.offsetsOf(node);
    for (const { name, start, end } of finder.in(written)) {
      // A number behind a name may be a version of it, which the note is not about.
      if (!/^ \d/.test(written.slice(end, end + 2))) check(name, offset + start, offset + end);
    }
  }
  visit(document.tree, (node) => {
    if (node.type === "heading" || node.type === "blockquote") return "skip";
    if (node.type === "list" && lists.includes(node)) return "skip";
    if (node.type === "link") check(textOf(node).trim(), ...document.offsetsOf(node));
    return undefined;
  });
}
