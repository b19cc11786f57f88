// footnote-mark: every footnote mark has its note, and every note a number and a mark.
import type { List } from "mdast";
import { groupBy } from "../text/group-by.ts";
import type { MarkdownDocument } from "./support/document.ts";
import { type Mark, type Note, NoteSet, type Notes, notesOf } from "./support/notes.ts";
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
~~~text
page.md:7:1-7:2: error: Two notes have the number 2.
  hint: Number the notes one after the other: 1, 2, 3, …
  see page.md:6:1-6:2: the first note 2
page.md:9:1-9:2: error: The numbers of the notes skip 5.
  hint: Number the notes one after the other: 1, 2, 3, …
~~~

### Wrong: numbers that are all the same

~~~md page.md
- Old Mill[1] and Big Wheel[2]

1. Old Mill is no longer maintained.
1. Big Wheel is no longer maintained.
1. Red Barn is no longer maintained.
~~~
~~~text
page.md:4:1-4:2: error: All notes have the number 1, and marks need to tell them apart.
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

### Wrong: a note whose number is not what its marks say

~~~md page.md
Old Mill[0] turns, and so does the old Old Mill[0].

1. Old Mill is no longer maintained.
~~~
~~~text
page.md:3:1-3:2: error: This note has the number 1, and the marks behind “Old Mill” say 0.
  hint: Write 0, or 1 in the marks.
  see page.md:1:9-1:12: a mark
  see page.md:1:48-1:51: a mark
~~~

### Wrong: a linked mark whose number is not its note's

~~~md page.md
Old Mill[[1]](#note-old-mill), Big Wheel[[1]](#note-big-wheel)

0. <a id="note-old-mill"></a>Old Mill is no longer maintained.
1. <a id="note-big-wheel"></a>Big Wheel is no longer maintained.
~~~
~~~text
page.md:1:11-1:12: error: This mark says 1 and leads to note 0.
  hint: Write [[0]](#note-old-mill).
  see page.md:3:1-3:2: note 0
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
    const byList = groupBy(found.notes.all, ({ list }) => list);
    const odd = new Set<List>();
    for (const [list, notes] of byList) if (reportNumbers(document, notes, report)) odd.add(list);
    const sections = [...byList].map(([list, notes]) => ({ list, notes: new NoteSet(notes) }));
    reportMarks(document, found, sections, odd, report);
  },
};

/** @returns whether there was something to report */
function reportNumbers(document: MarkdownDocument, notes: readonly Note[], report: Report): boolean {
  const [first, second] = notes;
  if (!first || !second) return false;
  const { number } = first;
  const hint = `Number the notes one after the other: ${number}, ${number + 1}, ${number + 2}, …`;
  const problem = (at: Note, message: string, related?: Note): void => {
    const see = related && {
      file: document.source.file,
      range: document.range(related.start, related.end),
      message: `the first note ${related.number}`,
    };
    report({ range: document.range(at.start, at.end), message, hint, related: see && [see] });
  };
  if (notes.length > 2 && notes.every((note) => note.number === number)) {
    problem(second, `All notes have the number ${number}, and marks need to tell them apart.`);
    return true;
  }
  const seen = new Map<number, Note>();
  let isOdd = false;
  let last: Note | undefined;
  for (const note of notes) {
    const same = seen.get(note.number);
    if (same) {
      problem(note, `Two notes have the number ${note.number}.`, same);
      isOdd = true;
      // The next number may count it (1, 2, 2, 4) or not (1, 2, 2, 3).
      last = undefined;
      continue;
    }
    seen.set(note.number, note);
    if (last && note.number !== last.number + 1) {
      const expected = last.number + 1;
      const skipped = note.number === expected + 1 ? `${expected}` : `${expected} to ${note.number - 1}`;
      const message =
        note.number > expected
          ? `The numbers of the notes skip ${skipped}.`
          : `Note ${note.number} stands behind note ${last.number}.`;
      problem(note, message);
      isOdd = true;
    }
    last = note;
  }
  return isOdd;
}

interface Section {
  list: List;
  notes: NoteSet;
}

