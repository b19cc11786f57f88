// footnote-mark: every footnote mark has its note, and every note a number and a mark.
import type { List } from "mdast";
import type { Related } from "../text/diagnostic.ts";
import { groupBy } from "../text/group-by.ts";
import type { MarkdownDocument } from "./support/document.ts";
import { type Mark, type NamedNote, type Note, NoteSet, type Notes, notesOf } from "./support/notes.ts";
import type { Report, Rule } from "./support/rule.ts";

export const footnoteMark: Rule = {
  name: "footnote-mark",
  severity: "error",
  summary: "Every footnote mark has its note, and every note a number of its own and a mark that points to it.",
  docs: `
A mark is a number in brackets behind a name, \`My Tool[0]\` or \`[My Tool](https://…)[0]\`, and the notes are an ordered
list below: \`0. My Tool is no longer maintained.\` The numbers may start anywhere. Marks may be links to their note, as
in a generated README: \`[[0]](#note-my-tool)\`. This is about plain documents; in lists, the build makes marks and
numbers. Code, links of other kinds, numbers of more than three digits, and brackets in documents that have neither
notes nor a mark behind a link or a capital letter are not meant.

### Wrong: no such note

~~~md page.md
- Old Mill[1]
- [Big Wheel](https://example.org/wheel)[7]

Notes:

0. Old Mill is no longer maintained.
1. Big Wheel is now called Great Wheel.
~~~
~~~text
page.md:1:11-1:14: error: This mark points to note 1, and “Old Mill” is what note 0 is about.
  hint: Write [0].
  see page.md:6:1-6:2: note 0
page.md:2:41-2:44: error: There is no note 7.
  hint: “Big Wheel” is what note 1 is about: write [1].
~~~

### Wrong: numbers of notes

~~~md page.md
- Old Mill[1], Big Wheel[2], and Red Barn[4]

---

1. Old Mill is no longer maintained.
2. Big Wheel is no longer maintained.
2. White Fence is no longer maintained.
4. Red Barn is no longer maintained.
6. Blue Door is no longer maintained.
~~~
~~~md same.md
- Old Mill[1] and Big Wheel[2]

1. Old Mill is no longer maintained.
1. Big Wheel is no longer maintained.
1. Red Barn is no longer maintained.
~~~
~~~text
page.md:7:1-7:2: error: Two notes have the number 2.
  hint: Number the notes one after the other: 1, 2, 3, …
  see page.md:6:1-6:2: the first note 2
page.md:9:1-9:2: error: The numbers of the notes skip 5.
  hint: Number the notes one after the other: 1, 2, 3, …
same.md:4:1-4:2: error: All notes have the number 1, and marks need to tell them apart.
  hint: Number the notes one after the other: 1, 2, 3, …
~~~

### Wrong: a note without a mark, a mark without notes

~~~md page.md
| Tool |
| --- |
| Old Mill[0] |

0. Old Mill is no longer maintained.
1. Big Wheel is no longer maintained.
~~~
~~~md other.md
Some use [Old Mill](https://example.org/mill)[0] for this.

Others use Old Mill[0] for that.
~~~
~~~text
page.md:6:1-6:2: error: Nothing points to note 1.
  hint: Put [1] behind the name that it is about, or delete the note.
other.md:1:46-1:49: error: There is no note 0.
  hint: Add an ordered list of notes below, such as: 0. My Tool is no longer maintained.
  see other.md:3:20-3:23: the same mark
~~~

### Wrong: a number that is not what the marks say, and a linked mark with another number than its note

~~~md page.md
Old Mill[0] turns, and so does the old Old Mill[0].

1. Old Mill is no longer maintained.
~~~
~~~md links.md
Old Mill[[1]](#note-old-mill), Big Wheel[[1]](#note-big-wheel)

0. <a id="note-old-mill"></a>Old Mill is no longer maintained.
1. <a id="note-big-wheel"></a>Big Wheel is no longer maintained.
~~~
~~~text
page.md:3:1-3:2: error: This note has the number 1, and the marks behind “Old Mill” say 0.
  hint: Write 0, or 1 in the marks.
  see page.md:1:9-1:12: a mark
  see page.md:1:48-1:51: a mark
links.md:1:11-1:12: error: This mark says 1 and leads to note 0.
  hint: Write [[0]](#note-old-mill).
  see links.md:3:1-3:2: note 0
~~~

### Right

~~~md page.md
0. [Tools](#tools)
1. [Recipes](#recipes)

## Tools

| Tool |
| --- |
| [Old Mill](https://example.org/mill)[3] and **Big Wheel**[4] |
| Old Mill[3], which has \`wheels[9]\` since [2023], and [Red Barn](https://example.org/barn) |

3. Old Mill is no longer maintained.
4. Big Wheel is no longer maintained.

## Recipes

1. First this.
2. Then that.
~~~
~~~md recipe.md
Read args[1] first, as in [4].

1. Do this.
2. Do that.
~~~
`,
  markdown(document, report) {
    if (document.kind !== "document") return;
    const found = notesOf(document);
    const misnumbered = new Set<List>();
    for (const [list, notes] of groupBy(found.notes.all, (note) => note.list)) {
      if (reportNumbers(document, notes, report)) misnumbered.add(list);
    }
    reportMarks(document, found, misnumbered, report);
  },
};

