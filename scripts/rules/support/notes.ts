// Footnotes of plain Markdown documents: marks such as `Name[0]`, and the ordered lists of notes that they point to.
import type { Heading, List, ListItem, Nodes, PhrasingContent, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { groupBy } from "../../text/group-by.ts";
import type { MarkdownDocument } from "./document.ts";

export interface Note {
  list: List;
  item: ListItem;
  /** As it is written. */
  number: number;
  /** As it is shown: GitHub reads the number of the first item only, and counts. */
  shown: number;
  /** Where the number stands. */
  start: number;
  end: number;
  /** The id of `<a id="note-…"></a>`, where there is one. */
  id: string | undefined;
  /** Without Markdown. */
  text: string;
}

export interface Mark {
  number: number;
  /** Where the mark stands, with its brackets and its link. */
  start: number;
  end: number;
  /** The fragment of a linked mark, without `#`. */
  target: string | undefined;
  /** The text of the link, or of what else is set off, that the mark stands behind. */
  linked: string | undefined;
  /** The plain text in front of it, as written. */
  before: string;
  /** Where what the mark stands behind starts, if it is set off; where the mark starts otherwise. */
  from: number;
  /** The place of the block that the mark stands in, among the document's. */
  block: number;
}

export interface Notes {
  lists: readonly List[];
  /** The notes of all lists. */
  notes: NoteSet;
  /** In the order in which they stand. */
  marks: readonly Mark[];
}

/** Some notes, found by their numbers, ids and names without a walk through all of them. */
export class NoteSet {
  readonly all: readonly Note[];
  readonly #byNumber: ReadonlyMap<number, readonly Note[]>;
  readonly #byShown: ReadonlyMap<number, readonly Note[]>;
  readonly #byWord: ReadonlyMap<string, readonly Note[]>;
  readonly #byId: ReadonlyMap<string, Note>;

  constructor(notes: readonly Note[]) {
    this.all = notes;
    this.#byNumber = groupBy(notes, ({ number }) => number);
    this.#byShown = groupBy(notes, ({ shown }) => shown);
    this.#byWord = groupBy(notes, ({ text }) => firstWord(text));
    this.#byId = new Map(notes.flatMap((note) => (note.id === undefined ? [] : [[note.id, note] as const])));
  }

  withNumber(number: number): readonly Note[] {
    return this.#byNumber.get(number) ?? [];
  }

  withShown(number: number): readonly Note[] {
    return this.#byShown.get(number) ?? [];
  }

  withId(id: string): Note | undefined {
    return this.#byId.get(id);
  }

  /** @returns the note that starts with the name that a mark stands behind */
  named({ linked, before }: Mark): { note: Note; name: string } | undefined {
    if (linked !== undefined) return this.#startingWith(linked);
    // The longest name first: “My Tool” before “Tool”.
    for (const { index } of before.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
      const found = this.#startingWith(before.slice(index).trimEnd());
      if (found) return found;
    }
    return undefined;
  }

  #startingWith(name: string): { note: Note; name: string } | undefined {
    const note =
      name.length < 2 ? undefined : this.#byWord.get(firstWord(name))?.find(({ text }) => starts(text, name));
    return note && { note, name };
  }
}

function firstWord(text: string): string {
  return /^(?:[\p{L}\p{N}]+|[^\p{L}\p{N}])/u.exec(text)?.[0] ?? "";
}

function starts(text: string, name: string): boolean {
  return text.startsWith(name) && !/[\p{L}\p{N}]/u.test(text[name.length] ?? "");
}

