// footnote-mark: every footnote mark has its note, and every note a number and a mark.
import type { List } from "mdast";
import type { Related } from "../text/diagnostic.ts";
import { groupBy } from "../text/group-by.ts";
import type { MarkdownDocument } from "./support/document.ts";
import { type Mark, type NamedNote, type Note, type NoteSet, type Notes, noteSet, notesOf } from "./support/notes.ts";
import type { Report, Rule } from "./support/rule.ts";

export const footnoteMark: Rule = {
  severity: "error",
  document(document, report) {
    const found = notesOf(document);
    const lists = [...groupBy(found.notes.all, (note) => note.list)];
    const wrong = lists.filter(([, notes]) => reportNumbers(document, notes, report));
    const misnumbered = new Set(wrong.map(([list]) => list));
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
    end: document.part(list).end,
    notes: noteSet(own),
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
  let wrongMarks = [...missing.values()].filter(([first]) => !first.named).length;
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
  unanswered: readonly [Unanswered, ...Unanswered[]],
  confirmed: ReadonlySet<Note>,
  report: Report,
): void {
  const [{ mark, named, candidates }, ...others] = unanswered;
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