/** @returns whether there was something to report */
function reportNumbers(document: MarkdownDocument, notes: readonly Note[], report: Report): boolean {
  const [first, second] = notes;
  if (!first || !second) return false;
  const { number } = first;
  const hint = `Number the notes one after the other: ${number}, ${number + 1}, ${number + 2}, …`;
  let isWrong = false;
  const reportAt = (note: Note, message: string, related?: readonly Related[]): void => {
    report({ ...document.placeOf(note), message, hint, related });
    isWrong = true;
  };
  if (notes.length > 2 && notes.every((note) => note.number === number)) {
    reportAt(second, `All notes have the number ${number}, and marks need to tell them apart.`);
    return true;
  }
  const seen = new Map<number, Note>();
  let last: number | undefined;
  for (const note of notes) {
    const same = seen.get(note.number);
    if (same) {
      reportAt(note, `Two notes have the number ${note.number}.`, [
        document.see(same, `the first note ${note.number}`),
      ]);
    } else if (last !== undefined && note.number > last + 1) {
      const skipped = note.number === last + 2 ? `${last + 1}` : `${last + 1} to ${note.number - 1}`;
      reportAt(note, `The numbers of the notes skip ${skipped}.`);
    } else if (last !== undefined && note.number < last) {
      reportAt(note, `Note ${note.number} stands behind note ${last}.`);
    }
    if (!same) seen.set(note.number, note);
    // The number after a repeated one may count that (1, 2, 2, 4) or not (1, 2, 2, 3).
    last = same ? undefined : note.number;
  }
  return isWrong;
}

/** A mark without a note of its number. */
interface Unanswered {
  mark: Mark;
  /** The note that its name belongs to. */
  named: NamedNote | undefined;
  candidates: NoteSet;
}

