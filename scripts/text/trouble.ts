// An error that is no mistake of the program: a command ends with it, and its message is for the person who typed it.
import { asTyped } from "./as-typed.ts";

export class Trouble extends Error {
  /** What to do about it. */
  readonly hint: string | undefined;
  /** Absolute, and with the line and column where these are known: what it is about. */
  readonly file: string | undefined;

  constructor(message: string, hint?: string, file?: string) {
    super(asTyped(message));
    this.hint = hint && asTyped(hint);
    this.file = file;
  }
}
