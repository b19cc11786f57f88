// final-stop: descriptions beside each other end alike.
import type { ListItem, Nodes, Paragraph, Table } from "mdast";
import { toString as plainText } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { textOf } from "../record/entry.ts";
import type { Edit, Range } from "../text/diagnostic.ts";
import type { MarkdownDocument } from "./support/document.ts";
import { hasFinalStop } from "./support/full-stop.ts";
import type { LintedList } from "./support/linted-list.ts";
import type { Report, Rule } from "./support/rule.ts";

export const finalStop: Rule = {
  name: "final-stop",
  severity: "warning",
  summary: "Descriptions beside each other all end in a full stop, or none does.",
  docs: `
Which it is makes no difference; one among many that ends otherwise looks like a sentence that was cut off. Looked at
are descriptions of two words and more: of the tools of a component, of its resources, of the items of a list, of a
table's columns but for the first. Abbreviations, questions and quotations end as they do, and where it is about half
and half, nobody is the odd one out.

### Wrong

~~~md page.md
- [Sorter](https://example.org/sorter): Sorts all events
- [Mixer](https://example.org/mixer): Mixes all events.
- [Reader](https://example.org/reader): Reads them all
- [Writer](https://example.org/writer): Writes them down

| Tool   | Purpose             |
| ------ | ------------------- |
| Sorter | It sorts all events.    |
| Mixer  | It mixes *all events*   |
| Reader | It reads events.        |
| Writer | It writes them down.    |
~~~
~~~text
page.md:2:55-2:56: warning: This description ends in a full stop, and its neighbours do not.
  hint: Delete it.
page.md:9:26-9:32: warning: This description has no full stop at its end, and its neighbours do.
  hint: Add one.
~~~
~~~md page.md fixed
- [Sorter](https://example.org/sorter): Sorts all events
- [Mixer](https://example.org/mixer): Mixes all events
- [Reader](https://example.org/reader): Reads them all
- [Writer](https://example.org/writer): Writes them down

| Tool   | Purpose             |
| ------ | ------------------- |
| Sorter | It sorts all events.    |
| Mixer  | It mixes *all events*.   |
| Reader | It reads events.        |
| Writer | It writes them down.    |
~~~

### Wrong: in records

~~~yaml data/resources/mixing.yml
title: Mixing
url: https://example.org/mixing
description: How to mix events
~~~
~~~yaml data/resources/reading.yml
title: Reading
url: https://example.org/reading
description: How to read [events](https://example.org/events).
~~~
~~~yaml data/resources/sorting.yml
title: Sorting
url: https://example.org/sorting
description: How to sort events.
~~~
~~~yaml data/resources/writing.yml
title: Writing
url: https://example.org/writing
description: How to write them down.
~~~
~~~text
data/resources/mixing.yml:3:25-3:31: warning: This description has no full stop at its end, and its neighbours do.
  hint: Add one.
~~~
~~~yaml data/resources/mixing.yml fixed
title: Mixing
url: https://example.org/mixing
description: How to mix events.
~~~

### Right

~~~md page.md
- [Sorter](https://example.org/sorter): Sorts all events.
- [Mixer](https://example.org/mixer): Mixes events, etc.
- [Reader](https://example.org/reader): Who reads?
- [Writer](https://example.org/writer): Writes them down.
- [Keeper](https://example.org/keeper)
- [Finder](https://example.org/finder): Finder
- [Loader](https://example.org/loader): _"Loads them"_
- [Server](https://example.org/server): Serves them (to all).

Two of four are no exception:

- Sorts all events.
- Mixes all events
- Reads them all.
- Writes them down
~~~
`,
  markdown(document, report) {
    if (document.kind !== "document") return;
    visit(document.tree, (node) => {
      if (node.type === "blockquote") return "skip";
      if (node.type === "list")
        compare(
          node.children.flatMap((item) => describe(document, behindLink(item))),
          report,
        );
      if (node.type === "table") for (const column of columnsOf(document, node)) compare(column, report);
      return undefined;
    });
  },
  list(subject, report) {
    for (const group of descriptionsOf(subject).values()) compare(group, report);
  },
};

/** With fewer, nobody can tell which of them is the exception. */
const LEAST = 3;
const AT_MOST = 1 / 3;

interface Description {
  document: MarkdownDocument;
  hasStop: boolean;
  /** The node that the text ends with, and the outermost one that ends there. */
  leaf: Nodes;
  last: Nodes;
}

