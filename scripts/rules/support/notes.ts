// Footnotes of plain Markdown documents: marks such as `Name[0]`, and the ordered lists of notes that they point to.
import type { Heading, Link, List, Nodes, PhrasingContent, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { htmlAnchors } from "../../text/anchors.ts";
import { groupBy } from "../../text/group-by.ts";
import { memoized } from "../../text/memoized.ts";
import type { Stretch } from "../../text/stretches.ts";
import type { MarkdownDocument } from "./document.ts";

/** The stretch is that of the number. */
export interface Note extends Stretch {
  list: List;
  /** As it is written. */
  number: number;
  /** As it is shown: GitHub reads the number of the first item only, and counts. */
  shown: number;
  /** The id of `<a id="note-…"></a>`, where there is one. */
  id: string | undefined;
  /** Without Markdown. */
  text: string;
}

/** The stretch is that of the mark, with its brackets and its link. */
export interface Mark extends Stretch {
  number: number;
  /** The fragment of a linked mark, without `#`. */
  target: string | undefined;
  /** The text of the link, or of what else is set off, that the mark stands behind. */
  linked: string | undefined;
  /** The plain text in front of it, as written. */
  before: string;
  /** Where what the mark stands behind starts, if it is set off; where the mark starts otherwise. */
  from: number;
  /** The index of the block that the mark stands in, among the document's. */
  block: number;
}

export interface Notes {
  lists: readonly List[];
  /** The notes of all lists. */
  notes: NoteSet;
  /** In the order in which they stand. */
  marks: readonly Mark[];
}

/** A note, and the name that it starts with. */
export interface NamedNote {
  note: Note;
  name: string;
}

export type NoteSet = ReturnType<typeof noteSet>;

/** Some notes, found by their numbers, ids and names. */
export function noteSet(all: readonly Note[]) {
  const byNumber = groupBy(all, ({ number }) => number);
  const byShown = groupBy(all, ({ shown }) => shown);
  const byWord = groupBy(all, ({ text }) => firstWord(text));
  const byId = new Map(all.map((note) => [note.id, note]));
  const startingWith = (name: string): NamedNote | undefined => {
    if (name.length < 2) return undefined;
    const isNamed = ({ text }: Note): boolean =>
      text.startsWith(name) && !/[\p{L}\p{N}]/u.test(text[name.length] ?? "");
    const note = byWord.get(firstWord(name))?.find(isNamed);
    return note && { note, name };
  };
  return {
    all,
    withNumber: (number: number): readonly Note[] => byNumber.get(number) ?? [],
    withShown: (number: number): readonly Note[] => byShown.get(number) ?? [],
    withId: (id: string): Note | undefined => byId.get(id),
    /** @returns the note that starts with the name that a mark stands behind */
    named({ linked, before }: Mark): NamedNote | undefined {
      if (linked !== undefined) return startingWith(linked);
      // The longest name first: “My Tool” before “Tool”.
      for (const { index } of before.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
        const found = startingWith(before.slice(index).trimEnd());
        if (found) return found;
      }
      return undefined;
    },
  };
}

function firstWord(text: string): string {
  return /^(?:[\p{L}\p{N}]+|[^\p{L}\p{N}])/u.exec(text)?.[0] ?? "";
}

/** Behind a word, a bracket or the like, with at most one blank between: `[0]` alone may be anything. */
const MARK = /(?<![\s|])( ?)(\\?\[(\d{1,3})\\?\])/g;
const NOTES_HEADING = /^(?:foot-?\s?|end-?\s?)?notes?$|^references$|^sources$/i;
/** More words than a name has. */
const LONGEST_NAME = 100;

/** @returns the notes of a document, or of a template, and the marks that can only be meant to point to one */
export const notesOf = memoized((document: MarkdownDocument): Notes => {
  const { children } = document.tree;
  const lists = children.filter((node, index): node is List => {
    if (node.type !== "list" || !node.ordered) return false;
    return noteIdIn(node) !== undefined || (node.start === 0 && blockBefore(children, index)?.type === "table");
  });
  const marks = findMarks(document);
  const notesIn = (list: List): Note[] => readNotes(document, list);
  if (lists.length > 0) return { lists, notes: noteSet(lists.flatMap(notesIn)), marks };
  const sure = marks.filter(isSure);
  const list = listBehind(document, marks);
  const notes = noteSet(list ? notesIn(list) : []);
  // A list counts as notes only if a mark certainly points to it: `args[0]` and the numbered steps of a recipe do not.
  if (list && (sure.length > 0 || marks.some((mark) => notes.named(mark)))) return { lists: [list], notes, marks };
  return { lists: [], notes: noteSet([]), marks: sure };
});

/** What stands in front of a block, but for comments. */
function blockBefore(children: Root["children"], index: number): Root["children"][number] | undefined {
  return children.slice(0, index).findLast(({ type }) => type !== "html");
}

/** The first ordered list behind the last mark, in the same section or in one that is called notes. */
function listBehind({ tree }: MarkdownDocument, marks: readonly Mark[]): List | undefined {
  const behind = (mark: Mark | undefined): List | undefined => {
    let heading: Heading | undefined;
    for (const node of tree.children.slice((mark?.block ?? tree.children.length) + 1)) {
      if (node.type === "heading") heading = node;
      const isHere = !heading || NOTES_HEADING.test(textOf(heading).trim());
      if (isHere && node.type === "list" && node.ordered) return node;
    }
    return undefined;
  };
  // Marks inside of a list (of notes) do not count.
  const isOutside = ({ block }: Mark): boolean => tree.children[block]?.type !== "list";
  return behind(marks.at(-1)) ?? behind(marks.findLast(isOutside));
}

function isSure({ target, linked, before }: Mark): boolean {
  if (target !== undefined || linked !== undefined) return true;
  // “as in [1]” may be anything.
  return !before.endsWith(" ") && /(?:^|[^\p{L}\p{N}])\p{Lu}[\p{L}\p{N}.+#-]*$/u.test(before);
}

/** Of `<a id="note-…"></a>`. */
function noteIdIn(node: Nodes): string | undefined {
  return [...htmlAnchors(node)].find((anchor) => anchor.startsWith("note-"));
}

function readNotes(document: MarkdownDocument, list: List): Note[] {
  const first = list.start ?? 1;
  return list.children.map((item, index) => {
    const { start, value } = document.part(item);
    const [digits = ""] = /^\d{1,9}(?=[.)])/.exec(value) ?? [];
    return {
      list,
      number: digits === "" ? first + index : Number(digits),
      shown: first + index,
      start,
      end: start + digits.length,
      id: noteIdIn(item),
      text: textOf(item, { includeHtml: false }).trim(),
    };
  });
}

function findMarks(document: MarkdownDocument): Mark[] {
  const marks: Mark[] = [];
  for (const [block, root] of document.tree.children.entries()) {
    visit(root, (node, index = 0, parent) => {
      const previous = parent?.children[index - 1];
      if (node.type === "link") marks.push(...linkedMarks(document, node, previous, block));
      if (node.type === "text") marks.push(...textMarks(document, node, previous, block));
      return node.type === "link" || node.type === "linkReference" ? "skip" : undefined;
    });
  }
  return marks;
}

/** `[[0]](#note-name)` */
function linkedMarks(document: MarkdownDocument, link: Link, previous: Nodes | undefined, block: number): Mark[] {
  const target = link.url.slice(1).toLowerCase();
  const digits = /^\[(\d{1,3})\]$/.exec(textOf(link))?.[1];
  if (digits === undefined || !link.url.startsWith("#") || !target.startsWith("note-")) return [];
  const { start, end } = document.part(link);
  return [{ number: Number(digits), start, end, target, block, ...inFront(document, previous, "", start) }];
}

/** `[0]` */
function textMarks(document: MarkdownDocument, node: Nodes, previous: Nodes | undefined, block: number): Mark[] {
  const { value, start: offset } = document.part(node);
  return [...value.matchAll(MARK)].flatMap(({ index, 1: blank = "", 2: mark = "", 3: digits }) => {
    // At the start of a text, only what is set off in front of it can be a name.
    if (index === 0 && !isSetOff(previous)) return [];
    const start = offset + index + blank.length;
    const before = value.slice(Math.max(0, index - LONGEST_NAME), index) + blank;
    const front = inFront(document, index === 0 ? previous : undefined, before, start);
    return [{ number: Number(digits), start, end: start + mark.length, target: undefined, block, ...front }];
  });
}

/** @param before - the text in front of a mark, if that is no node of its own */
function inFront(
  document: MarkdownDocument,
  previous: Nodes | undefined,
  before: string,
  start: number,
): Pick<Mark, "linked" | "before" | "from"> {
  if (isSetOff(previous)) {
    return { linked: textOf(previous, { includeHtml: false }).trim(), before, from: document.part(previous).start };
  }
  const text = previous ? document.part(previous).value.slice(-LONGEST_NAME) : before;
  return { linked: undefined, before: text, from: start };
}

function isSetOff(node: Nodes | undefined): node is PhrasingContent {
  return node !== undefined && ["link", "linkReference", "strong", "emphasis", "delete"].includes(node.type);
}
