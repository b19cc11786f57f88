// An error that is no mistake of the program: a command ends with it, and its message is for the person who typed it.

export class Trouble extends Error {
  /** What to do about it. */
  readonly hint: string | undefined;
  /** Absolute: what it is about. */
  readonly file: string | undefined;

  constructor(message: string, hint?: string, file?: string) {
    super(message);
    this.hint = hint;
    this.file = file;
  }
}