function compare(group: readonly Description[], report: Report): void {
  const withStop = group.filter(({ hasStop }) => hasStop);
  const without = group.filter(({ hasStop }) => !hasStop);
  const odd = withStop.length < without.length ? withStop : without;
  if (group.length < LEAST || odd.length > group.length * AT_MOST) return;
  for (const description of odd) {
    const { document, hasStop } = description;
    const { range, edits } = hasStop ? stopOf(description) : placeForStop(description);
    report({
      ...(document.text ? { file: document.text.record.file, pointer: document.text.pointer } : {}),
      range,
      message: hasStop
        ? "This description ends in a full stop, and its neighbours do not."
        : "This description has no full stop at its end, and its neighbours do.",
      hint: hasStop ? "Delete it." : "Add one.",
      fix: { edits, changesData: true },
    });
  }
}

function stopOf({ document, leaf }: Description): { range: Range; edits: Edit[] } {
  const [start] = document.offsetsOf(leaf);
  const end = start + document.slice(leaf).trimEnd().length;
  return { range: document.range(end - 1, end), edits: document.edit(end - 1, end, "") };
}

function placeForStop({ document, leaf, last }: Description): { range: Range; edits: Edit[] } {
  const [start, leafEnd] = document.offsetsOf(leaf);
  const written = document.slice(leaf).trimEnd();
  const end = start + written.length;
  const word = /\S+$/.exec(written.slice(-LONGEST_WORD))?.[0] ?? "";
  const [, lastEnd] = document.offsetsOf(last);
  const place = lastEnd === leafEnd ? end : lastEnd;
  return { range: document.range(end - word.length, end), edits: document.edit(place, place, ".") };
}

const LONGEST_WORD = 100;

const TWO_WORDS = /[\p{L}\p{N}]\S*\s[^\p{L}\p{N}]*[\p{L}\p{N}]/u;

/** @returns the description, if it says at least two words and its end tells anything */
function describe(document: MarkdownDocument, nodes: readonly Nodes[]): Description[] {
  const last = nodes.findLast((node) => node.type !== "text" || node.value.trim() !== "");
  const leaf = last && lastLeaf(last);
  if (!last || leaf?.type !== "text" || nodes.some((node) => node.type === "html" || node.type === "image")) return [];
  const text = nodes.map((node) => plainText(node)).join("");
  const hasStop = hasFinalStop(text);
  return hasStop === undefined || !TWO_WORDS.test(text) ? [] : [{ document, hasStop, leaf, last }];
}

function lastLeaf(node: Nodes): Nodes {
  const last = "children" in node ? node.children.at(-1) : undefined;
  return last ? lastLeaf(last) : node;
}

/** What an item of a list says of the link that it starts with, or all that it says. */
function behindLink({ children }: ListItem): readonly Nodes[] {
  const [paragraph, second] = children;
  if (paragraph?.type !== "paragraph" || (second && second.type !== "list")) return [];
  return withoutLink(paragraph);
}

function withoutLink({ children }: Paragraph): readonly Nodes[] {
  const link = children.findIndex(({ type }) => type === "link" || type === "linkReference");
  const before = link < 0 ? [] : children.slice(0, link);
  // In `📦 [Name](…)`, what comes first is decoration; in `See [Name](…)` it is text.
  const isFirst = link >= 0 && !/[\p{L}\p{N}]/u.test(before.map((node) => plainText(node)).join(""));
  return isFirst ? children.slice(link + 1) : children;
}

function columnsOf(document: MarkdownDocument, { children: [, ...rows] }: Table): Description[][] {
  const columns: Description[][] = [];
  for (const { children } of rows) {
    for (const [index, cell] of children.slice(1).entries()) {
      const column = columns[index] ?? [];
      columns[index] = column;
      column.push(...describe(document, cell.children));
    }
  }
  return columns;
}

/** The descriptions of records, by what they stand beside on the page: those under one other record, or of one kind. */
function descriptionsOf({ fields }: LintedList): Map<string, Description[]> {
  const groups = new Map<string, Description[]>();
  for (const document of fields) {
    const { entry, path = [] } = document.text ?? {};
    if (!entry || path.at(-1) !== "description") continue;
    const under = path.length > 1 ? path[1] : textOf(entry, entry.kind.parentField);
    const [paragraph, second] = document.tree.children;
    if (paragraph?.type !== "paragraph" || second) continue;
    const key = `${entry.kind.name}/${under ?? ""}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(...describe(document, paragraph.children));
  }
  return groups;
}