function reportMarks(
  document: MarkdownDocument,
  { notes, marks }: Notes,
  sections: readonly Section[],
  odd: ReadonlySet<List>,
  report: Report,
): void {
  const pointedAt = new Set<Note>();
  // One wrong mark leaves one note without a mark, and that is one mistake.
  let astray = 0;
  // Many marks without a note lack the same note.
  const missing = new Map<string, Missing>();
  const found = new Set<Note>();
  let section = 0;
  for (const mark of marks) {
    // Where each section has a list of notes, the next one below is meant.
    while (section < sections.length && ends(document, sections[section]) <= mark.start) section++;
    const near = sections[section]?.notes;
    const candidates = near && near.withNumber(mark.number).length > 0 ? near : notes;
    // Where numbers are wrong, the marks may follow what the page shows.
    const shown = candidates.withShown(mark.number).filter(({ list }) => odd.has(list));
    const right = [...candidates.withNumber(mark.number), ...shown];

    if (mark.target !== undefined) {
      const note = notes.withId(mark.target);
      // A link that leads nowhere is a dead anchor, which another rule reports.
      for (const pointed of note ? [note] : right) pointedAt.add(pointed);
      if (!note || right.includes(note)) continue;
      report({
        range: document.range(mark.start + 2, mark.start + 2 + String(mark.number).length),
        message: `This mark says ${mark.number} and leads to note ${note.number}.`,
        hint: `Write [[${note.number}]](#${mark.target}).`,
        related: [relatedNote(document, note)],
      });
      continue;
    }
    const named = candidates.named(mark);
    if (right.length === 0) {
      const key = `${mark.number} ${named?.note.number}`;
      const same = missing.get(key);
      if (same) same.others.push(mark);
      else missing.set(key, { first: mark, others: [], named, hint: hintFor(named, candidates) });
      if (named) pointedAt.add(named.note);
      else if (!same) astray++;
    } else if (named && right.every(({ text }) => !text.includes(named.name))) {
      const about = `“${named.name}” is what note ${named.note.number} is about`;
      report({
        range: document.range(mark.start, mark.end),
        message: `This mark points to note ${mark.number}, and ${about}.`,
        hint: `Write [${named.note.number}].`,
        related: [relatedNote(document, named.note)],
      });
      // Which of the two notes has no mark now is the same mistake.
      for (const note of [named.note, ...right]) pointedAt.add(note);
    } else {
      for (const note of right) found.add(note);
    }
  }
  for (const note of found) pointedAt.add(note);
  for (const { first, others, named, hint } of missing.values()) {
    const see = ({ start, end }: Mark, message: string) => {
      return { file: document.source.file, range: document.range(start, end), message };
    };
    // Two marks that agree are right, and their note is not.
    if (named && others.length > 0 && !found.has(named.note)) {
      report({
        range: document.range(named.note.start, named.note.end),
        message: `This note has the number ${named.note.number}, and the marks behind “${named.name}” say ${first.number}.`,
        hint: `Write ${first.number}, or ${named.note.number} in the marks.`,
        related: [first, ...others].map((mark) => see(mark, "a mark")),
      });
      continue;
    }
    const related = others.map((mark) => see(mark, "the same mark"));
    const message = `There is no note ${first.number}.`;
    report({ range: document.range(first.start, first.end), message, hint, related });
  }
  for (const note of notes.all) {
    if (pointedAt.has(note) || odd.has(note.list)) continue;
    if (astray-- > 0) continue;
    const message = `Nothing points to note ${note.number}.`;
    const hint = `Put [${note.number}] behind the name that it is about, or delete the note.`;
    report({ range: document.range(note.start, note.end), message, hint });
  }
}

interface Missing {
  first: Mark;
  others: Mark[];
  named: { note: Note; name: string } | undefined;
  hint: string;
}

function ends(document: MarkdownDocument, section: Section | undefined): number {
  return section ? document.offsetsOf(section.list)[1] : 0;
}

function hintFor(named: { note: Note; name: string } | undefined, notes: NoteSet): string {
  if (named) return `“${named.name}” is what note ${named.note.number} is about: write [${named.note.number}].`;
  const numbers = notes.all.slice(0, 20).map(({ number }) => number);
  if (numbers.length === 0) return "Add an ordered list of notes below, such as: 0. My Tool is no longer maintained.";
  return `Notes: ${numbers.join(", ")}${numbers.length < notes.all.length ? ", …" : "."}`;
}

function relatedNote(document: MarkdownDocument, note: Note) {
  const range = document.range(note.start, note.end);
  return { file: document.source.file, range, message: `note ${note.number}` };
}
