/** Paths are relative to the copy of the repository, whose lists and pages lie where they lie here. */
export type Change =
  | {
      file: string;
      from: string;
      to: string;
      behind: string;
    }
  | {
      file: string;
      content: string | Uint8Array;
    }
  | {
      file: string;
      appended: string;
    }
  | {
      file: string;
      renamed: string;
    };
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
export declare function replace(file: string, from: string, to: string, behind?: string): Change;
/** A new file, or another text for a whole one. */
export declare function write(file: string, content: string | Uint8Array): Change;
export declare function append(file: string, appended: string): Change;
export declare function rename(file: string, renamed: string): Change;
/** @throws {Error} when the text to replace is not there: the data was edited, and the fault needs another text */
export declare function changed(change: Change, before: string): string | Uint8Array;
/** @returns the line and the column (1-based, UTF-16 code units) of a place */
export declare function lineAndColumn(text: string, { text: wanted, behind }: Place): string;