/** @param misnumbered - lists with wrong numbers: there, a mark may mean the number that GitHub shows */
function reportMarks(
  document: MarkdownDocument,
  { notes, marks }: Notes,
  misnumbered: ReadonlySet<List>,
  report: Report,
): void {
  const lists = [...groupBy(notes.all, ({ list }) => list)].map(([list, own]) => ({
    end: document.offsetsOf(list)[1],
    notes: new NoteSet(own),
  }));
  /** Notes that are meant by some mark, and among them those with a mark that is right. */
  const meant = new Set<Note>();
  const confirmed = new Set<Note>();
  const unanswered: Unanswered[] = [];
  for (const mark of marks) {
    // Where each section has a list of notes, the next one below counts first.
    const near = lists.find(({ end }) => end > mark.start)?.notes;
    const candidates = near && near.withNumber(mark.number).length > 0 ? near : notes;
    const shown = candidates.withShown(mark.number).filter(({ list }) => misnumbered.has(list));
    const right = [...candidates.withNumber(mark.number), ...shown];
    const named = candidates.named(mark);
    if (mark.target !== undefined) {
      const note = notes.withId(mark.target);
      // A link that leads nowhere is a dead anchor, which another rule reports.
      for (const each of note ? [note] : right) meant.add(each);
      if (!note || right.includes(note)) continue;
      report({
        ...document.place(mark.start + 2, mark.start + 2 + String(mark.number).length),
        message: `This mark says ${mark.number} and leads to note ${note.number}.`,
        hint: `Write [[${note.number}]](#${mark.target}).`,
        related: [document.see(note, `note ${note.number}`)],
      });
    } else if (right.length === 0) {
      unanswered.push({ mark, named, candidates });
      if (named) meant.add(named.note);
    } else if (named && right.every(({ text }) => !text.includes(named.name))) {
      report({
        ...document.placeOf(mark),
        message: `This mark points to note ${mark.number}, and “${named.name}” is what note ${named.note.number} is about.`,
        hint: `Write [${named.note.number}].`,
        related: [document.see(named.note, `note ${named.note.number}`)],
      });
      // That one of the two notes has no mark is not reported as well.
      for (const note of [named.note, ...right]) meant.add(note);
    } else {
      for (const note of right) confirmed.add(note);
    }
  }
  // Marks whose note is missing, grouped by the note: one finding for each group.
  const missing = groupBy(unanswered, ({ mark, named }) => `${mark.number} ${named?.note.number}`);
  for (const group of missing.values()) reportMissing(document, group, confirmed, report);
  // Each mark with a wrong number explains one note without a mark, which is not reported then.
  let wrongMarks = [...missing.values()].filter(([first]) => !first?.named).length;
  for (const note of notes.all) {
    if (meant.has(note) || confirmed.has(note) || misnumbered.has(note.list) || wrongMarks-- > 0) continue;
    const message = `Nothing points to note ${note.number}.`;
    const hint = `Put [${note.number}] behind the name that it is about, or delete the note.`;
    report({ ...document.placeOf(note), message, hint });
  }
}

/** @param unanswered - marks that lack the same note */
function reportMissing(
  document: MarkdownDocument,
  unanswered: readonly Unanswered[],
  confirmed: ReadonlySet<Note>,
  report: Report,
): void {
  const [first, ...others] = unanswered;
  if (!first) return;
  const { mark, named, candidates } = first;
  // Several marks with the same number are probably right, and the note's number is wrong.
  if (named && others.length > 0 && !confirmed.has(named.note)) {
    const { note, name } = named;
    report({
      ...document.placeOf(note),
      message: `This note has the number ${note.number}, and the marks behind “${name}” say ${mark.number}.`,
      hint: `Write ${mark.number}, or ${note.number} in the marks.`,
      related: unanswered.map((each) => document.see(each.mark, "a mark")),
    });
    return;
  }
  report({
    ...document.placeOf(mark),
    message: `There is no note ${mark.number}.`,
    hint: hintFor(named, candidates.all),
    related: others.map((other) => document.see(other.mark, "the same mark")),
  });
}

function hintFor(named: NamedNote | undefined, notes: readonly Note[]): string {
  if (named) return `“${named.name}” is what note ${named.note.number} is about: write [${named.note.number}].`;
  const numbers = notes.slice(0, 20).map(({ number }) => number);
  if (numbers.length === 0) return "Add an ordered list of notes below, such as: 0. My Tool is no longer maintained.";
  return `Notes: ${numbers.join(", ")}${numbers.length < notes.length ? ", …" : "."}`;
}
