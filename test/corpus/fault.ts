// What a seeded fault is: one change to a copy of the repository, and the one finding that it must give.

/** Paths are relative to the copy of the repository, whose lists and pages lie where they lie here. */
export type Change =
  | { file: string; from: string; to: string; behind: string }
  | { file: string; content: string | Uint8Array }
  | { file: string; appended: string }
  | { file: string; renamed: string };

export interface Place {
  /** Where it is not the file that is changed. */
  file?: string;
  /** What stands at the place of the finding: its first occurrence in the changed file; "" is the file's start. */
  text: string;
  /** The first occurrence behind this text, which may be the text's own beginning. */
  behind?: string;
}

export interface Fault {
  /** What somebody did wrong. */
  name: string;
  change: Change;
  at: Place;
  rule: string;
  /** A part of the message or the hint. */
  says?: string;
}

/** Another text for the first occurrence of one, or for the first one behind some other text. */
export function replace(file: string, from: string, to: string, behind = ""): Change {
  return { file, from, to, behind };
}

/** A new file, or another text for a whole one. */
export function write(file: string, content: string | Uint8Array): Change {
  return { file, content };
}

export function append(file: string, appended: string): Change {
  return { file, appended };
}

export function rename(file: string, renamed: string): Change {
  return { file, renamed };
}

/** @throws {Error} when the text to replace is not there: the data was edited, and the fault needs another text */
export function changed(change: Change, before: string): string | Uint8Array {
  if ("content" in change) return change.content;
  if ("appended" in change) return before + change.appended;
  if ("renamed" in change) return before;
  const behind = before.indexOf(change.behind);
  const at = behind === -1 ? -1 : before.indexOf(change.from, behind + change.behind.length);
  if (at === -1) throw new Error(`${change.file} does not hold ${JSON.stringify(change.from)}`);
  return before.slice(0, at) + change.to + before.slice(at + change.from.length);
}

/** @returns the line and the column (1-based, UTF-16 code units) of a place */
export function lineAndColumn(text: string, { text: wanted, behind = "" }: Place): string {
  if (wanted === "") return "1:1";
  const after = text.indexOf(behind);
  const at = after === -1 ? -1 : text.indexOf(wanted, after + behind.length);
  if (at === -1) throw new Error(`the changed file does not hold ${JSON.stringify(behind + wanted)}`);
  const lines = text.slice(0, at).split(/\r\n|\r|\n/);
  return `${lines.length}:${(lines.at(-1) ?? "").length + 1}`;
}
