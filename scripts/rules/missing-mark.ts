// missing-mark: where a text names a tool that has a footnote, the footnote's mark stands behind the name.
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { isMarked } from "../drawing/drawing.ts";
import { type Entry, noteOf, urlOf } from "../record/entry.ts";
import { ITEM } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { earlier } from "../record/lost.ts";
import { linksFrom, type Path, type RecordLink } from "../record/references.ts";
import { statusOf } from "../record/status.ts";
import { atOrBehind, type Stretch } from "../text/stretches.ts";
import type { MarkdownDocument } from "./support/document.ts";
import { NameFinder } from "./support/name-finder.ts";
import { type Mark, notesOf } from "./support/notes.ts";
import type { RecordText } from "./support/record-texts.ts";
import type { Report, Rule, RuleFinding } from "./support/rule.ts";
import { proseOf } from "./support/wording.ts";

export const missingMark: Rule = {
  severity: "warning",
  document: checkDocument,
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
  for (const { value, place } of proseOf(document)) {
    for (const { name, value: entry, start, end } of finder.in(value)) {
      if (noteOf(entry) === undefined || entry === document.text?.entry) continue;
      const url = urlOf(entry);
      const hint =
        url === undefined
          ? `Give ${entry.file} a \`${entry.kind.urlField ?? "url"}\`, and link it here: the build adds the mark to links.`
          : `Link it, and the build adds the mark: [${name}](${url})`;
      report({ ...place(start, end), message: messageOf(name), hint, named: entry });
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
function namesBeside(list: List, entry: Entry, holder: Path): RecordLink[] {
  return linksFrom(list.links, entry).filter(({ reference, path }) => {
    const depth = path.length - holder.length;
    return reference.by === "name" && depth > 0 && depth <= 2 && holder.every((step, index) => path[index] === step);
  });
}

/** How to name a record beside a text, in the list that the holder has for that. */
function namesHint({ kind }: Entry, holder: Path, links: readonly RecordLink[], name: string): string | undefined {
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
  const check = (name: string, { start, end }: Stretch): void => {
    const mark = marked.get(name);
    const next = atOrBehind(marks, end);
    if (!mark || (next && (next.start <= end + 1 || next.from <= start))) return;
    const sign = mark.target === undefined ? `[${mark.number}]` : `[[${mark.number}]](#${mark.target})`;
    report({
      ...document.place(start, end),
      message: `“${name}” has a note, and its mark does not stand behind it here.`,
      hint: `Write: ${name}${sign}`,
    });
  };
  // `[Old Mill 2](…)` anywhere says that “Old Mill 2” is a name of its own.
  const names = [...marked.keys()];
  document.each("link", (link) => void names.push(textOf(link).trim()));
  const finder = new NameFinder(names.map((name) => [name, name]));
  for (const { value, start: offset } of proseOf(document, lists)) {
    for (const { name, start, end } of finder.in(value)) {
      // A number behind a name may be a version of it, which the note is not about.
      if (!/^ \d/.test(value.slice(end, end + 2))) check(name, { start: offset + start, end: offset + end });
    }
  }
  visit(document.tree, (node) => {
    if (node.type === "heading" || node.type === "blockquote") return "skip";
    if (node.type === "list" && lists.includes(node)) return "skip";
    if (node.type === "link") check(textOf(node).trim(), document.part(node));
    return undefined;
  });
}