const MAY_MARK = /\[\d{1,3}\\?\]/;
/** Behind a word, a bracket or the like, with at most one blank between: `[0]` alone may be anything. */
const MARK = /(?<![\s|])( ?)(\\?\[(\d{1,3})\\?\])/g;
const NOTE_ANCHOR = /<a\s[^<>]*?id\s*=\s*["']?(note-[^"'\s>]+)/i;
const NOTES_HEADING = /^(?:foot-?\s?|end-?\s?)?notes?$|^references$|^sources$/i;
/** More words than a name has. */
const LONGEST_NAME = 100;

const known = new WeakMap<MarkdownDocument, Notes>();

/** @returns the ordered lists of a document, or of a template, whose items are notes */
export function noteLists(document: MarkdownDocument): List[] {
  return [...notesOf(document).lists];
}

/** @returns the notes of a document, and the marks that can only be meant to point to one */
export function notesOf(document: MarkdownDocument): Notes {
  const found = known.get(document) ?? findNotes(document);
  known.set(document, found);
  return found;
}

function findNotes(document: MarkdownDocument): Notes {
  const { children } = document.tree;
  const lists = children.filter((node, index): node is List => {
    if (node.type !== "list" || !node.ordered) return false;
    if (document.markdown.includes('id="note-') && NOTE_ANCHOR.test(document.slice(node))) return true;
    return node.start === 0 && follows(children, index)?.type === "table";
  });
  const marks = MAY_MARK.test(document.markdown) ? findMarks(document) : [];
  if (lists.length > 0) {
    return { lists, notes: new NoteSet(lists.flatMap((list) => readNotes(document, list))), marks };
  }
  const sure = marks.filter(isSure);
  const list = listBehind(document, marks);
  const notes = new NoteSet(list ? readNotes(document, list) : []);
  // `args[0]` in prose and the steps of a recipe below it are neither marks nor notes.
  if (list && (sure.length > 0 || marks.some((mark) => notes.named(mark)))) return { lists: [list], notes, marks };
  return { lists: [], notes: new NoteSet([]), marks: sure };
}

/** What stands in front of a block, but for comments. */
function follows(children: Root["children"], index: number): Root["children"][number] | undefined {
  for (let before = index - 1; before >= 0; before--) {
    const node = children[before];
    if (node?.type !== "html") return node;
  }
  return undefined;
}

/** The first ordered list behind the last mark, in the same section or in one that is called notes. */
function listBehind({ tree }: MarkdownDocument, marks: readonly Mark[]): List | undefined {
  const behind = (mark: Mark | undefined): List | undefined => {
    let heading: Heading | undefined;
    for (let index = (mark?.block ?? tree.children.length) + 1; index < tree.children.length; index++) {
      const node = tree.children[index];
      if (node?.type === "heading") heading = node;
      const isHere = !heading || NOTES_HEADING.test(textOf(heading).trim());
      if (isHere && node?.type === "list" && node.ordered) return node;
    }
    return undefined;
  };
  // A note may have a mark itself.
  const isOutside = ({ block }: Mark): boolean => tree.children[block]?.type !== "list";
  return behind(marks.at(-1)) ?? behind(marks.findLast(isOutside));
}

function isSure({ target, linked, before }: Mark): boolean {
  if (target !== undefined || linked !== undefined) return true;
  // “as in [1]” may be anything.
  return !before.endsWith(" ") && /(?:^|[^\p{L}\p{N}])\p{Lu}[\p{L}\p{N}.+#-]*$/u.test(before);
}

function readNotes(document: MarkdownDocument, list: List): Note[] {
  const first = list.start ?? 1;
  return list.children.map((item, index) => {
    const [offset] = document.offsetsOf(item);
    const [, digits = ""] = /^(\d{1,9})[.)]/.exec(document.slice(item)) ?? [];
    return {
      list,
      item,
      number: digits === "" ? first + index : Number(digits),
      shown: first + index,
      start: offset,
      end: offset + digits.length,
      id: NOTE_ANCHOR.exec(document.slice(item))?.[1]?.toLowerCase(),
      text: textOf(item, { includeHtml: false }).trim(),
    };
  });
}

function findMarks(document: MarkdownDocument): Mark[] {
  const marks: Mark[] = [];
  const visit = (node: Nodes, block: number): void => {
    if (!("children" in node)) return;
    for (const [index, child] of node.children.entries()) {
      const before = index > 0 ? node.children[index - 1] : undefined;
      if (child.type === "link") {
        const mark = linkedMark(document, child, before);
        if (mark) marks.push({ ...mark, block });
      } else if (child.type === "text") {
        for (const mark of textMarks(document, child, before)) marks.push({ ...mark, block });
      } else if (child.type !== "linkReference") {
        visit(child, block);
      }
    }
  };
  for (const [block, node] of document.tree.children.entries()) visit(node, block);
  return marks;
}

type PlacedMark = Omit<Mark, "block">;

function linkedMark(document: MarkdownDocument, link: Nodes, before: Nodes | undefined): PlacedMark | undefined {
  if (link.type !== "link" || !link.url.toLowerCase().startsWith("#note-")) return undefined;
  const digits = /^\[(\d{1,3})\]$/.exec(textOf(link))?.[1];
  if (digits === undefined) return undefined;
  const [start, end] = document.offsetsOf(link);
  const target = link.url.slice(1).toLowerCase();
  return { number: Number(digits), start, end, target, from: start, ...inFront(document, before, "") };
}

function textMarks(document: MarkdownDocument, node: Nodes, previous: Nodes | undefined): PlacedMark[] {
  const written = document.slice(node);
  const [offset] = document.offsetsOf(node);
  return [...written.matchAll(MARK)].flatMap(({ index, 1: blank = "", 2: mark = "", 3: digits }) => {
    // At the start of a text, only what is set off in front of it can be a name.
    if (index === 0 && !isSetOff(previous)) return [];
    const start = offset + index + blank.length;
    const before = written.slice(Math.max(0, index - LONGEST_NAME), index);
    const front = inFront(document, index === 0 ? previous : undefined, before + blank);
    return [{ number: Number(digits), start, end: start + mark.length, target: undefined, from: start, ...front }];
  });
}

function inFront(
  document: MarkdownDocument,
  previous: Nodes | undefined,
  before: string,
): { linked: string | undefined; before: string; from?: number } {
  if (isSetOff(previous)) {
    return { linked: textOf(previous, { includeHtml: false }).trim(), before, from: document.offsetsOf(previous)[0] };
  }
  return { linked: undefined, before: previous ? document.slice(previous).slice(-LONGEST_NAME) : before };
}

function isSetOff(node: Nodes | undefined): node is PhrasingContent {
  const setOff = ["link", "linkReference", "strong", "emphasis", "delete"];
  return node !== undefined && setOff.includes(node.type);
}
